/** The bar over the columns: what this is, the demo's clock and its buttons, the guide, light or dark. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { formatted, weekday } from "../render/dates.js";
import { isDark } from "./theme.js";

const JUMPS = [["+30 s", 30], ["+1 min", 60], ["+5 min", 300], ["+1 day", 86400]];

/**
 * @param {object} shown `app` from the state or null, `now` in ms, `tz`, `lost` the server, `missed` answers,
 *   `moving` the clock, `guideOpen`
 * @param {{move: Function, toMonday: Function, toggleGuide: Function, toggleTheme: Function}} does
 */
export function topbar(shown, does) {
  return h(
    "header",
    { key: "bar", class: "bar" },
    brand(shown.app),
    clock(shown, does),
    warnings(shown),
    tools(shown, does)
  );
}

function brand(app) {
  const [name, ...rest] = (app?.name ?? "").split(" · ");
  const place = rest.join(" · ") || app?.team_name || "";
  return h("h1", { class: "brand" },
    h("span", { class: "brand-mark" }, icon("door", 20)),
    h(
      "span",
      { class: "brand-words" },
      name && h("strong", null, /\bdemo\b/i.test(name) ? name : `${name} demo`),
      place && h("span", { class: "brand-place" }, h("i", { class: "brand-dot" }, " · "), place)
    ));
}

function clock({ now, tz, moving }, { move, toMonday }) {
  const jump = (label, name, onclick, title = null) => h("button", {
    type: "button", class: "bar-button", "data-testid": `clock-${name}`, disabled: moving, title, onclick,
  }, label);
  const jumps = JUMPS.map(([label, seconds]) => jump(label, seconds, () => move(seconds)));
  jumps.push(jump("Mon 9:00", "monday", toMonday, "On to next Monday, 9:00: the week's digest comes"));
  return h("div", { class: "clock", role: "group", "aria-label": "Demo clock" },
    h(
      "time",
      {
        class: moving ? "clock-face is-moving" : "clock-face",
        "data-testid": "clock",
        title: `Demo clock, ${formatted(now, "date_day", tz)}, ${tz}`,
      },
      h("span", { class: "clock-day" }, weekday(now, tz)),
      formatted(now, "time_secs", tz)
    ),
    h("span", { class: "jumps" }, jumps));
}

function warnings({ lost, missed }) {
  const words = lost ? "Reconnecting…" : missed > 0 && `${missed} late ${missed === 1 ? "answer" : "answers"}`;
  return h(
    "span",
    { class: "warnings", role: "status" },
    words && h("span", { class: "warning" }, icon("warning", 15), words)
  );
}

function tools({ guideOpen }, { toggleGuide, toggleTheme }) {
  const dark = isDark();
  return h("div", { class: "tools" },
    h(
      "button",
      {
        type: "button",
        class: "bar-button",
        "data-testid": "guide-switch",
        "aria-expanded": String(guideOpen),
        "aria-controls": "guide",
        onclick: toggleGuide,
      },
      icon("list", 18),
      h("span", null, "What to try")
    ),
    h(
      "button",
      {
        type: "button",
        class: "bar-button bar-icon",
        "data-testid": "theme",
        "aria-label": dark ? "Light colours" : "Dark colours",
        title: dark ? "Light colours" : "Dark colours",
        onclick: toggleTheme,
      },
      icon(dark ? "sun" : "moon", 18)
    ));
}
