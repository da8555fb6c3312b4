/* Lets the keys walk the points of a chart: one stop of the Tab key, arrows from point to point and from line to line,
   each point spoken in the words that the server gave it, Escape to leave. Shows limits that a button asks for.
   Who saves data is asked before anything of a chart is fetched: what draws them weighs more than the page. */
"use strict";
(() => {
  const root = document.documentElement;
  if (navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches) root.dataset.saves = "yes";
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".load");
    if (!button) return;
    delete root.dataset.saves;
    window.dispatchEvent(new Event("atlas:charts"));
    button.nextElementSibling.focus();
  });

  const drawnIn = (element) => element?.closest?.(".chart")?.querySelector(".js-plotly-plot");
  const linesOf = (drawn) => {
    const lines = new Map();
    drawn.data.forEach((trace, curve) => {
      const { line, told = [] } = trace.meta || {};
      const points = lines.get(line) || [];
      told.forEach((text, number) => points.push({ curve, number, text, x: trace.x[number] }));
      if (points.length) lines.set(line, points);
    });
    for (const points of lines.values()) if (typeof points[0].x === "number") points.sort((a, b) => a.x - b.x);
    return lines;
  };
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  const OTHERS = { ArrowUp: -1, ArrowDown: 1 };
  const stood = new WeakMap();

  const beginning = (drawn, lines) => {
    const { line, x } = drawn.layout.meta;
    const points = lines.get(line) || [...lines.values()][0];
    return points.find((point) => point.x === x) || points.at(-1);
  };
  const next = (lines, here, key) => {
    const all = [...lines.values()];
    const row = all.findIndex((points) => points.some((p) => p.curve === here.curve && p.number === here.number));
    const at = all[row].findIndex((p) => p.curve === here.curve && p.number === here.number);
    if (key in STEPS) return all[row][Math.min(Math.max(at + STEPS[key], 0), all[row].length - 1)];
    const other = all[(row + OTHERS[key] + all.length) % all.length];
    return other.find((point) => point.x === here.x) || other.at(-1);
  };
  const leave = (drawn) => {
    if (window.Plotly && drawn._fullLayout) window.Plotly.Fx.unhover(drawn);
    stood.delete(drawn);
  };

  document.addEventListener("keydown", (event) => {
    const drawn = event.target.matches?.(".chart") && drawnIn(event.target);
    if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { leave(drawn); event.target.blur(); return; }
    if (!(event.key in STEPS) && !(event.key in OTHERS)) return;
    event.preventDefault();
    const lines = linesOf(drawn);
    if (!lines.size) return;
    const here = stood.get(drawn);
    const there = here ? next(lines, here, event.key) : beginning(drawn, lines);
    stood.set(drawn, there);
    window.Plotly.Fx.hover(drawn, [{ curveNumber: there.curve, pointNumber: there.number }]);
    document.getElementById("live").textContent = there.text;
  });
  document.addEventListener("focusout", (event) => {
    const drawn = event.target.matches?.(".chart") && drawnIn(event.target);
    if (drawn) leave(drawn);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".plain-limits");
    const drawn = button && document.querySelector("#funnel .js-plotly-plot");
    if (!drawn) return;
    const plain = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(plain));
    drawn.data.forEach((trace, curve) => {
      const limits = trace.meta?.limits;
      if (limits) window.Plotly.restyle(drawn, { visible: (limits === "plain") === plain }, [curve]);
    });
  });
})();
