"use strict";
// The triples of what is seen, as Turtle: each is one of the graph's own, with its evidence. Not in it: what points to a
// thing that is out of view, and a direct triple none of whose events is in view.
function turtleOfView() {
  const inView = new Set([...seen.nodes, ...seen.events]);
  const outOfView = new Set(THINGS.flatMap((thing, index) => (inView.has(index) ? [] : [thing.term])));
  const subjects = new Map();
  const say = (blocks) => {
    for (const [subject, ...rows] of blocks) {
      const said = subjects.get(subject) || new Set();
      for (const [predicate, object, events] of rows) {
        if (outOfView.has(object) && !STAYS.has(predicate)) continue;
        if (events && events.length && !events.some((event) => seen.events.has(event))) continue;
        said.add(`${predicate} ${object}`);
      }
      if (said.size) subjects.set(subject, said);
    }
  };
  const told = new Set();
  for (const index of [...inView].sort((a, b) => a - b)) {
    say(THINGS[index].ttl);
    for (const telling of THINGS[index].tellings || []) told.add(telling.article);
  }
  for (const article of [...told].sort((a, b) => a - b)) if (ARTICLES[article]) say(ARTICLES[article].ttl);
  return DATA.prefixes + [...subjects].map(([subject, said]) => `\n${subject} ${[...said].join(" ;\n    ")} .\n`).join("");
}
const STAYS = new Set(["ng:accordingTo", "ng:relayedBy", "schema:publisher"]); // who says it belongs to the evidence
