/** Every page of the route table: accessible, in its language, without an error in the console, and looked at. */

import type { BrowserContext, Page } from "@playwright/test";
import routes from "./support/routes.json" with { type: "json" };
import { expectAccessible } from "./support/access";
import { expectEnglish } from "./support/language";
import { expect, test } from "./support/market";
import { checkOut, putIntoCart } from "./support/buying";
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
    test.setTimeout(60_000);
    await putIntoCart(page);
    await look(page, language, "/gio-hang", "/gio-hang filled");
    await look(page, language, "/thanh-toan", "/thanh-toan filled");
    const purchase = await checkOut(page);
    const order = await purchase.orderAddress();
    await look(page, language, purchase.address, "/lan-mua/{code}");
    await look(page, language, order, "/don-hang/{code}");
    const maker = await signedIn(browser, market, PRODUCER, contextOptions);
    const workshop = await maker.newPage();
    await look(workshop, language, `/xuong/don-hang/${purchase.dues[0].order}`, "/xuong/don-hang/{code}");
    await maker.close();
  });
}

/** The page of one order: there is none to look at before someone bought. */
function needsOrder({ example }: Route): boolean {
  return example.includes("CL-");
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
