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
  return groupsOf(spec, col).map(({ label, options }) => (
    label ? h("optgroup", { label }, options.map(drawn)) : options.map(drawn)
  ));
}

function drawn(option) {
  return h("option", { value: option.value }, labelOf(option.text));
}

/** The options of any select as [{label, options}]; people and channels come from the state. */
export function groupsOf(spec, col) {
  const named = (value, text) => ({ value, text: { type: "plain_text", text } });
  if (spec.type.includes("users_select")) {
    const people = col.state.members.filter((one) => !one.deleted);
    return [{ options: people.map((one) => named(one.id, one.real_name ?? one.name)) }];
  }
  if (/conversations|channels/.test(spec.type)) {
    const rooms = col.state.channels.filter((one) => one.kind !== "dm");
    return [{ options: rooms.map((one) => named(one.id, `#${one.name}`)) }];
  }
  if (!spec.option_groups) return [{ options: spec.options ?? [] }];
  return spec.option_groups.map((one) => ({ label: labelOf(one.label), options: one.options }));
}
