/** The page's few line drawings, so that nothing is fetched and every icon follows the text colour. */

import { h } from "./dom.js";

const PATHS = {
  bolt: "M11 2 4 11.5h5L8 18l8-10h-5.2L11 2Z",
  send: "M3 10 17 3.5 12.5 17l-3-5.5L3 10Zm6.5 1.5L17 3.5",
  close: "m5 5 10 10M15 5 5 15",
  reply: "M8 5 3 10l5 5M3.5 10H12a5 5 0 0 1 5 5v1",
  back: "M12 4 6 10l6 6",
  down: "m5 8 5 5 5-5",
  warning: "M10 3 18 17H2L10 3Zm0 5v4m0 2.3v.2",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Zm8 2.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  phone: "M6.5 2h7A1.5 1.5 0 0 1 15 3.5v13a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 5 16.5v-13A1.5 1.5 0 0 1 6.5 2Zm2.5 13h2",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.3 4.3l1.1 1.1m9.2 9.2 1.1 1.1m0-11.4-1.1 1.1m-9.2 9.2-1.1 1.1",
  moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z",
  list: "M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.1m-.1 5h.1m-.1 5h.1",
  file: "M5 2.5h6.5L15.5 6.5v11H5v-15Zm6.5 0v4h4M8 11h5M8 14h5",
  topic: "M3 5.5h14M3 10h14M3 14.5h8",
  door: "M4 17.5V2.5h9v15M13 4.5h3v13M1.5 17.5h17M7 10h.1",
};

/** One icon by name, 20 units square, hidden from screen readers: its button says what it does. */
export function icon(name, size = 20) {
  const line = { d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.7" };
  const shape = h("path", { ...line, "stroke-linecap": "round", "stroke-linejoin": "round" });
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true" },
    shape
  );
}

/** Three dots of an overflow menu. */
export function dots() {
  const dot = (x) => h("circle", { cx: x, cy: 10, r: 1.6, fill: "currentColor" });
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
    dot(4.5),
    dot(10),
    dot(15.5)
  );
}
