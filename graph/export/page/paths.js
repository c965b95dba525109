"use strict";
// Neighbourhoods and paths. A step goes from an entity by an event to another; an event on the way costs nothing of its own.

// Everything within some hops of some things, events and their parties, over what passes.
function surroundings(starts, hops, passing) {
  const found = new Set(starts);
  let layer = [...starts];
  for (let hop = 0; hop < hops; hop += 1) {
    const next = [];
    for (const index of layer) {
      for (const other of BESIDE[index]) {
        if (!passing[other]) continue;
        if (!found.has(other)) { found.add(other); next.push(other); }
        if (!THINGS[other].event) continue;
        for (const party of BESIDE[other]) if (passing[party] && !found.has(party)) { found.add(party); next.push(party); }
      }
    }
    layer = next;
  }
  return found;
}

// The shortest paths between two things, at most `most`, each a list of things; passing null for all things.
function pathsBetween(from, to, passing, most = 12) {
  const free = (index) => index === from || index === to || !passing || passing[index];
  const before = new Map([[from, []]]), depth = new Map([[from, 0]]);
  for (let layer = [from], d = 1; layer.length && !before.has(to); d += 1) {
    const next = [];
    for (const index of layer) {
      for (const other of BESIDE[index]) {
        if (!free(other)) continue;
        if (!depth.has(other)) { depth.set(other, d); before.set(other, []); next.push(other); }
        if (depth.get(other) === d) before.get(other).push(index);
      }
    }
    layer = next;
  }
  if (!before.has(to) || from === to) return [];
  const paths = [];
  const walk = (index, tail) => {
    if (paths.length >= most) return;
    if (index === from) { paths.push([index, ...tail]); return; }
    for (const other of [...before.get(index)].sort((a, b) => best(a) - best(b))) walk(other, [index, ...tail]);
  };
  walk(to, []);
  return paths;
}
const best = (index) => (THINGS[index].event ? THINGS[index].rank : -THINGS[index].size);
