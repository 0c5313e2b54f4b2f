/**
 * Dates and times: the browser's own pickers, under words that nobody can misread (is 10/05 in May or in October?).
 * The words give way to the browser's field while it has the focus.
 */

import { h } from "../dom.js";
import { choose, valueOf } from "../chat/form.js";
import { formatted, secondsAt, wallAt } from "./dates.js";
import { described } from "./inputs.js";
import { labelOf } from "./text.js";

/** datepicker: value is 2026-03-14. */
export function dateInput(spec, place) {
  const value = valueOf(place, spec);
  const words = value && formatted(Date.parse(`${value}T12:00Z`), "date_day", "UTC");
  return picker({ type: "date", wall: value, words, meaning: (text) => text }, spec, place);
}

/** timepicker: value is 21:14; the zone that the app names stands beside it. */
export function timeInput(spec, place) {
  const value = valueOf(place, spec);
  const field = picker({ type: "time", wall: value, words: value, meaning: (text) => text }, spec, place);
  if (!spec.timezone) return field;
  const zone = h("span", { class: "zone" }, `${spec.timezone.replaceAll("_", " ")} time`);
  return h("span", { key: `zoned:${spec.action_id}`, class: "zoned" }, field, zone);
}

/** datetimepicker: value is whole seconds since the epoch, shown on the clock of the viewing person. */
export function momentInput(spec, place) {
  const { tz } = place.col.viewer;
  const value = valueOf(place, spec);
  const wall = value && wallAt(value, tz);
  const words = value && `${formatted(value * 1000, "date_day", tz)}, ${wall.slice(11)}`;
  return picker({ type: "datetime-local", wall, words, meaning: (text) => secondsAt(text, tz) }, spec, place);
}

function picker({ type, wall, words, meaning }, spec, place) {
  const prompt = labelOf(spec.placeholder) || (type === "time" ? "Choose a time" : "Choose a date");
  const face = h(
    "span",
    { class: words ? "when-face" : "when-face when-empty", "aria-hidden": "true" },
    h("span", { class: "when-words" }, words || prompt)
  );
  const field = h("input", {
    ...described(spec, place),
    type,
    class: "text-input when-input",
    value: wall ?? "",
    onchange: (event) => choose(place, spec, event.target.value ? meaning(event.target.value) : null),
  });
  return h("span", { key: `${type}:${spec.action_id}`, class: `when when-${type}` }, field, face);
}
