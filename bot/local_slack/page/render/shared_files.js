/** Files that hang on a message: a card with name, size and a link that downloads; pictures are drawn above it. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { sized } from "./files.js";
import { bigPicture } from "./pictures.js";

/** Where a person of the conversation gets the bytes. */
function addressOf(file, col, more = {}) {
  return `/control/shared?${new URLSearchParams({ as: col.id, id: file.id, ...more })}`;
}

/** The files of one message, or nothing. */
export function sharedFiles(files, col) {
  if (!files?.length) return null;
  return h("ul", { key: "files", class: "shared-files" }, files.map((file) => card(file, col)));
}

function card(file, col) {
  const image = { image_url: addressOf(file, col, { show: 1 }), alt_text: file.alt_text || file.title };
  return h("li", { key: file.id, class: "shared-file", "data-file": file.name },
    file.picture && h("figure", { class: "shared-picture" }, bigPicture(image, file.title, col)),
    h("div", { class: "file" },
      icon("file", 18),
      h("span", { class: "file-words" },
        h("strong", null, file.title),
        h("span", { class: "drop-note" }, note(file))),
      h("a", {
        class: "button shared-download",
        href: addressOf(file, col),
        download: file.name,
        "aria-label": `Download ${file.name}`,
      }, "Download")));
}

function note(file) {
  return file.title === file.name ? sized(file.size) : `${file.name} · ${sized(file.size)}`;
}
