"use strict";
// Search: by any name of a thing in either script, then by what stands in the sentences.
const fold = (text) => Array.from(text.normalize("NFKC").toLowerCase().replace(/[\s·‧•・.\-–—_'"“”《》「」]/gu, ""), (char) => DATA.fold[char] || char).join("");
const KEYS = THINGS.map((thing) => [thing.zh, thing.en, ...(thing.names || []), ...(thing.misspelt || [])].filter(Boolean).map(fold));
let SENTENCES = null; // folded when first needed
const box = byId("search"), hits = byId("hits");
let found = [], place_ = 0;

function rank(index, wanted) {
  if (KEYS[index].some((key) => key === wanted)) return 0;
  if (KEYS[index].some((key) => key.startsWith(wanted))) return 1;
  return KEYS[index].some((key) => key.includes(wanted)) ? 2 : 9;
}
function findThings(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const all = THINGS.map((thing, index) => [index, rank(index, wanted) + (thing.event ? 3 : 0)]).filter(([, rank]) => rank < 9);
  if (all.length < 8) {
    SENTENCES ||= THINGS.map((thing) => (thing.event ? fold(thing.tellings.map((telling) => telling.text).join("|")) : ""));
    const named = new Set(all.map(([index]) => index));
    SENTENCES.forEach((sentence, index) => sentence.includes(wanted) && !named.has(index) && all.push([index, 8]));
  }
  return all.sort((a, b) => a[1] - b[1] || THINGS[b[0]].size - THINGS[a[0]].size || a[0] - b[0]).slice(0, 30);
}
function search() {
  const all = findThings(box.value);
  found = all.map(([index]) => index);
  place_ = 0;
  hits.replaceChildren(...all.map(([index, rank], place) => {
    const thing = THINGS[index], what = [rank === 8 ? say("inText") : "", thing.event ? thing.day || "" : "", typeName(thing)].filter(Boolean).join(" · ");
    return make("li", [signOf(thing), make("span", word(thing)), make("small", what)], { role: "option", id: `hit-${place}`, "aria-selected": "false", onclick: () => pick(place) });
  }), ...(fold(box.value) && !found.length ? [make("li", [say("nothing"), ...(DATA.leftOut ? [make("small", say("notHere") + DATA.leftOut)] : [])], { className: "none" })] : []));
  hits.hidden = !fold(box.value);
  box.setAttribute("aria-expanded", String(!hits.hidden));
  mark();
}
function mark() {
  [...hits.children].forEach((item, place) => { item.classList.toggle("on", place === place_ && found.length > 0); item.setAttribute("aria-selected", String(place === place_)); });
  if (found.length) { box.setAttribute("aria-activedescendant", `hit-${place_}`); hits.children[place_].scrollIntoView({ block: "nearest" }); } else box.removeAttribute("aria-activedescendant");
}
function pick(place) {
  if (found[place] === undefined) return;
  closeHits();
  box.blur();
  choose(found[place]);
}
function closeHits() { hits.hidden = true; box.setAttribute("aria-expanded", "false"); }
box.addEventListener("input", search);
box.addEventListener("focus", () => box.value && search());
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { place_ = (place_ + (event.key === "ArrowDown" ? 1 : -1) + found.length) % (found.length || 1); mark(); event.preventDefault(); }
  else if (event.key === "Enter") pick(place_);
  else if (event.key === "Escape") { if (hits.hidden) box.blur(); closeHits(); event.stopPropagation(); }
});
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) closeHits(); });
