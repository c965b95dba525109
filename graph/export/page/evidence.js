"use strict";
// Evidence: the sentence of a telling with its parts marked, who says so, and where to read it.

// The article's address with a text fragment, so that the browser scrolls to the sentence; null unless http or https.
function addressOf(article, sentence) {
  let url;
  try {
    url = new URL(article.url);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const chars = Array.from(sentence.replace(/[。！？!?；;]+$/u, ""));
  const escape = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
  const text =
    chars.length <= 24
      ? escape(chars.join(""))
      : `${escape(chars.slice(0, 10).join(""))},${escape(chars.slice(-10).join(""))}`;
  return url.href + (url.hash ? "" : "#") + ":~:text=" + text;
}

// The sentence with its trigger and the names of the event's parties marked. `at` counts code points, strings do not.
function markedSentence(telling, event) {
  const text = telling.text,
    at = telling.at < 0 ? -1 : Array.from(text).slice(0, telling.at).join("").length;
  const spans =
    at >= 0 && telling.trigger && text.startsWith(telling.trigger, at)
      ? [[at, at + telling.trigger.length, "mark"]]
      : [];
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
  const parties = Object.values(event.roles)
    .flat()
    .filter((index) => typeof index === "number" && !THINGS[index].event)
    .map((index) => THINGS[index]);
  const names = parties.flatMap((thing) => [thing.zh, thing.en, ...(thing.names || []), ...(thing.misspelt || [])]);
  return [...new Set(names)].filter((name) => name && name.length > 1).sort((a, b) => b.length - a.length);
}

function sourceChain(telling, article) {
  const before = [telling.source, ...(telling.relays || [])].filter((link) => link !== undefined).map(nameOf);
  const chain = [...before, outletName(article)].filter((name, place, all) => name && all.indexOf(name) === place);
  return chain.length
    ? say("according") +
        chain[0] +
        chain
          .slice(1)
          .map((name) => say("via") + name)
          .join("")
    : "";
}

function tellingCard(telling, event) {
  const article = articleOf(telling);
  const card = make("div", markedSentence(telling, event), { className: "telling" });
  const line = make("p", [
    [outletName(article), article.date, termOf(telling.modality)].filter(Boolean).join(" · "),
    " ",
  ]);
  const address = article.url && addressOf(article, telling.text);
  if (address)
    line.append(make("a", say("open") + " ↗", { href: address, target: "_blank", rel: "noopener noreferrer" }));
  card.append(make("p", sourceChain(telling, article)), line);
  if (article.title) card.append(make("p", `《${article.title}》`));
  return card;
}

function eventItem(index, open) {
  const event = THINGS[index];
  const item = make(
    "details",
    make("summary", [make("time", event.day || say("undated")), make("span", word(event)), chip(event)]),
  );
  const fill = () => {
    if (item.childElementCount > 1) return;
    const body = make(
      "div",
      make(
        "p",
        press(typeName(event) + " →", () => choose(index)),
        { className: "whole" },
      ),
    );
    body.append(...event.tellings.map((telling) => tellingCard(telling, event)));
    item.append(body);
  };
  item.addEventListener("toggle", () => item.open && fill());
  if (open) {
    fill();
    item.open = true;
  }
  return item;
}
