/** "What to try": six short steps for somebody who sees the product for the first time. */

import { h } from "../dom.js";

const STEPS = [
  ["Raise it", (raiser) => `As ${raiser}, type /escalate and press how bad it is.`],
  ["Ignore it", (raiser, manager) => `${manager} is paged. Do nothing.`],
  ["Move the clock", () => "Press +30 s or +1 min, once or more."],
  ["Watch it climb", (raiser, manager) => `${manager} is paged again, then the next tier.`],
  ["Take it", (raiser, manager) => `As ${manager}, press I have it, then I’m with them.`],
  ["Close it", () => "Press Resolve and keep a short note. Mon 9:00 brings the week’s digest."],
];
const KEY = "demo-guide-closed";

/** Whether to start with the guide open: on a wide screen, until somebody has closed it. */
export function guideStartsOpen() {
  try {
    return matchMedia("(min-width: 700px)").matches && !localStorage.getItem(KEY);
  } catch {
    return true;
  }
}

/** Remember across visits that the guide was closed or opened. */
export function rememberGuide(open) {
  try {
    if (open) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "yes");
  } catch {
    // Storage may be switched off: the guide then opens on each visit.
  }
}

/** @param {{name: string, real_name: string}[]} people the columns from left to right */
export function guide(people) {
  const [
    raiser = "the first person",
    manager = "the next person",
  ] = people.map((one) => (one.real_name || one.name).split(" ")[0]);
  const rows = STEPS.map(([title, words], index) => h("li", { class: "step" },
    h("span", { class: "step-number", "aria-hidden": "true" }, String(index + 1)),
    h("span", null, h("strong", null, title), h("span", { class: "step-words" }, words(raiser, manager)))));
  return h(
    "section",
    { key: "guide", id: "guide", class: "guide", "aria-label": "What to try", "data-testid": "guide" },
    h("ol", null, rows)
  );
}
