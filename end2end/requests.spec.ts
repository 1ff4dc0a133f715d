/**
 * A shopper asks, wants to cancel and returns goods; the maker answers. Without JavaScript on the shopper's side: every
 * step is a plain form.
 */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { bankTransfer } from "./support/bank";
import { checkOut, putIntoCart } from "./support/buying";
import { expect, test } from "./support/market";
import { PRODUCER, signedIn } from "./support/people";

const PHOTO = resolve(import.meta.dirname, "../server/data/illustrations/png/fish-sauce-jar.png");

test.use({ javaScriptEnabled: false });

test("questions, a wish to cancel and a return are answered on the order's pages", async ({
  page,
  browser,
  market,
  contextOptions,
}) => {
  test.setTimeout(120_000);
  await putIntoCart(page);
  const purchase = await checkOut(page);
  const [due] = purchase.dues;
  const address = await purchase.orderAddress();
  await bankTransfer(market, { account: due.account, amount: due.amount, content: due.reference });

  const maker = await signedIn(browser, market, PRODUCER, contextOptions);
  const desk = await maker.newPage();
  const form = (what: string) => page.locator(`details:has(input[name=do][value=${what}])`);
  const ask = async (what: string) => {
    await page.goto(address);
    await form(what).locator("summary").click();
    return form(what).locator("form");
  };
  const answer = async (text: string, button: string) => {
    await desk.goto(`/xuong/don-hang/${due.order}`);
    await desk.locator("textarea[name^=answer-]").fill(text);
    await desk.locator(`button[name=do][value=${button}]`).click();
    await expect(desk.locator("[role=status]")).toBeVisible();
  };
  const newest = page.locator("[data-request]").last();

  let sent = await ask("question");
  await sent.locator("[name=question]").fill("Mắm này ủ bao lâu?");
  await sent.locator("button").click();
  await expect(newest).toHaveAttribute("data-state", "open");
  await desk.goto("/xuong/don-hang");
  await expect(desk.locator("[data-request=question]").filter({ hasText: due.order })).toBeVisible();
  await answer("Mười tám tháng ạ.", "reply");
  await page.reload();
  await expect(newest).toContainText("Mười tám tháng ạ.");

  const step = async (step: string) => {
    await desk.goto(`/xuong/don-hang/${due.order}`);
    await desk.locator(`form[action$="/${step}"] button`).click();
  };
  await step("xac-nhan");
  sent = await ask("cancel");
  await sent.locator("[name=cancel-reason]").fill("Đặt nhầm quy cách.");
  await sent.locator("button").click();
  await answer("Hàng đã đóng thùng, xin bạn nhận giúp.", "decline");
  await step("dong-goi");
  await step("giao");

  sent = await ask("return");
  await sent.locator("[name=return-reason]").selectOption("damaged");
  await sent.locator("[name=return-text]").fill("Một chai vỡ miệng.");
  await sent.locator("[name=photo]").setInputFiles([
    { name: "vo.png", mimeType: "image/png", buffer: readFileSync(PHOTO) },
    { name: "ghi-chu.txt", mimeType: "text/plain", buffer: Buffer.from("vo") },
  ]);
  await sent.locator("button").last().click();
  await expect(page.locator("[role=alert]")).toContainText("ghi-chu.txt");
  await form("return").locator("form button").last().click();
  await expect(newest).toHaveAttribute("data-request", "return");
  await expect(newest.locator("img")).toHaveCount(1);
  await answer("Xin giữ lại chai vỡ, tôi hoàn tiền chai ấy.", "accept");
  await page.reload();
  await expect(newest).toHaveAttribute("data-state", "accepted");
  await expect(page.locator(".timeline > [data-step=done]")).toHaveCount(11);

  // The refund of exactly what goes back is opened from the return.
  await desk.goto(`/xuong/don-hang/${due.order}`);
  await desk.locator("[data-request=return] a[href*='hoan-tien?yeu-cau=']").click();
  await expect(desk.locator("[name^=line-]")).toHaveValue(/^[1-9]/);
  await desk.locator("[name=note]").fill("Trả lại tiền chai vỡ.");
  await desk.locator("form:has([name=answers]) button").click();
  await expect(desk.locator("[data-refund]")).toHaveAttribute("data-state", "owed");
  await page.reload();
  await expect(newest.locator("[data-return-refund]")).toHaveAttribute("data-state", "owed");
  await expect(page.locator(".timeline > [data-step=done]")).toHaveCount(12);
  await maker.close();
});

test("an order that nobody confirmed is cancelled by one press", async ({ page, market }) => {
  await putIntoCart(page);
  const purchase = await checkOut(page);
  const [due] = purchase.dues;
  const address = await purchase.orderAddress();
  await bankTransfer(market, { account: due.account, amount: due.amount, content: due.reference });
  await page.goto(address);
  const fold = page.locator("details:has(input[name=do][value=withdraw])");
  await fold.locator("summary").click();
  await fold.locator("button").click();
  await expect(page.locator("article[data-order]")).toHaveAttribute("data-state", "cancelled");
  await expect(page.locator("main")).toContainText("Cơ sở còn phải hoàn lại cho bạn");
});
