"use strict";
// Everything by keys.

// The neighbour of the chosen that lies most in a direction.
function stepTo(dx, dy) {
  const here = state.chosen === null ? null : network.body.nodes[state.chosen];
  if (!here) {
    if (seen.nodes.size) choose([...seen.nodes].sort((a, b) => THINGS[b].size - THINGS[a].size || a - b)[0]);
    return;
  }
  const aside = (index) => {
    const { x, y } = network.body.nodes[index],
      length = Math.hypot(x - here.x, y - here.y) || 1;
    return ((x - here.x) * dx + (y - here.y) * dy) / length - length / 4000;
  };
  const beside = [...seen.edges].flatMap((i) =>
    EDGES[i].from === state.chosen ? [EDGES[i].to] : EDGES[i].to === state.chosen ? [EDGES[i].from] : [],
  );
  const next = [...new Set(beside)].filter((index) => aside(index) > 0.2).sort((a, b) => aside(b) - aside(a))[0];
  if (next !== undefined) choose(next);
}
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const zoomBy = (factor) =>
  network.moveTo({ scale: Math.min(8, Math.max(0.05, network.getScale() * factor)), animation: FAST });
const KEYS_DO = {
  "/": () => {
    box.focus();
    box.select();
  },
  "?": showHelp,
  "+": () => zoomBy(1.4),
  "=": () => zoomBy(1.4),
  "-": () => zoomBy(1 / 1.4),
  0: () => fit(),
  l: toggleLines,
  h: () => state.chosen !== null && hide(state.chosen),
  f: () => state.chosen !== null && toggleAround(state.chosen),
  p: () => state.chosen !== null && startPath(state.chosen),
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea"),
    key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (byId("help").open) return;
  if ((event.ctrlKey || event.metaKey) && !(typing && typing.type === "search") && (key === "z" || key === "y")) {
    (key === "y" || event.shiftKey ? redo : undo)();
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (picking !== null) stopPath();
    else if (state.chosen !== null) choose(null);
    else closePanel();
    return;
  }
  if (typing && typing.type !== "checkbox") return;
  if (ARROWS[event.key] && (event.target.id === "network" || event.target === document.body)) {
    stepTo(...ARROWS[event.key]);
    event.preventDefault();
    return;
  }
  if (!KEYS_DO[key]) return;
  KEYS_DO[key]();
  event.preventDefault();
});
