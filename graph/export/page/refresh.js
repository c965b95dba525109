"use strict";
// Brings all that is on the page to what the view says.
let panelClosed = isNarrow() || DATA.embedded;

function refresh() {
  draw();
  for (const bring of sync) bring();
  writeAddress();
  tellCounts();
  byId("undo").disabled = !past.length;
  byId("redo").disabled = !future.length;
  byId("mode").setAttribute("aria-pressed", String(state.lines));
  byId("mode").textContent = say(state.lines ? "points" : "lines");
  if (state.chosen === null) network.unselectAll();
  else network.selectNodes([state.chosen], false);
  fillPanel();
}
let inPanel = ""; // what the panel shows: it is filled anew only for something else, lest what was opened closes
function fillPanel() {
  const path = state.path.length && (state.chosen === null || state.path.includes(state.chosen)),
    index = path ? null : state.chosen;
  const what = path ? `path ${state.path}` : index !== null ? `thing ${index}` : panelClosed ? "" : "overview";
  const isEvent = index !== null && THINGS[index].event,
    now = [what, state.lang, isEvent ? state.around : withoutChoice(toFragment())].join(" ");
  const scrolled = what && inPanel.startsWith(`${what} `) ? byId("panel").scrollTop : 0;
  if (now !== inPanel || byId("panel").hidden === Boolean(what)) {
    if (path) showPath();
    else if (index !== null) (isEvent ? showEvent : showEntity)(index);
    else if (what) showOverview();
    else byId("panel").hidden = true;
    byId("panel").scrollTop = scrolled;
  }
  inPanel = now;
  const covered = !byId("panel").hidden,
    stage = byId("stage");
  if (stage.classList.contains("covered") !== covered && !isNarrow()) network.setSize("100%", "100%");
  stage.classList.toggle("covered", covered);
}
function closePanel() {
  panelClosed = true;
  if (state.path.length)
    change((view) => {
      view.path = [];
      view.chosen = null;
    });
  else choose(null);
}
let writing = 0;
// Writes the view into the address: soon, since browsers slow a page down that does so at every step of a slider.
function writeAddress() {
  if (DATA.embedded) return;
  clearTimeout(writing);
  writing = setTimeout(() => {
    try {
      history.replaceState(null, "", addressNow());
    } catch {
      /* not allowed here */
    }
  }, 60);
}
function addressNow() {
  return location.href.split("#")[0] + (toFragment() ? "#" + toFragment() : "");
}

function tellCounts() {
  const parts = [`${seen.nodes.size} ${say("shown")} · ${seen.edges.size} ${say("links")}`];
  if (state.hidden.size)
    parts.push(
      ` · ${state.hidden.size} ${say("hiddenCount")} `,
      press(say("showHidden"), () =>
        change((view) => {
          view.hidden = new Set();
        }),
      ),
    );
  if (state.article >= 0)
    parts.push(
      ` · ${say("only")}《${ARTICLES[state.article].title}》 `,
      press(say("all"), () => onlyArticle(state.article)),
    );
  if (state.most < EVENTS.length)
    parts.push(
      ` · ${say("drawnOf")} ${state.most} / ${EVENTS.length} `,
      press(
        say("more"),
        () =>
          change((view) => {
            view.most = Math.min(EVENTS.length, view.most * 2);
          }),
        "link",
        { id: "more" },
      ),
    );
  if (DATA.leftOut)
    parts.push(
      " · ",
      press(
        `${say("left")}${DATA.leftOut}`,
        () => {
          panelClosed = false;
          choose(null);
          showOverview();
          byId("left-out").scrollIntoView({ block: "center" });
        },
        "link",
        { id: "left" },
      ),
    );
  byId("counts").replaceChildren(...parts);
  byId("empty").hidden = seen.nodes.size > 0;
  if (!seen.nodes.size)
    byId("empty").replaceChildren(
      make("p", say(EVENTS.length ? "empty" : "emptyGraph")),
      ...(EVENTS.length ? [press(say("loosen"), reset, "act")] : []),
    );
}
