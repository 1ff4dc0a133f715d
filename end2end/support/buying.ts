/** A guest who buys: through the same forms as everyone, with or without JavaScript. */

import type { Page } from "@playwright/test";
import { expect } from "./market";

export const PRODUCT = "nuoc-mam-nguyen-chat-30n";

/** One producer's part of a purchase, as the marks on the payment page tell it. */
export interface Due {
  order: string;
  reference: string;
  amount: number;
  account: string;
}

export class Purchase {
  constructor(
    private readonly page: Page,
    /** Path and query of the payment page, with its key, without a language. */
    readonly address: string,
    readonly dues: Due[],
  ) {}

  /** Path and query of an order's own page, with its key, without a language. */
  async orderAddress(): Promise<string> {
    const href = await this.page.locator("main a[href*='/don-hang/']").first().getAttribute("href");
    return href!.replace(/^\/en(?=\/)/, "");
  }
}

/** Puts a product into the cart. */
export async function putIntoCart(page: Page, slug = PRODUCT, quantity = 1, prefix = ""): Promise<void> {
  await page.goto(`${prefix}/san-pham/${slug}`);
  const form = page.locator("form[action$='/gio-hang']");
  await form.locator("[name=quantity]").fill(String(quantity));
  await form.locator("button[type=submit], button:not([type])").first().click();
  await page.waitForURL(/\/gio-hang/);
}

/** Fills person and address and places the order; everything else stays as it is. */
export async function checkOut(page: Page, prefix = ""): Promise<Purchase> {
  await page.goto(`${prefix}/thanh-toan`);
  await page.locator("[autocomplete=name]").fill("Trần Thị Thử");
  await page.locator("[autocomplete=tel]").fill("0912 345 678");
  const province = page.locator("[autocomplete=address-level1]");
  const isSelect = (await province.evaluate((field) => field.tagName)) === "SELECT";
  if (isSelect) await province.selectOption({ label: "tỉnh Ninh Bình" });
  else await province.fill("Ninh Bình");
  await page.locator("[autocomplete=address-level2]").fill("Hải Thịnh");
  await page.locator("[autocomplete=street-address]").fill("Số 5, xóm 2");
  await page.locator("main form button.is-primary").last().click();
  await page.waitForURL(/\/lan-mua\//);
  return seen(page);
}

async function seen(page: Page): Promise<Purchase> {
  const url = new URL(page.url());
  const dues = await page.locator("[data-order]").evaluateAll((elements) =>
    elements.map((element) => {
      const { order, reference, amount, account } = (element as HTMLElement).dataset;
      return { order: order!, reference: reference!, amount: Number(amount), account: account! };
    }),
  );
  expect(dues.length).toBeGreaterThan(0);
  return new Purchase(page, url.pathname.replace(/^\/en(?=\/)/, "") + url.search, dues);
}
