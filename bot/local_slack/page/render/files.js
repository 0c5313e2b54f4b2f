/** file_input: picking files (or dropping them), what is in the field so far, and taking one out again. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { held } from "../chat/form.js";
import { spotKey } from "../chat/press.js";

const MOST = 10;

/** Files go to the server as they are picked: the field's state is the server's, never this browser's. */
export function fileInput(spec, place) {
  const files = held(place, spec) ?? [];
  const most = spec.max_files ?? MOST;
  const busy = place.col.ui.pressed.get(spotKey(place, spec))?.flying > 0;
  const take = (list) => addAll(place, spec, [...list]);
  return h("div", { key: `files:${spec.action_id}`, class: "files", "data-action-id": spec.action_id },
    files.map((file) => row(file, spec, place)),
    files.length < most && h("label", {
      class: busy ? "drop is-busy" : "drop",
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => { event.preventDefault(); take(event.dataTransfer.files); },
    },
    icon("file", 18),
    h("span", { class: "drop-words" },
      h("strong", null, busy ? "Uploading…" : most === 1 ? "Choose a file" : "Choose files"),
      h("span", { class: "drop-note" }, accepts(spec, most))),
    h("input", {
      type: "file",
      id: place.id,
      class: "drop-input",
      multiple: most > 1,
      accept: spec.filetypes?.map((kind) => `.${kind}`).join(",") ?? null,
      "aria-label": place.labelId ? null : "Choose files",
      "aria-describedby": place.describedBy || null,
      onchange: (event) => { take(event.target.files); event.target.value = ""; },
    })));
}

function accepts(spec, most) {
  const kinds = spec.filetypes?.map((kind) => `.${kind}`).join(", ") ?? "any kind";
  return most === 1 ? kinds : `${kinds}, up to ${most}`;
}

function row(file, spec, place) {
  return h("div", { key: file.id, class: "file" },
    icon("file", 18),
    h("span", { class: "file-words" },
      h("strong", null, file.name),
      h("span", { class: "drop-note" }, sized(file.size))),
    h("button", {
      type: "button",
      class: "bare",
      "aria-label": `Take out ${file.name}`,
      onclick: () => place.col.act({ do: "take_out", ...named(place, spec), value: file.id }),
    }, icon("close", 16)));
}

/** Bytes as people read them. */
export function sized(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function named(place, spec) {
  return { view: place.viewId, block_id: place.blockId, action_id: spec.action_id };
}

async function addAll(place, spec, list) {
  const { ui } = place.col;
  const key = spotKey(place, spec);
  ui.pressed.set(key, { flying: 1, failed: false });
  ui.errors.get(place.formId)?.delete(place.blockId);
  ui.amended.delete(`${place.formId}/${place.blockId}`);
  place.col.redraw();
  for (const file of list) await place.col.upload(named(place, spec), file);
  ui.pressed.delete(key);
  place.col.redraw();
}
