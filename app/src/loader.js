const root = document.documentElement;
const badge = document.querySelector("[data-cart-badge]");
if (badge && document.cookie.includes("gio_co=")) {
  fetch(badge.dataset.cartBadge).then((r) => (r.ok ? r.text() : "")).then((n) => {
    if (n && n !== "0") { badge.textContent = n; badge.hidden = false; }
  }).catch(() => {});
}
const sums = document.querySelectorAll("[data-base]");
if (sums.length && document.querySelector("[data-adds]")) {
  const add = () => {
    let more = 0;
    for (const way of document.querySelectorAll(":checked[data-adds]")) more += +way.dataset.adds;
    for (const sum of sums) {
      const dong = +sum.dataset.base + more;
      sum.value = sum.dataset.vnd = dong;
      sum.textContent = dong.toLocaleString("vi-VN") + "\u00a0₫";
    }
  };
  add();
  addEventListener("change", add);
  addEventListener("pageshow", add);
}
if (document.querySelector("leptos-island")) {
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    const shop = await import(root.dataset.js);
    await shop.default({ module_or_path: root.dataset.wasm });
    shop.hydrate();
    const children = [];
    const visit = (node) => {
      const name = node.localName;
      if (name === "leptos-island") {
        children.at(-1)?.();
        shop[node.dataset.component]?.(node);
      }
      if (name === "leptos-children") children.push(node.$$on_hydrate);
      for (const child of [...node.children]) visit(child);
      if (name === "leptos-children") children.pop();
    };
    visit(document.body);
    root.dataset.hydrated = "";
  };
  const soon = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  soon(begin, { timeout: 2000 });
  addEventListener("pointerdown", begin, { once: true, passive: true });
}
