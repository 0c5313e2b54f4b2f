/** A thread as a panel over its conversation: the first message, the replies, a reply box. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { composer } from "./composer.js";
import { goesOn } from "./conversation.js";
import { messageView } from "./message.js";

/** The open thread of a column, or null when none is open or its message is gone. */
export function threadPanel(col) {
  const open = col.ui.thread;
  const channel = open && col.channelById(open.channel);
  const parent = channel?.messages.find((message) => message.ts === open.ts);
  if (!parent) return null;
  const replies = parent.replies ?? [];
  const place = channel.kind === "dm" ? col.state.app.name : `#${channel.name}`;
  return h("section", {
    key: `thread:${open.ts}`, class: "thread", "aria-label": "Thread", "data-thread": open.ts,
    oncreate: (node) => node.querySelector(".thread-back").focus({ preventScroll: true }),
  },
  h("header", { class: "thread-head" },
    h(
      "button",
      {
        type: "button",
        class: "bare thread-back",
        "aria-label": "Back to the conversation",
        onclick: () => col.closeThread(),
      },
      icon("back")
    ),
    h("h3", null, "Thread"), h("span", { class: "thread-place" }, place)),
  h("div", { class: "log", role: "log", "aria-label": "Thread", tabindex: "0" },
    messageView(parent, { col, channel, follows: false, inThread: true }),
    h(
      "p",
      { class: "thread-count" },
      replies.length ? `${replies.length} ${replies.length === 1 ? "reply" : "replies"}` : "No replies yet"
    ),
    replies.map((reply, index) => messageView(
      reply,
      { col, channel, follows: index > 0 && goesOn(reply, replies[index - 1]), inThread: true }
    ))),
  composer(col, { draft: `thread:${open.ts}`, channel, threadTs: open.ts, prompt: "Reply…" }));
}
