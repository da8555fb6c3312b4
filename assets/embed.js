/* The view in a frame: a card for the place under the pointer or the keys, and the height of the page told to the
   page around it. The words stand in the map already, as the titles of its shapes. */
"use strict";
(() => {
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ type: "care-atlas:height", height }, "*"); /* a height is no secret */
  };
  if (window.parent !== window) {
    new ResizeObserver(tell).observe(document.documentElement);
    window.addEventListener("message", (event) => {
      if (event.source === window.parent && event.data?.type === "care-atlas:height?") tell();
    });
  }

  const byId = (id) => document.getElementById(id);
  const map = byId("atlas");
  if (!map) return;
  const card = byId("card"), box = card.parentElement, focus = byId("focus");
  const first = focus.innerHTML;
  const labels = new Map([...document.querySelectorAll(".key [data-class]")].map((li) => [li.dataset.class, li.querySelector(".words").textContent]));
  const places = new Map();
  for (const shape of map.querySelectorAll("#shapes [data-code]")) {
    const title = shape.querySelector("title");
    const words = title?.textContent || "";
    title?.remove();
    shape.parentElement.setAttribute("aria-label", words);
    if (places.has(shape.dataset.code) || shape.classList.contains("off")) continue;
    const at = shape.getBBox();
    const split = words.indexOf(": ");
    places.set(shape.dataset.code, {
      name: words.slice(0, split), told: words.slice(split + 2), label: labels.get(shape.getAttribute("class")) || "",
      x: at.x + at.width / 2, y: at.y + at.height / 2,
    });
  }
  map.setAttribute("tabindex", "0");
  map.setAttribute("role", "application");
  map.setAttribute("aria-label", byId("map").dataset.help);
  const order = [...places.keys()].sort((a, b) => places.get(a).name.localeCompare(places.get(b).name));
  const shapesOf = (code) => [...map.querySelectorAll(`#shapes [data-code="${CSS.escape(code)}"]`)];

  let here = "";
  const show = (code, x, y) => {
    if (code !== here) {
      here = code;
      focus.innerHTML = code ? "" : first;
      for (const shape of code ? shapesOf(code) : []) {
        const outline = shape.cloneNode(false);
        for (const name of ["class", "data-code"]) outline.removeAttribute(name);
        focus.append(outline);
      }
    }
    card.hidden = !places.has(code);
    if (card.hidden) return;
    const { name, told, label } = places.get(code);
    const line = (tag, words, css = "") => Object.assign(document.createElement(tag), { textContent: words, className: css });
    card.replaceChildren(line("strong", name), line("span", told), ...(label && label !== told ? [line("span", label, "quiet")] : []));
    const frame = box.getBoundingClientRect();
    const left = x - frame.left > frame.width / 2 ? x - frame.left - card.offsetWidth - 14 : x - frame.left + 14;
    card.style.left = `${Math.max(0, Math.min(left, frame.width - card.offsetWidth))}px`;
    card.style.top = `${Math.max(0, Math.min(y - frame.top - card.offsetHeight / 2, frame.height - card.offsetHeight))}px`;
  };
  const hide = () => show("", 0, 0);
  const beside = (code, dx, dy) => {
    const from = places.get(code);
    let best = code, least = Infinity;
    for (const [other, { x, y }] of places) {
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const across = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      const far = across > along ? 1e5 + along + 2 * across : Math.hypot(along, across); /* as in geo/ways.py */
      if (along > 0 && far < least) [best, least] = [other, far];
    }
    return best;
  };

  let finger = false;
  map.addEventListener("pointerdown", (event) => { finger = event.pointerType !== "mouse"; });
  map.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") show(event.target.dataset.code || "", event.clientX, event.clientY);
  });
  map.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
  map.addEventListener("click", (event) => { /* a finger asks for the card; the table has the link */
    if (!finger) return;
    event.preventDefault();
    show(event.target.dataset.code || "", event.clientX, event.clientY);
  });
  const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    let next = here;
    if (ARROWS[event.key]) next = here ? beside(here, ...ARROWS[event.key]) : order[0];
    else if (event.key === "Home") next = order[0];
    else if (event.key === "End") next = order.at(-1);
    else if (event.key === "Enter" && here) {
      const link = shapesOf(here)[0].parentElement.getAttribute("href"); /* none where there is no page to lead to */
      if (link) window.open(link, "_blank", "noopener");
    }
    else if (event.key === "Escape") { hide(); return; }
    else return;
    event.preventDefault();
    if (!places.has(next)) return;
    const at = shapesOf(next)[0].getBoundingClientRect();
    show(next, at.left + at.width / 2, at.top + at.height / 2);
    const { name, told, label } = places.get(next);
    byId("live").textContent = [name, told, label === told ? "" : label].filter(Boolean).join(", ");
  });
  map.addEventListener("blur", hide);
})();
