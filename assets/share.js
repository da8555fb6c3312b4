/* What is shared of a view: tabs, choices that change the texts at once, and copying them: as text, or with the
   picture, so that it pastes into a letter as it will look. The texts are fetched once somebody looks at them. */
"use strict";
(() => {
  document.documentElement.classList.add("copies");
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = (name) => document.querySelector(`[data-snippet="${name}"]`).textContent;
    const snippet = text(button.dataset.copy);
    try {
      if (button.dataset.rich) {
        const kinds = { "text/html": snippet, "text/plain": text("text") };
        const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      } else await navigator.clipboard.writeText(snippet);
      document.getElementById("live").textContent = button.dataset.done;
      button.dataset.was ??= button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = button.dataset.was; }, 2500);
    } catch { /* the clipboard is not ours to use: mark the text, so that the reader can copy it */
      getSelection().selectAllChildren(document.querySelector(`[data-snippet="${button.dataset.copy}"]`));
    }
  });

  const shared = () => document.getElementById("shared");
  let open = 0;

  /* ---- tabs: one stop of the Tab key, arrows go from tab to tab ---- */
  const choose = (at, focus) => {
    const tabs = [...shared().querySelectorAll("[role=tab]")];
    open = (at + tabs.length) % tabs.length;
    tabs.forEach((tab, n) => {
      tab.setAttribute("aria-selected", String(n === open));
      tab.tabIndex = n === open ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = n !== open;
    });
    if (focus) tabs[open].focus();
  };
  const dress = () => {
    const parts = [...(shared()?.querySelectorAll("section[data-tab]") || [])];
    if (!parts.length || shared().querySelector("[role=tablist]")) return;
    const list = Object.assign(document.createElement("div"), { className: "share-tabs" });
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", shared().querySelector("form").getAttribute("aria-label"));
    for (const part of parts) {
      const head = part.querySelector("h3"), name = `share-${part.dataset.tab}`;
      const tab = Object.assign(document.createElement("button"), { type: "button", id: `${name}-tab`, textContent: head.textContent });
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", name);
      part.id = name;
      part.setAttribute("role", "tabpanel");
      part.setAttribute("aria-labelledby", tab.id);
      head.hidden = true;
      list.append(tab);
    }
    parts[0].before(list);
    choose(open, false);
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.getAttribute?.("role") !== "tab") return;
    const last = shared().querySelectorAll("[role=tab]").length - 1;
    const to = { ArrowRight: open + 1, ArrowLeft: open - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, true);
  });
  document.addEventListener("click", (event) => {
    const tab = event.target.closest?.(".share-tabs [role=tab]");
    if (tab) choose([...tab.parentElement.children].indexOf(tab), true);
  });

  /* ---- the texts of the view in view, with the choices made ---- */
  const OF_ALL_VIEWS = ["chart", "zoom", "table", "month", "text"], picked = new Map();
  let turn = 0, wanted = "";
  const failed = (query) => {
    const { failed: words, page } = shared().dataset;
    const link = Object.assign(document.createElement("a"), { href: `/share?${query}`, textContent: page });
    const note = Object.assign(document.createElement("p"), { className: "caution" });
    note.append(words, " ", link);
    shared().replaceChildren(note); /* texts of another view must not be taken for this one's */
    document.getElementById("live").textContent = words;
  };
  const fetched = async (query, plain = query) => {
    const mine = ++turn;
    const answer = await fetch(`/share?${query}`).catch(() => null);
    if (mine !== turn) return;
    if (!answer?.ok) {
      if (answer && query !== plain) { picked.clear(); fetched(plain); } else failed(plain);
      return;
    }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("shared");
    const focused = shared().contains(document.activeElement) ? document.activeElement.name : "";
    shared().replaceChildren(...next.childNodes);
    dress();
    if (focused) shared().querySelector(`[name="${focused}"]:not([type=hidden])`)?.focus();
  };
  const asked = () => new URLSearchParams([...new FormData(shared().querySelector("form"))].filter(([, value]) => value));
  document.addEventListener("change", (event) => {
    if (!shared()?.contains(event.target)) return;
    if (OF_ALL_VIEWS.includes(event.target.name)) picked.set(event.target.name, event.target.value);
    fetched(asked());
  });
  document.addEventListener("submit", (event) => {
    if (!shared()?.contains(event.target)) return;
    event.preventDefault();
    fetched(asked());
  });
  const renew = () => {
    if (!wanted || !shared()?.closest("details")?.open) return;
    const query = wanted;
    wanted = "";
    fetched([query, new URLSearchParams([...picked])].filter(String).join("&"), query);
  };
  window.addEventListener("atlas:shown", (event) => { wanted = event.detail; renew(); });
  document.addEventListener("toggle", (event) => { if (event.target.contains?.(shared())) renew(); }, true);
  window.addEventListener("atlas:live", dress);
  dress();
})();
