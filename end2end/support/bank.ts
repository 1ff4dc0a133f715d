/** The bank, as SePay reports it. */

import { createHmac, randomInt } from "node:crypto";
import { expect, type Market } from "./market";

const SECRET = "demo-sepay-secret";

export interface Transfer {
  account: string;
  /** Đồng. */
  amount: number;
  /** The text of the transfer, with the reference in it. */
  content: string;
  /** The same number again is the same transfer, told twice. */
  id?: number;
  /** Whether it left the account. */
  left?: boolean;
}

/** Tells the market of money that came in or left, and returns the number under which the bank knows it. */
export async function bankTransfer(market: Market, { account, amount, content, id, left }: Transfer): Promise<number> {
  const number = id ?? randomInt(1, 2 ** 31);
  const body = JSON.stringify({
    id: number,
    gateway: "Vietcombank",
    transactionDate: hanoiTime(),
    accountNumber: account,
    transferType: left ? "out" : "in",
    transferAmount: amount,
    content,
    referenceCode: `FT${number}`,
  });
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const signature = createHmac("sha256", SECRET).update(`${timestamp}.${body}`).digest("hex");
  const answer = await fetch(`${market.url}/webhooks/sepay`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "X-SePay-Signature": `sha256=${signature}`,
      "X-SePay-Timestamp": timestamp,
    },
    body,
  });
  expect(answer.ok, `the webhook answered ${answer.status}`).toBe(true);
  return number;
}

/** `2026-11-24 14:03:00`, as Vietnamese banks write it. */
function hanoiTime(): string {
  return new Date().toLocaleString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
}
