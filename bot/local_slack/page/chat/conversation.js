/** A channel or direct message: its messages by day, kept at the newest unless the reader scrolled up. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { dayKey, formatted, relativeDay } from "../render/dates.js";
import { messageView } from "./message.js";

const GOES_ON_WITHIN = 300;
const NEAR_END = 24;

/** @param {object} col @param {object} channel from the state */
export function conversation(col, channel) {
  const label = channel.kind === "dm" ? `Direct message with ${col.state.app.name}` : `Channel ${channel.name}`;
  return h("div", { key: `log:${channel.id}`, class: "log-box" },
    h("div", {
      class: "log", role: "log", tabindex: "0", "aria-label": label, "data-channel": channel.id,
      oncreate: (node) => opened(node, col, channel),
      onpatch: (node) => follow(node, col, channel),
      onscroll: (event) => scrolled(event.target, col, channel.id),
    }, channel.messages.length ? rows(col, channel) : emptiness(col, channel)),
    col.ui.behind.has(channel.id) && h("button", {
      type: "button",
      class: "to-newest",
      onclick: (event) => toEnd(event.currentTarget.parentNode.querySelector(".log")),
    }, "New below", icon("down", 16)));
}

function rows(col, channel) {
  const out = [];
  let before = null;
  for (const message of channel.messages) {
    const divider = dayDivider(message, before, col);
    if (divider) out.push(divider);
    out.push(messageView(
      message,
      { col, channel, follows: !divider && goesOn(message, before), inThread: false }
    ));
    before = message;
  }
  return out;
}

/** Whether a message belongs under the previous one's name. */
export function goesOn(message, before) {
  return Boolean(before) && before.user === message.user && !before.subtype && !before.ephemeral && !message.ephemeral
    && !before.blocks?.length && !message.blocks?.length && message.ts - before.ts < GOES_ON_WITHIN;
}

function dayDivider(message, before, col) {
  const { tz, now } = col.viewer;
  const at = Number(message.ts) * 1000;
  if (before && dayKey(Number(before.ts) * 1000, tz) === dayKey(at, tz)) return null;
  const near = relativeDay(at, now, tz);
  const name = near ? near[0].toUpperCase() + near.slice(1) : formatted(at, "date_long", tz);
  return h("div", { key: `day:${message.ts}`, class: "day" }, h("span", null, name));
}

function emptiness(col, channel) {
  const [command] = Object.keys(col.state.commands ?? {});
  const words = channel.kind === "dm"
    ? `Nothing here yet.${command ? ` Type ${command} below to begin.` : ""}`
    : `It is quiet in #${channel.name}.`;
  return h("p", { key: "empty", class: "empty" }, words);
}

function opened(node, col, channel) {
  col.ui.scrolledUp.delete(channel.id);
  col.ui.behind.delete(channel.id);
  follow(node, col, channel);
}

function toEnd(node) {
  node.scrollTop = node.scrollHeight;
}

/** After every redraw: stay at the end when the reader was there, else say that something new is below. */
function follow(node, col, channel) {
  const { newest, behind, scrolledUp } = col.ui;
  const last = channel.messages.at(-1)?.ts;
  const isNew = newest.has(channel.id) && newest.get(channel.id) !== last;
  newest.set(channel.id, last);
  if (!scrolledUp.has(channel.id)) toEnd(node);
  else if (isNew && !behind.has(channel.id)) {
    behind.add(channel.id);
    col.redraw();
  }
}

function scrolled(node, col, id) {
  const atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END;
  if (!atEnd) col.ui.scrolledUp.add(id);
  else {
    col.ui.scrolledUp.delete(id);
    if (col.ui.behind.delete(id)) col.redraw();
  }
}
