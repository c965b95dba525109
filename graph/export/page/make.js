"use strict";
// Elements. Every text of an article goes into the page through `make`, as text.
function make(tag, content, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (name === "className") element.className = value;
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  for (const item of content === undefined ? [] : [].concat(content)) {
    element.append(item instanceof Node ? item : document.createTextNode(String(item)));
  }
  return element;
}
const press = (text, onclick, className = "link", more) => make("button", text, { type: "button", className, onclick, ...more });
const byId = (id) => document.getElementById(id);

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z", square: "M3 3h10v10H3z", diamond: "M8 2l6 6-6 6-6-6z", hexagon: "M5 2.8h6l3 5.2-3 5.2H5L2 8z",
  triangle: "M8 2l6.5 11.5h-13z", triangleDown: "M1.5 2.5h13L8 14z", star: "M8 1.5l2 4.6 5 .4-3.8 3.2 1.2 4.9L8 12l-4.4 2.6 1.2-4.9L1 6.5l5-.4z",
};
const SPACE = "http://www.w3.org/2000/svg";
function drawing(className, box, parts) {
  const svg = document.createElementNS(SPACE, "svg");
  for (const [name, value] of Object.entries({ class: className, viewBox: box, "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [tag, attributes] of parts) {
    const part = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    svg.append(part);
  }
  return svg;
}
const sign = (shape, color) => drawing("sign", "0 0 16 16", [["path", { d: SHAPES[shape] || SHAPES.dot, fill: color }]]);
const signOfType = (type) => sign(DATA.types[type].shape, colorOf(type));
const signOf = (thing) => signOfType(thing.type);
function stroke(color, { dashes = "", crossed = false, width = 2 } = {}) {
  const line = { d: "M1 6h32", stroke: color, "stroke-width": width, fill: "none", ...(dashes && { "stroke-dasharray": dashes }) };
  const cross = { d: "M13 2l8 8M21 2l-8 8", stroke: color, "stroke-width": 2, fill: "none" };
  return drawing("stroke", "0 0 34 12", [["path", line], ...(crossed ? [["path", cross]] : [])]);
}
const chip = (event) => make("span", termOf(event.status), { className: `chip ${kindOf(event.status)}` });

// Offers a file to the reader.
function download(blob, name) {
  const link = make("a", "", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
