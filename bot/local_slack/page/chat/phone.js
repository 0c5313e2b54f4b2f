/** The phone in a person's pocket: what slides in when a new message notifies. Edits never come through here. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { wordsOf } from "../render/mrkdwn.js";

const STAYS = 6000;
const AT_ONCE = 3;

function name(push) {
  return `${push.at}|${push.channel}|${push.text}`;
}

/** Compare with what was known and ring for the rest; the first look only learns what is old. */
export function ring(col, notifications) {
  const first = col.ui.heard === null;
  const heard = new Map();
  for (const push of notifications) {
    const nth = (heard.get(name(push)) ?? 0) + 1;
    heard.set(name(push), nth);
    if (!first && nth > (col.ui.heard.get(name(push)) ?? 0)) show(col, push, nth);
  }
  col.ui.heard = heard;
}

function show(col, push, nth) {
  const toast = { ...push, id: `${name(push)}|${nth}` };
  col.ui.toasts = [...col.ui.toasts, toast].slice(-AT_ONCE);
  setTimeout(() => dismiss(col, toast), STAYS);
}

function dismiss(col, toast) {
  col.ui.toasts = col.ui.toasts.filter((one) => one !== toast);
  col.redraw();
  col.board.draw();
}

/** The toasts of a column, newest on top; pressing one opens where it came from. */
export function toasts(col) {
  const cards = col.ui.toasts.map((toast) => h("button", {
    key: toast.id, type: "button", class: "toast", "data-toast": toast.channel,
    onclick: () => { dismiss(col, toast); col.openTab(toast.channel); },
  },
  h("span", { class: "toast-phone" }, icon("phone")),
  h("span", { class: "toast-words" },
    h("span", { class: "toast-from" }, whence(col, toast.channel), h("span", null, "now")),
    h("span", { class: "toast-text" }, wordsOf(toast.text, col.viewer)))));
  return h("div", { class: "toasts", role: "status", "aria-label": "Phone notifications" }, cards.reverse());
}

function whence(col, id) {
  const channel = col.channelById(id);
  const app = col.state.app.name;
  return h("strong", null, !channel || channel.kind === "dm" ? app : `${app} · #${channel.name}`);
}
