/** Modals and confirm dialogs, inside the column of the person who has them open, as in Slack. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { blocks } from "../render/blocks.js";
import { labelOf, textOf } from "../render/text.js";
import { localErrors, serverErrors, valuesOf } from "./form.js";

const FIRST_WRONG = ".field-wrong :is(input, textarea, select, button)";

/** The top modal of a column, or null. */
export function modal(col) {
  const view = col.state.modals?.at(-1);
  if (!view) return null;
  const spot = { col, at: { view: view.id }, formId: view.id, viewId: view.id, values: view.state?.values };
  const titleId = `modal-${view.id}-title`;
  return h("div", { key: `modal:${view.id}`, class: "veil", inert: Boolean(col.ui.confirm || col.ui.enlarged) },
    h("form", {
      class: "modal",
      role: "dialog",
      "aria-modal": "true",
      "aria-labelledby": titleId,
      tabindex: "-1",
      novalidate: true,
      "data-modal": view.id,
      "data-callback-id": view.callback_id,
      onsubmit: (event) => { event.preventDefault(); submit(view, spot); },
    },
    h("header", { class: "modal-head" },
      h("h2", { id: titleId }, labelOf(view.title)),
      h(
        "button",
        { type: "button", class: "bare", "aria-label": "Close dialog", onclick: () => close(col, view) },
        icon("close")
      )),
    h("div", { class: "modal-body", tabindex: "-1" }, trouble(col, view), blocks(view.blocks, spot)),
    h("footer", { class: "modal-foot" },
      h(
        "button",
        { type: "button", class: "button plain", onclick: () => close(col, view) },
        labelOf(view.close) || "Cancel"
      ),
      view.submit && submitButton(col, view))));
}

function submitButton(col, view) {
  const busy = col.ui.sending === view.id;
  return h(
    "button",
    {
      type: "submit",
      class: busy ? "button primary is-busy" : "button primary",
      "aria-busy": busy ? "true" : null,
    },
    labelOf(view.submit)
  );
}

function trouble(col, view) {
  if (col.ui.trouble !== view.id && !serverErrors(col, view.id)[""]) return null;
  return h(
    "p",
    { key: "trouble", class: "modal-trouble", role: "alert" },
    icon("warning", 18),
    h("span", null, "We had some trouble connecting. Try again?")
  );
}

async function submit(view, spot) {
  const { col } = spot;
  if (!view.submit || col.ui.sending === view.id) return;
  const errors = localErrors(view, spot);
  if (errors.size) return showErrors(col, view, errors);
  Object.assign(col.ui, { sending: view.id, trouble: null });
  col.redraw();
  const result = await col.act({ do: "submit", view: view.id, values: valuesOf(view, spot) });
  const wrong = new Map(Object.entries({
    ...serverErrors(col, view.id),
    ...result.errors,
  }).filter(([block]) => block));
  Object.assign(col.ui, { sending: null, trouble: result.failed && !wrong.size ? view.id : null });
  showErrors(col, view, wrong);
}

/** Put each sentence at its field and take the reader to the first one. */
function showErrors(col, view, errors) {
  col.ui.errors.set(view.id, errors);
  for (const block of view.blocks) col.ui.amended.delete(`${view.id}/${block.block_id}`);
  col.redraw();
  if (errors.size) col.afterRedraw((root) => root.querySelector(FIRST_WRONG)?.focus());
}

/** Close the top modal, as its close button and Escape do. */
export function close(col, view = col.state.modals.at(-1)) {
  col.ui.forms.delete(view.id);
  col.ui.unsent.clear();
  return col.act({ do: "close", view: view.id });
}

/** The question in front of everything else, or null. */
export function confirmDialog(col) {
  const { confirm } = col.ui;
  if (!confirm) return null;
  const { spec, answer } = confirm;
  const style = spec.style === "danger" ? "danger" : "primary";
  return h("div", { key: "confirm", class: "veil veil-confirm" },
    h("div", {
      class: "confirm",
      role: "alertdialog",
      "aria-modal": "true",
      "aria-labelledby": "confirm-title",
      "aria-describedby": "confirm-text",
      "data-confirm": "true",
    },
      h("h2", { id: "confirm-title" }, labelOf(spec.title)),
      h("div", { id: "confirm-text", class: "b-text" }, textOf(spec.text, col.viewer)),
      h("div", { class: "confirm-foot" },
        h("button", { type: "button", class: "button plain", onclick: () => answer(false) }, labelOf(spec.deny)),
        h(
          "button",
          {
            type: "button",
            class: `button ${style}`,
            oncreate: (node) => node.focus(),
            onclick: () => answer(true),
          },
          labelOf(spec.confirm)
        ))));
}
