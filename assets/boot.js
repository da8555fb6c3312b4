/* Brings Dash in after the page has been painted, and hands the finished page over to it without a flash.
   The map, headline, legend and table that the server drew are moved, not drawn again. */
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const ISLANDS = ["answer", "months", "map", "legend", "notes", "table", "shared"];

  const load = (src) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = done;
      script.onerror = failed;
      script.async = false;
      document.body.append(script);
    });

  const adopt = (entry, first) => {
    const focused = first.contains(document.activeElement) ? document.activeElement.id : "";
    for (const id of ISLANDS) {
      entry.querySelector(`#${id}`).append(...first.querySelector(`#${id}`).childNodes);
    }
    first.remove();
    entry.hidden = false;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.documentElement.dataset.live = "yes";
    window.dispatchEvent(new Event("atlas:live"));
  };

  const start = async () => {
    const first = document.getElementById("first");
    const entry = document.getElementById("react-entry-point");
    const boot = read("atlas-boot");
    window._dashPlotlyJSURL = read("_dash-config").plotlyjs_url;
    const fetched = window.fetch;
    window.fetch = (address, options) =>
      fetched(String(address).endsWith("/_dash-layout") ? address + boot.search : address, options);
    const watch = new MutationObserver(() => {
      if (!entry.querySelector("#explorer #panel") || !entry.querySelector("#table")) return;
      watch.disconnect();
      adopt(entry, first);
    });
    watch.observe(entry, { childList: true, subtree: true });
    await Promise.all(boot.scripts.map(load));
    new window.DashRenderer();
  };

  const soon = window.requestIdleCallback || ((run) => setTimeout(run, 50));
  if (document.readyState === "complete") soon(start);
  else window.addEventListener("load", () => soon(start, { timeout: 1500 }));
})();
