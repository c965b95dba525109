"use strict";
// The view: what is chosen, hidden and filtered. It can be written as the address's fragment and read from it, so that a
// view can be sent, and so that a change can be undone.
const known = (keys, map) => new Set(keys.filter((key) => map.has(key) && map.size > 1));
const START = {
  lang: () => DATA.language,
  lines: () => false,
  reports: () => true,
  facts: () => true,
  undated: () => false,
  off: () => new Set(["groups", "classes", "types"].flatMap((of) => [...known(DATA.hidden, COUNTS[of])])),
  statuses: () => new Set(),
  outlets: () => new Set(),
  article: () => -1,
  from: () => "",
  to: () => "",
  told: () => 1,
  origins: () => 1,
  most: () => Math.min(DATA.drawn, EVENTS.length),
  hidden: () => new Set(),
  around: () => [],
  hops: () => 1,
  path: () => [],
  regardless: () => false,
  chosen: () => null,
};
const state = {};
const resetState = (but = {}) =>
  Object.assign(state, Object.fromEntries(Object.entries(START).map(([key, value]) => [key, value()])), but);
resetState();

const ids = (set) => [...set].map(idOf).sort().join("~"); // ~ stands in no id
const texts = (set) => [...set].sort().join("~");
const nameOfArticle = (index) => ARTICLES[index].id.split("/").pop();
const WRITE = {
  n: () => (state.chosen === null ? "" : idOf(state.chosen)),
  lang: () => state.lang,
  as: () => (state.lines ? "lines" : ""),
  off: () => texts(state.off) || "none",
  status: () => texts(state.statuses),
  outlets: () => texts(state.outlets),
  article: () => (state.article < 0 ? "" : nameOfArticle(state.article)),
  from: () => state.from,
  to: () => state.to,
  undated: () => (state.undated ? "1" : ""),
  told: () => String(state.told),
  origins: () => String(state.origins),
  most: () => (state.most >= EVENTS.length ? "all" : String(state.most)),
  hide: () => ids(state.hidden),
  around: () => ids(state.around),
  hops: () => String(state.hops),
  path: () => state.path.map(idOf).join("~"),
  any: () => (state.regardless ? "1" : ""),
  reports: () => (state.reports ? "" : "0"),
  facts: () => (state.facts ? "" : "0"),
};
const DEFAULTS = Object.fromEntries(Object.entries(WRITE).map(([key, value]) => [key, value()]));
function toFragment() {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(WRITE)) if (value() !== DEFAULTS[key]) parts.set(key, value());
  return parts.toString();
}

// Reads a fragment into `state` and returns the names in it that the page does not know. Anything may stand in it: what
// is no view changes nothing. One without = is the id of a thing.
function fromFragment(text) {
  let parts;
  try {
    parts = new URLSearchParams(text.includes("=") ? text : `n=${text}`);
  } catch {
    return [];
  }
  const strange = [],
    get = (key) => parts.get(key) || "";
  const list = (key) => get(key).split("~").filter(Boolean);
  const things = (key) =>
    list(key).flatMap((id) => {
      const index = BY_ID.get(id);
      if (index === undefined) strange.push(id);
      return index === undefined ? [] : [index];
    });
  const whole = (key, least, most, otherwise) => {
    const n = Number(get(key));
    return Number.isInteger(n) && n >= least ? Math.min(n, most) : otherwise;
  };
  const day = (key) => (/^\d{4}-\d\d-\d\d$/.test(get(key)) ? get(key) : "");
  const among = (key, map) => new Set(list(key).filter((name) => map.has(name)));
  resetState();
  if (["zh", "en"].includes(get("lang"))) state.lang = get("lang");
  if (parts.has("off"))
    state.off = new Set(["groups", "classes", "types"].flatMap((of) => [...among("off", COUNTS[of])]));
  Object.assign(state, {
    lines: get("as") === "lines",
    reports: get("reports") !== "0",
    facts: get("facts") !== "0",
    undated: get("undated") === "1",
    regardless: get("any") === "1",
    statuses: among("status", COUNTS.statuses),
    outlets: among("outlets", COUNTS.outlets),
    article: get("article") ? ARTICLES.findIndex((_, index) => nameOfArticle(index) === get("article")) : -1,
    from: day("from"),
    to: day("to"),
    told: whole("told", 1, MOST_TOLD, 1),
    origins: whole("origins", 1, MOST_ORIGINS, 1),
    most: get("most") === "all" ? EVENTS.length : whole("most", 1, EVENTS.length, state.most),
    hidden: new Set(things("hide")),
    around: things("around"),
    hops: whole("hops", 1, 9, 1),
    path: things("path").slice(0, 2),
    chosen: things("n")[0] ?? null,
  });
  if (state.path.length < 2) state.path = [];
  return strange;
}

// ---------------------------------------------------------------------------------------------------------- history
const past = [],
  future = [];
let gesture = ""; // changes of one gesture (dragging a slider) are undone together
const withoutChoice = (fragment) => {
  const parts = new URLSearchParams(fragment);
  parts.delete("n");
  return parts.toString();
};
// Changes the view by `mutate` and shows it. What is only chosen is not kept for undoing.
function change(mutate, name = "") {
  const before = toFragment();
  mutate(state);
  if (withoutChoice(before) !== withoutChoice(toFragment())) {
    if (!name || name !== gesture) past.push(before);
    gesture = name;
    future.length = 0;
  }
  refresh();
}
function step(from, to) {
  if (!from.length) return;
  to.push(toFragment());
  gesture = "";
  fromFragment(from.pop());
  refresh();
}
const undo = () => step(past, future),
  redo = () => step(future, past);
