/** Radio buttons and checkboxes. */

import { h } from "../dom.js";
import { choose, valueOf } from "../chat/form.js";
import { spotKey } from "../chat/press.js";
import { labelOf, textOf } from "./text.js";

/** Pick exactly one of up to ten. */
export function radioButtons(spec, place) {
  const chosen = valueOf(place, spec);
  const name = spotKey(place, spec);
  const rows = spec.options.map((option) => tick(option, place, {
    type: "radio", name, checked: option.value === chosen, onchange: () => choose(place, spec, option.value),
  }));
  return group("radiogroup", spec, place, rows);
}

/** Pick any of up to ten. */
export function checkboxes(spec, place) {
  const chosen = valueOf(place, spec) ?? [];
  const rows = spec.options.map((option) => {
    const checked = chosen.includes(option.value);
    // In the order of the list, so that the same picks always make the same value.
    const stays = (value) => (value === option.value ? !checked : chosen.includes(value));
    const next = spec.options.map((one) => one.value).filter(stays);
    return tick(option, place, { type: "checkbox", checked, onchange: () => choose(place, spec, next) });
  });
  return group("group", spec, place, rows);
}

/** One row: its mark, its words, its description. */
export function tick(option, place, props) {
  const note = option.description && h(
    "span",
    { class: "tick-note" },
    textOf(option.description, place.col.viewer)
  );
  const words = h("span", { class: "tick-words" }, h("span", null, textOf(option.text, place.col.viewer)), note);
  return h("label", { key: option.value, class: "tick" }, h("input", { ...props, value: option.value }), words);
}

/** The rows of one element under its label. */
export function group(role, spec, place, rows) {
  return h("div", {
    key: `${spec.type}:${spec.action_id}`,
    class: "choices",
    role,
    "data-action-id": spec.action_id,
    "aria-labelledby": place.labelId,
    "aria-describedby": place.describedBy || null, "aria-invalid": place.invalid ? "true" : null,
  }, rows);
}
