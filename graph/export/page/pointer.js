"use strict";
// Click, hover and the tip beside the pointer.

network.on("click", ({ pointer, event }) => {
  const { node, edge } = at(pointer.DOM),
    held = event.srcEvent || {};
  hideTip();
  hideHint();
  if (node !== undefined && held.shiftKey && state.chosen !== null && picking === null) {
    picking = state.chosen;
    endPath(node);
  } else if (node !== undefined) choose(node, false);
  else if (edge !== undefined) {
    change((view) => {
      view.chosen = null;
    });
    showEdge(edge);
    inPanel = "line";
  } else choose(null);
});
network.on("doubleClick", ({ pointer }) => {
  const { node } = at(pointer.DOM);
  if (node !== undefined) toggleAround(node);
});

const tip = byId("tip");
function hideTip() {
  tip.hidden = true;
}
function showTip(place, lines, telling) {
  tip.replaceChildren(...lines.filter((line) => line !== "").map((line) => make("p", line)));
  if (telling) {
    const article = articleOf(telling);
    tip.append(
      make("p", telling.text, { className: "said" }),
      make("p", [outletName(article), article.date].filter(Boolean).join(" · "), { className: "where" }),
    );
  }
  tip.hidden = false;
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(place.x + 14, stage.width - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.max(4, Math.min(place.y + 14, stage.height - tip.offsetHeight - 8)) + "px";
}
network.on("hoverNode", ({ node, pointer }) => {
  const thing = THINGS[node];
  byId("network").classList.add("over");
  showTip(
    pointer.DOM,
    [
      make("b", word(thing)),
      (thing.event
        ? [typeName(thing), termOf(thing.status), dayOf(thing)]
        : [typeName(thing), ...(thing.holds || []), thing.en && isZh() ? thing.en : ""]
      )
        .filter(Boolean)
        .join(" · "),
    ],
    thing.event ? thing.tellings[0] : null,
  );
});
byId("network").addEventListener("pointermove", ({ buttons, clientX, clientY }) => {
  const stage = byId("stage").getBoundingClientRect(),
    place = { x: clientX - stage.left, y: clientY - stage.top };
  const line = buttons || network.getNodeAt(place) !== undefined ? undefined : lineAt(place);
  if (line === (hovered ?? undefined)) return;
  hovered = line ?? null;
  network.body.emitter.emit("_requestRedraw");
  byId("network").classList.toggle("over", line !== undefined);
  if (line === undefined) {
    if (network.getNodeAt(place) === undefined) hideTip();
    return;
  }
  const edge = EDGES[line],
    events = (seen.lineOf.get(line) || edge.events || []).map((event) => THINGS[event]),
    [event] = events;
  const what = edge.kind === "line" ? word(DATA.types[edge.is], edge.is) : termOf(edge.is);
  showTip(
    place,
    [
      make("b", `${nameOf(edge.from)} — ${what} — ${nameOf(edge.to)}`),
      event ? `${termOf(event.status)} ${dayOf(event)}` : "",
    ],
    event && event.tellings[0],
  );
});
byId("network").addEventListener("pointerleave", () => {
  hovered = null;
  hideTip();
});
for (const leave of ["blurNode", "dragStart", "zoom"])
  network.on(leave, () => {
    hideTip();
    byId("network").classList.remove("over");
  });
for (const begin of ["dragStart", "zoom"]) network.on(begin, hideHint);
function hideHint() {
  byId("hint").hidden = true;
}
