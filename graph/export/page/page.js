"use strict";
// What the reader does: click, hover, press; and the opening of the page.
let picking = null; // the thing from which a path is being asked for
let panelClosed = isNarrow() || DATA.embedded;

// Brings all that is on the page to what the view says.
function refresh() {
  draw();
  for (const bring of sync) bring();
  writeAddress();
  tellCounts();
  byId("undo").disabled = !past.length; byId("redo").disabled = !future.length;
  byId("mode").setAttribute("aria-pressed", String(state.lines));
  byId("mode").textContent = say(state.lines ? "points" : "lines");
  if (state.chosen === null) network.unselectAll(); else network.selectNodes([state.chosen], false);
  fillPanel();
}
let inPanel = ""; // what the panel shows: it is filled anew only for something else, lest what was opened closes
function fillPanel() {
  const path = state.path.length && (state.chosen === null || state.path.includes(state.chosen)), index = path ? null : state.chosen;
  const what = path ? `path ${state.path}` : index !== null ? `thing ${index}` : panelClosed ? "" : "overview";
  const isEvent = index !== null && THINGS[index].event, now = [what, state.lang, isEvent ? state.around : withoutChoice(toFragment())].join(" ");
  const scrolled = what && inPanel.startsWith(`${what} `) ? byId("panel").scrollTop : 0;
  if (now !== inPanel || byId("panel").hidden === Boolean(what)) {
    if (path) showPath();
    else if (index !== null) (isEvent ? showEvent : showEntity)(index);
    else if (what) showOverview();
    else byId("panel").hidden = true;
    byId("panel").scrollTop = scrolled;
  }
  inPanel = now;
  const covered = !byId("panel").hidden, stage = byId("stage");
  if (stage.classList.contains("covered") !== covered && !isNarrow()) network.setSize("100%", "100%");
  stage.classList.toggle("covered", covered);
}
function closePanel() {
  panelClosed = true;
  if (state.path.length) change((view) => { view.path = []; view.chosen = null; }); else choose(null);
}
let writing = 0;
// Writes the view into the address: soon, since browsers slow a page down that does so at every step of a slider.
function writeAddress() {
  if (DATA.embedded) return;
  clearTimeout(writing);
  writing = setTimeout(() => { try { history.replaceState(null, "", addressNow()); } catch { /* not allowed here */ } }, 60);
}
function addressNow() { return location.href.split("#")[0] + (toFragment() ? "#" + toFragment() : ""); }

function tellCounts() {
  const parts = [`${seen.nodes.size} ${say("shown")} · ${seen.edges.size} ${say("links")}`];
  if (state.hidden.size) parts.push(` · ${state.hidden.size} ${say("hiddenCount")} `, press(say("showHidden"), () => change((view) => { view.hidden = new Set(); })));
  if (state.most < EVENTS.length) parts.push(` · ${say("drawnOf")} ${state.most} / ${EVENTS.length} `, press(say("more"), () => change((view) => { view.most = Math.min(EVENTS.length, view.most * 2); }), "link", { id: "more" }));
  if (DATA.leftOut) parts.push(" · ", press(`${say("left")}${DATA.leftOut}`, () => { panelClosed = false; choose(null); showOverview(); byId("left-out").scrollIntoView({ block: "center" }); }, "link", { id: "left" }));
  byId("counts").replaceChildren(...parts);
  byId("empty").hidden = seen.nodes.size > 0;
  if (!seen.nodes.size) byId("empty").replaceChildren(make("p", say(EVENTS.length ? "empty" : "emptyGraph")), ...(EVENTS.length ? [press(say("loosen"), reset, "act")] : []));
}

// -------------------------------------------------------------------------------------------------------- selection

function choose(index, move = true) {
  if (picking !== null && index !== null) { endPath(index); return; }
  if (index === null) { change((view) => { view.chosen = null; }); return; }
  change((view) => { view.chosen = index; });
  if (move) moveTo(index);
}
function toggleAround(index) {
  const here = state.around.length === 1 && state.around[0] === index;
  change((view) => { Object.assign(view, { around: here ? [] : [index], hops: 1, path: [], chosen: index }); view.hidden.delete(index); });
  fit();
}
function hide(index) { change((view) => { view.hidden.add(index); view.chosen = null; view.around = view.around.filter((one) => one !== index); view.path = view.path.includes(index) ? [] : view.path; }); }
function startPath(index) {
  picking = index;
  byId("pick").replaceChildren(make("b", nameOf(index)), " → ? ", say("pick"), " ", press(say("cancel"), stopPath, "act"));
  byId("pick").hidden = false;
}
function stopPath() { picking = null; byId("pick").hidden = true; }
function endPath(index) {
  const from = picking;
  stopPath();
  if (from === index) return;
  change((view) => { Object.assign(view, { path: [from, index], regardless: false, around: [], chosen: null }); });
  fit();
}
function reset() {
  stopPath();
  const { lang } = state;
  change(() => resetState({ lang }));
  fit();
}

network.on("click", ({ pointer, event }) => {
  const { node, edge } = at(pointer.DOM), held = event.srcEvent || {};
  hideTip(); hideHint();
  if (node !== undefined && held.shiftKey && state.chosen !== null && picking === null) { picking = state.chosen; endPath(node); }
  else if (node !== undefined) choose(node, false);
  else if (edge !== undefined) { change((view) => { view.chosen = null; }); showEdge(edge); inPanel = "line"; }
  else choose(null);
});
network.on("doubleClick", ({ pointer }) => { const { node } = at(pointer.DOM); if (node !== undefined) toggleAround(node); });

const tip = byId("tip");
function hideTip() { tip.hidden = true; }
function showTip(place, lines, telling) {
  tip.replaceChildren(...lines.filter((line) => line !== "").map((line) => make("p", line)));
  if (telling) {
    const article = articleOf(telling);
    tip.append(make("p", telling.text, { className: "said" }), make("p", [article.outletName, article.date].filter(Boolean).join(" · "), { className: "where" }));
  }
  tip.hidden = false;
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(place.x + 14, stage.width - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.max(4, Math.min(place.y + 14, stage.height - tip.offsetHeight - 8)) + "px";
}
network.on("hoverNode", ({ node, pointer }) => {
  const thing = THINGS[node];
  byId("network").classList.add("over");
  showTip(pointer.DOM, [make("b", word(thing)), (thing.event ? [typeName(thing), termOf(thing.status), dayOf(thing)] : [typeName(thing), ...(thing.holds || []), thing.en && isZh() ? thing.en : ""]).filter(Boolean).join(" · ")],
    thing.event ? thing.tellings[0] : null);
});
byId("network").addEventListener("pointermove", ({ buttons, clientX, clientY }) => {
  const stage = byId("stage").getBoundingClientRect(), place = { x: clientX - stage.left, y: clientY - stage.top };
  const line = buttons || network.getNodeAt(place) !== undefined ? undefined : lineAt(place);
  if (line === (hovered ?? undefined)) return;
  hovered = line ?? null;
  network.body.emitter.emit("_requestRedraw");
  byId("network").classList.toggle("over", line !== undefined);
  if (line === undefined) { if (network.getNodeAt(place) === undefined) hideTip(); return; }
  const edge = EDGES[line], events = (seen.lineOf.get(line) || edge.events || []).map((event) => THINGS[event]), [event] = events;
  const what = edge.kind === "line" ? word(DATA.types[edge.is], edge.is) : termOf(edge.is);
  showTip(place, [make("b", `${nameOf(edge.from)} — ${what} — ${nameOf(edge.to)}`), event ? `${termOf(event.status)} ${dayOf(event)}` : ""], event && event.tellings[0]);
});
byId("network").addEventListener("pointerleave", () => { hovered = null; hideTip(); });
for (const leave of ["blurNode", "dragStart", "zoom"]) network.on(leave, () => { hideTip(); byId("network").classList.remove("over"); });
for (const begin of ["dragStart", "zoom"]) network.on(begin, hideHint);
function hideHint() { byId("hint").hidden = true; }

// --------------------------------------------------------------------------------------------------------- keyboard

// The neighbour of the chosen that lies most in a direction.
function stepTo(dx, dy) {
  const here = state.chosen === null ? null : network.body.nodes[state.chosen];
  if (!here) { if (seen.nodes.size) choose([...seen.nodes].sort((a, b) => THINGS[b].size - THINGS[a].size || a - b)[0]); return; }
  const aside = (index) => { const { x, y } = network.body.nodes[index], length = Math.hypot(x - here.x, y - here.y) || 1; return ((x - here.x) * dx + (y - here.y) * dy) / length - length / 4000; };
  const beside = [...seen.edges].flatMap((i) => (EDGES[i].from === state.chosen ? [EDGES[i].to] : EDGES[i].to === state.chosen ? [EDGES[i].from] : []));
  const next = [...new Set(beside)].filter((index) => aside(index) > 0.2).sort((a, b) => aside(b) - aside(a))[0];
  if (next !== undefined) choose(next);
}
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const zoomBy = (factor) => network.moveTo({ scale: Math.min(8, Math.max(0.05, network.getScale() * factor)), animation: FAST });
const KEYS_DO = {
  "/": () => { box.focus(); box.select(); }, "?": showHelp, "+": () => zoomBy(1.4), "=": () => zoomBy(1.4), "-": () => zoomBy(1 / 1.4), 0: () => fit(), l: toggleLines,
  h: () => state.chosen !== null && hide(state.chosen), f: () => state.chosen !== null && toggleAround(state.chosen), p: () => state.chosen !== null && startPath(state.chosen),
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea"), key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (byId("help").open) return;
  if ((event.ctrlKey || event.metaKey) && !(typing && typing.type === "search") && (key === "z" || key === "y")) { (key === "y" || event.shiftKey ? redo : undo)(); event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { if (picking !== null) stopPath(); else if (state.chosen !== null) choose(null); else closePanel(); return; }
  if (typing && typing.type !== "checkbox") return;
  if (ARROWS[event.key] && (event.target.id === "network" || event.target === document.body)) { stepTo(...ARROWS[event.key]); event.preventDefault(); return; }
  if (!KEYS_DO[key]) return;
  KEYS_DO[key]();
  event.preventDefault();
});

// ------------------------------------------------------------------------------------------------------------ tools

function translate() {
  document.documentElement.lang = state.lang;
  box.placeholder = say("search"); box.setAttribute("aria-label", say("search"));
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-hint]")) { element.title = say(element.dataset.hint); element.setAttribute("aria-label", say(element.dataset.hint)); }
  legend();
}
function toggleLines() { change((view) => { view.lines = !view.lines; }); }
function savePicture() {
  const drawn = document.querySelector("#network canvas"), copy = document.createElement("canvas"), pen = copy.getContext("2d");
  copy.width = drawn.width; copy.height = drawn.height;
  pen.fillStyle = css("--paper"); pen.fillRect(0, 0, copy.width, copy.height); pen.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => download(blob, "graph.png"));
}
let speaking = 0;
function speak(text) {
  byId("said").textContent = text; byId("said").hidden = false;
  clearTimeout(speaking);
  speaking = setTimeout(() => { byId("said").hidden = true; }, 2500);
}
function copyAddress() {
  const copied = navigator.clipboard ? navigator.clipboard.writeText(addressNow()) : Promise.reject(new Error("no clipboard"));
  copied.then(() => speak(say("copied")), () => speak(say("uncopied")));
}
const onPress = (id, action) => byId(id).addEventListener("click", action);
onPress("fit", () => fit()); onPress("reset", reset); onPress("undo", undo); onPress("redo", redo); onPress("mode", toggleLines);
onPress("png", savePicture); onPress("turtle", () => download(new Blob([turtleOfView()], { type: "text/turtle" }), "graph.ttl"));
onPress("copy", copyAddress); onPress("help-button", showHelp); onPress("hint-close", hideHint);
onPress("overview", () => { panelClosed = false; if (state.chosen !== null) choose(null); else fillPanel(); });
onPress("language", () => { change((view) => { view.lang = isZh() ? "en" : "zh"; }); translate(); refresh(); });
onPress("legend-button", () => { const side = byId("legend"); side.hidden = !side.hidden; byId("legend-button").setAttribute("aria-expanded", String(!side.hidden)); network.redraw(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { redraw(); translate(); refresh(); });

// Opens the view that the address names; says what in it is not here.
function open() {
  const strange = fromFragment(location.hash.slice(1));
  translate(); fillPanel();
  if (!nodes.length) stretch();
  refresh();
  if (state.chosen !== null && !state.around.length && !state.path.length) moveTo(state.chosen); else fit(false);
  if (strange.length) speak(say("unknown") + strange.join("、"));
}
addEventListener("hashchange", () => { if (location.hash.slice(1) !== toFragment()) { past.push(toFragment()); open(); } });
if (isNarrow() || DATA.embedded) byId("legend").hidden = true;
byId("hint").hidden = !panelClosed || !EVENTS.length; // else it stands in the panel
byId("copy").hidden = DATA.embedded;
for (const thing of THINGS) thing.term = thing.ttl.length ? thing.ttl[0][0] : "";
open();
document.documentElement.dataset.ready = "yes";
