"use strict";
// The picture: which things and lines are seen, and how they look. vis-network draws them; labels: labels.js.
let palette = {}; // the style sheet's colours, asked for once: asking for each node costs more than drawing it
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  palette = Object.fromEntries(["--paper", "--card", "--ink", "--soft", "--edge", "--accent", "--bad"].map((name) => [name, style.getPropertyValue(name).trim()]));
}
const css = (name) => palette[name];
readPalette();

const nodes = new vis.DataSet(), edges = new vis.DataSet();
const network = new vis.Network(byId("network"), { nodes, edges }, { ...DATA.options,
  interaction: { ...DATA.options.interaction, hideEdgesOnDrag: EDGES.length > 2500, hideEdgesOnZoom: EDGES.length > 2500 } });
const seen = { nodes: new Set(), edges: new Set(), events: new Set() }; // events: those seen as node or as line

// ------------------------------------------------------------------------------------------------------ what is seen

function eventPasses(event, index) {
  if (state.off.has(groupOf(event)) || state.statuses.has(event.status) || state.hidden.has(index) || event.rank >= state.most) return false;
  if (event.tellings.length < state.told || originsOf(event).length < state.origins) return false;
  if (state.outlets.size && outletsOf(event).every((outlet) => state.outlets.has(outlet))) return false;
  if (!state.from && !state.to) return true;
  return event.day ? (!state.from || event.day >= state.from) && (!state.to || event.day <= state.to) : state.undated;
}
const passes = (thing, index) => (thing.event ? eventPasses(thing, index) : !state.off.has(thing.type) && !state.hidden.has(index));

// Sizes grow a little as one zooms out, so that a whole graph can still be read.
let swell = 1;
const sizeOf = (index) => THINGS[index].size * swell;
network.on("beforeDrawing", () => {
  const wanted = Math.min(2.4, Math.max(1, (0.85 / network.getScale()) ** 0.7));
  if (Math.abs(wanted - swell) < 0.02) return;
  swell = wanted;
  for (const node of Object.values(network.body.nodes)) node.options.size = sizeOf(node.id);
  for (const edge of Object.values(network.body.edges)) edge.options.width = WIDTH.get(edge.id) * swell;
});
const WIDTH = new Map(); // of each line at a zoom where nothing swells
// The layout stretched so that what is seen has the shape of the screen that shows it.
function stretch() {
  const shown = [...lookThrough().nodes].map((index) => THINGS[index]), stage = byId("stage");
  const extent = (values) => Math.max(...values) - Math.min(...values) || 1;
  if (shown.length < 3) return;
  const shape = extent(shown.map((thing) => thing.x)) / extent(shown.map((thing) => thing.y));
  const by = Math.min(2.2, Math.max(0.45, stage.clientWidth / (stage.clientHeight || 1) / shape));
  for (const thing of THINGS) { thing.x *= Math.max(1, by); thing.y /= Math.min(1, by); } // drawn apart only, never together
}

// Decides what is seen: one pass over things, few over edges.
function lookThrough() {
  const passing = THINGS.map(passes);
  const room = roomOf(passing);
  const allowed = (index) => (room ? room.has(index) && (passing[index] || state.regardless) : passing[index]);
  for (const index of state.path.length ? [] : state.around) passing[index] = passing[index] || !state.hidden.has(index);
  const asLine = new Set(), lineOf = new Map();
  if (state.lines) {
    const tied = new Set(); // an event that another one seen names has more to it than two parties
    for (const { kind, from, to } of EDGES) {
      if ((kind === "role" || kind === "link") && THINGS[from].event && THINGS[to].event && allowed(from) && allowed(to)) { tied.add(from); tied.add(to); }
    }
    EDGES.forEach((edge, i) => {
      if (edge.kind !== "line" || !allowed(edge.from) || !allowed(edge.to)) return;
      const events = edge.events.filter((event) => allowed(event) && !tied.has(event));
      if (!events.length) return;
      lineOf.set(i, events);
      for (const event of events) asLine.add(event);
    });
  }
  const found = { nodes: new Set(), edges: new Set(lineOf.keys()), events: new Set(asLine), lineOf };
  const stands = (index) => allowed(index) && !asLine.has(index);
  for (const i of lineOf.keys()) { found.nodes.add(EDGES[i].from); found.nodes.add(EDGES[i].to); }
  EDGES.forEach((edge, i) => {
    if ((edge.kind !== "role" && edge.kind !== "link") || !stands(edge.from) || !stands(edge.to)) return;
    found.edges.add(i); found.nodes.add(edge.from); found.nodes.add(edge.to);
  });
  EDGES.forEach((edge, i) => {
    if (edge.kind === "report" && state.reports && found.nodes.has(edge.to) && stands(edge.from)) { found.edges.add(i); found.nodes.add(edge.from); }
  });
  for (const index of [...state.around, ...state.path, ...(state.chosen === null ? [] : [state.chosen])]) found.nodes.add(index);
  EDGES.forEach((edge, i) => { if (edge.kind === "fact" && state.facts && found.nodes.has(edge.from) && found.nodes.has(edge.to)) found.edges.add(i); });
  for (const index of found.nodes) if (THINGS[index].event) found.events.add(index);
  return found;
}
// The things that a path or a neighbourhood leaves; null for all.
function roomOf(passing) {
  if (state.path.length) return new Set(pathsBetween(...state.path, state.regardless ? null : passing).flat().concat(state.path));
  return state.around.length ? surroundings(state.around, state.hops, passing) : null;
}

// ------------------------------------------------------------------------------------------------------ how it looks

function nodeLook(index) {
  const thing = THINGS[index], type = DATA.types[thing.type], sure = !thing.event || thing.kind === "Factual";
  const full = { background: type.color, border: css("--ink") };
  return { id: index, x: thing.x, y: thing.y, size: sizeOf(index), shape: type.shape, hidden: false, opacity: 1,
    color: { background: sure ? type.color : css("--card"), border: sure ? css("--card") : type.color, highlight: full, hover: full },
    shapeProperties: sure ? {} : { borderDashes: [3, 2] } };
}
const FAINT = { report: 0.22, fact: 0.55 };
function edgeLook(i) {
  const edge = EDGES[i], events = (edge.events || []).map((event) => THINGS[event]);
  const kind = edge.kind === "fact" ? "Factual" : (events[0] || {}).kind;
  const color = kind === "CounterFactual" ? css("--bad") : edge.kind === "line" ? DATA.types[edge.is].color : css("--edge");
  const dashes = edge.kind === "fact" ? [1, 5] : kind === "NonFactual" ? [7, 5] : kind === "CounterFactual" ? [3, 3] : false;
  const arrow = edge.kind === "report" || edge.kind === "fact" || edge.both ? {} : { to: { enabled: true, scaleFactor: edge.kind === "line" ? 0.6 : 0.42 } };
  return { id: i, from: edge.from, to: edge.to, dashes, hidden: false, width: setWidth(i, events), arrows: arrow,
    color: { color, hover: css("--accent"), highlight: css("--accent"), opacity: FAINT[edge.kind] || 0.85 },
    smooth: edge.kind === "line" ? { enabled: true, type: "curvedCW", roundness: BEND.get(i) } : false };
}
function setWidth(i, events) { WIDTH.set(i, widthOf(EDGES[i], events)); return WIDTH.get(i) * swell; }
// As wide as there are independent outlets behind it.
function widthOf(edge, events) {
  if (FAINT[edge.kind]) return edge.kind === "report" ? 0.6 : 1;
  return Math.min(8, 0.5 + 1.1 * new Set(events.flatMap(originsOf)).size);
}
const BEND = new Map(), between = new Map(); // line -> how far it bends, so that those of one pair lie apart
EDGES.forEach((edge, i) => {
  if (edge.kind !== "line") return;
  const pair = Math.min(edge.from, edge.to) + "-" + Math.max(edge.from, edge.to), turn = between.get(pair) || 0;
  BEND.set(i, (edge.from < edge.to ? 1 : -1) * (turn % 2 ? -1 : 1) * (0.04 + 0.09 * Math.ceil(turn / 2)));
  between.set(pair, turn + 1);
});

// --------------------------------------------------------------------------------------------------------- drawing it

// Puts what is seen into the picture. What was made once is only hidden: making a node costs far more than hiding it.
function draw() {
  const found = lookThrough();
  place(nodes, network.body.nodes, found.nodes, nodeLook);
  place(edges, network.body.edges, found.edges, edgeLook);
  Object.assign(seen, found);
  for (const [i, events] of found.lineOf) network.body.edges[i].options.width = setWidth(i, events.map((event) => THINGS[event]));
  network.body.emitter.emit("_dataChanged");
  emphasise();
}
function place(set, drawn, wanted, look) {
  for (const item of Object.values(drawn)) item.options.hidden = !wanted.has(item.id);
  const missing = [...wanted].filter((id) => !drawn[id]);
  if (missing.length) set.add(missing.map(look));
}
// Draws all afresh: colours have changed.
function redraw() {
  readPalette();
  for (const of of ["nodes", "edges", "events"]) seen[of] = new Set();
  edges.clear(); nodes.clear();
  draw();
}

// Lets what is beside the chosen stand out, and all else step back.
let near = null;
function emphasise(index = state.chosen) {
  near = null;
  if (index !== null && !state.path.length && seen.nodes.has(index)) {
    near = new Set([index]);
    for (const i of seen.edges) if (EDGES[i].from === index || EDGES[i].to === index) { near.add(EDGES[i].from); near.add(EDGES[i].to); }
    if (!THINGS[index].event) for (const event of near) if (THINGS[event].event) for (const party of BESIDE[event]) near.add(party);
  }
  for (const id of seen.nodes) network.body.nodes[id].options.opacity = !near || near.has(id) ? 1 : 0.22;
  for (const i of seen.edges) {
    const { kind, from, to } = EDGES[i], own = index !== null && (from === index || to === index);
    network.body.edges[i].options.color.opacity = !near ? FAINT[kind] || 0.85 : own ? 1 : near.has(from) && near.has(to) ? FAINT[kind] || 0.6 : 0.08;
  }
  network.redraw();
}

const isNarrow = () => innerWidth < 820;
const FAST = matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 };
// Shows all that is seen, beside the panels that lie over the picture.
function fit(animation = FAST) {
  const shown = [...seen.nodes];
  if (!shown.length) return;
  network.setSize("100%", "100%"); // the panel beside may just have opened
  network.fit({ nodes: shown, animation: false, maxZoomLevel: 1.5 });
  const scale = network.getScale() * 0.94, position = network.getViewPosition(); // names at the rim need room
  network.moveTo({ scale, position, animation });
}
function moveTo(index) {
  network.focus(index, { scale: Math.max(0.9, network.getScale()), animation: FAST, offset: { x: 0, y: isNarrow() ? -innerHeight / 5 : 0 } });
}
// The node or line at a point of the picture; a near miss counts, since events are small and fingers wide.
function at({ x, y }, reach = 16) {
  let best = network.getNodeAt({ x, y }), least = reach;
  if (best !== undefined) return { node: best };
  for (const index of seen.nodes) {
    const dom = network.canvasToDOM(network.body.nodes[index]), far = Math.hypot(dom.x - x, dom.y - y) - sizeOf(index) * network.getScale();
    if (far < least) { least = far; best = index; }
  }
  return best !== undefined ? { node: best } : { edge: network.getEdgeAt({ x, y }) };
}
