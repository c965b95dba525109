"use strict";
// The words of the page, and the panel beside the graph. Every text of an article goes through textContent: see `make`.
const DATA = JSON.parse(document.getElementById("data").textContent);
const THINGS = DATA.things, EDGES = DATA.edges;
let LANG = DATA.language;

const SAY = {
  search: ["搜索名称、别名（简繁皆可）", "Search a name or alias, either script"],
  legend: ["图例", "Legend"], fit: ["全图", "Fit"], reset: ["重置", "Reset"],
  lines: ["事件画成线", "Events as lines"], points: ["事件画成点", "Events as points"], other: ["English", "中文"],
  entities: ["实体 Entities", "Entities 实体"], events: ["事件 Events", "Events 事件"], status: ["状态 Status", "Status 状态"],
  edges: ["连线 Lines", "Lines 连线"], outlets: ["媒体 Outlets", "Outlets 媒体"], time: ["时间 Time", "Time 时间"],
  solid: ["已发生 happened", "happened 已发生"], dashed: ["计划或传闻 claimed", "claimed 计划或传闻"],
  denied: ["否认或未发生 denied", "denied 否认或未发生"], reports: ["谁报道 who reports it", "who reports it 谁报道"],
  facts: ["代表、位于 represents, lies in", "represents, lies in 代表、位于"],
  names: ["又名", "Also"], holds: ["现任", "Holds"], held: ["曾任", "Held"], represents: ["代表", "Represents"],
  timeline: ["时间线", "Timeline"], evidence: ["证据", "Evidence"], when: ["时间", "When"], quote: ["原话", "Words"],
  undated: ["日期不详", "undated"], contested: ["说法不一", "contested"], duration: ["时长", "Lasted"],
  nothing: ["没有找到", "Nothing found"], open: ["打开原文", "Open the article"], according: ["据", "According to "],
  via: [" ← 经 ", " ← by way of "], close: ["关闭", "Close"], around: ["只看周围", "Only its neighbours"],
  whole: ["看全图", "Whole graph"], shown: ["个节点", "nodes"], links: ["条连线", "lines"],
  left: ["未画出的事件（提及最少）：", "least told events left out:"],
};
const say = (key) => SAY[key][LANG === "zh" ? 0 : 1];
const word = (record, fallback) => (record ? (LANG === "en" && record.en) || record.zh : fallback);
const termOf = (name) => word(DATA.words[name], name);
const nameOf = (index) => (typeof index === "number" ? word(THINGS[index], "") : String(index).split(/[/#]/).pop());
// Both languages for the legend; what stands in brackets is left to the vocabulary.
const both = (record) => make("span", record.en ? [record.zh, " ", make("i", record.en.replace(/\s*\(.*\)/, ""))] : record.zh);
const KINDS = { Happened: "Factual", Ongoing: "Factual", Negated: "CounterFactual", Denied: "CounterFactual" };
const kindOf = (status) => KINDS[status] || "NonFactual";

function make(tag, content, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (name === "className") element.className = value;
    else element.setAttribute(name, value);
  }
  for (const item of content === undefined ? [] : [].concat(content)) {
    element.append(item instanceof Node ? item : document.createTextNode(String(item)));
  }
  return element;
}

function sign(shape, color) {
  const paths = {
    dot: "M8 2a6 6 0 1 0 .01 0z", square: "M3 3h10v10H3z", diamond: "M8 2l6 6-6 6-6-6z", hexagon: "M5 2.8h6l3 5.2-3 5.2H5L2 8z",
    triangle: "M8 2l6.5 11.5h-13z", triangleDown: "M1.5 2.5h13L8 14z", star: "M8 1.5l2 4.6 5 .4-3.8 3.2 1.2 4.9L8 12l-4.4 2.6 1.2-4.9L1 6.5l5-.4z",
  };
  return drawing("sign", "0 0 16 16", { d: paths[shape] || paths.dot, fill: color });
}
function stroke(color, dashes) {
  return drawing("stroke", "0 0 34 10", { d: "M1 5h32", stroke: color, "stroke-width": 2, fill: "none", ...(dashes && { "stroke-dasharray": dashes }) });
}
function drawing(className, box, attributes) {
  const space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
  svg.setAttribute("class", className); svg.setAttribute("viewBox", box); svg.setAttribute("aria-hidden", "true");
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

// --------------------------------------------------------------------------------------------------------- evidence

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
  const names = parties.flatMap((thing) => [thing.zh, thing.en, ...(thing.names || []), ...(thing.keys || [])]);
  return [...new Set(names)].filter((name) => name && name.length > 1).sort((a, b) => b.length - a.length);
}

function sourceChain(telling, article) {
  const chain = [telling.source, ...(telling.relays || []), article && article.outlet !== undefined ? outletIndex(article) : undefined]
    .filter((link) => link !== undefined).map(nameOf).filter((name, place, all) => name && all.indexOf(name) === place);
  return chain.length ? say("according") + chain[0] + chain.slice(1).map((name) => say("via") + name).join("") : "";
}
const BY_IRI = new Map(THINGS.map((thing, index) => [thing.iri, index]));
const outletIndex = (article) => BY_IRI.has(article.outlet) ? BY_IRI.get(article.outlet) : article.outletName;

function tellingCard(telling, event) {
  const article = DATA.articles[telling.article];
  const card = make("div", markedSentence(telling, event), { className: "telling" });
  const facts = [article && article.outletName, article && article.date, termOf(telling.modality)].filter(Boolean).join(" · ");
  const line = make("p", [facts, " "]);
  const address = article && article.url && addressOf(article, telling.text);
  if (address) line.append(make("a", say("open") + " ↗", { href: address, target: "_blank", rel: "noopener noreferrer" }));
  card.append(make("p", sourceChain(telling, article)), line);
  if (article) card.append(make("p", `《${article.title}》`));
  return card;
}

const chip = (event) => make("span", termOf(event.status), { className: `chip ${kindOf(event.status)}` });
const dayOf = (event) => event.edtf || event.begin || event.end || "";

function eventItem(index, open) {
  const event = THINGS[index];
  const item = make("details", make("summary", [make("time", event.day || say("undated")), make("span", word(event)), chip(event)]));
  const fill = () => {
    if (item.childElementCount > 1) return;
    const body = make("div");
    body.append(make("p", make("button", typeName(event) + " →", { className: "link", type: "button", onclick: () => choose(index) }), { className: "whole" }));
    for (const telling of event.tellings) body.append(tellingCard(telling, event));
    item.append(body);
  };
  item.addEventListener("toggle", () => item.open && fill());
  if (open) { fill(); item.open = true; }
  return item;
}

const typeName = (thing) => word(DATA.types[thing.type], thing.type);

// ------------------------------------------------------------------------------------------------------------ panel

function showPanel(content) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(make("button", "×", { className: "close", type: "button", "aria-label": say("close"), onclick: () => choose(null) }), ...content);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function heading(thing, index) {
  const type = DATA.types[thing.type];
  const parts = [make("h3", word(thing))];
  const kind = make("p", [sign(type.shape, type.color), typeName(thing)], { className: "kind" });
  if (thing.event) kind.append(chip(thing));
  if (thing.contested) kind.append(make("span", say("contested"), { className: "chip CounterFactual" }));
  kind.append(make("button", say("around"), { className: "link", type: "button", id: "around", onclick: () => focusOn(index) }));
  return [...parts, kind];
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
  ...(place ? ["、"] : []),
  typeof index === "number" ? make("button", nameOf(index), { className: "link", type: "button", onclick: () => choose(index) }) : nameOf(index),
]);

function showEntity(index) {
  const thing = THINGS[index], joined = (key) => (thing[key] || []).join("、");
  const other = LANG === "en" ? thing.zh : thing.en;
  const names = [...(other && other !== word(thing) ? [other] : []), ...(thing.names || [])].join("、");
  const told = eventsOf(index).sort((a, b) => (THINGS[b].day || "").localeCompare(THINGS[a].day || "") || a - b);
  showPanel([...heading(thing, index), rows([[say("names"), names], [say("holds"), joined("holds")], [say("held"), joined("held")],
    [say("represents"), joined("represents")]]), make("h2", `${say("timeline")} · ${told.length}`), ...told.map((event, place) => eventItem(event, place < 2))]);
}

function showEvent(index) {
  const event = THINGS[index];
  const time = [dayOf(event), event.timeText && `「${event.timeText}」`].filter(Boolean).join(" ");
  const roles = Object.entries(event.roles).filter(([role]) => role !== "participant" || !event.roles.actor).map(([role, who]) => [termOf(role), linksTo(who)]);
  showPanel([...heading(event, index), rows([[say("when"), time], [say("duration"), event.duration], [say("quote"), event.quote], ...roles]),
    make("h2", `${say("evidence")} · ${event.tellings.length}`), ...event.tellings.map((telling) => tellingCard(telling, event))]);
}

function showEdge(edge) {
  const events = edge.events || [];
  if (edge.kind !== "direct" && events.length === 1) return showEvent(events[0]);
  const title = `${nameOf(edge.from)} ${edge.both ? "↔" : "→"} ${nameOf(edge.to)}`;
  showPanel([make("h3", title), make("p", termOf(edge.is), { className: "kind" }), make("h2", `${say("evidence")} · ${events.length}`),
    ...events.map((event, place) => eventItem(event, place < 3))]);
}

// The events in which an entity stands, however hidden they are on the picture.
function eventsOf(index) {
  const found = new Set();
  for (const edge of EDGES) {
    if (edge.kind !== "role" || (edge.from !== index && edge.to !== index)) continue;
    for (const event of edge.events) found.add(event);
  }
  return [...found];
}
