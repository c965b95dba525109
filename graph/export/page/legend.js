"use strict";
// The legend, which is the filters too: a row for each type, group, status, outlet; sliders for time and tellings.

// A group of events, and below it, once unfolded, its classes.
function groupRow(name, look, kinds) {
  const below = [...COUNTS.classes.keys()]
    .filter((cls) => (DATA.types[cls].group || cls) === name)
    .sort((a, b) => COUNTS.classes.get(b) - COUNTS.classes.get(a) || a.localeCompare(b));
  const row = tick(
    "off",
    name,
    [sign(look.shape, colorOf(below[0])), both(look.groupLabels || look)],
    COUNTS.groups.get(name),
    kinds,
  );
  if (below.length < 2) return [row];
  const classes = make(
    "div",
    below.map((cls) => tick("off", cls, [signOfType(cls), both(DATA.types[cls])], COUNTS.classes.get(cls), below)),
    { className: "below" },
  );
  const unfold = press(
    "",
    (event) => {
      event.preventDefault();
      open(classes.hidden);
    },
    "unfold",
    { "data-unfold": name, "aria-label": say("unfold") },
  );
  const open = (yes) => {
    classes.hidden = !yes;
    unfold.textContent = yes ? "▾" : "▸";
    unfold.setAttribute("aria-expanded", String(yes));
  };
  open(below.some((cls) => state.off.has(cls)));
  row.querySelector(".name").after(unfold);
  return [row, classes];
}
function legend() {
  const order = (map, of) => [...map.keys()].sort((a, b) => of(a) - of(b) || a.localeCompare(b));
  const groups = new Map(EVENTS.map((index) => [groupOf(THINGS[index]), DATA.types[THINGS[index].type]]));
  const types = order(COUNTS.types, (name) => DATA.types[name].order),
    kinds = order(COUNTS.groups, (name) => groups.get(name).order);
  const statuses = [...COUNTS.statuses.keys()].sort(
    (a, b) => COUNTS.statuses.get(b) - COUNTS.statuses.get(a) || a.localeCompare(b),
  );
  const outlets = [...COUNTS.outlets.keys()].sort(
    (a, b) => COUNTS.outlets.get(b) - COUNTS.outlets.get(a) || a.localeCompare(b),
  );
  const edge = css("--edge");
  sync.length = 0;
  byId("legend").replaceChildren(
    ...section("time", DAYS.length > 1 ? timeRange() : []),
    ...section(
      "entities",
      types.map((name) => tick("off", name, [signOfType(name), both(DATA.types[name])], COUNTS.types.get(name), types)),
    ),
    ...section(
      "events",
      kinds.flatMap((name) => groupRow(name, groups.get(name), kinds)),
    ),
    ...section("weight", [
      ...(MOST_TOLD > 1 ? [number("told", MOST_TOLD, say("told"))] : []),
      ...(MOST_ORIGINS > 1 ? [number("origins", MOST_ORIGINS, say("origins"))] : []),
      ...(EVENTS.length > DATA.drawn ? [number("most", EVENTS.length, say("most"))] : []),
    ]),
    ...section(
      "status",
      statuses.map((name) =>
        tick("statuses", name, [both(DATA.words[name] || { zh: name })], COUNTS.statuses.get(name), statuses),
      ),
    ),
    ...section(
      "outlets",
      outlets.length > 1
        ? outlets.map((name) =>
            tick("outlets", name, [make("span", name, { className: "name" })], COUNTS.outlets.get(name), outlets),
          )
        : [],
    ),
    ...section(
      "edges",
      [
        ["Factual", {}],
        ["NonFactual", { dashes: "6 4" }],
        ["CounterFactual", { dashes: "3 3", crossed: true }],
      ].map(([kind, how]) =>
        make("label", [stroke(how.crossed ? css("--bad") : edge, how), make("span", say(kind), { className: "name" })]),
      ),
    ),
    make("label", [stroke(edge, { width: 5 }), make("span", say("wide"), { className: "name" })]),
    flag("reports", [stroke(edge, { width: 0.7 }), make("span", say("reports"), { className: "name" })]),
    flag("facts", [stroke(edge, { dashes: "1 5" }), make("span", say("facts"), { className: "name" })]),
  );
}
const section = (name, content) => (content.length ? [make("h2", say(name)), ...content] : []);
