/** The row of tabs in a column: the app's direct message, the channels, App Home; with what is unread. */

import { h } from "../dom.js";
import { icon } from "../icons.js";

export const HOME = "home";

/** The tabs of a column in their order: [{id, label, unread}]. */
export function tabsOf(col) {
  const dms = col.state.channels.filter((channel) => channel.kind === "dm");
  const rooms = col.state.channels.filter((channel) => channel.kind !== "dm");
  const named = (channel, label) => ({ id: channel.id, kind: channel.kind, label, unread: channel.unread ?? 0 });
  return [
    ...dms.map((channel) => named(channel, dmName(col, channel))),
    ...rooms.map((channel) => named(channel, `#${channel.name}`)),
    { id: HOME, kind: HOME, label: "Home", unread: 0 },
  ];
}

function dmName(col, channel) {
  return channel.name && channel.name !== col.state.app.bot_user_id ? channel.name : col.state.app.name;
}

/** The tab row; arrow keys move along it. */
export function tabRow(col) {
  const tabs = tabsOf(col);
  const row = tabs.map((tab) => tabButton(col, tab, tab.id === col.tab));
  return h("div", { class: "tabs", role: "tablist", "aria-label": "Conversations", onkeydown: steer }, row);
}

function tabButton(col, tab, chosen) {
  const badge = tab.unread > 0 && !chosen && h(
    "span",
    { class: "badge", "aria-label": `${tab.unread} unread` },
    tab.unread
  );
  return h("button", {
    key: tab.id,
    type: "button",
    role: "tab",
    class: `tab tab-${tab.kind}`,
    "data-tab": tab.id,
    title: tab.label,
    "aria-selected": String(chosen),
    id: `tab-${col.id}-${tab.id}`,
    "aria-controls": `pane-${col.id}`,
    tabindex: chosen ? "0" : "-1",
    onclick: () => col.openTab(tab.id),
  }, tab.kind === "dm" && icon("door", 15), h("span", { class: "tab-label" }, tab.label), badge);
}

function steer(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll("[role=tab]")];
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  next.focus();
  next.click();
}
