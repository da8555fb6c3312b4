/* Brings Dash in once there is something that only it can do: a chart to draw that is in sight or soon will be, or the
   panel of another view. Until then its files lie ready, and nothing of it runs. Where the reader saves data nothing is
   fetched ahead, and a chart, with what draws it, only when its button is pressed. The
   finished page is handed over without a flash: the map, headline, legend and table that the server drew are moved,
   not drawn again. */
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
    entry.querySelector("#more-choices").open = first.querySelector("#more-choices").open;
    first.remove();
    entry.hidden = false;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.documentElement.dataset.live = "yes";
    window.dispatchEvent(new Event("atlas:live"));
  };

  const saves = () => document.documentElement.dataset.saves;
  /* Dash takes what stands in this name for what draws charts, or waits for it */
  const hold = () => {
    window.Plotly = new Promise((done) => window.addEventListener("atlas:charts", () => done(load(window._dashPlotlyJSURL)), { once: true }));
  };
  const files = () => [...read("atlas-boot").scripts, read("_dash-config").plotlyjs_url];
  const lay = () => {
    if (wanted || saves()) return;
    for (const href of files()) document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", as: "script", href }));
  };

  const start = async () => {
    const first = document.getElementById("first");
    const entry = document.getElementById("react-entry-point");
    window._dashPlotlyJSURL = read("_dash-config").plotlyjs_url;
    if (saves()) hold();
    const fetched = window.fetch;
    window.fetch = (address, options) =>
      fetched(String(address).endsWith("/_dash-layout") ? `${address}?${window.atlas.handed()}` : address, options);
    const watch = new MutationObserver(() => {
      if (!entry.querySelector("#explorer #panel") || !entry.querySelector("#table")) return;
      watch.disconnect();
      near.disconnect();
      adopt(entry, first);
    });
    watch.observe(entry, { childList: true, subtree: true });
    await Promise.all(read("atlas-boot").scripts.map(load));
    new window.DashRenderer();
  };

  const soon = window.requestIdleCallback || ((run) => setTimeout(run, 50));
  let wanted = false;
  /* without Dash the server draws each view whole: the address holds the view in view */
  const fail = () => {
    window.addEventListener("atlas:shown", () => location.reload());
    if (document.querySelector("#panel[aria-busy]")) location.reload();
  };
  const want = () => {
    if (wanted) return;
    wanted = true;
    soon(() => start().catch(fail), { timeout: 1500 });
  };
  const near = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) want(); }, { rootMargin: "0px 0px 100%" });
  const look = () => {
    for (const chart of document.querySelectorAll("#first .chart")) near.observe(chart); /* in sight: not while its button stands there */
    setTimeout(() => soon(lay), 500); /* after what was asked for by then */
  };
  window.addEventListener("atlas:wanted", want);
  window.addEventListener("atlas:charts", want);
  window.addEventListener("atlas:shown", want);
  if (document.readyState === "complete") look();
  else window.addEventListener("load", look);
})();
