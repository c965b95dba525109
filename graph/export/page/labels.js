"use strict";
// Names on the picture, as large at every zoom, and none over another: the weightier is written, the other when there is
// room. Also the crosses of what is denied.
const FONT = '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","Heiti SC","WenQuanYi Micro Hei",system-ui,sans-serif';
// A text of at most `limit` wide characters; two narrow ones count as one.
function short(text, limit) {
  let room = 2 * limit, kept = "";
  for (const char of text) {
    room -= char > "\u2e7f" ? 2 : 1;
    if (room < 0) return kept.slice(0, -1) + "…";
    kept += char;
  }
  return text;
}
const widths = new Map();
function widthOfText(pen, font, text) {
  const key = font + text;
  if (!widths.has(key)) { pen.font = font; widths.set(key, pen.measureText(text).width); }
  return widths.get(key);
}

// Rectangles already taken, in a grid so that only near ones are compared.
class Taken {
  constructor() { this.cells = new Map(); }
  *near([left, top, right, bottom]) {
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1) for (let y = Math.floor(top / 40); y <= Math.floor(bottom / 40); y += 1) yield `${x},${y}`;
  }
  isFree(box) {
    for (const cell of this.near(box)) for (const other of this.cells.get(cell) || []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    return true;
  }
  add(box) { for (const cell of this.near(box)) this.cells.set(cell, [...(this.cells.get(cell) || []), box]); }
}

const aroundNode = (x, y, arm) => [x - arm, y - arm, x + arm, y + arm];
function weight(index) {
  const thing = THINGS[index];
  return (index === state.chosen ? 1e6 : 0) + (near && near.has(index) ? 1e4 : 0) + (thing.event ? -thing.rank / 1000 : 100 * thing.size);
}
function linesOf(index, roomy) {
  const thing = THINGS[index], name = short(word(thing), DATA.limits[thing.event ? 1 : 0]);
  const second = !thing.event && roomy && isZh() && thing.en ? short(thing.en, 22) : "";
  return second ? [name, second] : [name];
}
// Where a label of a size may stand beside a node: below, above, right, left; the first two pushed in from the rim.
function spots(x, y, radius, width, height, wide) {
  const middle = Math.min(Math.max(x - width / 2, 4), Math.max(4, wide - width - 4));
  return [[middle, y + radius + 2], [middle, y - radius - height - 1], [x + radius + 4, y - height / 2], [x - radius - width - 4, y - height / 2]]
    .map(([left, top]) => [left, top, left + width, top + height]).filter((box) => box[0] >= 0 && box[2] <= wide);
}

function drawLabels(pen) {
  const { a: zoom, e: left, f: top } = pen.getTransform(), ratio = zoom / network.getScale();
  const wide = pen.canvas.width, high = pen.canvas.height, taken = new Taken(), scale = network.getScale();
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.textBaseline = "top"; pen.lineJoin = "round";
  const drawn = [];
  for (const index of seen.nodes) {
    const node = network.body.nodes[index], x = node.x * zoom + left, y = node.y * zoom + top, radius = sizeOf(index) * zoom;
    if (x < -60 || y < -40 || x > wide + 60 || y > high + 40) continue;
    drawn.push([index, x, y, radius]);
    if (!THINGS[index].event && (!near || near.has(index))) taken.add(aroundNode(x, y, radius * 0.85));
    pen.globalAlpha = near && !near.has(index) ? 0.2 : 1;
    if (THINGS[index].kind === "CounterFactual") cross(pen, x, y, Math.max(3.5 * ratio, radius * 0.7), ratio);
  }
  drawn.sort((one, other) => weight(other[0]) - weight(one[0]));
  const first = drawn.filter(([index]) => !THINGS[index].event || index === state.chosen), events = drawn.filter(([index]) => THINGS[index].event && index !== state.chosen);
  for (const [place, [index, x, y, radius]] of [...first, ...events].entries()) {
    if (place === first.length) { // names of things may lie over events, names of events over nothing
      for (const [other, x, y, radius] of events) if (!near || near.has(other)) taken.add(aroundNode(x, y, radius * 0.6));
    }
    const thing = THINGS[index], back = near && !near.has(index);
    if (thing.event && scale < 0.3 && drawn.length > 150 && !(near && near.has(index))) continue;
    if (back && thing.event) continue;
    const size = ratio * (thing.event ? 11 : 12.5 + Math.min(4, thing.size / 7)), font = `${index === state.chosen || thing.size > 24 ? 600 : 400} ${size}px ${FONT}`;
    const small = `400 ${size * 0.78}px ${FONT}`;
    for (const lines of [linesOf(index, scale > 0.55), linesOf(index, false)]) {
      const width = Math.max(...lines.map((line, row) => widthOfText(pen, row ? small : font, line)));
      const room = spots(x, y, radius, width, size * 1.2 + (lines.length - 1) * size, wide);
      const box = room.find((spot) => taken.isFree(spot)) || (place < 3 && place < first.length && lines.length === 1 ? room[0] : null);
      if (!box) continue;
      taken.add(box);
      pen.globalAlpha = back ? 0.3 : 1;
      lines.forEach((line, row) => writeLine(pen, line, (box[0] + box[2]) / 2, box[1] + row * size * 1.15, row ? small : font, row || thing.event ? "--soft" : "--ink", ratio));
      break;
    }
  }
  pen.globalAlpha = 1;
  for (const i of seen.edges) markLine(pen, i, zoom, left, top, ratio, taken);
  pen.restore();
}
function writeLine(pen, text, x, y, font, color, ratio) {
  pen.font = font; pen.textAlign = "center";
  pen.strokeStyle = css("--paper"); pen.lineWidth = 3 * ratio; pen.strokeText(text, x, y);
  pen.fillStyle = css(color); pen.fillText(text, x, y);
}
function cross(pen, x, y, arm, ratio) {
  pen.strokeStyle = css("--bad"); pen.lineWidth = 1.8 * ratio;
  pen.beginPath(); pen.moveTo(x - arm, y - arm); pen.lineTo(x + arm, y + arm); pen.moveTo(x + arm, y - arm); pen.lineTo(x - arm, y + arm); pen.stroke();
}
// The cross of what is denied, and what a line says.
function markLine(pen, i, zoom, left, top, ratio, taken) {
  const edge = EDGES[i], denied = lookOf(i).kind === "CounterFactual";
  if (edge.kind !== "line" && !denied) return;
  if (near && !(near.has(edge.from) && near.has(edge.to))) return;
  const { middle } = courseOf(i), x = middle.x * zoom + left, y = middle.y * zoom + top;
  if (denied && (edge.kind === "line" || network.getScale() > 0.6)) cross(pen, x, y, 4 * ratio, ratio);
  if (edge.kind !== "line") return;
  const size = 11 * ratio, font = `400 ${size}px ${FONT}`, text = word(DATA.types[edge.is], edge.is), half = widthOfText(pen, font, text) / 2;
  const box = [x - half, y - size / 2, x + half, y + size / 2].map((side, which) => (denied && which % 2 ? side + size : side));
  if (!taken.isFree(box)) return;
  taken.add(box);
  writeLine(pen, text, x, box[1], font, "--soft", ratio);
}
network.on("afterDrawing", drawLabels);
