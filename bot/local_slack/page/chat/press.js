/** Pressing things: the confirm dialog first, the pressed look until the app answered, the notice when it did not. */

const NOTICE_STAYS = 8000;

/** The name of one element on one surface, stable across redraws. */
export function spotKey(place, spec) {
  return `${place.formId}/${place.blockId}/${spec.action_id}`;
}

/** "busy", "failed" or null. */
export function pressState(place, spec) {
  const state = place.col.ui.pressed.get(spotKey(place, spec));
  if (!state) return null;
  return state.flying ? "busy" : state.failed ? "failed" : null;
}

/**
 * Press a button or an overflow option; repeated presses all go out, as in Slack.
 * @param {import("../render/blocks.js").Place} place
 * @param {object} spec the element
 * @param {string|undefined} value of the button or of the option
 */
export function press(place, spec, value) {
  const body = { do: "press", at: place.at, block_id: place.blockId, action_id: spec.action_id, value };
  return delivered(place, spec, body);
}

/** Send what a person did with an element and show how it went. */
export async function delivered(place, spec, body) {
  const { col } = place;
  if (spec.confirm && !(await col.ask(spec.confirm))) return false;
  const key = spotKey(place, spec);
  const state = { flying: (col.ui.pressed.get(key)?.flying ?? 0) + 1, failed: false };
  col.ui.pressed.set(key, state);
  col.redraw();
  const { failed } = await col.act(body);
  landed(col, key, failed);
  return !failed;
}

function landed(col, key, failed) {
  const state = col.ui.pressed.get(key);
  state.flying -= 1;
  state.failed ||= failed;
  if (!state.flying && !state.failed) col.ui.pressed.delete(key);
  if (!state.flying && state.failed) setTimeout(() => forget(col, key, state), NOTICE_STAYS);
  col.redraw();
}

function forget(col, key, state) {
  if (col.ui.pressed.get(key) === state) col.ui.pressed.delete(key);
  col.redraw();
}
