/* Draws the charts of a page once it has been painted and Plotly has come; the tables under them need no script. */
"use strict";
(() => {
  const { plotly, config, figures } = JSON.parse(document.getElementById("atlas-figures").textContent);
  const draw = () => {
    for (const [id, figure] of Object.entries(figures)) {
      const box = document.getElementById(id);
      window.Plotly.newPlot(box, figure.data, figure.layout, config);
    }
  };
  const bring = () => {
    const script = document.createElement("script");
    script.src = plotly;
    script.onload = draw;
    document.body.append(script);
  };
  const begin = () => {
    if (document.documentElement.dataset.saves) window.addEventListener("atlas:charts", bring, { once: true });
    else soon(bring, { timeout: 1500 });
  };
  const soon = window.requestIdleCallback || ((run) => setTimeout(run, 50));
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
