/** Money that goes back: a paid order is called off, the buyer says where to, the bank proves that it was sent. */

import { bankTransfer } from "./support/bank";
import { checkOut, putIntoCart } from "./support/buying";
import { expect, test } from "./support/market";
import { PRODUCER, signedIn } from "./support/people";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a paid order is called off and its money goes back", async ({ page, browser, market, contextOptions }) => {
    await putIntoCart(page);
    const purchase = await checkOut(page);
    const [due] = purchase.dues;
    await bankTransfer(market, { account: due.account, amount: due.amount, content: due.reference });

    const maker = await signedIn(browser, market, PRODUCER, contextOptions);
    const workshop = await maker.newPage();
    await workshop.goto(`/xuong/don-hang/${due.order}`);
    await workshop.locator("details summary").first().click();
    await workshop.locator("[name=reason]").fill("Vỡ chum, hết nước mắm này.");
    await workshop.locator("form[action$='/huy'] button").click();
    await expect(workshop.locator("article[data-state]")).toHaveAttribute("data-state", "cancelled");

    await page.goto(await purchase.orderAddress());
    const refund = page.locator("[data-refund]");
    await expect(refund).toHaveAttribute("data-state", "owed");
    await expect(refund).toContainText(due.amount.toLocaleString("de-DE"));
    await page.locator("[name=bank]").selectOption("970436");
    await page.locator("[name=account]").fill("0011 2233 44");
    await page.locator("[name=holder]").fill("Nguyễn Thị Mẫu");
    await page.locator("form[action*='/hoan-tien'] button").click();
    await expect(page.locator("#hoan-tien")).toContainText("0011223344");

    const reference = (await refund.getAttribute("data-refund"))!;
    await workshop.goto(`/xuong/tien/hoan/${reference}`);
    await expect(workshop.locator("[data-vietqr]")).toHaveAttribute("data-vietqr", new RegExp(reference));
    const left = { account: due.account, amount: due.amount, content: `${reference} hoan tien`, left: true };
    await bankTransfer(market, left);
    await page.reload();
    await expect(refund).toHaveAttribute("data-state", "sent");
    await maker.close();
  });

  test("a refund noted by mistake is withdrawn", async ({ page, browser, market, contextOptions }) => {
    await putIntoCart(page);
    const purchase = await checkOut(page);
    const [due] = purchase.dues;
    await bankTransfer(market, { account: due.account, amount: due.amount, content: due.reference });

    const maker = await signedIn(browser, market, PRODUCER, contextOptions);
    const workshop = await maker.newPage();
    await workshop.goto(`/xuong/don-hang/${due.order}/hoan-tien`);
    await workshop.locator("[name=further]").fill("10k");
    await workshop.locator("[name=note]").fill("Bớt vì giao muộn.");
    await workshop.locator("form:has([name=further]) button").click();
    const refund = workshop.locator("[data-refund]");
    await expect(refund).toHaveAttribute("data-state", "owed");
    await workshop.locator("details:has([name=withdraw-note]) summary").click();
    await workshop.locator("[name=withdraw-note]").fill("Ghi nhầm đơn.");
    await workshop.locator("form[action$='/rut-lai'] button").click();
    await expect(refund).toHaveAttribute("data-state", "withdrawn");

    await page.goto(await purchase.orderAddress());
    await expect(page.locator("[data-refund]")).toHaveAttribute("data-state", "withdrawn");
    await expect(page.locator("#hoan-tien")).toContainText("Ghi nhầm đơn.");
    await maker.close();
  });
});
