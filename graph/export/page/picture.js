"use strict";
// The picture: which things and lines are seen, and how things look. vis-network draws things, pans and zooms; what is
// between and beside them: lines.js, labels.js.
let palette = {}; // the style sheet's colours, asked for once: asking for each node costs more than drawing it
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  palette = Object.fromEntries(
    ["--paper", "--card", "--ink", "--soft", "--edge", "--accent", "--bad"].map((name) => [
      name,
      style.getPropertyValue(name).trim(),
    ]),
  );
  palette.dark = matchMedia("(prefers-color-scheme: dark)").matches;
}
const css = (name) => palette[name];
readPalette();
// The colour of a type; on a dark page the dark ones are lightened, or they could not be seen.
function colorOf(type) {
  const parts = /^#(..)(..)(..)$/.exec(DATA.types[type] ? DATA.types[type].color : ""),
    [red, green, blue] = (parts || []).slice(1).map((part) => parseInt(part, 16));
  if (!parts || !palette.dark) return parts ? parts[0] : "#8a94a3";
  const light = (0.3 * red + 0.59 * green + 0.11 * blue) / 255,
    toWhite = light < 0.5 ? 0.55 - light : 0;
  return (
    "#" +
    [red, green, blue]
      .map((part) =>
        Math.round(part + (255 - part) * toWhite)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")
  );
}

const nodes = new vis.DataSet();
const network = new vis.Network(byId("network"), { nodes, edges: [] }, DATA.options);

// Sizes grow a little as one zooms out, so that a whole graph can still be read.
let swell = 1;
const sizeOf = (index) => THINGS[index].size * swell;
network.on("beforeDrawing", () => {
  const most = 1 + 1.4 * Math.min(1, 120 / (seen.nodes.size || 1)); // less where many stand close
  const wanted = Math.min(most, Math.max(1, (0.85 / network.getScale()) ** 0.7));
  if (Math.abs(wanted - swell) < 0.02) return;
  swell = wanted;
  for (const node of Object.values(network.body.nodes)) node.options.size = sizeOf(node.id);
});
// The layout stretched so that what is seen has the shape of the screen that shows it.
function stretch() {
  const shown = [...lookThrough().nodes].map((index) => THINGS[index]),
    stage = byId("stage");
  const extent = (values) => Math.max(...values) - Math.min(...values) || 1;
  if (shown.length < 3) return;
  const shape = extent(shown.map((thing) => thing.x)) / extent(shown.map((thing) => thing.y));
  const by = Math.min(2.2, Math.max(0.45, stage.clientWidth / (stage.clientHeight || 1) / shape));
  for (const thing of THINGS) {
    thing.x *= Math.max(1, by);
    thing.y /= Math.min(1, by);
  } // drawn apart only, never together
}

// ------------------------------------------------------------------------------------------------------ how it looks

function nodeLook(index) {
  const thing = THINGS[index],
    type = DATA.types[thing.type],
    sure = !thing.event || thing.kind === "Factual";
  const color = colorOf(thing.type),
    full = { background: color, border: css("--ink") };
  return {
    id: index,
    x: thing.x,
    y: thing.y,
    size: sizeOf(index),
    shape: type.shape,
    hidden: false,
    opacity: 1,
    color: {
      background: sure ? color : css("--card"),
      border: sure ? css("--card") : color,
      highlight: full,
      hover: full,
    },
    shapeProperties: sure ? {} : { borderDashes: [3, 2] },
  };
}
// --------------------------------------------------------------------------------------------------------- drawing it

// Puts what is seen into the picture. What was made once is only hidden: making a node costs far more than hiding it.
function draw() {
  const found = lookThrough(),
    drawn = network.body.nodes;
  for (const node of Object.values(drawn)) node.options.hidden = !found.nodes.has(node.id);
  const missing = [...found.nodes].filter((id) => !drawn[id]);
  if (missing.length) nodes.add(missing.map(nodeLook));
  Object.assign(seen, found);
  for (const [i, events] of found.lineOf)
    setLook(
      i,
      events.map((event) => THINGS[event]),
    );
  network._updateVisibleIndices(); // what vis-network does itself when told that data changed, among much else
  emphasise();
}
// Draws all afresh: colours have changed.
function redraw() {
  readPalette();
  for (const of of ["nodes", "edges", "events"]) seen[of] = new Set();
  LOOK.clear();
  nodes.clear();
  draw();
}

// Lets what is beside the chosen stand out, and all else step back.
let near = null;
function emphasise(index = state.chosen) {
  near = null;
  if (index !== null && !state.path.length && seen.nodes.has(index)) {
    near = new Set([index]);
    for (const i of seen.edges)
      if (EDGES[i].from === index || EDGES[i].to === index) {
        near.add(EDGES[i].from);
        near.add(EDGES[i].to);
      }
    if (!THINGS[index].event)
      for (const event of near) if (THINGS[event].event) for (const party of BESIDE[event]) near.add(party);
  }
  for (const id of seen.nodes) network.body.nodes[id].options.opacity = !near || near.has(id) ? 1 : 0.22;
  network.body.emitter.emit("_requestRedraw");
}

const isNarrow = () => innerWidth < 820;
const FAST = matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 };
// Shows all that is seen, in the part of the picture that no card or panel lies over, with room for names at the rim.
function fit(animation = FAST) {
  const shown = [...seen.nodes].map((index) => THINGS[index]),
    stage = byId("stage");
  if (!shown.length) return;
  network.setSize("100%", "100%"); // the panel beside may just have opened
  const xs = shown.map((thing) => thing.x),
    ys = shown.map((thing) => thing.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const lower = 24; // the line of counts
  const covered =
    lower + (isNarrow() && !byId("panel").hidden ? byId("panel").offsetHeight : byId("hint").hidden ? 0 : 60);
  const wide = Math.max(60, stage.clientWidth - 90),
    high = Math.max(60, stage.clientHeight - covered - 80);
  const scale = Math.min(wide / (right - left || 1), high / (bottom - top || 1), 1.5);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale,
    offset: { x: 0, y: -covered / 2 },
    animation,
  });
}
function moveTo(index) {
  network.focus(index, {
    scale: Math.max(0.9, network.getScale()),
    animation: FAST,
    offset: { x: 0, y: isNarrow() ? -innerHeight / 5 : 0 },
  });
}
// The node or line at a point of the picture; a near miss counts, since events are small and fingers wide.
function at({ x, y }, reach = 16) {
  let best = network.getNodeAt({ x, y }),
    least = reach;
  if (best !== undefined) return { node: best };
  for (const index of seen.nodes) {
    const dom = network.canvasToDOM(network.body.nodes[index]),
      far = Math.hypot(dom.x - x, dom.y - y) - sizeOf(index) * network.getScale();
    if (far < least) {
      least = far;
      best = index;
    }
  }
  return best !== undefined ? { node: best } : { edge: lineAt({ x, y }) };
}
