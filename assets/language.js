/* The link to the other language leads to what is in view now: a map changes its address without a new page.
   Links that scripts have made lead on in the language of the page. */
"use strict";
(() => {
  const link = document.getElementById("switch");
  if (!link) return;
  const follow = () => {
    const to = new URL(location.href);
    to.searchParams.delete("lang");
    if (link.hreflang !== "en") to.searchParams.set("lang", link.hreflang);
    link.href = to.pathname + to.search.replaceAll("%2C", ",") + to.hash;
  };
  const keep = (event) => {
    const to = event.target.closest?.('a[href^="/"]');
    if (!(to instanceof HTMLAnchorElement) || to === link || document.documentElement.lang === "en" || /^\/(static|api)\//.test(to.pathname)) return;
    if (!/[?&]lang=/.test(to.search)) to.search += `${to.search ? "&" : "?"}lang=${document.documentElement.lang}`;
  };
  for (const event of ["click", "auxclick"]) document.addEventListener(event, keep, true);
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, follow);
})();
