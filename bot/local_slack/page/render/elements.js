/** Interactive elements: the table of what is drawn how, buttons, and overflow menus. */

import { h } from "../dom.js";
import { dots, icon } from "../icons.js";
import { menu } from "../chat/menu.js";
import { press, pressState, spotKey } from "../chat/press.js";
import { checkboxes, radioButtons } from "./choices.js";
import { fileInput } from "./files.js";
import { textInput } from "./inputs.js";
import { multiSelect } from "./multi_select.js";
import { dateInput, momentInput, timeInput } from "./pickers.js";
import { select } from "./selects.js";
import { labelOf } from "./text.js";

const DRAW = {
  button, overflow,
  static_select: select, users_select: select, conversations_select: select, channels_select: select,
  multi_static_select: multiSelect, multi_users_select: multiSelect,
  multi_conversations_select: multiSelect, multi_channels_select: multiSelect,
  radio_buttons: radioButtons, checkboxes,
  plain_text_input: textInput, number_input: textInput, email_text_input: textInput, url_text_input: textInput,
  datepicker: dateInput, timepicker: timeInput, datetimepicker: momentInput,
  file_input: fileInput,
};

/** One element of a block. @param {object} spec Block Kit element @param {import("./blocks.js").Place} place */
export function element(spec, place) {
  const draw = DRAW[spec.type];
  if (draw) return draw(spec, place);
  return h("p", { class: "b-unknown" }, `This page does not draw “${spec.type}” elements.`);
}

function button(spec, place) {
  const state = pressState(place, spec);
  const props = {
    type: "button", class: `button ${spec.style ?? "plain"}${state === "busy" ? " is-busy" : ""}`,
    "data-action-id": spec.action_id, "aria-busy": state === "busy" ? "true" : null,
    "aria-label": spec.accessibility_label, onclick: () => pressed(spec, place),
  };
  return h("span", { key: `button:${spec.action_id}`, class: "pressable" },
    h("button", props, labelOf(spec.text)), state === "failed" && failure());
}

function pressed(spec, place) {
  // A url button opens its page in the browser and still tells the app, as in Slack.
  if (spec.url && /^https?:/i.test(spec.url)) window.open(spec.url, "_blank", "noopener");
  press(place, spec, spec.value);
}

function failure() {
  return h(
    "span",
    { class: "press-failed", role: "alert" },
    icon("warning", 16),
    h("span", null, "That didn’t work. Try again.")
  );
}

function overflow(spec, place) {
  const id = spotKey(place, spec);
  const items = spec.options.map((option) => ({
    label: labelOf(option.text), note: labelOf(option.description), run: () => press(place, spec, option.value),
  }));
  const state = pressState(place, spec);
  const opener = {
    class: `button plain icon-button${state === "busy" ? " is-busy" : ""}`,
    "data-action-id": spec.action_id,
  };
  return h("span", { key: `overflow:${spec.action_id}`, class: "pressable" },
    menu(place.col, { id, label: "More actions", face: dots(), opener, items, align: "end" }),
    state === "failed" && failure());
}
