"use strict";
// What the page says, in Chinese and in English.
const SAY = {
  search: ["搜索人名、机构、事件、原文（简繁皆可）", "Search names, events, sentences; either script"],
  legend: ["筛选", "Filters"],
  fit: ["全图", "Fit"],
  reset: ["重置", "Reset"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  lines: ["事件画成线", "Events as lines"],
  points: ["事件画成点", "Events as points"],
  other: ["English", "中文"],
  otherHint: ["Switch to English", "切换到中文"],
  png: ["存为图片", "Save as PNG"],
  turtle: ["存为 Turtle", "Save as Turtle"],
  copy: ["复制链接", "Copy link"],
  copied: ["链接已复制", "Link copied"],
  uncopied: ["请从地址栏复制链接", "Copy the link from the address bar"],
  help: ["帮助", "Help"],
  overview: ["概览", "Overview"],
  entities: ["人与物", "Who and what"],
  events: ["事件", "Events"],
  status: ["是否发生", "Did it happen"],
  edges: ["连线", "Lines"],
  outlets: ["发表的媒体", "Published by"],
  time: ["时间", "Time"],
  weight: ["讲述", "Tellings"],
  Factual: ["实线：已发生", "solid: happened"],
  NonFactual: ["虚线：计划、要求、未证实", "dashed: planned, asked for, unconfirmed"],
  CounterFactual: ["打叉：否认或未发生", "crossed: denied, did not happen"],
  wide: ["越粗：独立媒体越多", "wider: more independent outlets"],
  reports: ["谁报道了什么", "who reports what"],
  facts: ["属于、位于", "belongs to, lies in"],
  unfold: ["展开类型", "show its kinds"],
  only: ["只看", "only"],
  all: ["全部", "all"],
  told: ["至少讲述次数", "Tellings, at least"],
  origins: ["至少独立媒体", "Independent outlets, at least"],
  most: ["画出的事件", "Events drawn"],
  undatedToo: ["也要日期不详的", "undated ones too"],
  from: ["从", "From"],
  to: ["到", "To"],
  names: ["又名", "Also"],
  misspelt: ["误写", "Misspelt"],
  holds: ["现任", "Holds"],
  held: ["曾任", "Held"],
  represents: ["代表", "Represents"],
  timeline: ["时间线", "Timeline"],
  evidence: ["证据", "Evidence"],
  when: ["时间", "When"],
  quote: ["原话", "Words"],
  published: ["发表", "Published"],
  notLater: ["不晚于 *", "not later than *"],
  notEarlier: ["* 起", "since *"],
  notHere: ["本页没有全部事件；未收的有：", "This page does not hold all events; not on it: "],
  undated: ["日期不详", "undated"],
  contested: ["说法不一", "contested"],
  duration: ["时长", "Lasted"],
  independent: ["家独立媒体", "independent outlets"],
  nothing: ["没有找到", "Nothing found"],
  inText: ["原文", "in the text"],
  open: ["打开原文", "Open the article"],
  according: ["据", "According to "],
  via: [" ← 经 ", " ← by way of "],
  close: ["关闭", "Close"],
  around: ["只看周围", "Only its surroundings"],
  hops: ["步", "hops"],
  further: ["再远一步", "One hop further"],
  whole: ["回到全图", "Back to the whole"],
  hide: ["隐藏", "Hide"],
  path: ["到…的路径", "Path to …"],
  pick: ["选另一端：点一个节点，或搜索它", "Pick the other end: click a node, or search for it"],
  cancel: ["取消", "Cancel"],
  pathBetween: ["路径", "Path"],
  noPath: ["在当前筛选下两者不相连。", "Nothing in this view joins the two."],
  pathAnyway: ["不管筛选，再找一次", "Search regardless of filters"],
  unfiltered: ["（包括被筛掉的）", "(with what is filtered out)"],
  steps: ["步", "steps"],
  shown: ["个节点", "nodes"],
  links: ["条连线", "lines"],
  hiddenCount: ["个已隐藏", "hidden"],
  showHidden: ["全部放回", "put back"],
  empty: ["没有符合条件的内容。", "Nothing fits these filters."],
  emptyGraph: ["图里没有事件。请检查读入的文章。", "The graph has no events. Check the articles that were read."],
  loosen: ["去掉筛选", "Drop the filters"],
  unknown: ["链接里的这些不在本页：", "Not on this page, though the link names it: "],
  drawnOf: ["画出讲述最多的", "The most told are drawn:"],
  more: ["画更多", "Draw more"],
  drawAll: ["全部画出", "Draw all"],
  left: ["另有事件不在本页：", "Events not on this page: "],
  how: ["想看它们，用图文件另做一页：", "To see them, make another page of the graph file:"],
  countArticles: ["篇文章", "articles"],
  countOutlets: ["家媒体", "outlets"],
  countEvents: ["个事件", "events"],
  filteredOut: ["也列出被筛掉的", "List what is filtered out too"],
  aroundPage: ["本页围绕", "This page is built around "],
  articles: ["文章", "Articles"],
  topEvents: ["讲述最多的事件", "Most told events"],
  topThings: ["出现最多", "Most present"],
  dates: ["日期", "Dates"],
  hint: [
    "点任一节点或连线看证据，双击只看它的周围，/ 搜索，? 帮助。",
    "Click a node or line for its evidence; double click for its surroundings; / to search, ? for help.",
  ],
  gotIt: ["知道了", "Got it"],
  helpTitle: ["怎么用", "How to use it"],
  helpRows: [
    [
      ["点击", "看证据：每家媒体的原句、日期、消息来源"],
      ["双击", "只看周围；再按一次回到全图"],
      ["Shift + 点击", "从已选节点到这个节点的路径"],
      ["/", "搜索"],
      ["↑ ↓ Enter", "在结果里选"],
      ["Tab、方向键", "在图上移到相邻的节点"],
      ["+  -  0", "放大、缩小、全图"],
      ["h", "隐藏所选"],
      ["f", "只看所选的周围"],
      ["p", "从所选出发找路径"],
      ["l", "事件画成点或线"],
      ["Ctrl + Z / Ctrl + Y", "撤销、重做"],
      ["Esc", "关闭"],
    ],
    [
      ["click", "the evidence: every outlet's sentence, date and source"],
      ["double click", "only its surroundings; again: the whole"],
      ["Shift + click", "the path from the chosen node to this one"],
      ["/", "search"],
      ["↑ ↓ Enter", "choose among the hits"],
      ["Tab, arrow keys", "move to a neighbouring node"],
      ["+  -  0", "zoom in, out, fit"],
      ["h", "hide the chosen"],
      ["f", "only the surroundings of the chosen"],
      ["p", "a path from the chosen"],
      ["l", "events as points or lines"],
      ["Ctrl + Z / Ctrl + Y", "undo, redo"],
      ["Esc", "close"],
    ],
  ],
  helpNote: [
    "地址栏里的链接带着整个画面：筛选、时间、所选、隐藏。发给别人，打开就是同一画面。" +
      "机器读的，可能读错：引用之前请看原文。",
    "The link in the address bar holds the whole view: filters, time, choice, what is hidden. Whoever opens it sees " +
      "the same. A machine read this and may be wrong: check the article before you quote.",
  ],
};
const isZh = () => state.lang === "zh";
const say = (key) => SAY[key][isZh() ? 0 : 1];
function word(record, fallback) {
  if (!record) return fallback;
  if (isZh()) return record.zh;
  return record.en || (record.event ? englishOf(record) : record.zh);
}
// What an event is called in English: its class and its parties, as far as they have English names.
function englishOf(event) {
  const of = (roles) =>
    [...new Set(roles.flatMap((role) => event.roles[role] || []))]
      .filter((index) => typeof index === "number" && !THINGS[index].event)
      .slice(0, 3);
  const first = of(event.roles.actor ? ["actor"] : ["participant"]),
    second = of(["recipient", "destination", "object"]).filter((index) => !first.includes(index));
  const sides = [first, second].filter((side) => side.length).map((side) => side.map(nameOf).join(", "));
  return sides.length ? `${typeName(event)}: ${sides.join(" → ")}` : event.zh;
}
const termOf = (name) => word(DATA.words[name], name);
const nameOf = (index) => (typeof index === "number" ? word(THINGS[index], "") : String(index).split(/[/#]/).pop());
const outletName = (article) => (BY_IRI.has(article.outlet) ? nameOf(BY_IRI.get(article.outlet)) : article.outletName);
const typeName = (thing) => word(DATA.types[thing.type], thing.type);
const SEASONS = { 21: ["春", "spring"], 22: ["夏", "summer"], 23: ["秋", "autumn"], 24: ["冬", "winter"] };
// A day as it is read, not as EDTF writes it: `../2023-05-04` is one not later than that, `2022-22` the summer of 2022.
function dayOf(event) {
  const season = (text) =>
    text.replace(/^(\d{4})-(2[1-4])$/, (_, year, code) =>
      isZh() ? `${year}年${SEASONS[code][0]}` : `${SEASONS[code][1]} ${year}`,
    );
  const [from, to] = (event.edtf || event.begin || event.end || "").split("/");
  if (to === undefined) return season(from);
  if (from === ".." || from === "") return say("notLater").replace("*", season(to));
  return to === ".." || to === "" ? say("notEarlier").replace("*", season(from)) : `${season(from)} – ${season(to)}`;
}
// Both languages for the legend; what stands in brackets is left to the vocabulary.
function both(record) {
  const english = (record.en || "").replace(/\s*\(.*\)/, "");
  if (!english) return make("span", record.zh, { className: "name" });
  return make("span", isZh() ? [record.zh, " ", make("i", english)] : [english, " ", make("i", record.zh)], {
    className: "name",
    title: `${record.zh} ${record.en}`,
  });
}
