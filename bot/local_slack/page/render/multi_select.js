/** Pick-many menus: a button that unfolds a list of checkboxes in place, with a search where the list is long. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { choose, valueOf } from "../chat/form.js";
import { spotKey } from "../chat/press.js";
import { group, tick } from "./choices.js";
import { groupsOf } from "./selects.js";
import { labelOf } from "./text.js";

const SEARCH_FROM = 9;

/** Pick any of up to a hundred: chosen ones stay readable while the list is folded, in the order of the picks. */
export function multiSelect(spec, place) {
  const { ui } = place.col;
  const id = spotKey(place, spec);
  const open = ui.unfolded.has(id);
  const groups = groupsOf(spec, place.col);
  const options = groups.flatMap((each) => each.options);
  const chosen = valueOf(place, spec) ?? [];
  const nameOf = (value) => labelOf(options.find((option) => option.value === value)?.text) || value;
  const toggle = () => {
    if (!ui.unfolded.delete(id)) ui.unfolded.add(id);
    ui.sought.delete(id);
    place.col.redraw();
  };
  const chips = chosen.map((value) => h("span", { key: value, class: "chip" }, nameOf(value)));
  const prompt = h("span", { class: "multi-prompt" }, labelOf(spec.placeholder) || "Choose…");
  const opener = h("button", {
    type: "button",
    id: place.id,
    class: "multi-face",
    "aria-expanded": String(open),
    "aria-labelledby": place.labelId && `${place.labelId} ${place.id}`,
    onclick: toggle,
  }, h("span", { class: "multi-names" }, chips.length ? chips : prompt), icon("down", 16));
  return group("group", spec, place, [opener, open && unfolded(spec, place, groups, chosen)]);
}

function unfolded(spec, place, groups, chosen) {
  const { ui } = place.col;
  const id = spotKey(place, spec);
  const count = groups.reduce((sum, each) => sum + each.options.length, 0);
  const sought = (ui.sought.get(id) ?? "").toLowerCase();
  const fits = (option) => !sought || labelOf(option.text).toLowerCase().includes(sought);
  const shown = groups
    .map((each) => ({ ...each, options: each.options.filter(fits) }))
    .filter((each) => each.options.length);
  const most = spec.max_selected_items;
  return h("div", { key: "list", class: "multi-list" },
    count >= SEARCH_FROM && search(id, place.col),
    shown.map((each) => [
      each.label && h("p", { key: `label:${each.label}`, class: "multi-label" }, each.label),
      each.options.map((option) => row(option, spec, place, chosen)),
    ]),
    !shown.length && h("p", { key: "none", class: "multi-note" }, "Nothing fits."),
    most && chosen.length >= most && h("p", { key: "full", class: "multi-note" }, `No more than ${most}.`));
}

function row(option, spec, place, chosen) {
  const checked = chosen.includes(option.value);
  const full = spec.max_selected_items && chosen.length >= spec.max_selected_items;
  // As in Slack: what is picked last stands last.
  const next = checked ? chosen.filter((value) => value !== option.value) : [...chosen, option.value];
  const props = { type: "checkbox", checked, disabled: full && !checked };
  return tick(option, place, { ...props, onchange: () => choose(place, spec, next) });
}

function search(id, col) {
  return h("input", {
    key: "search",
    type: "search",
    class: "multi-search",
    placeholder: "Search",
    "aria-label": "Search the list",
    value: col.ui.sought.get(id) ?? "",
    oninput: (event) => { col.ui.sought.set(id, event.target.value); col.redraw(); },
    onkeydown: (event) => event.key === "Enter" && event.preventDefault(),
  });
}
