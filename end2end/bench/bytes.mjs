// What pages weigh on a phone of 360 px: bytes over the wire by kind, without and after the first touch.
import { chromium } from "@playwright/test";

const origin = process.argv[2];
const pages = { product: "/san-pham/nuoc-mam-nguyen-chat-30n", home: "/", category: "/danh-muc/nuoc-mam", cart: "/gio-hang" };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});
for (const [name, path] of Object.entries(pages)) {
  // A context of its own: nothing is in its cache.
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const kinds = new Map();
  const bytes = {};
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await page.goto(origin + path, { waitUntil: "networkidle" });
  const total = Object.values(bytes).reduce((sum, part) => sum + part, 0);
  const parts = Object.entries(bytes).map(([kind, part]) => `${kind} ${(part / 1000).toFixed(1)}`);
  console.log(`${name.padEnd(9)} ${(total / 1000).toFixed(1)} kB: ${parts.join(", ")}`);
  await context.close();
}
await browser.close();
