/** What a person has filled in and not yet sent, per view; and which field is wrong. */

import { delivered } from "./press.js";

const PICKED = {
  static_select: (spec) => spec.initial_option?.value, radio_buttons: (spec) => spec.initial_option?.value,
  checkboxes: (spec) => spec.initial_options?.map((one) => one.value),
  multi_static_select: (spec) => spec.initial_options?.map((one) => one.value),
  multi_users_select: (spec) => spec.initial_users, users_select: (spec) => spec.initial_user,
  conversations_select: (spec) => spec.initial_conversation, channels_select: (spec) => spec.initial_channel,
  multi_conversations_select: (spec) => spec.initial_conversations,
  multi_channels_select: (spec) => spec.initial_channels,
  datepicker: (spec) => spec.initial_date, timepicker: (spec) => spec.initial_time,
  datetimepicker: (spec) => spec.initial_date_time,
};

function slot(place, spec) {
  return `${place.blockId}/${spec.action_id}`;
}

function formOf(place) {
  const { forms } = place.col.ui;
  if (!forms.has(place.formId)) forms.set(place.formId, new Map());
  return forms.get(place.formId);
}

/** The value that stands in an element: filled in here, else known to the server, else what the app put there. */
export function valueOf(place, spec) {
  const form = formOf(place);
  const key = slot(place, spec);
  if (form.has(key)) return form.get(key);
  if (place.values?.[place.blockId]?.[spec.action_id]) return held(place, spec);
  return (PICKED[spec.type] ?? ((one) => one.initial_value))(spec) ?? null;
}

/** What the server holds for an element, as Slack writes it (file objects stay whole), or null. */
export function held(place, spec) {
  const known = place.values?.[place.blockId]?.[spec.action_id];
  return known ? heldValue(known) : null;
}

/** One entry of Slack's state.values as a plain value: a string, a number, a list, or null. */
function heldValue({ type, timezone, ...rest }) {
  const bare = (one) => one?.value ?? one ?? null;
  const [value] = Object.values(rest);
  return Array.isArray(value) ? value.map(bare) : bare(value);
}

/** Remember a value without telling the app; the field's error goes, since it was about the old value. */
export function keep(place, spec, value) {
  const { ui } = place.col;
  formOf(place).set(slot(place, spec), value);
  // The next act of any kind tells the server first: a press in a modal carries all that is filled in.
  if (place.viewId) ui.unsent.set(unsentName(place, spec), wording(place, spec, "keep", value));
  ui.errors.get(place.formId)?.delete(place.blockId);
  ui.amended.add(`${place.formId}/${place.blockId}`);
  place.col.redraw();
}

function unsentName(place, spec) {
  return `${place.formId}/${slot(place, spec)}`;
}

function wording(place, spec, verb, value) {
  const named = { block_id: place.blockId, action_id: spec.action_id, value };
  return place.viewId ? { do: verb, view: place.viewId, ...named } : { do: "press", at: place.at, ...named };
}

/** Remember a pick and tell the app where Slack would. */
export async function choose(place, spec, value) {
  const before = valueOf(place, spec);
  keep(place, spec, value);
  if (!place.dispatch) return;
  const went = await tell(place, spec, "pick", value);
  if (!went && spec.confirm) keep(place, spec, before);
}

/** Send a pick or a text of a dispatching element. */
export function tell(place, spec, verb, value) {
  place.col.ui.unsent.delete(unsentName(place, spec));
  return delivered(place, spec, wording(place, spec, verb, value));
}

/** The values of all input blocks of a view: {block_id: {action_id: value}}; files are at the server already. */
export function valuesOf(view, spot) {
  const inputs = view.blocks.filter((block) => block.type === "input" && block.element.type !== "file_input");
  return Object.fromEntries(inputs.map((block) => {
    const value = valueOf({ ...spot, blockId: block.block_id }, block.element);
    return [block.block_id, { [block.element.action_id]: value === "" ? null : value }];
  }));
}

/** Slack's own check before anything is sent: required and too short. Returns Map block_id -> sentence. */
export function localErrors(view, spot) {
  const errors = new Map();
  for (const block of view.blocks) {
    if (block.type !== "input") continue;
    const value = valueOf({ ...spot, blockId: block.block_id }, block.element);
    const empty = value === null || value.length === 0;
    const short = block.element.min_length ?? 0;
    if (empty && !block.optional) errors.set(block.block_id, "Please complete this required field.");
    else if (!empty && value.length < short) errors.set(block.block_id, `At least ${short} characters, please.`);
  }
  return errors;
}

/** The sentence at a field: from the last submit here, or from the server unless the field was changed since. */
export function errorFor(place) {
  const { ui } = place.col;
  const own = ui.errors.get(place.formId)?.get(place.blockId);
  if (own || ui.amended.has(`${place.formId}/${place.blockId}`)) return own ?? null;
  return serverErrors(place.col, place.viewId)[place.blockId] ?? null;
}

/** What the server says is wrong with a view, by block id; "" is the view as a whole. */
export function serverErrors(col, viewId) {
  return col.state.local_errors?.[viewId] ?? {};
}
