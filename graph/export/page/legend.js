"use strict";
// The legend, which is the filters too: a row for each type, group, status, outlet; sliders for time and tellings.
const sync = []; // each brings a control to what the view says; controls are made once, so that a drag is not cut off
function tick(set, key, content, count, keys) {
  const input = make("input", undefined, { type: "checkbox", "data-key": key });
  const isAlone = () => !state[set].has(key) && keys.every((other) => other === key || state[set].has(other));
  input.addEventListener("change", () => change((view) => { if (input.checked) view[set].delete(key); else view[set].add(key); }));
  const only = press("", (event) => {
    const alone = isAlone();
    event.preventDefault();
    change((view) => { for (const other of keys) { if (alone || other === key) view[set].delete(other); else view[set].add(other); } });
  }, "only", { "data-only": key });
  sync.push(() => { input.checked = !state[set].has(key); only.textContent = say(isAlone() ? "all" : "only"); });
  return make("label", [input, ...content, ...(keys.length > 1 ? [only] : []), make("small", count, { className: "n" })]);
}
function flag(key, content) {
  const input = make("input", undefined, { type: "checkbox", "data-key": key });
  input.addEventListener("change", () => change((view) => { view[key] = input.checked; }));
  sync.push(() => { input.checked = state[key]; });
  return make("label", [input, ...content]);
}
// A number from 1 to `most`, with a slider.
function number(key, most, name) {
  const shown = make("output"), slider = make("input", undefined, { type: "range", min: 1, max: most, step: 1, "data-key": key, "aria-label": name });
  slider.addEventListener("input", () => change((view) => { view[key] = Number(slider.value); }, key));
  sync.push(() => { slider.value = state[key]; shown.textContent = state[key]; });
  return make("label", [make("span", name, { className: "name" }), shown, slider], { className: "number" });
}

// Days on a scale of their own, each as wide as the other, with a bar for the events of each; and the days as dates.
function timeRange() {
  const dated = new Map(), fromInput = dateInput("from"), toInput = dateInput("to");
  for (const index of EVENTS) if (THINGS[index].day) bump(dated, THINGS[index].day);
  const last = DAYS.length - 1, highestBar = highest([...dated.values()]), bins = Math.min(DAYS.length, 56);
  const bars = drawing("bars", `0 0 ${bins} 24`, Array.from({ length: bins }, (_, bin) => {
    const days = DAYS.slice(Math.floor((bin * DAYS.length) / bins), Math.max(Math.floor(((bin + 1) * DAYS.length) / bins), Math.floor((bin * DAYS.length) / bins) + 1));
    const high = Math.max(1.5, 24 * Math.sqrt(Math.max(...days.map((day) => dated.get(day) || 0)) / highestBar));
    return ["rect", { x: bin + 0.12, width: 0.76, y: 24 - high, height: high, "data-from": days[0], "data-to": days[days.length - 1] }];
  }));
  bars.setAttribute("preserveAspectRatio", "none");
  const first = (day) => { const place = DAYS.findIndex((other) => other >= day); return place < 0 ? last : place; };
  const latest = (day) => { const after = DAYS.findIndex((other) => other > day); return after < 0 ? last : Math.max(0, after - 1); };
  const sliders = ["from", "to"].map((end) => {
    const slider = make("input", undefined, { type: "range", min: 0, max: last, step: 1, "data-key": end, "aria-label": say(end) });
    slider.addEventListener("input", () => {
      const other = Number(sliders[end === "from" ? 1 : 0].value), at = end === "from" ? Math.min(Number(slider.value), other) : Math.max(Number(slider.value), other);
      slider.value = at;
      change((view) => { view[end] = (end === "from" && at === 0) || (end === "to" && at === last) ? "" : DAYS[at]; }, "time");
    });
    return slider;
  });
  const undated = EVENTS.filter((index) => !THINGS[index].day).length, withUndated = flag("undated", [make("span", `${say("undatedToo")} (${undated})`, { className: "name" })]);
  sync.push(() => {
    sliders[0].value = state.from ? first(state.from) : 0;
    sliders[1].value = state.to ? latest(state.to) : last;
    fromInput.value = state.from || DAYS[0]; toInput.value = state.to || DAYS[last];
    for (const bar of bars.children) bar.classList.toggle("out", Boolean((state.from && bar.dataset.to < state.from) || (state.to && bar.dataset.from > state.to)));
    withUndated.hidden = !undated || !(state.from || state.to);
  });
  return [make("div", [bars, ...sliders], { className: "range" }), make("div", [fromInput, "–", toInput], { className: "days" }),
    withUndated];
}
function dateInput(end) {
  const input = make("input", undefined, { type: "date", min: DAYS[0], max: DAYS[DAYS.length - 1], "data-day": end, "aria-label": say(end) });
  input.addEventListener("change", () => change((view) => { view[end] = input.value === (end === "from" ? DAYS[0] : DAYS[DAYS.length - 1]) ? "" : input.value; }, "time"));
  return input;
}

// A group of events, and below it, once unfolded, its classes.
function groupRow(name, look, kinds) {
  const below = [...COUNTS.classes.keys()].filter((cls) => (DATA.types[cls].group || cls) === name).sort((a, b) => COUNTS.classes.get(b) - COUNTS.classes.get(a) || a.localeCompare(b));
  const row = tick("off", name, [sign(look.shape, colorOf(below[0])), both(look.groupLabels || look)], COUNTS.groups.get(name), kinds);
  if (below.length < 2) return [row];
  const classes = make("div", below.map((cls) => tick("off", cls, [signOfType(cls), both(DATA.types[cls])], COUNTS.classes.get(cls), below)), { className: "below" });
  const unfold = press("", (event) => { event.preventDefault(); open(classes.hidden); }, "unfold", { "data-unfold": name, "aria-label": say("unfold") });
  const open = (yes) => { classes.hidden = !yes; unfold.textContent = yes ? "▾" : "▸"; unfold.setAttribute("aria-expanded", String(yes)); };
  open(below.some((cls) => state.off.has(cls)));
  row.querySelector(".name").after(unfold);
  return [row, classes];
}
function legend() {
  const order = (map, of) => [...map.keys()].sort((a, b) => of(a) - of(b) || a.localeCompare(b));
  const groups = new Map(EVENTS.map((index) => [groupOf(THINGS[index]), DATA.types[THINGS[index].type]]));
  const types = order(COUNTS.types, (name) => DATA.types[name].order), kinds = order(COUNTS.groups, (name) => groups.get(name).order);
  const statuses = [...COUNTS.statuses.keys()].sort((a, b) => COUNTS.statuses.get(b) - COUNTS.statuses.get(a) || a.localeCompare(b));
  const outlets = [...COUNTS.outlets.keys()].sort((a, b) => COUNTS.outlets.get(b) - COUNTS.outlets.get(a) || a.localeCompare(b));
  const edge = css("--edge");
  sync.length = 0;
  byId("legend").replaceChildren(
    ...section("time", DAYS.length > 1 ? timeRange() : []),
    ...section("entities", types.map((name) => tick("off", name, [signOfType(name), both(DATA.types[name])], COUNTS.types.get(name), types))),
    ...section("events", kinds.flatMap((name) => groupRow(name, groups.get(name), kinds))),
    ...section("weight", [...(MOST_TOLD > 1 ? [number("told", MOST_TOLD, say("told"))] : []), ...(MOST_ORIGINS > 1 ? [number("origins", MOST_ORIGINS, say("origins"))] : []),
      ...(EVENTS.length > DATA.drawn ? [number("most", EVENTS.length, say("most"))] : [])]),
    ...section("status", statuses.map((name) => tick("statuses", name, [both(DATA.words[name] || { zh: name })], COUNTS.statuses.get(name), statuses))),
    ...section("outlets", outlets.length > 1 ? outlets.map((name) => tick("outlets", name, [make("span", name, { className: "name" })], COUNTS.outlets.get(name), outlets)) : []),
    ...section("edges", [["Factual", {}], ["NonFactual", { dashes: "6 4" }], ["CounterFactual", { dashes: "3 3", crossed: true }]].map(([kind, how]) =>
      make("label", [stroke(how.crossed ? css("--bad") : edge, how), make("span", say(kind), { className: "name" })]))),
    make("label", [stroke(edge, { width: 5 }), make("span", say("wide"), { className: "name" })]),
    flag("reports", [stroke(edge, { width: 0.7 }), make("span", say("reports"), { className: "name" })]), flag("facts", [stroke(edge, { dashes: "1 5" }), make("span", say("facts"), { className: "name" })]),
  );
}
const section = (name, content) => (content.length ? [make("h2", say(name)), ...content] : []);
