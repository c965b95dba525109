"use strict";
// The panel beside the picture: a thing with its timeline, an event or line with every telling, a path.

// The article's address with a text fragment, so that the browser scrolls to the sentence; null unless http or https.
function addressOf(article, sentence) {
  let url;
  try { url = new URL(article.url); } catch { return null; }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const chars = Array.from(sentence.replace(/[。！？!?；;]+$/u, ""));
  const escape = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
  const text = chars.length <= 24 ? escape(chars.join("")) : `${escape(chars.slice(0, 10).join(""))},${escape(chars.slice(-10).join(""))}`;
  return url.href + (url.hash ? "" : "#") + ":~:text=" + text;
}

// The sentence with its trigger and the names of the event's parties marked. `at` counts code points, strings do not.
function markedSentence(telling, event) {
  const text = telling.text, at = telling.at < 0 ? -1 : Array.from(text).slice(0, telling.at).join("").length;
  const spans = at >= 0 && telling.trigger && text.startsWith(telling.trigger, at) ? [[at, at + telling.trigger.length, "mark"]] : [];
  const free = (from, to) => spans.every(([start, end]) => to <= start || end <= from);
  for (const name of namesOfParties(event)) {
    for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length)) {
      if (free(from, from + name.length)) spans.push([from, from + name.length, "b"]);
    }
  }
  const pieces = [];
  let done = 0;
  for (const [from, to, tag] of spans.sort((a, b) => a[0] - b[0])) {
    pieces.push(text.slice(done, from), make(tag, text.slice(from, to)));
    done = to;
  }
  return make("q", [...pieces, text.slice(done)]);
}
function namesOfParties(event) {
  const parties = Object.values(event.roles).flat().filter((index) => typeof index === "number" && !THINGS[index].event).map((index) => THINGS[index]);
  const names = parties.flatMap((thing) => [thing.zh, thing.en, ...(thing.names || []), ...(thing.misspelt || [])]);
  return [...new Set(names)].filter((name) => name && name.length > 1).sort((a, b) => b.length - a.length);
}

function sourceChain(telling, article) {
  const outlet = BY_IRI.has(article.outlet) ? BY_IRI.get(article.outlet) : article.outletName;
  const chain = [telling.source, ...(telling.relays || []), outlet]
    .filter((link) => link !== undefined).map(nameOf).filter((name, place, all) => name && all.indexOf(name) === place);
  return chain.length ? say("according") + chain[0] + chain.slice(1).map((name) => say("via") + name).join("") : "";
}

function tellingCard(telling, event) {
  const article = articleOf(telling);
  const card = make("div", markedSentence(telling, event), { className: "telling" });
  const line = make("p", [[article.outletName, article.date, termOf(telling.modality)].filter(Boolean).join(" · "), " "]);
  const address = article.url && addressOf(article, telling.text);
  if (address) line.append(make("a", say("open") + " ↗", { href: address, target: "_blank", rel: "noopener noreferrer" }));
  card.append(make("p", sourceChain(telling, article)), line);
  if (article.title) card.append(make("p", `《${article.title}》`));
  return card;
}

function eventItem(index, open) {
  const event = THINGS[index];
  const item = make("details", make("summary", [make("time", event.day || say("undated")), make("span", word(event)), chip(event)]));
  const fill = () => {
    if (item.childElementCount > 1) return;
    const body = make("div", make("p", press(typeName(event) + " →", () => choose(index)), { className: "whole" }));
    body.append(...event.tellings.map((telling) => tellingCard(telling, event)));
    item.append(body);
  };
  item.addEventListener("toggle", () => item.open && fill());
  if (open) { fill(); item.open = true; }
  return item;
}

// ------------------------------------------------------------------------------------------------------------ panel

function showPanel(content) {
  const panel = byId("panel");
  panel.replaceChildren(press("×", () => closePanel(), "close", { "aria-label": say("close") }), ...content);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function heading(thing, index) {
  const kind = make("p", [signOf(thing), typeName(thing)], { className: "kind" });
  if (thing.event) kind.append(chip(thing), make("span", `${originsOf(thing).length} ${say("independent")}`));
  if (thing.contested) kind.append(make("span", say("contested"), { className: "chip CounterFactual" }));
  return [make("h3", word(thing)), kind, actions(index)];
}
function actions(index) {
  const here = state.around.length === 1 && state.around[0] === index;
  return make("p", [
    press(say(here ? "whole" : "around"), () => toggleAround(index), "act", { id: "around" }),
    ...(here ? [press(`${say("further")} (${state.hops})`, () => change((view) => { view.hops = Math.min(9, view.hops + 1); }), "act", { id: "further" })] : []),
    press(say("path"), () => startPath(index), "act", { id: "path" }),
    press(say("hide"), () => hide(index), "act", { id: "hide" }),
  ], { className: "acts" });
}

function rows(pairs) {
  const list = make("dl");
  for (const [key, value] of pairs) {
    if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) continue;
    list.append(make("dt", key), make("dd", value));
  }
  return list;
}
const linksTo = (indexes) => indexes.flatMap((index, place) => [
  ...(place ? ["、"] : []), typeof index === "number" ? press(nameOf(index), () => choose(index)) : nameOf(index),
]);

function showEntity(index) {
  const thing = THINGS[index], joined = (key) => (thing[key] || []).join("、");
  const other = isZh() ? thing.en : thing.zh;
  const names = [...(other && other !== word(thing) ? [other] : []), ...(thing.names || [])].join("、");
  const all = eventsOf(index).sort((a, b) => (THINGS[b].day || "").localeCompare(THINGS[a].day || "") || a - b);
  const told = all.filter((event) => eventPasses(THINGS[event], event)), out = all.filter((event) => !told.includes(event)), rest = make("div");
  if (out.length) rest.append(press(`${say("filteredOut")} (${out.length})`, () => rest.replaceChildren(...out.map((event) => eventItem(event, false))), "act", { id: "filtered-out" }));
  showPanel([...heading(thing, index), rows([[say("names"), names], [say("misspelt"), joined("misspelt")], [say("holds"), joined("holds")], [say("held"), joined("held")],
    [say("represents"), joined("represents")]]), make("h2", `${say("timeline")} · ${told.length}`), ...told.map((event, place) => eventItem(event, place < 1)), rest]);
}

function showEvent(index) {
  const event = THINGS[index];
  const time = [dayOf(event), event.timeText && `「${event.timeText}」`].filter(Boolean).join(" ");
  const roles = Object.entries(event.roles).map(([role, who]) => [termOf(role), linksTo(role === "participant" && event.roles.actor ? who.filter((one) => !event.roles.actor.includes(one) && !(event.roles.recipient || []).includes(one)) : who)]);
  showPanel([...heading(event, index), rows([[say("when"), time], [say("duration"), event.duration], [say("quote"), event.quote], ...roles]),
    make("h2", `${say("evidence")} · ${event.tellings.length}`), ...event.tellings.map((telling) => tellingCard(telling, event))]);
}

function showEdge(i) {
  const edge = EDGES[i], events = (seen.lineOf && seen.lineOf.get(i)) || edge.events || [];
  if (edge.kind !== "line" && events.length === 1) return showEvent(events[0]);
  const title = `${nameOf(edge.from)} ${edge.both ? "↔" : "→"} ${nameOf(edge.to)}`;
  const what = edge.kind === "line" ? word(DATA.types[edge.is], edge.is) : termOf(edge.is);
  showPanel([make("h3", title), make("p", what, { className: "kind" }), make("h2", `${say("evidence")} · ${events.length}`), ...events.map((event, place) => eventItem(event, place < 3))]);
}

function showPath() {
  const [from, to] = state.path, paths = pathsBetween(from, to, state.regardless ? null : THINGS.map(passes));
  const title = [make("h3", `${nameOf(from)} … ${nameOf(to)}`), make("p", [say("pathBetween"), state.regardless ? say("unfiltered") : "", press(say("whole"), () => change((view) => { view.path = []; }), "act")], { className: "kind" })];
  if (!paths.length) {
    showPanel([...title, make("p", say("noPath"), { className: "empty" }), ...(state.regardless ? [] : [make("p", press(say("pathAnyway"), () => change((view) => { view.regardless = true; }), "act", { id: "anyway" }))])]);
    return;
  }
  showPanel([...title, ...paths.slice(0, 6).map((path) => make("ol", path.map((index) => make("li",
    THINGS[index].event ? eventItem(index, paths.length === 1) : press([signOf(THINGS[index]), nameOf(index)], () => choose(index), "party"))), { className: "path" }))]);
}
