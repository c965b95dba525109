"use strict";
// The controls of the legend: a tick, a flag, a number. Each follows the view and changes it.

const sync = []; // each brings a control to what the view says; controls are made once, so that a drag is not cut off
function tick(set, key, content, count, keys) {
  const input = make("input", undefined, { type: "checkbox", "data-key": key });
  const isAlone = () => !state[set].has(key) && keys.every((other) => other === key || state[set].has(other));
  input.addEventListener("change", () =>
    change((view) => {
      if (input.checked) view[set].delete(key);
      else view[set].add(key);
    }),
  );
  const only = press(
    "",
    (event) => {
      const alone = isAlone();
      event.preventDefault();
      change((view) => {
        for (const other of keys) {
          if (alone || other === key) view[set].delete(other);
          else view[set].add(other);
        }
      });
    },
    "only",
    { "data-only": key },
  );
  sync.push(() => {
    input.checked = !state[set].has(key);
    only.textContent = say(isAlone() ? "all" : "only");
  });
  return make("label", [
    input,
    ...content,
    ...(keys.length > 1 ? [only] : []),
    make("small", count, { className: "n" }),
  ]);
}
function flag(key, content) {
  const input = make("input", undefined, { type: "checkbox", "data-key": key });
  input.addEventListener("change", () =>
    change((view) => {
      view[key] = input.checked;
    }),
  );
  sync.push(() => {
    input.checked = state[key];
  });
  return make("label", [input, ...content]);
}
// A number from 1 to `most`, with a slider.
function number(key, most, name) {
  const shown = make("output"),
    slider = make("input", undefined, {
      type: "range",
      min: 1,
      max: most,
      step: 1,
      "data-key": key,
      "aria-label": name,
    });
  slider.addEventListener("input", () =>
    change((view) => {
      view[key] = Number(slider.value);
    }, key),
  );
  sync.push(() => {
    slider.value = state[key];
    shown.textContent = state[key];
  });
  return make("label", [make("span", name, { className: "name" }), shown, slider], { className: "number" });
}
