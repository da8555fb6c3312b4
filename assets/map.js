/* The map: paints it, moves it, tells what is under the pointer or the keys, and keeps address, controls,
   legend and table in step. Controls are native: Dash renders them, this listens to them. The reader's view lives in the address; figures come from /api/v1/map. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("atlas-data").textContent);
  const { catalogue, words, names } = data;
  /* What stands beside the values comes as how far it lies from them, in units of the last decimal shown. */
  const unfold = (answer) => {
    const { decimals, recent, below, above, verdicts, said } = answer.beside;
    const unit = 10 ** decimals;
    Object.values(answer.places).forEach((place, at) => {
      const base = place.value === null ? 0 : Math.floor(place.value * unit + 0.5);
      const told = (away) => (away === null ? null : (base + away) / unit);
      place.recent = recent.map((column) => told(column[at]));
      if (verdicts) place.said = verdicts[said[at]];
      if (below && below[at] !== null) [place.lower, place.upper] = [told(-below[at]), told(above[at])];
    });
    answer.limits = Boolean(below);
    answer.judged = Boolean(verdicts);
    answer.rest = new Map(Object.entries(answer.others).flatMap(([css, codes]) => codes.map((code) => [code, css])));
    return answer;
  };
  unfold(data.answer).snapshot = data.snapshot;
  const state = { view: null, answer: data.answer, sort: { key: "name", up: true }, asked: 0, playing: 0, at: "" };
  const answers = new Map([[data.answer.query, data.answer]]);
  const NS = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);
  const live = () => document.documentElement.dataset.live === "yes";

  /* ---- the view and the address ---- */
  const PARAMETERS = ["indicator", "split", "period", "region", "deprivation", "place", "compare", "scale", "view", "geography", "lang", "snapshot"];
  const PLAIN = { region: "all", deprivation: "all", scale: "spread", view: "performance", geography: "areas", lang: "en" };
  const BOXES = ["indicator", "split", "period", "region", "deprivation", "view", "scale", "geography"];

  const readView = (search) => {
    const asked = new URLSearchParams(search);
    const view = {};
    for (const name of PARAMETERS) view[name] = asked.get(name) || PLAIN[name] || "";
    return view;
  };
  const toQuery = (view) => {
    const pairs = PARAMETERS.filter((n) => view[n] && view[n] !== PLAIN[n]);
    return pairs.map((n) => `${n}=${encodeURIComponent(view[n]).replaceAll("%2C", ",")}`).join("&");
  };
  const inLanguage = () => (state.view.lang === PLAIN.lang ? "" : `?lang=${state.view.lang}`);
  const choices = (indicator) => {
    const found = catalogue.indicators[indicator];
    return {
      split: catalogue.splits[found.splits],
      period: catalogue.months[found.months].map((m) => ({ value: m, label: month(m, indicator) })).reverse(),
      region: catalogue.regions[found.regions],
      deprivation: catalogue.deprivations[found.deprivations],
      view: found.views.map((v) => ({ value: v, label: catalogue.views[v] })),
      scale: found.scales.map((s) => ({ value: s, label: found.ledger || catalogue.scales[s] })),
      geography: Object.entries(catalogue.geographies[found.wales ? "wales" : found.areas ? "councils" : "trusts"]).map(([value, label]) => ({ value, label })),
    };
  };
  const isArea = (code) => /^(E\d|W0|W9)\d{7}$/.test(code);
  const ENGLAND = "E92000001";
  /* the NHS of Wales: codes of health boards and their hospitals; the nation goes with each of its figures */
  const isOfWales = (code, drawn) => code === "W92000004" || code.startsWith({ nation: "W92", council: "W06" }[drawn] || "W11") || (drawn === "site" && code.startsWith("7A"));
  const resolve = (view) => {
    const fitted = { ...view };
    let unsaid = false;
    const { years: byYears = false, areas: ofAreas = false, sites: ofSites = false, wales: ofWales = "" } = catalogue.indicators[view.indicator];
    const isTrust = (code) => code.length === 3;
    const fits = (code) => {
      if (view.indicator === state.view.indicator && code in state.answer.places) return true;
      if (ofWales) return isOfWales(code, ofWales);
      return code === ENGLAND || (!/^(W11|7A)/.test(code) && isArea(code) === ofAreas && !(ofSites && isTrust(code)));
    };
    if (fitted.place && !fits(fitted.place)) fitted.place = "";
    if (fitted.compare) fitted.compare = fitted.compare.split(",").filter(fits).join(",");
    for (const [name, options] of Object.entries(choices(view.indicator))) {
      if (options.some((o) => o.value === fitted[name])) continue;
      if (name === "geography" && !ofAreas && ["2014", "2025"].includes(fitted.geography)) continue;
      const early = name === "period" && !byYears && /-(0[1-9]|1[0-2])$/.test(fitted.period) && fitted.period < options.at(-1).value;
      fitted[name] = options.at(early ? -1 : 0).value;
      if (name === "split") unsaid = true;
    }
    /* a change begins before it ends: of the two dates the one not just chosen gives way */
    const { usual } = catalogue.indicators[view.indicator];
    if (usual && (unsaid || fitted.period <= fitted.split.slice(5))) {
      const chosen = !unsaid && state.view.indicator === view.indicator && state.view.split !== view.split;
      if (chosen) fitted.period = catalogue.months[catalogue.indicators[view.indicator].months].at(-1);
      else fitted.split = usual.find((split) => split.slice(5) < fitted.period);
    }
    return fitted;
  };
  /* the boxes are Dash's once it has taken the page over, and plain ones until then */
  const fill = (name, props) => {
    if (live()) { window.dash_clientside.set_props(name, props); return; }
    if (props.options) byId(name).replaceChildren(...props.options.map(({ value, label }) => new Option(label, value)));
    byId(name).value = props.value;
  };
  const syncBoxes = (before, view) => {
    const options = choices(view.indicator);
    const changed = before.indicator !== view.indicator;
    for (const name of BOXES) {
      const props = { value: view[name] };
      if (changed && options[name]) {
        props.options = options[name];
        byId(name).closest(".field").hidden = options[name].length === 1;
      }
      if (props.options || before[name] !== view[name]) fill(name, props);
    }
  };
  const askPanel = () => {
    if (live()) window.dash_clientside.set_props("shown", { data: `${toQuery(state.view)}#${data.snapshot}` });
    else byId("panel").setAttribute("aria-busy", "true"); /* Dash brings the panel of this view along when it comes */
  };

  /* ---- words and numbers ---- */
  const areasOf = (indicator) => Boolean(catalogue.indicators[indicator].areas);
  const headOf = (indicator) => {
    const { wales, sites } = catalogue.indicators[indicator];
    return words[wales || (sites ? "site" : areasOf(indicator) ? "council" : "trust")];
  };
  const byYearsOf = (indicator) => Boolean(catalogue.indicators[indicator].years);
  const years = (period) => {
    const [first, last, quarter] = period.split("-");
    if (quarter) return words.quarter.replace("{year}", years(`${first}-${last}`)).replace("{n}", quarter.slice(1));
    if (!last) return first;
    if ((Number(first) + 1) % 100 === Number(last)) return `${first}/${last}`;
    return words.span.replace("{first}", first).replace("{last}", Number(first.slice(0, 2)) * 100 + Number(last) + (last < first.slice(2) ? 100 : 0));
  };
  const shortYears = (period) => {
    const [first, last, quarter] = period.split("-");
    if (quarter) return `${first.slice(2)}/${last} ${quarter}`;
    return last && (Number(first) + 1) % 100 !== Number(last) ? `${first}–${last}` : years(period);
  };
  const month = (period, indicator = state.answer.indicator) =>
    byYearsOf(indicator) ? years(period) : `${words.months[Number(period.slice(5)) - 1]} ${period.slice(0, 4)}`;
  const shortMonth = (period) =>
    byYearsOf(state.answer.indicator) ? shortYears(period) : `${words.shortMonths[Number(period.slice(5)) - 1]} ${period.slice(0, 4)}`;
  /* made when first used: the first of all takes longer than the rest of this file, and would hold up the first paint */
  const made = [];
  const format = (n, decimals) => (made[decimals] ??= new Intl.NumberFormat("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })).format(n);
  const count = (n) => format(n, 0);
  const counted = () => ["percent", "weeks", "change"].includes(measure());
  const everyMonth = () => catalogue.indicators[state.answer.indicator].decimals === undefined;
  const measure = () => catalogue.indicators[state.answer.indicator].measure;
  const figure = (n) => {
    if (n === null || n === undefined) return "–";
    const { names: grades } = catalogue.indicators[state.answer.indicator];
    if (grades) return grades[Math.round(n)];
    if (measure() === "count") return count(n);
    const { decimals = 1 } = catalogue.indicators[state.answer.indicator];
    if (["rate", "score", "years"].includes(measure())) {
      const text = format(n, decimals);
      return measure() === "years" ? words.years.replace("{n}", text) : text;
    }
    if (measure() === "weeks") return n >= 104 ? words.weeksOrMore : words.weeks.replace("{n}", n.toFixed(1));
    if (measure() === "change") {
      const size = Math.abs(n).toFixed(1);
      return `${size === "0.0" ? "" : n > 0 ? "+" : "\u2212"}${size}\u202f%`;
    }
    let text = n.toFixed(1);
    if (text === "100.0" && n < 100) text = words.over;
    if (text === "0.0" && n > 0) text = words.under;
    return `${text}\u202f%`;
  };
  const isLedger = () => Boolean(catalogue.indicators[state.answer.indicator].ledger);
  const behind = (place) => {
    if (measure() === "percent" && place.denominator !== undefined) {
      const part = (place.value * place.denominator) / 100;
      return words.of.replace("{part}", count(part)).replace("{whole}", count(place.denominator));
    }
    if (place.numerator !== undefined && place.value !== null) {
      return words.thenNow.replace("{then}", count(place.denominator)).replace("{now}", count(place.numerator));
    }
    return place.denominator !== undefined ? count(place.denominator) : "";
  };
  const interval = (place) => {
    if (place.lower === undefined) return "";
    const { decimals = 1 } = catalogue.indicators[state.answer.indicator];
    const [low, high] = [place.lower, place.upper].map((n) => format(n, decimals));
    return words.range.replace("{low}", low).replace("{high}", high);
  };
  const versus = (place) => words.comparisons[place.compared || "not_compared"];
  const told = (place) => place.text || (place.value === null ? words.statuses[place.status] : figure(place.value));
  const className = (css) => state.answer.legend.find((item) => item.class === css)?.label || "";
  const classed = (place) => (place.value === null || className(place.band) === told(place) ? "" : className(place.band));
  const say = (text) => { byId("live").textContent = text; };

  /* ---- painting ---- */
  const shapesOf = (code) => byId("shapes").querySelectorAll(`[data-code="${CSS.escape(code)}"]`);
  const paintMap = () => {
    const map = byId("atlas");
    map.setAttribute("class", `map ${state.answer.ramp}`);
    for (const shape of byId("shapes").querySelectorAll("[data-code]")) {
      const place = state.answer.places[shape.dataset.code];
      const css = place ? place.band : state.answer.rest.get(shape.dataset.code) || "out";
      if (shape.getAttribute("class") !== css) shape.setAttribute("class", css);
    }
    outline(state.view.place);
  };
  const outline = (code) => {
    const group = byId("focus");
    group.replaceChildren();
    if (!code) return;
    for (const shape of shapesOf(code)) {
      const copy = shape.cloneNode(false);
      for (const name of ["class", "data-code", "aria-label"]) copy.removeAttribute(name);
      if (copy.tagName === "circle") copy.setAttribute("r", Number(shape.getAttribute("r")) + 6);
      group.append(copy);
    }
  };
  const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const paintWords = () => {
    const { answer } = state;
    write(byId("coverage"), answer.coverage);
    write(byId("ranks"), answer.ranks);
    write(byId("ground"), answer.ground);
    write(byId("source").firstChild, `${answer.source} `);
    const found = catalogue.indicators[answer.indicator];
    write(document.querySelector('label[for="period"]'), words.periods[Number(Boolean(found.years))]);
    write(document.querySelector('label[for="split"]'), words.splits[found.splits.replace(/-\d+$/, "")]);
    document.title = `${answer.headline} · Care Atlas`;
    const slider = byId("slider");
    const held = catalogue.months[catalogue.indicators[answer.indicator].months];
    byId("months").classList.toggle("single", held.length === 1);
    slider.max = held.length - 1;
    slider.value = held.indexOf(answer.period);
    slider.setAttribute("aria-valuetext", month(answer.period));
    write(byId("month-now"), month(answer.period));
    const csv = `/api/v1/values.csv?indicator=${answer.indicator}&split=${answer.split}&period=${answer.period}&scale=${answer.scale}${state.view.snapshot && `&snapshot=${state.view.snapshot}`}`;
    const narrowed = Object.entries({ type: found.areas || found.sites || found.wales || isLedger() ? "all" : "trust", region: state.view.region, deprivation: state.view.deprivation });
    const newest = byId("newest");
    if (newest) newest.href = `/?${toQuery({ ...state.view, snapshot: "" })}`;
    byId("csv").setAttribute("href", csv + narrowed.filter(([, value]) => value !== "all").map(([name, value]) => `&${name}=${value}`).join(""));
    const { staff } = found;
    byId("presets").hidden = !staff;
    for (const link of byId("presets").querySelectorAll("a")) link.href = `/?${toQuery(preset(link, staff || "staff-all"))}`;
    byId("csv-all").setAttribute("href", csv);
    write(byId("csv-all"), words.everything[found.wales ? 2 : Number(Boolean(found.areas))]);
  };
  const preset = (link, staff) => {
    const [split, period] = link.dataset.preset.split(" ");
    return { ...state.view, indicator: `${staff}-change`, split, period, scale: "spread", view: "performance" };
  };
  const swatch = (css) => {
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("class", `swatch ${state.answer.ramp}`);
    svg.setAttribute("viewBox", "0 0 44 44");
    svg.setAttribute("aria-hidden", "true");
    const box = document.createElementNS(NS, "rect");
    box.setAttribute("class", css);
    box.setAttribute("width", 44);
    box.setAttribute("height", 44);
    svg.append(box);
    return svg;
  };
  const make = (tag, css, ...children) => {
    const node = document.createElement(tag);
    if (css) node.className = css;
    node.append(...children);
    return node;
  };
  const paintLegend = () => {
    const shown = [...byId("legend").querySelectorAll("button")];
    const { legend } = state.answer;
    pick("");
    const same = (button, item) => button.dataset.class === item.class && button.querySelector(".words").textContent === item.label;
    if (shown.length === legend.length && shown.every((button, at) => same(button, legend[at]))) {
      shown.forEach((button, at) => write(button.querySelector(".n"), String(legend[at].count)));
      return;
    }
    const entries = state.answer.legend.map((item) => {
      const button = make("button", "", swatch(item.class), make("span", "words", item.label), " ", make("span", "n", String(item.count)));
      button.type = "button";
      button.dataset.class = item.class;
      button.setAttribute("aria-pressed", "false");
      return make("li", "", button);
    });
    byId("legend").replaceChildren(...entries);
  };
  const paintTable = () => {
    const { answer } = state;
    const table = byId("figures");
    if (!table) return;
    table.className = `figures measure-${measure()}`;
    table.caption.textContent = answer.caption;
    const ofAreas = areasOf(answer.indicator);
    const columns = [["name", headOf(answer.indicator), ""], ["value", shortMonth(answer.period), "num"]];
    if (answer.limits) columns.push(["lower", words.limits, "num"]);
    if (ofAreas) columns.push(["compared", words.beside, ""]);
    else if (isLedger()) columns.push(["beside", words.staff, ""]);
    else if (counted()) columns.push(["n", measure() === "change" ? words.posts : words.patients, "num n"]);
    if (answer.judged) columns.push(["said", words.verdict, ""]);
    answer.months.slice(1).forEach((m, at) => columns.push([`recent-${at}`, shortMonth(m), "num wide"]));
    if (!columns.some(([key]) => key === state.sort.key)) state.sort = { key: "name", up: true };
    const heads = columns.map(([key, title, css]) => {
      const button = make("button", "", title);
      button.type = "button";
      button.dataset.sort = key;
      const head = make("th", css, button);
      head.scope = "col";
      head.setAttribute("aria-sort", key !== state.sort.key ? "none" : state.sort.up ? "ascending" : "descending");
      return head;
    });
    byId("figures-head").replaceChildren(make("tr", "", ...heads));
    byId("figures-body").replaceChildren(...sorted().map((code) => row(code, answer.places[code])));
  };
  const row = (code, place) => {
    const link = make("a", "", names[code] || code);
    link.href = `/place/${code}${inLanguage()}`;
    const name = make("th", "", link);
    name.scope = "row";
    const cells = [name, make("td", place.value === null ? "num nothing" : "num", swatch(place.band), told(place))];
    if (state.answer.limits) cells.push(make("td", "num limits", interval(place) || "–"));
    if (areasOf(state.answer.indicator)) cells.push(make("td", "", versus(place)));
    else if (isLedger()) cells.push(make("td", "", place.beside || "–"));
    else if (counted()) cells.push(make("td", "num n", behind(place) || "–"));
    if (state.answer.judged) cells.push(make("td", "", place.said || "–"));
    for (const past of place.recent) cells.push(make("td", "num wide", figure(past)));
    const line = make("tr", code === state.view.place ? "here" : "", ...cells);
    line.dataset.code = code;
    return line;
  };
  const ORDER = ["better", "higher", "similar", "lower", "worse", "not_compared"];
  const sorted = () => {
    const { key, up } = state.sort;
    const { places } = state.answer;
    const value = (code) => {
      if (key === "value") return places[code].value;
      if (key === "lower") return places[code].lower ?? null;
      if (key === "beside") return places[code].beside || null;
      if (key === "said") return state.answer.beside.said[Object.keys(places).indexOf(code)];
      if (key === "n") return places[code].denominator ?? null;
      if (key === "compared") return ORDER.indexOf(places[code].compared || "not_compared");
      return places[code].recent[Number(key.slice(7))] ?? null;
    };
    const byName = (a, b) => (names[a] || a).localeCompare(names[b] || b, "en-GB");
    return Object.keys(places).sort((a, b) => {
      if (key === "name") return up ? byName(a, b) : byName(b, a);
      const [x, y] = [value(a), value(b)];
      if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1;
      return (up ? x - y : y - x) || byName(a, b);
    });
  };

  /* ---- changing the view ---- */
  const fetchAnswer = async (query) => {
    if (!answers.has(query)) {
      const reply = await fetch(`/api/v1/map?${query}`);
      if (!reply.ok) throw new Error(`${reply.status}`);
      const answer = unfold(await reply.json());
      answer.snapshot = reply.headers.get("Care-Atlas-Snapshot") || data.snapshot;
      answers.set(query, answer);
      if (answers.size > 60) answers.delete(answers.keys().next().value);
    }
    return answers.get(query);
  };
  const fetchShapes = async (drawing) => {
    const reply = await fetch(`/geometry/${data.snapshot}/${drawing}.svg${inLanguage()}`);
    if (!reply.ok) throw new Error(`${reply.status}`);
    const parsed = new DOMParser().parseFromString(await reply.text(), "image/svg+xml");
    const [shapes, towns] = document.importNode(parsed.documentElement, true).children;
    byId("shapes").replaceChildren(...shapes.childNodes);
    byId("towns").replaceChildren(...towns.childNodes);
    byId("atlas").dataset.drawing = drawing;
    ready();
  };
  const go = async (wanted, { history: entry = "push" } = {}) => {
    const before = state.view;
    const view = resolve(wanted);
    const query = toQuery(view);
    const coming = fetchAnswer(query);
    state.view = view;
    if (entry !== "none") history[entry === "push" ? "pushState" : "replaceState"](null, "", `/?${query}`);
    const turn = ++state.asked;
    try {
      const answer = await coming;
      if (turn !== state.asked) return;
      if (answer.snapshot !== data.snapshot) { location.reload(); return; } /* newer figures were published: never a mixture of two */
      if (answer.drawing !== byId("atlas").dataset.drawing) await fetchShapes(answer.drawing);
      if (turn !== state.asked) return;
      state.answer = answer;
    } catch {
      say(words.failed);
      write(byId("context"), words.failed);
      return;
    }
    paintMap();
    write(byId("headline"), state.answer.headline);
    write(byId("context"), state.answer.sentence);
    afterPaint(() => {
      if (turn !== state.asked) return;
      paintWords();
      paintLegend();
      paintTable();
      say(state.answer.headline);
      syncBoxes(before, view);
      askPanel();
      window.dispatchEvent(new CustomEvent("atlas:shown", { detail: query }));
      if (state.stepped) neighbours();
    });
  };
  /* a timer would run before the frame is out: the rest waits until the browser is idle, but never long */
  const idle = window.requestIdleCallback || ((run) => setTimeout(run, 30));
  const afterPaint = (run) => requestAnimationFrame(() => idle(run, { timeout: 100 }));
  const neighbours = () => {
    if (document.documentElement.dataset.saves) return;
    const held = catalogue.months[catalogue.indicators[state.view.indicator].months];
    const at = held.indexOf(state.view.period);
    for (const near of [held[at - 1], held[at + 1]]) {
      if (near) idle(() => fetchAnswer(toQuery({ ...state.view, period: near })).catch(() => {}));
    }
  };
  const step = (by, entry) => {
    state.stepped = true;
    const held = catalogue.months[catalogue.indicators[state.view.indicator].months];
    const next = held[held.indexOf(state.view.period) + by];
    if (next) go({ ...state.view, period: next }, { history: entry });
    return Boolean(next);
  };
  const play = () => {
    const button = document.querySelector('[data-act="play"]');
    if (state.playing) {
      clearInterval(state.playing);
      state.playing = 0;
      button.textContent = words.play;
      return;
    }
    const held = catalogue.months[catalogue.indicators[state.view.indicator].months];
    if (state.view.period === held.at(-1)) go({ ...state.view, period: held[Math.max(0, held.length - 24)] }, { history: "replace" });
    button.textContent = words.stop;
    state.playing = setInterval(() => { if (!step(1, "replace")) play(); }, 900);
  };
  const choose = (code) => {
    go({ ...state.view, place: code === state.view.place ? "" : code });
  };

  /* ---- pointing: card, legend, table ---- */
  const card = (code, x, y) => {
    const box = byId("card");
    const place = state.answer.places[code];
    if (!code || !place) { box.hidden = true; return; }
    const lines = [make("strong", "", names[code] || code), make("span", "big", told(place))];
    if (behind(place)) lines.push(make("span", "", `${behind(place)} · ${month(state.answer.period)}`));
    else lines.push(make("span", "", month(state.answer.period)));
    if (interval(place)) lines.push(make("span", "", words.interval.replace("{limits}", interval(place))));
    if (place.beside) lines.push(make("span", "", place.beside));
    if (place.compared) lines.push(make("span", "", versus(place)));
    if (place.said) lines.push(make("span", "", place.said));
    if (classed(place)) lines.push(make("span", "class", swatch(place.band), classed(place)));
    if (state.answer.standard) lines.push(make("span", "", state.answer.standard));
    const past = state.answer.months.slice(1).map((m, at) => `${everyMonth() ? shortMonth(m).slice(0, 3) : shortMonth(m)} ${figure(place.recent[at])}`);
    if (past.length) lines.push(make("span", "past", `${words.before}: ${past.join(", ")}`));
    box.replaceChildren(...lines);
    box.hidden = false;
    const frame = box.parentElement.getBoundingClientRect();
    const left = x - frame.left > frame.width / 2 ? x - frame.left - box.offsetWidth - 14 : x - frame.left + 14;
    box.style.left = `${Math.max(0, Math.min(left, frame.width - box.offsetWidth))}px`;
    box.style.top = `${Math.max(0, Math.min(y - frame.top - box.offsetHeight / 2, frame.height - box.offsetHeight))}px`;
  };
  const point = (code) => {
    if (code === state.at) return;
    state.at = code;
    outline(code || state.view.place);
    for (const line of document.querySelectorAll("#figures-body tr.pointed")) line.classList.remove("pointed");
    if (code) document.querySelector(`#figures-body tr[data-code="${CSS.escape(code)}"]`)?.classList.add("pointed");
  };
  const pick = (css) => {
    for (const button of byId("legend").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.class === css));
    }
    byId("atlas").classList.toggle("picking", Boolean(css));
    for (const shape of byId("shapes").querySelectorAll("[data-code]")) {
      shape.classList.toggle("picked", Boolean(css) && shape.classList.contains(css));
    }
  };
  const codeAt = (target) => target.closest?.("#shapes [data-code]")?.dataset.code || "";

  /* ---- keyboard: where the arrows lead, and what is said, comes from the server for those who ask ---- */
  const ready = () => {
    const map = byId("atlas");
    map.setAttribute("tabindex", "0");
    map.setAttribute("role", "application");
    map.setAttribute("aria-label", words.help);
    for (const shape of byId("shapes").querySelectorAll("[data-code]")) {
      const title = shape.querySelector("title");
      if (title && !names[shape.dataset.code]) names[shape.dataset.code] = title.textContent.split(":")[0];
      title?.remove();
      shape.parentElement.setAttribute("aria-label", names[shape.dataset.code] || shape.dataset.code);
    }
  };
  const walks = new Map();
  const walk = () => {
    const query = toQuery({ ...state.view, place: "", compare: "" });
    if (!walks.has(query)) {
      const coming = fetch(`/walk.json?${query}`).then((reply) => {
        if (!reply.ok) throw new Error(`${reply.status}`);
        if (reply.headers.get("Care-Atlas-Snapshot") !== data.snapshot) location.reload();
        return reply.json();
      });
      coming.catch(() => walks.delete(query));
      walks.set(query, coming);
    }
    return walks.get(query);
  };
  const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  const typed = { text: "", at: 0 };
  /* letters typed within a second are one beginning; the same letter again goes on to the next of it */
  const named = (codes, here, letter) => {
    const now = performance.now();
    typed.text = now - typed.at < 1000 ? typed.text + letter : letter;
    typed.at = now;
    const wanted = [...typed.text].every((one) => one === letter) ? letter : typed.text;
    const from = here + Number(wanted === letter);
    const order = codes.map((_, step) => (from + step + codes.length) % codes.length);
    const nameOf = (at) => (names[codes[at]] || codes[at]).toLocaleLowerCase();
    return order.find((at) => nameOf(at).startsWith(wanted)) ?? order.find((at) => nameOf(at).includes(` ${wanted}`)) ?? here;
  };
  const visit = (code, words_said) => {
    point(code);
    say(words_said);
    let box = [...shapesOf(code)][0].getBoundingClientRect();
    const [x, y] = inMap(box.left + box.width / 2, box.top + box.height / 2);
    if (x < 0 || x > W || y < 0 || y > H) {
      view.x += W / 2 - x;
      view.y += H / 2 - y;
      place();
      box = [...shapesOf(code)][0].getBoundingClientRect();
    }
    card(code, box.left + box.width / 2, box.top + box.height / 2);
  };
  const onKey = async (event) => {
    const { key } = event;
    if (event.target.id !== "atlas" || event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = key.length === 1 && (key === " " ? typed.text && performance.now() - typed.at < 1000 : /[\p{L}\p{N}&']/u.test(key));
    if (key === "Escape") { point(""); card(""); event.target.blur(); return; }
    if (!letter && !ARROWS.includes(key) && !["Home", "End", "Enter", "+", "-"].includes(key)) return;
    event.preventDefault();
    if (key === "+" || key === "-") { zoom(key === "+" ? 1.6 : 1 / 1.6); return; }
    if (key === "Enter") {
      if (state.at && state.at === state.view.place) location.assign(`/place/${state.at}${inLanguage()}`);
      else if (state.at) choose(state.at);
      return;
    }
    let found;
    try {
      found = await walk();
    } catch {
      say(words.failed);
      return;
    }
    const { codes, to, says } = found;
    if (!codes.length || document.activeElement?.id !== "atlas") return;
    const here = codes.indexOf(state.at || state.view.place);
    let next = here;
    if (letter) next = named(codes, here, key.toLocaleLowerCase());
    else if (key === "End") next = codes.length - 1;
    else if (key === "Home" || here < 0) next = 0;
    else next = to[here][ARROWS.indexOf(key)];
    if (next < 0) next = here;
    if (next >= 0) visit(codes[next], says[next]);
  };

  /* ---- zoom ---- */
  const view = { k: 1, x: 0, y: 0 };
  const [W, H] = [2900, 3300];
  const place = () => {
    view.k = Math.min(12, Math.max(1, view.k));
    view.x = Math.min(0, Math.max(W * (1 - view.k), view.x));
    view.y = Math.min(0, Math.max(H * (1 - view.k), view.y));
    byId("zoomed").setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
    byId("atlas").style.setProperty("--zoom", view.k);
  };
  const zoom = (factor, cx = W / 2, cy = H / 2) => {
    const k = Math.min(12, Math.max(1, view.k * factor));
    view.x = cx - (cx - view.x) * (k / view.k);
    view.y = cy - (cy - view.y) * (k / view.k);
    view.k = k;
    place();
  };
  const inMap = (x, y) => {
    const box = byId("atlas").getBoundingClientRect();
    const scale = Math.min(box.width / W, box.height / H);
    return [(x - box.left - (box.width - W * scale) / 2) / scale, (y - box.top - (box.height - H * scale) / 2) / scale, scale];
  };
  let drag = null, pinch = null, moved = false;
  const spread = (touches) => {
    const [a, b] = touches;
    return { far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
  };

  /* ---- on a phone: map, place or list, one at a time ---- */
  const showPart = (part) => {
    document.documentElement.dataset.shows = part;
    for (const button of document.querySelectorAll(".parts button")) button.setAttribute("aria-pressed", String(button.dataset.shows === part));
    card("");
  };
  const showPatterns = (on) => {
    document.documentElement.classList.toggle("patterned", on);
    document.querySelector(".patterns").setAttribute("aria-pressed", String(on));
  };

  /* ---- one listener a kind, on the document: they outlive the hand-over to Dash ---- */
  const onMap = (event) => event.target.closest?.("#map");
  document.addEventListener("pointermove", (event) => {
    if (drag) {
      const [, , scale] = inMap(0, 0);
      moved = moved || Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 4;
      view.x = drag.vx + (event.clientX - drag.x) / scale;
      view.y = drag.vy + (event.clientY - drag.y) / scale;
      place();
      return;
    }
    if (event.pointerType === "touch") return;
    const code = onMap(event) ? codeAt(event.target) : event.target.closest?.("#figures-body tr")?.dataset.code || "";
    if (onMap(event) || state.at) point(code);
    if (onMap(event) && code) card(code, event.clientX, event.clientY);
    else if (!byId("card").hidden && document.activeElement?.id !== "atlas") card("");
    if (!onMap(event) && code) point(code);
  });
  document.addEventListener("pointerdown", (event) => {
    moved = false;
    if (onMap(event) && event.pointerType === "mouse" && event.button === 0 && view.k > 1) {
      drag = { x: event.clientX, y: event.clientY, vx: view.x, vy: view.y };
    }
  });
  document.addEventListener("pointerup", () => { drag = null; });
  document.addEventListener("dragstart", (event) => { if (onMap(event)) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const act = event.target.closest?.("[data-act]")?.dataset.act;
    if (act === "zoom-in") zoom(1.6);
    else if (act === "zoom-out") zoom(1 / 1.6);
    else if (act === "zoom-home") { Object.assign(view, { k: 1, x: 0, y: 0 }); place(); }
    else if (act === "previous") step(-1, "push");
    else if (act === "next") step(1, "push");
    else if (act === "play") play();
    else if (act === "patterns") showPatterns(!document.documentElement.classList.contains("patterned"));
    const code = onMap(event) ? codeAt(event.target) : "";
    if (code && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (moved) return;
      point(code);
      card(code, event.clientX, event.clientY);
      choose(code);
    } else if (onMap(event) && !act) card("");
    const part = event.target.closest?.(".parts button");
    if (part) showPart(part.dataset.shows);
    const entry = event.target.closest?.("#legend button");
    if (entry) pick(entry.getAttribute("aria-pressed") === "true" ? "" : entry.dataset.class);
    const head = event.target.closest?.("[data-sort]");
    if (head) {
      const key = head.dataset.sort;
      state.sort = { key, up: state.sort.key === key ? !state.sort.up : key === "name" };
      paintTable();
      document.querySelector(`[data-sort="${key}"]`)?.focus();
    }
    const ready_made = event.target.closest?.("#presets [data-preset]");
    if (ready_made && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(preset(ready_made, catalogue.indicators[state.view.indicator].staff));
    }
    const split = event.target.closest?.("#panel [data-split]");
    pressed = split?.dataset.split;
    if (split && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go({ ...state.view, split: split.dataset.split });
    }
  });
  document.addEventListener("wheel", (event) => {
    if (!onMap(event) || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const [x, y] = inMap(event.clientX, event.clientY);
    zoom(Math.exp(-event.deltaY / 300), x, y);
  }, { passive: false });
  document.addEventListener("touchstart", (event) => {
    if (!onMap(event) || event.touches.length !== 2) return;
    event.preventDefault();
    pinch = spread(event.touches);
  }, { passive: false });
  document.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const now = spread(event.touches);
    const [x, y, scale] = inMap(now.x, now.y);
    view.x += (now.x - pinch.x) / scale;
    view.y += (now.y - pinch.y) / scale;
    zoom(now.far / pinch.far, x, y);
    pinch = now;
  }, { passive: false });
  document.addEventListener("touchend", () => { pinch = null; });
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => { if (event.target.id === "atlas" && event.target.matches(":focus-visible")) walk().catch(() => {}); });
  document.addEventListener("focusout", (event) => { if (event.target.id === "atlas") { point(""); card(""); } });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "slider") return;
    const held = catalogue.months[catalogue.indicators[state.view.indicator].months];
    go({ ...state.view, period: held[Number(event.target.value)] }, { history: "replace" });
  });
  document.addEventListener("change", (event) => {
    const { name, value, form } = event.target;
    if (form?.id !== "controls") return;
    event.stopPropagation(); /* the map is painted first; Dash is told afterwards, by syncBoxes */
    go({ ...state.view, [name]: value });
  }, true);
  document.addEventListener("submit", (event) => { if (event.target.id === "controls") event.preventDefault(); });
  window.addEventListener("popstate", () => {
    if (location.pathname !== "/") return;
    go(readView(location.search === came ? `?${data.answer.query}` : location.search), { history: "none" });
  });

  const came = location.search; /* may name a part of the view alone: the server has read the rest into it */
  state.view = readView(`?${data.answer.query}`);
  document.documentElement.classList.add("js");
  document.documentElement.dataset.shows = "map";
  const wanted = window.matchMedia("(prefers-contrast: more)").matches;
  document.documentElement.classList.toggle("patterned", wanted);
  /* a link of the panel is made anew with it: the focus goes to the one that takes its place */
  let pressed;
  const stay = () => {
    if (pressed && document.activeElement === document.body) document.querySelector(`#panel [data-split="${pressed}"]`)?.focus({ preventScroll: true });
  };
  window.addEventListener("atlas:live", () => {
    new MutationObserver(stay).observe(byId("panel"), { childList: true, subtree: true });
    stay();
    showPart(document.documentElement.dataset.shows);
    showPatterns(document.documentElement.classList.contains("patterned"));
  });
  ready();
  /* Dash is given the view of the moment; what has changed by the time it is there, it is told then */
  const handed = () => {
    state.handed = state.view;
    return `${toQuery(state.view)}&of=${data.snapshot}`;
  };
  window.addEventListener("atlas:live", () => {
    if (state.handed === state.view) return;
    syncBoxes(state.handed, state.view);
    paintWords();
    askPanel();
  });
  window.atlas = { go, view: () => ({ ...state.view }), handed };
})();
