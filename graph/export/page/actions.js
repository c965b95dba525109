"use strict";
// What the reader does with things: choose, hide, look around, find a path.
let picking = null; // the thing from which a path is being asked for

function choose(index, move = true) {
  if (picking !== null && index !== null) {
    endPath(index);
    return;
  }
  if (index === null) {
    change((view) => {
      view.chosen = null;
    });
    return;
  }
  change((view) => {
    view.chosen = index;
  });
  if (move) moveTo(index);
}
function toggleAround(index) {
  const here = state.around.length === 1 && state.around[0] === index;
  change((view) => {
    Object.assign(view, { around: here ? [] : [index], hops: 1, path: [], chosen: index });
    view.hidden.delete(index);
  });
  fit();
}
function hide(index) {
  change((view) => {
    view.hidden.add(index);
    view.chosen = null;
    view.around = view.around.filter((one) => one !== index);
    view.path = view.path.includes(index) ? [] : view.path;
  });
}
function startPath(index) {
  picking = index;
  byId("pick").replaceChildren(
    make("b", nameOf(index)),
    " → ? ",
    say("pick"),
    " ",
    press(say("cancel"), stopPath, "act"),
  );
  byId("pick").hidden = false;
}
function stopPath() {
  picking = null;
  byId("pick").hidden = true;
}
function endPath(index) {
  const from = picking;
  stopPath();
  if (from === index) return;
  change((view) => {
    Object.assign(view, { path: [from, index], regardless: false, around: [], chosen: null });
  });
  fit();
}
// Leaves what one article tells, or everything again.
function onlyArticle(index) {
  change((view) => {
    view.article = view.article === index ? -1 : index;
  });
  fit();
}
function reset() {
  stopPath();
  const { lang } = state;
  change(() => resetState({ lang }));
  fit();
}

function toggleLines() {
  change((view) => {
    view.lines = !view.lines;
  });
}
