"use strict";
// What stands in the panel as long as nothing is chosen: what this is, where to begin, what is left out.
const quoted = (text) => (/^[\p{L}\p{N}_.·-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function showOverview() {
  const outlets = COUNTS.outlets.size,
    span = DAYS.length ? (DAYS.length > 1 ? `${DAYS[0]} – ${DAYS[DAYS.length - 1]}` : DAYS[0]) : "";
  const told = EVENTS.filter((index) => eventPasses(THINGS[index], index)).slice(0, 10);
  const present = THINGS.map((_, index) => index)
    .filter((index) => !THINGS[index].event && passes(THINGS[index], index) && BESIDE[index].size)
    .sort((a, b) => BESIDE[b].size - BESIDE[a].size || a - b)
    .slice(0, 12);
  showPanel([
    make("h3", DATA.title || (isZh() ? "这些新闻讲了什么" : "What this news tells")),
    make(
      "p",
      [
        [
          [ARTICLES.length, "countArticles"],
          [outlets, "countOutlets"],
          [EVENTS.length, "countEvents"],
        ]
          .map(([count, name]) => `${count} ${say(name)}`)
          .join(" · "),
        span && make("br"),
        span,
      ].filter(Boolean),
      { className: "kind block" },
    ),
    make("p", say("hint"), { className: "notice" }),
    ...(DATA.focus.length
      ? [
          make("p", [say("aroundPage"), ...linksTo(DATA.focus), ` (${DATA.hops} ${say("hops")})`], {
            className: "notice",
          }),
        ]
      : []),
    ...leftOut(),
    ...(told.length ? [make("h2", say("topEvents")), ...told.map((index) => eventButton(index))] : []),
    ...(present.length
      ? [
          make("h2", say("topThings")),
          make(
            "p",
            present.map((index) => press([signOf(THINGS[index]), nameOf(index)], () => choose(index), "party")),
            { className: "parties" },
          ),
        ]
      : []),
    ...(ARTICLES.length
      ? [make("h2", `${say("articles")} · ${ARTICLES.length}`), ...ARTICLES.slice(0, 200).map(articleLine)]
      : []),
  ]);
}
function eventButton(index) {
  const event = THINGS[index];
  return press(
    [
      signOf(event),
      make("span", word(event)),
      make("small", [event.day || "", event.tellings.length > 1 ? ` ×${event.tellings.length}` : ""]),
    ],
    () => choose(index),
    "row",
  );
}
function articleLine(article, index) {
  const url = article.url && addressOf(article, ""),
    about = [outletName(article), article.date].filter(Boolean).join(" · ");
  const title = url
    ? make("a", article.title, { href: url.replace(/#?:~:text=$/, ""), target: "_blank", rel: "noopener noreferrer" })
    : article.title;
  const toggle = press(say(state.article === index ? "all" : "only"), () => onlyArticle(index), "link small");
  return make("p", [title, make("br"), make("small", about), " ", toggle], { className: "article" });
}
// Says what the page does not hold, and how to see it.
function leftOut() {
  if (!DATA.leftOut) return [];
  const most = [...THINGS.keys()].filter((index) => !THINGS[index].event);
  most.sort((a, b) => BESIDE[b].size - BESIDE[a].size);
  const thing = state.chosen ?? DATA.focus[0] ?? most[0],
    hops = DATA.focus.includes(thing) ? DATA.hops + 1 : 2;
  const name = thing === undefined ? "NAME" : quoted(THINGS[thing].zh);
  return [
    make(
      "div",
      [
        make("p", say("left") + DATA.leftOut),
        make("p", say("how")),
        make("code", `newsgraph page out/graph.ttl --focus=${name} --hops ${hops} -o page.html`),
        make("code", `newsgraph page out/graph.ttl --most ${EVENTS.length + DATA.leftOut} -o page.html`),
      ],
      { className: "notice", id: "left-out" },
    ),
  ];
}

function showHelp() {
  const list = make(
    "dl",
    SAY.helpRows[isZh() ? 0 : 1].flatMap(([key, what]) => [make("dt", make("kbd", key)), make("dd", what)]),
  );
  byId("help").replaceChildren(
    press("×", () => byId("help").close(), "close", { "aria-label": say("close") }),
    make("h3", say("helpTitle")),
    list,
    make("p", say("helpNote")),
    ...leftOut(),
  );
  byId("help").showModal();
}
