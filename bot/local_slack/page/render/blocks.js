/** Block Kit blocks to element descriptions: the layout; what can be pressed or filled is in elements.js. */

import { h } from "../dom.js";
import { element } from "./elements.js";
import { inputBlock } from "./input_block.js";
import { bigPicture, smallPicture } from "./pictures.js";
import { richText } from "./rich_text.js";
import { labelOf, textOf } from "./text.js";

const DRAW = {
  header: (block) => h("h3", { class: "b-header" }, labelOf(block.text)),
  section: drawSection,
  divider: () => h("hr", { class: "b-divider" }),
  context: (block, place) => h(
    "div",
    { class: "b-context" },
    block.elements.map((part) => contextPart(part, place))
  ),
  actions: drawActions,
  input: inputBlock,
  image: drawImage,
  rich_text: (block, place) => h("div", { class: "b-rich" }, richText(block, place.col.viewer)),
};

/**
 * @typedef {object} Place where an element stands: `col` the column, `at` the address for a press
 *   ({channel, ts} | {view} | {home}), `formId` under which its picks are kept, `viewId` when inside a view,
 *   `values` what the server knows to be filled in (Slack's state.values), `blockId`, and `dispatch` whether
 *   Slack would tell the app about a pick at once
 */

/**
 * @param {object[]} list Block Kit blocks
 * @param {Place} spot the surface, without blockId
 */
export function blocks(list, spot) {
  const seen = new Map();
  return list.map((block, index) => {
    const nth = (seen.get(block.type) ?? 0) + 1;
    seen.set(block.type, nth);
    const place = { ...spot, blockId: block.block_id ?? `block-${index}`, dispatch: true };
    // Inputs follow their block_id, as in Slack; the rest follow their order, since unnamed ids may change.
    const key = block.type === "input" ? `input:${place.blockId}` : `${block.type}#${nth}`;
    const draw = DRAW[block.type] ?? unknown;
    return h(
      "div",
      { key, class: `block block-${block.type}`, "data-block-id": place.blockId },
      draw(block, place)
    );
  });
}

function drawSection(block, place) {
  const { viewer } = place.col;
  const text = block.text && h("div", { class: "b-text" }, textOf(block.text, viewer));
  const fields = block.fields && h(
    "div",
    { class: "b-fields" },
    block.fields.map((field) => h("div", { class: "b-text" }, textOf(field, viewer)))
  );
  if (!block.accessory) return [text, fields];
  const type = block.accessory.type;
  const words = h("div", { class: "b-words" }, text, fields);
  return h(
    "div",
    { class: `b-section b-with-${type}` },
    words,
    h("div", { class: "b-accessory" }, accessory(block, place))
  );
}

function accessory(block, place) {
  return block.accessory.type === "image" ? smallPicture(block.accessory, "b-thumb") : element(block.accessory, place);
}

function drawActions(block, place) {
  return h("div", { class: "b-actions" }, block.elements.map((part) => element(part, place)));
}

function contextPart(part, place) {
  if (part.type === "image") return smallPicture(part, "b-context-image");
  return h("div", { class: "b-text" }, textOf(part, place.col.viewer));
}

function drawImage(block, place) {
  const title = labelOf(block.title);
  const words = title && h("figcaption", null, title);
  return h("figure", { class: "b-image" }, words, bigPicture(block, title, place.col));
}

function unknown(block) {
  return h("p", { class: "b-unknown" }, `This page does not draw “${block.type}” blocks.`);
}
