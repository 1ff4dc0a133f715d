/** Every page of the route table: accessible, in its language, without an error in the console, and looked at. */

import { randomInt } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import routes from "./support/routes.json" with { type: "json" };
import { expectAccessible } from "./support/access";
import { expectEnglish } from "./support/language";
import { bankTransfer } from "./support/bank";
import { checkOut, putIntoCart, type Due } from "./support/buying";
import { expect, type Market, test } from "./support/market";
import { COOPERATIVE, OPERATOR, PRODUCER, signedIn } from "./support/people";

type Route = (typeof routes)[number];

const ACCOUNTS: Record<string, string> = { Producer: PRODUCER, Cooperative: COOPERATIVE, Operator: OPERATOR };
const open = routes.filter(({ audience }) => audience === "Public" || audience === "Visitor");

for (const language of ["vi", "en"]) {
  for (const route of open) {
    test(`${language} ${route.path} can be used by all`, async ({ page }) => {
      await look(page, language, route.example, route.path);
    });
  }
  for (const audience of Object.keys(ACCOUNTS)) {
    test(`${language} pages for ${audience} can be used by all`, async ({ browser, market, contextOptions }, test) => {
      test.setTimeout(120_000);
      const context = await signedIn(browser, market, ACCOUNTS[audience], contextOptions);
      await lookAtAll(context, language, routes.filter((route) => route.audience === audience && !needsOrder(route)));
      await context.close();
    });
  }
  test(`${language} pages that need a key can be used by all`, async ({ page, browser, market, contextOptions }, test) => {
    test.setTimeout(120_000);
    await putIntoCart(page);
    await look(page, language, "/gio-hang", "/gio-hang filled");
    await look(page, language, "/thanh-toan", "/thanh-toan filled");
    const purchase = await checkOut(page);
    const order = await purchase.orderAddress();
    await look(page, language, purchase.address, "/lan-mua/{code}");
    await look(page, language, order, "/don-hang/{code}");
    const maker = await signedIn(browser, market, PRODUCER, contextOptions);
    const workshop = await maker.newPage();
    const [due] = purchase.dues;
    await look(workshop, language, `/xuong/don-hang/${due.order}`, "/xuong/don-hang/{code}");
    await lookAtMoneyBack(market, workshop, language, due);
    const account = await ownAccount(browser, market);
    await bankTransfer(market, { account, amount: 77_000, content: "chi Lan tra tien" });
    await lookAtLooseMoney(workshop, language);
    await lookAtStatement(workshop, language);
    await lookAtSharedMoney(browser, market, language, due);
    await look(page, language, order, "/don-hang/{code} to be refunded");
    await maker.close();
  });
}

/** The page of one order, of money or of a statement: there is none to look at before someone bought or sent one. */
function needsOrder({ example }: Route): boolean {
  return /CL|giao-dich|sao-ke\/\d/.test(example);
}

/** The operator gives the maker an account that no other maker of the demo market shares. */
async function ownAccount(browser: Browser, market: Market): Promise<string> {
  const account = `99${randomInt(10 ** 9)}`;
  const operator = await signedIn(browser, market, OPERATOR);
  const office = await operator.newPage();
  await office.goto("/van-hanh/tai-khoan?co-so=nuoc-mam-cuong-la");
  await office.locator("[name=account]").fill(account);
  await office.locator("[name=holder]").fill("TRAN VAN MAU");
  await office.locator("form:has([name=account]) button.is-primary").click();
  await expect(office.locator("main")).toContainText(account);
  await operator.close();
  return account;
}

/** Money for nobody knows what. */
async function lookAtLooseMoney(page: Page, language: string): Promise<void> {
  await look(page, language, "/xuong/tien", "/xuong/tien filled");
  const loose = await page.locator("a[href*='/giao-dich/']").first().getAttribute("href");
  await look(page, language, loose!.replace(/^\/en/, ""), "/xuong/tien/giao-dich/{number}");
}

/** A bank statement: what each row would do, then what was taken in. */
async function lookAtStatement(page: Page, language: string): Promise<void> {
  await page.goto("/xuong/tien/sao-ke");
  const rows = ["24/11/2026;FT1;;50.000;cam on nhe", "24/11/2026;FT2;3.300;;Phi", "24/11/2026;FT3;;1,5;le"];
  const file = ["Ngày giao dịch;Số tham chiếu;Tiền ra;Tiền vào;Nội dung", ...rows].join("\r\n");
  await page.locator("[type=file]").setInputFiles({ name: "sao-ke.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.locator("form:has([type=file]) button").click();
  const address = new URL(page.url()).pathname;
  await look(page, language, address, "/xuong/tien/sao-ke/{id}");
  await page.locator("form:has([value=take]) button").click();
  await look(page, language, address, "/xuong/tien/sao-ke/{id} taken in");
}

/** Money on the account that the demo's other makers share. */
async function lookAtSharedMoney(browser: Browser, market: Market, language: string, due: Due): Promise<void> {
  await bankTransfer(market, { account: due.account, amount: 88_000, content: "chi Lan gui" });
  const operator = await signedIn(browser, market, OPERATOR);
  const office = await operator.newPage();
  await office.goto("/van-hanh/giao-dich");
  const shared = await office.locator("a[href*='/van-hanh/giao-dich/']").first().getAttribute("href");
  await look(office, language, shared!, "/van-hanh/giao-dich/{number}");
  await operator.close();
}

/** Someone paid too much. */
async function lookAtMoneyBack(market: Market, page: Page, language: string, due: Due): Promise<void> {
  await bankTransfer(market, { account: due.account, amount: due.amount + 5_000, content: due.reference });
  await look(page, language, `/xuong/don-hang/${due.order}/hoan-tien`, "/xuong/don-hang/{code}/hoan-tien");
  await look(page, language, "/xuong/tien/hoan", "/xuong/tien/hoan filled");
  const refund = page.locator("[data-refund]").filter({ hasText: due.order }).getByRole("link").last();
  const address = (await refund.getAttribute("href"))!.replace(/^\/en/, "");
  await look(page, language, address, "/xuong/tien/hoan/{reference}");
  await page.locator("[name=bank]").selectOption("970436");
  await page.locator("[name=account]").fill("0011223344");
  await page.locator("[name=holder]").fill("NGUYEN THI MAU");
  await page.locator("form[action$='/tai-khoan'] button").click();
  await expect(page.locator("[data-vietqr]")).toBeVisible();
  await look(page, language, address, "/xuong/tien/hoan/{reference} to scan");
}

async function lookAtAll(context: BrowserContext, language: string, pages: Route[]): Promise<void> {
  for (const route of pages) {
    const page = await context.newPage();
    await look(page, language, route.example, route.path);
    await page.close();
  }
}

async function look(page: Page, language: string, example: string, name: string): Promise<void> {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  const path = language === "en" ? `/en${example === "/" ? "" : example}` : example;
  const answer = await page.goto(path, { waitUntil: "networkidle" });
  expect(answer?.status(), path).toBe(200);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("h1")).toHaveCount(1);
  const file = name.replaceAll(/[{}]/g, "").replaceAll(/[/ ]/g, "_");
  const { width } = page.viewportSize()!;
  await page.screenshot({ path: `screens/${width}/${language}${file}.png`, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${path} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  expect(await tabsOutOfSight(page), `${path}: tabs beyond the edge at ${width} px`).toEqual([]);
  await expectAccessible(page);
  if (language === "en") await expectEnglish(page);
  expect(errors, path).toEqual([]);
}

/** The tabs of an office that stand beyond an edge of the screen: nobody looks for them there. */
async function tabsOutOfSight(page: Page): Promise<string[]> {
  return page.locator(".tabs-list a").evaluateAll((tabs) =>
    tabs
      .filter((tab) => {
        const { left, right } = tab.getBoundingClientRect();
        return left < 0 || right > document.documentElement.clientWidth;
      })
      .map((tab) => tab.textContent ?? ""),
  );
}
