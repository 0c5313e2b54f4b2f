/** The input block: label, required mark, hint, and the error that belongs to this one field. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { errorFor } from "../chat/form.js";
import { element } from "./elements.js";
import { labelOf } from "./text.js";

const isGroup = (type) => type === "radio_buttons" || type === "checkboxes" || type.startsWith("multi_");

/** @param {object} block an input block @param {import("./blocks.js").Place} place */
export function inputBlock(block, place) {
  const id = `f-${place.formId}-${place.blockId}`.replace(/[^\w-]/g, "_");
  const error = errorFor(place);
  const ids = {
    id,
    labelId: `${id}-label`,
    describedBy: [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" "),
  };
  const field = {
    ...place,
    ...ids,
    dispatch: Boolean(block.dispatch_action),
    required: !block.optional,
    invalid: Boolean(error),
  };
  return h("div", { class: error ? "field field-wrong" : "field" },
    caption(block, field),
    element(block.element, field),
    block.hint && h("p", { class: "field-hint", id: `${id}-hint` }, labelOf(block.hint)),
    error && h(
      "p",
      { class: "field-error", id: `${id}-error`, role: "alert" },
      icon("warning", 16),
      h("span", null, error)
    ));
}

function caption(block, { id, labelId, required }) {
  const mark = required
    ? h("span", { class: "field-required", title: "Required", "aria-hidden": "true" }, "*")
    : h("span", { class: "field-optional" }, "(optional)");
  const props = { class: "field-label", id: labelId };
  if (isGroup(block.element.type)) return h("div", props, labelOf(block.label), " ", mark);
  return h("label", { ...props, for: id }, labelOf(block.label), " ", mark);
}
