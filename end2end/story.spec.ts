/**
 * The whole chain: a maker lists a product and announces a livestream, the cooperative lets it onto the shelf, a guest
 * finds it, buys it and pays by transfer, the bank's signed message turns the page before her eyes, and the cooperative
 * sees the sale. Then the same purchase without JavaScript.
 */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { bankTransfer } from "./support/bank";
import { checkOut, putIntoCart } from "./support/buying";
import { expect, test } from "./support/market";
import { COOPERATIVE, PRODUCER, signedIn } from "./support/people";

const PHOTO = resolve(import.meta.dirname, "../server/data/illustrations/png/fish-sauce-jar.png");

/** So many days from now in Vietnam, as a date field takes it. */
function day(ahead: number): string {
  return new Date(Date.now() + ahead * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
}

test("a product goes from the maker's phone to a paid order in the cooperative's figures", async ({
  page,
  browser,
  market,
  contextOptions,
}, info) => {
  test.setTimeout(120_000);
  const name = `Nước mắm nhỉ ${info.project.name}`;

  const maker = await signedIn(browser, market, PRODUCER, contextOptions);
  const workshop = await maker.newPage();
  await workshop.goto("/xuong/san-pham/moi");
  await workshop.locator("[name=photo]").setInputFiles({ name: "chum.png", mimeType: "image/png", buffer: readFileSync(PHOTO) });
  await workshop.locator("[name=name]").fill(name);
  await workshop.locator("[name=category]").selectOption("nuoc-mam");
  await workshop.locator("[name=unit]").fill("chai 500 ml");
  await workshop.locator("[name=price]").fill("125k");
  await workshop.locator("[name=stock]").fill("12");
  await workshop.locator("[name=weight]").fill("850");
  await workshop.locator("[name=description]").fill("Nước đầu rút từ chum ủ mười tám tháng.");
  await workshop.locator("button[name=action][value=submit]").click();
  await workshop.waitForURL(/\/xuong\/san-pham/);
  await expect(workshop.locator("main")).toContainText(name);

  const cooperative = await signedIn(browser, market, COOPERATIVE, contextOptions);
  const office = await cooperative.newPage();
  await office.goto("/htx/duyet");
  const waiting = office.locator("article, section, li").filter({ hasText: name }).last();
  await expect(waiting.locator("img").first()).toBeVisible();
  await waiting.locator("button[name=action][value=approve]").click();
  await expect(office.locator("main")).not.toContainText(`${name} `);

  await workshop.goto("/xuong/live/moi");
  await workshop.locator("[name=title]").fill(`Rút nỉ ${info.project.name}`);
  await workshop.locator("[name=day]").fill(day(info.project.name === "phone" ? 6 : 7));
  await workshop.locator("[name=hour]").fill("19:30");
  await workshop.locator("[name=stream_url]").fill("https://example.com/live");
  await workshop.locator("label").filter({ hasText: name }).first().click();
  await workshop.locator("main form button.is-primary").last().click();
  await workshop.waitForURL(/\/xuong\/live(\/|$|\?)/);

  await expect(async () => {
    await page.goto(`/tim?q=${encodeURIComponent(`nuoc mam nhi ${info.project.name}`)}`);
    await expect(page.locator("article[data-product]").first()).toContainText(name, { timeout: 500 });
  }).toPass({ timeout: 5_000 });
  await page.goto("/live");
  await expect(page.locator("main")).toContainText(`Rút nỉ ${info.project.name}`);
  await page.goto(`/tim?q=${encodeURIComponent(`nuoc mam nhi ${info.project.name}`)}`);
  const slug = await page.locator("article[data-product]").first().getAttribute("data-product");
  await putIntoCart(page, slug!, 2);
  const { dues } = await checkOut(page);
  expect(dues).toHaveLength(1);
  const [due] = dues;
  expect(due.amount).toBe(2 * 125_000 + 30_000);
  const payment = page.locator(`[data-order="${due.order}"]`);
  await expect(payment).toHaveAttribute("data-state", "awaiting");
  expect(await payment.getAttribute("data-vietqr")).toContain(due.reference);
  await expect(page.locator("html")).toHaveAttribute("data-hydrated", "");

  await bankTransfer(market, { account: due.account, amount: due.amount, content: `MBVCB.1.${due.reference}.CT` });
  await expect(page.locator(`[data-order="${due.order}"]`)).toHaveAttribute("data-state", "paid", { timeout: 2_000 });
  await expect(page.locator("main")).toContainText("đã nhận tiền", { ignoreCase: true });
  const stock = JSON.parse(market.command("stock", slug!, "--json"));
  expect(stock).toMatchObject({ on_hand: 12, held: 0, allocated: 2 });

  await workshop.goto("/xuong/don-hang");
  await workshop.getByRole("link", { name: new RegExp(due.order) }).first().click();
  for (const step of ["xac-nhan", "dong-goi", "giao"]) {
    await workshop.locator(`form[action$="/${step}"] button`).click();
    await expect(workshop.locator(`form[action$="/${step}"]`)).toHaveCount(0);
  }
  expect(JSON.parse(market.command("stock", slug!, "--json"))).toMatchObject({ on_hand: 10, held: 0, allocated: 0 });

  await office.goto("/htx");
  const [file] = await Promise.all([office.waitForEvent("download"), office.locator("a[download]").first().click()]);
  const csv = readFileSync(await file.path(), "utf8");
  expect(csv.startsWith("\uFEFF")).toBe(true);
  const sales = csv.split("\n").map((line) => line.trim().split(","));
  const sale = sales.find((line) => line.includes(due.order));
  expect(sale?.slice(-3), csv).toEqual(["250000", "30000", "280000"]);
  // The page tells the sum of the file, to the đồng; others bought meanwhile.
  const sum = sales.reduce((sum, line) => sum + (Number(line.at(-1)) || 0), 0);
  await expect(office.locator("main")).toContainText(sum.toLocaleString("de-DE"));
  await maker.close();
  await cooperative.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a guest buys and sees that her money arrived", async ({ page, market }) => {
    await putIntoCart(page);
    const { dues, address } = await checkOut(page);
    const [due] = dues;
    const order = page.locator(`[data-order="${due.order}"]`);
    await expect(order).toHaveAttribute("data-state", "awaiting");
    await expect(order.locator("svg").first()).toBeVisible();
    await bankTransfer(market, { account: due.account, amount: due.amount, content: due.reference });
    await page.goto(address);
    await expect(order).toHaveAttribute("data-state", "paid");
    await expect(page.locator("main")).toContainText("đã nhận tiền", { ignoreCase: true });
  });

  test("a wrong form comes back as it was typed", async ({ page }) => {
    await putIntoCart(page);
    await page.goto("/thanh-toan");
    await page.locator("[autocomplete=name]").fill("Trần Thị Thử");
    await page.locator("[autocomplete=tel]").fill("12");
    await page.locator("[autocomplete=address-level2]").fill("Xã Không Có");
    await page.locator("form").evaluateAll((forms) => forms.forEach((form) => form.setAttribute("novalidate", "")));
    await page.locator("main form button.is-primary").last().click();
    await expect(page.locator("[role=alert]").first()).toBeVisible();
    await expect(page.locator("[autocomplete=name]")).toHaveValue("Trần Thị Thử");
    await expect(page.locator("[autocomplete=tel]")).toHaveValue("12");
  });
});
