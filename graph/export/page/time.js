"use strict";
// The filter of time.

// Days on a scale of their own, each as wide as the other, with a bar for the events of each; and the days as dates.
function timeRange() {
  const dated = new Map(),
    fromInput = dateInput("from"),
    toInput = dateInput("to");
  for (const index of EVENTS) if (THINGS[index].day) bump(dated, THINGS[index].day);
  const last = DAYS.length - 1,
    highestBar = highest([...dated.values()]),
    bins = Math.min(DAYS.length, 56);
  const bars = drawing(
    "bars",
    `0 0 ${bins} 24`,
    Array.from({ length: bins }, (_, bin) => {
      const days = DAYS.slice(
        Math.floor((bin * DAYS.length) / bins),
        Math.max(Math.floor(((bin + 1) * DAYS.length) / bins), Math.floor((bin * DAYS.length) / bins) + 1),
      );
      const high = Math.max(1.5, 24 * Math.sqrt(Math.max(...days.map((day) => dated.get(day) || 0)) / highestBar));
      return [
        "rect",
        {
          x: bin + 0.12,
          width: 0.76,
          y: 24 - high,
          height: high,
          "data-from": days[0],
          "data-to": days[days.length - 1],
        },
      ];
    }),
  );
  bars.setAttribute("preserveAspectRatio", "none");
  const first = (day) => {
    const place = DAYS.findIndex((other) => other >= day);
    return place < 0 ? last : place;
  };
  const latest = (day) => {
    const after = DAYS.findIndex((other) => other > day);
    return after < 0 ? last : Math.max(0, after - 1);
  };
  const sliders = ["from", "to"].map((end) => {
    const slider = make("input", undefined, {
      type: "range",
      min: 0,
      max: last,
      step: 1,
      "data-key": end,
      "aria-label": say(end),
    });
    slider.addEventListener("input", () => {
      const other = Number(sliders[end === "from" ? 1 : 0].value),
        at = end === "from" ? Math.min(Number(slider.value), other) : Math.max(Number(slider.value), other);
      slider.value = at;
      change((view) => {
        view[end] = (end === "from" && at === 0) || (end === "to" && at === last) ? "" : DAYS[at];
      }, "time");
    });
    return slider;
  });
  const undated = EVENTS.filter((index) => !THINGS[index].day).length,
    withUndated = flag("undated", [make("span", `${say("undatedToo")} (${undated})`, { className: "name" })]);
  sync.push(() => {
    sliders[0].value = state.from ? first(state.from) : 0;
    sliders[1].value = state.to ? latest(state.to) : last;
    fromInput.value = state.from || DAYS[0];
    toInput.value = state.to || DAYS[last];
    for (const bar of bars.children)
      bar.classList.toggle(
        "out",
        Boolean((state.from && bar.dataset.to < state.from) || (state.to && bar.dataset.from > state.to)),
      );
    withUndated.hidden = !undated || !(state.from || state.to);
  });
  return [
    make("div", [bars, ...sliders], { className: "range" }),
    make("div", [fromInput, "–", toInput], { className: "days" }),
    withUndated,
  ];
}
function dateInput(end) {
  const input = make("input", undefined, {
    type: "date",
    min: DAYS[0],
    max: DAYS[DAYS.length - 1],
    "data-day": end,
    "aria-label": say(end),
  });
  input.addEventListener("change", () =>
    change((view) => {
      view[end] = input.value === (end === "from" ? DAYS[0] : DAYS[DAYS.length - 1]) ? "" : input.value;
    }, "time"),
  );
  return input;
}
