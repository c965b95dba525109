"use strict";
// What the page holds, and what follows from it. Nothing here touches the page.
const DATA = JSON.parse(document.getElementById("data").textContent);
const THINGS = DATA.things, EDGES = DATA.edges, ARTICLES = DATA.articles;
const EVENTS = THINGS.flatMap((thing, index) => (thing.event ? [index] : []));
const DAYS = [...new Set(EVENTS.map((index) => THINGS[index].day).filter(Boolean))].sort();

const idOf = (index) => THINGS[index].iri.split("/").pop();
const BY_ID = new Map(THINGS.map((_, index) => [idOf(index), index]));
const BY_IRI = new Map(THINGS.map((thing, index) => [thing.iri, index]));

const groupOf = (event) => DATA.types[event.type].group || event.type;
const kindOf = (status) => (DATA.words[status] || {}).kind || "NonFactual";
const articleOf = (telling) => ARTICLES[telling.article] || {};

// Outlets that publish a telling of an event, by name.
function outletsOf(event) {
  event.outlets ||= [...new Set(event.tellings.map((telling) => articleOf(telling).outletName || "?"))].sort();
  return event.outlets;
}
// Independent outlets: where each telling begins. Two that pass on a third count as that one.
function originsOf(event) {
  event.origins ||= [...new Set(event.tellings.map((telling) => telling.origin ?? BY_IRI.get(articleOf(telling).outlet) ?? articleOf(telling).outletName ?? "?"))];
  return event.origins;
}

// Thing -> the things beside it by a role or a link: entity to event, event to entity or event.
const BESIDE = THINGS.map(() => new Set());
for (const edge of EDGES) {
  if (edge.kind !== "role" && edge.kind !== "link") continue;
  BESIDE[edge.from].add(edge.to);
  BESIDE[edge.to].add(edge.from);
}
const eventsOf = (index) => [...BESIDE[index]].filter((other) => THINGS[other].event);

const COUNTS = { groups: new Map(), classes: new Map(), types: new Map(), statuses: new Map(), outlets: new Map() }; // classes: of events, below groups
const bump = (map, key) => map.set(key, (map.get(key) || 0) + 1);
for (const thing of THINGS) {
  bump(thing.event ? COUNTS.groups : COUNTS.types, thing.event ? groupOf(thing) : thing.type);
  if (!thing.event) continue;
  bump(COUNTS.classes, thing.type); bump(COUNTS.statuses, thing.status);
  for (const outlet of outletsOf(thing)) bump(COUNTS.outlets, outlet);
}
const highest = (numbers) => numbers.reduce((most, number) => Math.max(most, number), 1);
const MOST_TOLD = highest(EVENTS.map((index) => THINGS[index].tellings.length));
const MOST_ORIGINS = highest(EVENTS.map((index) => originsOf(THINGS[index]).length));
