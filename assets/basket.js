/* The places gathered for a comparison, kept in this browser alone (localStorage) until the reader clears them. */
"use strict";
(() => {
  const KEY = "care-atlas-compare";
  const bar = document.getElementById("basket");
  const words = bar.dataset;
  const EMPTY = { kind: "", places: [] };
  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(held?.places) ? held : EMPTY;
    } catch { return EMPTY; }
  };
  const write = (held) => {
    try {
      if (held.places.length) localStorage.setItem(KEY, JSON.stringify(held));
      else localStorage.removeItem(KEY);
    } catch { /* a browser that keeps nothing gathers nothing */ }
    show();
  };
  const say = (text) => { document.getElementById("live").textContent = text; };
  const make = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text, ...props });

  const show = () => {
    const { places } = read();
    bar.hidden = !places.length || Boolean(document.querySelector("[data-basket-list]"));
    const list = make("ul", "");
    for (const { code, name } of places) {
      const away = make("button", "×", { type: "button", className: "away" });
      away.setAttribute("aria-label", words.remove.replace("{place}", name));
      away.dataset.away = code;
      const item = make("li", "");
      item.append(make("span", name), " ", away);
      list.append(item);
    }
    const codes = places.map(({ code }) => code).join(",");
    const go = places.length > 1 ? `/compare?places=${codes}` : `/compare?add=${codes}`;
    const link = make("a", places.length > 1 ? words.go : words.one, { href: go, className: "go-compare" });
    const clear = make("button", words.clear, { type: "button", className: "clear" });
    bar.replaceChildren(make("strong", words.said), list, link, clear);
  };
  const add = ({ gather: code, name, kind }) => {
    const held = read();
    const fits = held.kind === kind;
    const places = fits ? held.places.filter((one) => one.code !== code) : [];
    if (places.length >= Number(words.most)) { say(words.full); return; }
    write({ kind, places: [...places, { code, name }] });
    say(held.places.length && !fits ? words.new : words.added.replace("{place}", name));
  };

  document.addEventListener("click", (event) => {
    const gather = event.target.closest("[data-gather]");
    if (gather) add(gather.dataset);
    const away = event.target.closest("#basket [data-away]");
    const held = read();
    if (away) write({ ...held, places: held.places.filter((one) => one.code !== away.dataset.away) });
    if (event.target.closest("#basket .clear")) write(EMPTY);
  });
  document.documentElement.classList.add("gathers");
  const chosen = document.querySelector("[data-basket-list]");
  if (chosen) {
    const names = JSON.parse(chosen.dataset.basketList);
    write({ kind: chosen.dataset.basketKind, places: names });
  } else show();
  window.addEventListener("storage", show);
})();
