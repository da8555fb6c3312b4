/* The search box: suggestions while one types, and "Near me". Follows the ARIA combobox pattern.
   A postcode is cut to its district here, before anything is sent; the server cuts again. */
"use strict";
(() => {
  const form = document.getElementById("search");
  if (!form) return;
  const box = form.querySelector("#find");
  const list = form.querySelector("#suggestions");
  const locate = form.querySelector(".locate");
  const live = document.getElementById("live");
  const WAIT = 140;
  const FULL = /(?:^|[^A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)[\s.,+_-]*[0-9O][A-Z]{2}(?![A-Z0-9])/;
  const BEGUN = /^([A-Z]{1,2}[0-9][A-Z0-9]?)[\s.,+_-]+[0-9O][A-Z]?$/;
  const JOINED = /^([A-Z]{1,2}[0-9]{1,2})[0-9][A-Z]$/;
  let items = [];
  let at = -1;
  let timer = 0;
  let asking = null;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", "suggestions");

  const cut = (text) => {
    const plain = text.normalize("NFKC").toUpperCase();
    const found = plain.match(FULL) || plain.trim().match(BEGUN) || plain.trim().match(JOINED);
    return found ? found[1] : text.trim();
  };

  const say = (text) => {
    if (live) live.textContent = text;
  };

  const inLanguage = (address) => {
    const there = new URL(address, location.href);
    const language = form.querySelector("input[name=lang]");
    if (language) there.searchParams.set("lang", language.value);
    return there;
  };

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    list.hidden = true;
    list.replaceChildren();
    items = [];
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const point = (next) => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = list.children[at];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };

  const choose = (item) => {
    box.value = item.name;
    close();
    location.assign(inLanguage(item.link));
  };

  const show = (found) => {
    items = found;
    at = -1;
    list.replaceChildren(
      ...found.map((item, n) => {
        const option = document.createElement("li");
        option.id = `suggestion-${n}`;
        option.role = "option";
        option.setAttribute("aria-selected", "false");
        const name = document.createElement("span");
        name.textContent = item.name;
        const about = document.createElement("span");
        about.className = "about";
        about.textContent = item.about;
        option.append(name, " ", about);
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => choose(item));
        return option;
      })
    );
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    box.removeAttribute("aria-activedescendant");
    say(found.length ? form.dataset.some.replace("{n}", found.length) : form.dataset.none);
  };

  const ask = async () => {
    const text = cut(box.value);
    if (text.length < 2) return close();
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const address = inLanguage(`/api/v1/places?q=${encodeURIComponent(text)}&limit=7`);
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok && document.activeElement === box) show(await answer.json());
    } catch (problem) {
      if (problem.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      return close();
    }
    if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      return choose(items[at]);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return undefined;
    event.preventDefault();
    if (list.hidden) return ask();
    const step = event.key === "ArrowDown" ? 1 : -1;
    return point(at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length);
  });
  form.addEventListener("submit", () => {
    box.value = cut(box.value);
    close();
  });

  if (!navigator.geolocation || !window.isSecureContext) return;
  locate.hidden = false;
  locate.addEventListener("click", () => {
    say(form.dataset.locating);
    navigator.geolocation.getCurrentPosition(
      (here) => {
        box.value = "";
        for (const [name, value] of [["lat", here.coords.latitude], ["lon", here.coords.longitude]]) {
          const field = document.createElement("input");
          field.type = "hidden";
          field.name = name;
          field.value = value.toFixed(2);
          form.append(field);
        }
        form.submit();
      },
      () => {
        say(form.dataset.failed);
        box.placeholder = form.dataset.failed;
        box.focus();
      },
      { timeout: 10000, maximumAge: 600000 }
    );
  });
})();
