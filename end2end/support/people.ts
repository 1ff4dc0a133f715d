/** Who visits: each signs in once for each worker's market. */

import type { Browser, BrowserContext, BrowserContextOptions } from "@playwright/test";
import { type Market, PASSWORD, expect } from "./market";

export const PRODUCER = "p01@demo.test";
export const COOPERATIVE = "htx@demo.test";
export const OPERATOR = "vanhanh@demo.test";

/** A browser of one's own in which this account is signed in. */
export async function signedIn(
  browser: Browser,
  market: Market,
  email: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: market.url, ...options });
  const page = await context.newPage();
  await page.goto("/dang-nhap");
  await page.locator("main input[name=email]").fill(email);
  await page.locator("main input[name=password]").fill(PASSWORD);
  await page.locator("main form:has(input[name=password]) button").click();
  await expect(page).not.toHaveURL(/dang-nhap/);
  await page.close();
  return context;
}
