/** Pick-one menus as native selects: they work with any keyboard, screen reader and thumb. */

import { h } from "../dom.js";
import { choose, valueOf } from "../chat/form.js";
import { labelOf } from "./text.js";

/** static_select, users_select, conversations_select, channels_select. */
export function select(spec, place) {
  const value = valueOf(place, spec) ?? "";
  const prompt = labelOf(spec.placeholder) || "Choose…";
  const props = {
    id: place.id, class: "select", "data-action-id": spec.action_id, value,
    "aria-label": place.labelId ? null : prompt, "aria-required": place.required ? "true" : null,
    "aria-invalid": place.invalid ? "true" : null, "aria-describedby": place.describedBy || null,
    onchange: (event) => choose(place, spec, event.target.value || null),
  };
  const empty = h("option", { value: "", disabled: Boolean(place.required) }, prompt);
  return h(
    "span",
    { key: `select:${spec.action_id}`, class: "select-box" },
    h("select", props, empty, optionsOf(spec, place.col))
  );
}

function optionsOf(spec, col) {
  if (spec.option_groups) {
    return spec.option_groups.map((group) => h(
      "optgroup",
      { label: labelOf(group.label) },
      group.options.map(drawn)
    ));
  }
  return choicesOf(spec, col).map(drawn);
}

function drawn(option) {
  return h("option", { value: option.value }, labelOf(option.text));
}

/** The options of any select as Block Kit options; people and channels come from the state. */
export function choicesOf(spec, col) {
  const named = (id, text) => ({ value: id, text: { type: "plain_text", text } });
  if (spec.type.includes("users_select")) return col.state.members.map((one) => named(
    one.id,
    one.real_name ?? one.name
  ));
  if (/conversations|channels/.test(spec.type)) {
    return col.state.channels.filter((one) => one.kind !== "dm").map((one) => named(one.id, `#${one.name}`));
  }
  return spec.options ?? (spec.option_groups ?? []).flatMap((group) => group.options);
}
