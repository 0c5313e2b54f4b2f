/** One message: who, when, its words or blocks, whether only you see it, whether it was edited, its thread. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { blocks } from "../render/blocks.js";
import { formatted } from "../render/dates.js";
import { mrkdwn } from "../render/mrkdwn.js";
import { sharedFiles } from "../render/shared_files.js";
import { avatar } from "./avatar.js";

const GLOW = [{ backgroundColor: "var(--glow)" }, { backgroundColor: "transparent" }];
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const TELL_QUIETLY_FOR = 5000;

/**
 * @param {object} message from the state
 * @param {{col: object, channel: object, follows: boolean, inThread: boolean}} where `follows` hides the name
 *   when the same author goes on within minutes
 */
export function messageView(message, { col, channel, follows, inThread }) {
  if (message.subtype) return systemLine(message, col);
  const classes = [
    "message",
    follows && "follows",
    message.ephemeral && "ephemeral",
    isFromApp(message, col) && "from-app",
  ];
  return h("article", {
    key: message.ts, class: classes.filter(Boolean).join(" "), "data-message-ts": message.ts,
    "data-ephemeral": message.ephemeral ? "true" : null,
    onpatch: (node) => noticeEdit(node, message, col), oncreate: (node) => noticeEdit(node, message, col),
  },
  h("div", { class: "message-side" }, follows ? null : avatar(authorOf(message, col))),
  h("div", { class: "message-main" },
    message.ephemeral && h("p", { class: "only-you" }, icon("eye", 15), "Only visible to you"),
    !follows && byline(message, col),
    body(message, col, channel),
    !inThread && threadLink(message, col, channel)));
}

/** What the workspace itself writes about a channel ("set the channel topic"). */
function systemLine(message, col) {
  return h("article", { key: message.ts, class: "message system", "data-message-ts": message.ts },
    h("p", { class: "system-words" }, icon("topic", 15), h("span", null, mrkdwn(message.text, col.viewer))),
    h("time", { class: "stamp" }, formatted(Number(message.ts) * 1000, "time", col.viewer.tz)));
}

function isFromApp(message, col) {
  return message.user === col.state.app.bot_user_id;
}

/** The app itself has no member; whoever is unknown speaks for the workspace. */
function authorOf(message, col) {
  return isFromApp(message, col) ? null : col.memberById(message.user) ?? { name: col.nameOf(message.user) };
}

function byline(message, col) {
  const app = isFromApp(message, col);
  return h("p", { class: "byline" },
    h("strong", { class: "author" }, col.nameOf(message.user)),
    app && h("span", { class: "app-tag" }, "app"),
    h("time", { class: "stamp" }, formatted(Number(message.ts) * 1000, "time", col.viewer.tz)));
}

function body(message, col, channel) {
  const spot = {
    col,
    at: { channel: channel.id, ts: message.ts },
    formId: `${channel.id}:${message.ts}`,
    values: message.values,
  };
  const hasBlocks = message.blocks?.length > 0;
  const drawn = hasBlocks
    ? blocks(message.blocks, spot)
    : message.text && h("div", { class: "b-text" }, mrkdwn(message.text, col.viewer));
  const typed = message.edited && !isFromApp(message, col) && h("span", { class: "edited" }, "(edited)");
  const quiet = col.ui.quiet.has(message.ts) && h(
    "span",
    { class: "quiet-edit" },
    "Updated in place, no notification"
  );
  return h("div", { class: hasBlocks ? "message-body card" : "message-body" }, drawn, sharedFiles(message.files, col), typed, quiet);
}

function threadLink(message, col, channel) {
  if (message.ephemeral) return null;
  const count = message.reply_count ?? 0;
  const words = count ? `${count} ${count === 1 ? "reply" : "replies"}` : "Reply in thread";
  return h("button", {
    type: "button",
    class: count ? "thread-link" : "thread-link thread-start",
    onclick: () => col.openThread(channel.id, message.ts),
  }, icon("reply", 16), words);
}

/** A changed message glows once and says, for a moment, that nobody's phone made a sound. */
function noticeEdit(node, message, col) {
  const now = JSON.stringify([message.text, message.blocks]);
  const before = col.ui.looks.get(message.ts);
  col.ui.looks.set(message.ts, now);
  if (before === undefined || before === now) return;
  if (!CALM.matches) node.animate(GLOW, { duration: 1800, easing: "ease-out" });
  col.ui.quiet.set(message.ts, (col.ui.quiet.get(message.ts) ?? 0) + 1);
  col.redraw();
  setTimeout(() => calmDown(message.ts, col), TELL_QUIETLY_FOR);
}

function calmDown(ts, col) {
  const left = col.ui.quiet.get(ts) - 1;
  if (left) col.ui.quiet.set(ts, left);
  else col.ui.quiet.delete(ts);
  col.redraw();
}
