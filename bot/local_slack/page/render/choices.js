/** Radio buttons, checkboxes, and pick-many menus (a button that unfolds a list of checkboxes in place). */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { choose, valueOf } from "../chat/form.js";
import { spotKey } from "../chat/press.js";
import { choicesOf } from "./selects.js";
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
  return group("group", spec, place, ticks(spec, spec.options, place));
}

/** Pick any of up to a hundred: chosen ones stay readable while the list is folded. */
export function multiSelect(spec, place) {
  const { ui } = place.col;
  const id = spotKey(place, spec);
  const open = ui.unfolded.has(id);
  const options = choicesOf(spec, place.col);
  const chosen = valueOf(place, spec) ?? [];
  const names = options.filter((option) => chosen.includes(option.value)).map((option) => labelOf(option.text));
  const toggle = () => {
    if (!ui.unfolded.delete(id)) ui.unfolded.add(id);
    place.col.redraw();
  };
  const chips = names.map((name) => h("span", { class: "chip" }, name));
  const face = chips.length ? chips : labelOf(spec.placeholder) || "Choose…";
  const opener = h("button", {
    type: "button",
    id: place.id,
    class: "multi-face",
    "aria-expanded": String(open),
    "aria-labelledby": place.labelId && `${place.labelId} ${place.id}`,
    onclick: toggle,
  }, h("span", { class: "multi-names" }, face), icon("down", 16));
  return group(
    "group",
    spec,
    place,
    [opener, open && h("div", { class: "multi-list" }, ticks(spec, options, place))]
  );
}

function ticks(spec, options, place) {
  const chosen = valueOf(place, spec) ?? [];
  const full = spec.max_selected_items && chosen.length >= spec.max_selected_items;
  return options.map((option) => {
    const checked = chosen.includes(option.value);
    // In the order of the list, so that the same picks always make the same value.
    const stays = (value) => (value === option.value ? !checked : chosen.includes(value));
    const next = options.map((one) => one.value).filter(stays);
    return tick(
      option,
      place,
      { type: "checkbox", checked, disabled: full && !checked, onchange: () => choose(place, spec, next) }
    );
  });
}

function tick(option, place, props) {
  const note = option.description && h(
    "span",
    { class: "tick-note" },
    textOf(option.description, place.col.viewer)
  );
  const words = h("span", { class: "tick-words" }, h("span", null, textOf(option.text, place.col.viewer)), note);
  return h("label", { key: option.value, class: "tick" }, h("input", { ...props, value: option.value }), words);
}

function group(role, spec, place, rows) {
  return h("div", {
    key: `${spec.type}:${spec.action_id}`,
    class: "choices",
    role,
    "data-action-id": spec.action_id,
    "aria-labelledby": place.labelId,
    "aria-describedby": place.describedBy || null, "aria-invalid": place.invalid ? "true" : null,
  }, rows);
}
