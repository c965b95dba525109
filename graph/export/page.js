"use strict";
// The graph itself: what is drawn, what is hidden, search, legend, selection. Data and words: panel.js.
const state = { lines: false, groups: new Set(), types: new Set(), statuses: new Set(), outlets: new Set(), reports: true, facts: true, from: 0, to: 0, focus: null, chosen: null };
const DAYS = [...new Set(THINGS.filter((t) => t.event && t.day).map((t) => t.day))].sort();
const GROUPS = new Map(), TYPES = new Map(), STATUSES = new Map(), OUTLETS = new Map();
const bump = (map, key) => map.set(key, (map.get(key) || 0) + 1);
for (const thing of THINGS) {
  if (!thing.event) { bump(TYPES, thing.type); continue; }
  bump(GROUPS, groupOf(thing)); bump(STATUSES, thing.status);
  for (const outlet of outletsOf(thing)) bump(OUTLETS, outlet);
}
function groupOf(event) { return DATA.types[event.type].group || event.type; }
function outletsOf(event) {
  if (!event.outlets) event.outlets = [...new Set(event.tellings.map((t) => (DATA.articles[t.article] || {}).outletName || "?"))];
  return event.outlets;
}
let palette = {}; // the style sheet's colours, asked for once: asking for each node costs more than drawing it
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  palette = Object.fromEntries(["--paper", "--card", "--ink", "--soft", "--edge", "--accent"].map((name) => [name, style.getPropertyValue(name).trim()]));
}
const css = (name) => palette[name];
const FONT = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';
const short = (text, limit) => (text.length <= limit ? text : text.slice(0, limit - 1) + "…");

// ------------------------------------------------------------------------------------------------------ the drawing

function nodeLook(thing, index) {
  const type = DATA.types[thing.type], claimed = thing.event && thing.claimed;
  const color = { background: claimed ? css("--card") : type.color, border: claimed ? type.color : css("--card"),
    highlight: { background: type.color, border: css("--ink") }, hover: { background: type.color, border: css("--ink") } };
  return { id: index, x: thing.x, y: thing.y, size: thing.size, shape: type.shape, label: short(word(thing), DATA.limits[thing.event ? 1 : 0]), color,
    font: { face: FONT, size: thing.event ? 11 : 14 + Math.min(8, thing.size / 4), color: css(thing.event ? "--soft" : "--ink"), strokeWidth: 3, strokeColor: css("--paper"), vadjust: -2 },
    scaling: { label: { drawThreshold: thing.event ? 8.5 : 5 } }, shapeProperties: claimed ? { borderDashes: [3, 2] } : {} };
}
function edgeLook(edge, index) {
  const events = (edge.events || []).map((e) => THINGS[e]);
  const denied = edge.claimed && events.length && events.every((e) => kindOf(e.status) === "CounterFactual");
  const outlets = new Set(events.flatMap(outletsOf)).size, faint = edge.kind === "report" || edge.kind === "fact";
  const color = denied ? "#b5384a" : edge.kind === "direct" && events.length ? DATA.types[events[0].type].color : css("--edge");
  const arrow = { enabled: true, scaleFactor: faint ? 0.3 : 0.45 };
  return { id: index, from: edge.from, to: edge.to, dashes: edge.kind === "fact" ? [1, 5] : edge.claimed ? [7, 5] : false,
    width: faint ? 0.5 : 0.9 + 0.7 * Math.max(1, outlets), arrows: edge.both ? {} : { to: arrow },
    color: { color, hover: css("--accent"), highlight: css("--accent"), opacity: edge.kind === "report" ? 0.28 : edge.kind === "fact" ? 0.6 : 0.85 },
    label: edge.kind === "direct" ? (denied ? "✕ " : "") + termOf(edge.is) : undefined,
    font: { face: FONT, size: 10, color: css("--soft"), strokeWidth: 3, strokeColor: css("--paper"), align: "middle" },
    smooth: edge.kind === "direct" ? { enabled: true, type: "curvedCW", roundness: 0.06 + 0.08 * (PARALLEL.get(index) % 4) } : false };
}
const PARALLEL = new Map(), pairs = new Map(); // direct edge -> which of those between the same two it is
EDGES.forEach((edge, index) => {
  if (edge.kind !== "direct") return;
  const key = [edge.from, edge.to].sort().join("-");
  PARALLEL.set(index, pairs.get(key) || 0);
  pairs.set(key, PARALLEL.get(index) + 1);
});

const nodes = new vis.DataSet(), edges = new vis.DataSet();
const network = new vis.Network(document.getElementById("network"), { nodes, edges }, DATA.options);

function eventPasses(event) {
  if (state.groups.has(groupOf(event)) || state.statuses.has(event.status)) return false;
  if (state.outlets.size && outletsOf(event).every((outlet) => state.outlets.has(outlet))) return false;
  if (state.from > 0 || state.to < DAYS.length - 1) return Boolean(event.day) && event.day >= DAYS[state.from] && event.day <= DAYS[state.to];
  return true;
}
function edgePasses(edge, passing) {
  const events = edge.events || [];
  if (edge.kind === "fact") return state.facts;
  if (edge.kind === "report") return state.reports && !state.lines;
  if (!events.some((event) => passing[event]) || (edge.kind === "direct" && state.groups.has(DATA.relations[edge.is]))) return false;
  return state.lines ? edge.kind === "direct" || events.some((event) => !THINGS[event].line) : edge.kind !== "direct";
}

// Decides what is drawn, and draws it: one pass over things and edges. afresh: language or colours have changed.
function draw(afresh = false) {
  const passing = THINGS.map((thing) => (thing.event ? eventPasses(thing) : !state.types.has(thing.type)));
  const allowed = (index) => passing[index] && (!state.focus || state.focus.has(index));
  const strong = EDGES.map((edge) => edge.kind !== "fact" && edge.kind !== "report" && allowed(edge.from) && allowed(edge.to) && edgePasses(edge, passing));
  const seen = new Set();
  strong.forEach((yes, i) => yes && seen.add(EDGES[i].from) && seen.add(EDGES[i].to));
  const weak = EDGES.map((edge) => (edge.kind === "report" || edge.kind === "fact") && edgePasses(edge, passing) && allowed(edge.from) && allowed(edge.to) &&
    (edge.kind === "report" ? seen.has(edge.to) : seen.has(edge.from) && seen.has(edge.to)));
  weak.forEach((yes, i) => yes && seen.add(EDGES[i].from));
  if (state.chosen !== null) seen.add(state.chosen);
  replace(nodes, seen, (i) => nodeLook(THINGS[i], i), afresh);
  replace(edges, new Set([...EDGES.keys()].filter((i) => strong[i] || weak[i])), (i) => edgeLook(EDGES[i], i), afresh);
  document.getElementById("counts").textContent = `${nodes.length} ${say("shown")} · ${edges.length} ${say("links")}` +
    (DATA.leftOut ? ` · ${say("left")} ${DATA.leftOut}` : "");
  if (state.chosen !== null && nodes.get(state.chosen)) network.selectNodes([state.chosen]);
}
// Puts in what is missing and takes out what is too much; what stays is touched only when its looks may have changed.
function replace(set, wanted, look, afresh) {
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update([...wanted].filter((id) => afresh || !set.get(id)).map(look));
}

// -------------------------------------------------------------------------------------------------------- selection

function choose(index, move = true) {
  state.chosen = index;
  const panel = document.getElementById("panel");
  if (index === null) { panel.hidden = true; network.unselectAll(); setHash(""); draw(); return; }
  if (!nodes.get(index)) draw();
  (THINGS[index].event ? showEvent : showEntity)(index);
  network.selectNodes([index]);
  if (move) network.focus(index, { scale: Math.max(0.9, network.getScale()), animation: { duration: 350 }, offset: { x: 0, y: innerWidth < 820 ? -innerHeight / 5 : 0 } });
  setHash("#" + encodeURIComponent(THINGS[index].iri.split("/").slice(-1)[0]));
}
function setHash(hash) { history.replaceState(null, "", hash || location.pathname + location.search); }
function fromHash() {
  let name;
  try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const index = name ? THINGS.findIndex((thing) => thing.iri.endsWith("/" + name)) : -1;
  if (index >= 0) choose(index);
}
function focusOn(index) {
  const around = new Set([index]);
  for (let step = 0; step < (THINGS[index].event ? 1 : 2); step += 1) {
    for (const edge of EDGES) {
      if (edge.kind === "report" || edge.kind === "fact") continue;
      for (const [a, b] of [[edge.from, edge.to], [edge.to, edge.from]]) if (around.has(a) && (step === 0 || THINGS[a].event) && !around.has(b)) around.add(b);
    }
  }
  state.focus = state.focus ? null : around;
  draw(); network.fit({ animation: { duration: 350 } });
  const button = document.getElementById("around");
  if (button) button.textContent = say(state.focus ? "whole" : "around");
}
network.on("click", (event) => {
  if (event.nodes.length) choose(event.nodes[0], false);
  else if (event.edges.length) { state.chosen = null; showEdge(EDGES[event.edges[0]]); }
  else choose(null);
});
network.on("doubleClick", (event) => event.nodes.length && focusOn(event.nodes[0]));

const tip = document.getElementById("tip");
function showTip(place, lines, telling) {
  const article = telling && DATA.articles[telling.article];
  tip.replaceChildren(...lines.map((line) => make("p", line)));
  if (telling) tip.append(make("p", telling.text), make("p", [article && article.outletName, article && article.date].filter(Boolean).join(" · "), { className: "where" }));
  tip.hidden = false;
  const box = document.getElementById("stage").getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(place.x + 14, box.width - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.max(4, Math.min(place.y + 14, box.height - tip.offsetHeight - 8)) + "px";
}
network.on("hoverNode", ({ node, pointer }) => {
  const thing = THINGS[node], first = make("b", word(thing));
  showTip(pointer.DOM, [first, thing.event ? [typeName(thing), termOf(thing.status), dayOf(thing)].filter(Boolean).join(" · ") : [typeName(thing), ...(thing.holds || [])].join(" · ")],
    thing.event ? thing.tellings[0] : null);
});
network.on("hoverEdge", ({ edge, pointer }) => {
  const line = EDGES[edge], event = line.events && THINGS[line.events[0]];
  showTip(pointer.DOM, [make("b", `${nameOf(line.from)} — ${termOf(line.is)} — ${nameOf(line.to)}`), ...(event ? [`${termOf(event.status)} ${dayOf(event)}`] : [])], event && event.tellings[0]);
});
for (const leave of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(leave, () => { tip.hidden = true; });

// ----------------------------------------------------------------------------------------------------------- search

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s·‧•・.-]/gu, "");
const KEYS = THINGS.map((thing) => [thing.zh, thing.en, ...(thing.names || []), ...(thing.keys || [])].filter(Boolean).map(fold));
const box = document.getElementById("search"), hits = document.getElementById("hits");
let found = [], at = 0;
function search() {
  const wanted = fold(box.value);
  const rank = (i) => (KEYS[i].some((k) => k === wanted) ? 0 : KEYS[i].some((k) => k.startsWith(wanted)) ? 1 : 2) + (THINGS[i].event ? 3 : 0);
  found = wanted ? THINGS.map((_, i) => i).filter((i) => KEYS[i].some((k) => k.includes(wanted))).sort((a, b) => rank(a) - rank(b) || THINGS[b].size - THINGS[a].size || a - b).slice(0, 30) : [];
  at = 0;
  hits.replaceChildren(...found.map((index, place) => {
    const thing = THINGS[index], type = DATA.types[thing.type];
    return make("li", [sign(type.shape, type.color), make("span", word(thing)), make("small", typeName(thing))], { role: "option", id: `hit-${place}`, onclick: () => pick(place) });
  }), ...(wanted && !found.length ? [make("li", say("nothing"))] : []));
  hits.hidden = !wanted;
  box.setAttribute("aria-expanded", String(!hits.hidden));
  mark();
}
function mark() {
  [...hits.children].forEach((item, place) => item.classList.toggle("on", place === at && found.length > 0));
  if (found.length) { box.setAttribute("aria-activedescendant", `hit-${at}`); hits.children[at].scrollIntoView({ block: "nearest" }); }
}
function pick(place) {
  if (found[place] === undefined) return;
  hits.hidden = true; box.setAttribute("aria-expanded", "false"); choose(found[place]);
}
box.addEventListener("input", search);
box.addEventListener("focus", () => box.value && search());
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % (found.length || 1); mark(); event.preventDefault(); }
  else if (event.key === "Enter") pick(at);
  else if (event.key === "Escape" && !hits.hidden) { hits.hidden = true; event.stopPropagation(); }
});
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) hits.hidden = true; });
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) { box.focus(); event.preventDefault(); }
  else if (event.key === "Escape") choose(null);
});

// ----------------------------------------------------------------------------------------------------------- legend

function tick(hidden, key, content, count) {
  const input = make("input", undefined, { type: "checkbox", "data-key": key });
  input.checked = !hidden.has(key);
  input.addEventListener("change", () => { if (input.checked) hidden.delete(key); else hidden.add(key); draw(); });
  return make("label", [input, ...content, make("small", count, { className: "n" })]);
}
function flag(key, content) {
  const input = make("input", undefined, { type: "checkbox", "data-key": key });
  input.checked = state[key];
  input.addEventListener("change", () => { state[key] = input.checked; draw(); });
  return make("label", [input, ...content]);
}
function timeRange() {
  const shown = make("output"), range = make("div", shown, { className: "range" });
  const tell = () => { shown.textContent = `${DAYS[state.from]} – ${DAYS[state.to]}`; };
  for (const end of ["from", "to"]) {
    const slider = make("input", undefined, { type: "range", min: 0, max: DAYS.length - 1, step: 1, "data-key": end, "aria-label": end });
    slider.value = state[end];
    slider.addEventListener("input", () => {
      state[end] = end === "from" ? Math.min(Number(slider.value), state.to) : Math.max(Number(slider.value), state.from);
      slider.value = state[end]; tell(); draw();
    });
    range.append(slider);
  }
  tell();
  return range;
}
function legend() {
  const order = (map, of) => [...map].sort((a, b) => of(a[0]) - of(b[0]) || a[0].localeCompare(b[0]));
  const groups = new Map(THINGS.filter((t) => t.event).map((t) => [groupOf(t), DATA.types[t.type]]));
  const edge = css("--edge");
  document.getElementById("legend").replaceChildren(
    make("h2", say("entities")),
    ...order(TYPES, (name) => DATA.types[name].order).map(([name, n]) => tick(state.types, name, [sign(DATA.types[name].shape, DATA.types[name].color), both(DATA.types[name])], n)),
    make("h2", say("events")),
    ...order(GROUPS, (name) => groups.get(name).order).map(([name, n]) => {
      const type = groups.get(name);
      return tick(state.groups, name, [sign(type.shape, type.color), both(type.groupLabels || type)], n);
    }),
    make("h2", say("edges")),
    make("label", [stroke(edge), say("solid")]), make("label", [stroke(edge, "6 4"), say("dashed")]), make("label", [stroke("#b5384a", "6 4"), say("denied")]),
    flag("reports", [stroke("#c4c9d1"), say("reports")]), flag("facts", [stroke(edge, "1 5"), say("facts")]),
    make("h2", say("status")),
    ...[...STATUSES].sort().map(([name, n]) => tick(state.statuses, name, [both(DATA.words[name] || { zh: name })], n)),
    ...(OUTLETS.size > 1 ? [make("h2", say("outlets")), ...[...OUTLETS].sort().map(([name, n]) => tick(state.outlets, name, [make("span", name)], n))] : []),
    ...(DAYS.length > 1 ? [make("h2", say("time")), timeRange()] : []),
  );
}

// ------------------------------------------------------------------------------------------------------------ tools

function translate() {
  document.documentElement.lang = LANG;
  box.placeholder = say("search");
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  document.getElementById("language").textContent = say("other");
  document.getElementById("mode").textContent = say(state.lines ? "points" : "lines");
}
function start() {
  Object.assign(state, { groups: new Set(DATA.hidden.filter((group) => GROUPS.has(group) && GROUPS.size > 1)), types: new Set(DATA.hidden.filter((type) => TYPES.has(type) && TYPES.size > 1)),
    statuses: new Set(), outlets: new Set(), reports: true, facts: true, from: 0, to: Math.max(0, DAYS.length - 1), focus: null, chosen: null });
  readPalette(); translate(); legend(); draw(true);
}
const press = (id, action) => document.getElementById(id).addEventListener("click", action);
press("fit", () => network.fit({ animation: { duration: 350 } }));
press("reset", () => { start(); choose(null); network.fit(); });
press("mode", () => { state.lines = !state.lines; document.getElementById("mode").setAttribute("aria-pressed", String(state.lines)); translate(); draw(); });
press("language", () => { LANG = LANG === "zh" ? "en" : "zh"; translate(); legend(); draw(true); if (state.chosen !== null) choose(state.chosen, false); });
press("legend-button", () => { const side = document.getElementById("legend"); side.hidden = !side.hidden; network.redraw(); });
press("png", () => {
  const drawn = document.querySelector("#network canvas"), copy = document.createElement("canvas"), pen = copy.getContext("2d");
  copy.width = drawn.width; copy.height = drawn.height;
  pen.fillStyle = css("--paper"); pen.fillRect(0, 0, copy.width, copy.height); pen.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => { const link = make("a", "", { href: URL.createObjectURL(blob), download: "graph.png" }); link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000); });
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readPalette(); legend(); draw(true); });
addEventListener("hashchange", fromHash);
if (innerWidth < 820) document.getElementById("legend").hidden = true;
start();
network.fit();
fromHash();
document.documentElement.dataset.ready = "yes";
