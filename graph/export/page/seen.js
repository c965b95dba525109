"use strict";
// Which things and lines are seen: what passes the filters, within a neighbourhood or path. Nothing here draws.

const seen = { nodes: new Set(), edges: new Set(), events: new Set() }; // events: those seen as node or as line

function eventPasses(event, index) {
  if (
    state.off.has(groupOf(event)) ||
    state.off.has(event.type) ||
    state.statuses.has(event.status) ||
    state.hidden.has(index) ||
    event.rank >= state.most
  )
    return false;
  if (event.tellings.length < state.told || originsOf(event).length < state.origins) return false;
  if (state.outlets.size && outletsOf(event).every((outlet) => state.outlets.has(outlet))) return false;
  if (state.article >= 0 && event.tellings.every((telling) => telling.article !== state.article)) return false;
  if (!state.from && !state.to) return true;
  return event.day ? (!state.from || event.day >= state.from) && (!state.to || event.day <= state.to) : state.undated;
}
const passes = (thing, index) =>
  thing.event ? eventPasses(thing, index) : !state.off.has(thing.type) && !state.hidden.has(index);

// Decides what is seen: one pass over things, few over edges.
function lookThrough() {
  const passing = THINGS.map(passes);
  const room = roomOf(passing);
  const allowed = (index) => (room ? room.has(index) && (passing[index] || state.regardless) : passing[index]);
  // What is asked for is seen with what belongs to it, whatever the filters say.
  const asked = state.path.length ? [] : [...state.around, ...(state.chosen === null ? [] : [state.chosen])];
  for (const index of asked) passing[index] = passing[index] || !state.hidden.has(index);
  const asLine = new Set(),
    lineOf = new Map();
  if (state.lines) {
    const tied = new Set(); // an event that another one seen names has more to it than two parties
    for (const { kind, from, to } of EDGES) {
      if (
        (kind === "role" || kind === "link") &&
        THINGS[from].event &&
        THINGS[to].event &&
        allowed(from) &&
        allowed(to)
      ) {
        tied.add(from);
        tied.add(to);
      }
    }
    EDGES.forEach((edge, i) => {
      if (edge.kind !== "line" || !allowed(edge.from) || !allowed(edge.to)) return;
      const events = edge.events.filter((event) => allowed(event) && !tied.has(event));
      if (!events.length) return;
      lineOf.set(i, events);
      for (const event of events) asLine.add(event);
    });
  }
  const found = { nodes: new Set(), edges: new Set(lineOf.keys()), events: new Set(asLine), lineOf };
  const stands = (index) => allowed(index) && !asLine.has(index);
  for (const i of lineOf.keys()) {
    found.nodes.add(EDGES[i].from);
    found.nodes.add(EDGES[i].to);
  }
  EDGES.forEach((edge, i) => {
    if ((edge.kind !== "role" && edge.kind !== "link") || !stands(edge.from) || !stands(edge.to)) return;
    found.edges.add(i);
    found.nodes.add(edge.from);
    found.nodes.add(edge.to);
  });
  EDGES.forEach((edge, i) => {
    if (edge.kind === "report" && state.reports && found.nodes.has(edge.to) && stands(edge.from)) {
      found.edges.add(i);
      found.nodes.add(edge.from);
    }
  });
  for (const index of [...state.around, ...state.path, ...(state.chosen === null ? [] : [state.chosen])])
    found.nodes.add(index);
  EDGES.forEach((edge, i) => {
    if (edge.kind === "fact" && state.facts && found.nodes.has(edge.from) && found.nodes.has(edge.to))
      found.edges.add(i);
  });
  for (const index of found.nodes) if (THINGS[index].event) found.events.add(index);
  return found;
}
// The things that a path or a neighbourhood leaves; null for all.
function roomOf(passing) {
  if (state.path.length)
    return new Set(
      pathsBetween(...state.path, state.regardless ? null : passing)
        .flat()
        .concat(state.path),
    );
  return state.around.length ? surroundings(state.around, state.hops, passing) : null;
}
