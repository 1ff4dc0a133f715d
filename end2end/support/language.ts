/** What English pages may hold of Vietnamese. */

import type { Page } from "@playwright/test";
import { expect } from "./market";

/** No Vietnamese letter in texts and labels but inside `lang="vi"`. */
export async function expectEnglish(page: Page): Promise<void> {
  const strange = await page.evaluate(() => {
    const letters = /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1EA0-\u1EF9]/;
    const isEnglish = (element: Element | null) => element?.closest("[lang]")?.getAttribute("lang") !== "vi";
    const found: string[] = [];
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      // A title is a name in the window's list; HTML cannot mark a part of it.
      if (parent?.closest("script, style, title")) continue;
      if (letters.test(node.nodeValue ?? "") && isEnglish(parent)) found.push(node.nodeValue!.trim());
    }
    for (const element of document.querySelectorAll("[alt], [title], [aria-label], [placeholder]")) {
      for (const name of ["alt", "title", "aria-label", "placeholder"]) {
        const text = element.getAttribute(name) ?? "";
        if (letters.test(text) && isEnglish(element)) found.push(`${name}: ${text}`);
      }
    }
    return found;
  });
  expect(strange, `${page.url()} has Vietnamese outside lang="vi"`).toEqual([]);
}
