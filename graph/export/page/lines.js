"use strict";
// The lines of the picture. vis-network can draw lines, but makes an object of each and strokes each by itself: a page of
// some thousand opened in seconds and answered in half a second. Here lines of one look are one path.
const LOOK = new Map(); // line -> {color, dashes, width, arrow, bend, kind}
const FAINT = { report: 0.2, fact: 0.55 };
const PLAIN = 0.8;
let hovered = null;

// Looks are computed when first needed, and for lines that stand for events anew whenever other events pass.
function lookOf(i) {
  if (!LOOK.has(i)) setLook(i, (EDGES[i].events || []).map((event) => THINGS[event]));
  return LOOK.get(i);
}
function setLook(i, events) {
  const edge = EDGES[i], kind = edge.kind === "fact" || edge.kind === "report" ? "Factual" : (events[0] || {}).kind;
  LOOK.set(i, {
    kind, bend: BEND.get(i) || 0, arrow: !FAINT[edge.kind] && !edge.both,
    color: kind === "CounterFactual" ? css("--bad") : edge.kind === "line" ? colorOf(edge.is) : css("--edge"),
    dashes: edge.kind === "fact" ? [1, 5] : kind === "NonFactual" ? [7, 5] : kind === "CounterFactual" ? [3, 3] : [],
    width: edge.kind === "report" ? 0.6 : edge.kind === "fact" ? 1 : Math.min(8, 0.5 + 1.1 * new Set(events.flatMap(originsOf)).size), // independent outlets
  });
}
const BEND = new Map(), between = new Map(); // line -> how far it bends, so that those of one pair lie apart
EDGES.forEach((edge, i) => {
  if (edge.kind !== "line") return;
  const pair = Math.min(edge.from, edge.to) + "-" + Math.max(edge.from, edge.to), turn = between.get(pair) || 0;
  BEND.set(i, (edge.from < edge.to ? 1 : -1) * (turn % 2 ? -1 : 1) * (0.1 + 0.2 * Math.ceil(turn / 2)));
  between.set(pair, turn + 1);
});

// From where to where a line goes, by what point it bends, and its middle: on the picture's own scale.
function courseOf(i) {
  const { from, to } = EDGES[i], a = network.body.nodes[from], b = network.body.nodes[to], { bend } = lookOf(i);
  const dx = b.x - a.x, dy = b.y - a.y, by = { x: (a.x + b.x) / 2 - dy * bend, y: (a.y + b.y) / 2 + dx * bend };
  return { a, b, by, middle: bend ? { x: (a.x + 2 * by.x + b.x) / 4, y: (a.y + 2 * by.y + b.y) / 4 } : by };
}
function alphaOf(i) {
  const { kind, from, to } = EDGES[i];
  if (!near) return FAINT[kind] || PLAIN;
  if (from === state.chosen || to === state.chosen) return 1;
  return near.has(from) && near.has(to) ? FAINT[kind] || 0.6 : 0.07;
}

function paintLines(pen) {
  const batches = new Map(), heads = network.getScale() > 0.2;
  const batch = (key, more) => { if (!batches.has(key)) batches.set(key, { ...more, path: new Path2D(), heads: new Path2D() }); return batches.get(key); };
  for (const i of seen.edges) {
    const look = lookOf(i), alpha = i === hovered ? 1 : alphaOf(i), color = i === hovered ? css("--accent") : look.color;
    const { path, heads: tips } = batch(`${color} ${look.dashes} ${look.width} ${alpha}`, { color, dashes: look.dashes, width: look.width, alpha });
    const { a, b, by } = courseOf(i);
    path.moveTo(a.x, a.y);
    if (look.bend) path.quadraticCurveTo(by.x, by.y, b.x, b.y); else path.lineTo(b.x, b.y);
    if (look.arrow && heads) addHead(tips, by, b, sizeOf(EDGES[i].to) + 2, (5 + 1.2 * look.width) * Math.min(swell, 1.5));
  }
  for (const { path, heads: tips, color, dashes, width, alpha } of batches.values()) {
    pen.globalAlpha = alpha; pen.strokeStyle = color; pen.fillStyle = color; pen.lineWidth = width * swell;
    pen.setLineDash(dashes.map((dash) => dash * swell));
    pen.stroke(path); pen.fill(tips);
  }
  pen.globalAlpha = 1; pen.setLineDash([]);
}
// An arrow's head before a node, seen from a point.
function addHead(path, from, { x, y }, radius, length) {
  const far = Math.hypot(x - from.x, y - from.y);
  if (far < radius + length) return;
  const ux = (x - from.x) / far, uy = (y - from.y) / far, tx = x - ux * radius, ty = y - uy * radius;
  path.moveTo(tx, ty);
  path.lineTo(tx - ux * length - uy * length * 0.42, ty - uy * length + ux * length * 0.42);
  path.lineTo(tx - ux * length + uy * length * 0.42, ty - uy * length - ux * length * 0.42);
  path.closePath();
}

// The line at a point of the screen, if one is within some pixels.
function lineAt(dom, reach = 6) {
  const at = network.DOMtoCanvas(dom);
  let best, least = reach / network.getScale();
  for (const i of seen.edges) {
    const { a, b, middle } = courseOf(i), bent = lookOf(i).bend;
    const far = bent ? Math.min(distance(at, a, middle), distance(at, middle, b)) : distance(at, a, b);
    if (far < least) { least = far; best = i; }
  }
  return best;
}
function distance(point, a, b) {
  const dx = b.x - a.x, dy = b.y - a.y, along = Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
}
network.on("beforeDrawing", paintLines);
