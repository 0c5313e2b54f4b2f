/** Pictures: from an address or from a file kept by the workspace; pressed, they fill the window. */

import { h } from "../dom.js";
import { icon } from "../icons.js";

/** Where the bytes of an image are. */
function sourceOf(image) {
  if (image.image_url) return image.image_url;
  const id = image.slack_file?.id ?? /\b(F[A-Z0-9]{8,})\b/.exec(image.slack_file?.url ?? "")?.[1];
  return `/control/file?id=${encodeURIComponent(id ?? "")}`;
}

/** A picture as it stands among words: an accessory, a context. */
export function smallPicture(image, className) {
  const props = { class: className, src: sourceOf(image), alt: image.alt_text ?? "", loading: "lazy" };
  return h("img", { ...props, referrerpolicy: "no-referrer" });
}

/** A picture of its own: as wide as there is room, and a press shows it as large as the window. */
export function bigPicture(image, title, col) {
  const open = (event) => {
    col.ui.enlarged = { src: sourceOf(image), alt: image.alt_text ?? "", title, opener: event.currentTarget };
    col.redraw();
  };
  return h(
    "button",
    { type: "button", class: "b-enlarge", title: "Enlarge", onclick: open },
    h("img", {
      class: "b-picture",
      src: sourceOf(image),
      alt: image.alt_text ?? "",
      referrerpolicy: "no-referrer",
      onload: () => col.redraw(),
    })
  );
}

/** The enlarged picture over everything, or null. */
export function enlarged(col) {
  const shown = col.ui.enlarged;
  if (!shown) return null;
  return h("div", {
    key: "enlarged",
    class: "enlarged",
    role: "dialog",
    "aria-modal": "true",
    "aria-label": shown.title || "Picture",
    "data-enlarged": "true",
    onclick: () => shrink(col),
  },
  h("button", {
    type: "button",
    class: "bare enlarged-close",
    "aria-label": "Close picture",
    oncreate: (node) => node.focus(),
  }, icon("close", 22)),
  h("div", { class: "enlarged-frame" },
    h("img", { class: "enlarged-picture", src: shown.src, alt: shown.alt, referrerpolicy: "no-referrer" })),
  h("p", { class: "enlarged-words" }, shown.alt));
}

/** Put the enlarged picture away; the focus goes back to where it was pressed. */
export function shrink(col) {
  const { opener } = col.ui.enlarged;
  col.ui.enlarged = null;
  col.afterRedraw(() => opener.isConnected && opener.focus({ preventScroll: true }));
}
