"use strict";
// The buttons above the picture, and the opening of the page.

function translate() {
  document.documentElement.lang = state.lang;
  box.placeholder = say("search");
  box.setAttribute("aria-label", say("search"));
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.title = say(element.dataset.hint);
    element.setAttribute("aria-label", say(element.dataset.hint));
  }
  legend();
}
function savePicture() {
  const drawn = document.querySelector("#network canvas"),
    copy = document.createElement("canvas"),
    pen = copy.getContext("2d");
  copy.width = drawn.width;
  copy.height = drawn.height;
  pen.fillStyle = css("--paper");
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => download(blob, "graph.png"));
}
let speaking = 0;
function speak(text) {
  byId("said").textContent = text;
  byId("said").hidden = false;
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    byId("said").hidden = true;
  }, 2500);
}
function copyAddress() {
  const copied = navigator.clipboard
    ? navigator.clipboard.writeText(addressNow())
    : Promise.reject(new Error("no clipboard"));
  copied.then(
    () => speak(say("copied")),
    () => speak(say("uncopied")),
  );
}
const onPress = (id, action) => byId(id).addEventListener("click", action);
onPress("fit", () => fit());
onPress("reset", reset);
onPress("undo", undo);
onPress("redo", redo);
onPress("mode", toggleLines);
onPress("png", savePicture);
onPress("turtle", () => download(new Blob([turtleOfView()], { type: "text/turtle" }), "graph.ttl"));
onPress("copy", copyAddress);
onPress("help-button", showHelp);
onPress("hint-close", hideHint);
onPress("overview", () => {
  panelClosed = false;
  if (state.chosen !== null) choose(null);
  else fillPanel();
});
onPress("language", () => {
  change((view) => {
    view.lang = isZh() ? "en" : "zh";
  });
  translate();
  refresh();
});
onPress("legend-button", () => {
  const side = byId("legend");
  side.hidden = !side.hidden;
  byId("legend-button").setAttribute("aria-expanded", String(!side.hidden));
  network.redraw();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  redraw();
  translate();
  refresh();
});

// Opens the view that the address names; says what in it is not here.
function open() {
  const strange = fromFragment(location.hash.slice(1));
  translate();
  fillPanel();
  if (!nodes.length) stretch();
  refresh();
  if (state.chosen !== null && !state.around.length && !state.path.length) moveTo(state.chosen);
  else fit(false);
  if (strange.length) speak(say("unknown") + strange.join("、"));
}
addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== toFragment()) {
    past.push(toFragment());
    open();
  }
});
if (isNarrow() || DATA.embedded) byId("legend").hidden = true;
byId("hint").hidden = !panelClosed || !EVENTS.length; // else it stands in the panel
byId("copy").hidden = DATA.embedded;
for (const thing of THINGS) thing.term = thing.ttl.length ? thing.ttl[0][0] : "";
open();
document.documentElement.dataset.ready = "yes";
