/** Typed inputs: text with a counter, numbers, addresses. */

import { h } from "../dom.js";
import { keep, tell, valueOf } from "../chat/form.js";
import { labelOf } from "./text.js";

const KINDS = { number_input: "number", email_text_input: "email", url_text_input: "url" };
const LAST_WORDS = 60;
const SHORT = 100;
const LAST_LETTERS = 10;

/** plain_text_input and its relatives; multiline grows with its text. */
export function textInput(spec, place) {
  const value = valueOf(place, spec) ?? "";
  const shared = {
    ...described(spec, place),
    class: "text-input",
    value,
    placeholder: labelOf(spec.placeholder),
    maxlength: spec.max_length,
    oninput: (event) => typed(place, spec, event.target.value), onkeydown: (event) => entered(event, place, spec),
  };
  const field = spec.multiline
    ? h("textarea", { ...shared, rows: 3 })
    : h("input", { ...shared, ...bounds(spec), type: KINDS[spec.type] ?? "text", autocomplete: "off" });
  return h("div", { key: `text:${spec.action_id}`, class: "text-field" }, field, counter(spec, value));
}

/** What every field tells about itself: its label, whether it is required or wrong, whether it wants the focus. */
export function described(spec, place) {
  return {
    id: place.id, "data-action-id": spec.action_id, "data-focus-on-load": spec.focus_on_load ? "true" : null,
    "aria-required": place.required ? "true" : null,
    "aria-label": place.labelId ? null : labelOf(spec.placeholder) || spec.type,
    "aria-invalid": place.invalid ? "true" : null, "aria-describedby": place.describedBy || null,
  };
}

/** A number keeps its keys and its limits. */
function bounds(spec) {
  if (spec.type !== "number_input") return {};
  return { min: spec.min_value, max: spec.max_value, step: spec.is_decimal_allowed ? "any" : "1" };
}

function counter(spec, value) {
  if (!spec.max_length || value.length < spec.max_length - warnsAt(spec.max_length)) return null;
  const left = spec.max_length - value.length;
  return h("span", { class: left < 1 ? "counter counter-full" : "counter" }, `${left} left`);
}

/** How many are left when the counter appears: a name gets none until it is nearly full. */
function warnsAt(most) {
  return most <= SHORT ? LAST_LETTERS : Math.max(LAST_WORDS, most / 2);
}

function listensTo(spec, trigger) {
  return (spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]).includes(trigger);
}

function typed(place, spec, text) {
  keep(place, spec, text);
  if (place.dispatch && listensTo(spec, "on_character_entered")) tell(place, spec, "fill", text);
}

function entered(event, place, spec) {
  if (event.key !== "Enter" || event.shiftKey || !place.dispatch || !listensTo(spec, "on_enter_pressed")) return;
  event.preventDefault();
  tell(place, spec, "fill", event.target.value);
}
