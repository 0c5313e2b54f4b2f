/** Where a person writes: Enter sends, `/` offers the workspace's commands, the bolt runs a global shortcut. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { menu } from "./menu.js";

/**
 * @param {object} col
 * @param {{draft: string, channel: object, threadTs: string|null, prompt: string}} what `draft` names the unsent text
 */
export function composer(col, what) {
  const text = col.ui.drafts.get(what.draft) ?? "";
  const offers = what.threadTs ? [] : matching(col, text);
  return h("div", { key: `composer:${what.draft}`, class: "composer" },
    notice(col, what),
    offers.length > 0 && commandList(col, what, offers),
    h("form", { class: "composer-row", onsubmit: (event) => { event.preventDefault(); send(col, what); } },
      !what.threadTs && shortcuts(col),
      field(col, what, text, offers),
      h(
        "button",
        { type: "submit", class: "bare send", "aria-label": "Send", disabled: !text.trim() },
        icon("send")
      )));
}

function field(col, what, text, offers) {
  const id = `say-${col.id}-${what.draft}`.replace(/[^\w-]/g, "_");
  return h("textarea", {
    id,
    class: "composer-text",
    rows: 1,
    value: text,
    placeholder: what.prompt,
    "aria-label": what.prompt,
    "aria-autocomplete": "list",
    "aria-controls": offers.length ? `${id}-offers` : null,
    enterkeyhint: "send",
    autocapitalize: text.startsWith("/") ? "off" : null,
    oninput: (event) => write(col, what, event.target.value),
    onkeydown: (event) => keyed(event, col, what, offers),
    onpatch: fit,
    oncreate: fit,
  });
}

/** Grow with the text, up to what the style sheet allows. */
function fit(node) {
  // A column that is not on the screen has no height to fit to.
  if (node.dataset.fitted === node.value || !node.scrollHeight) return;
  node.dataset.fitted = node.value;
  node.style.height = "auto";
  node.style.height = `${node.scrollHeight + 2}px`;
}

function write(col, what, text) {
  col.ui.drafts.set(what.draft, text);
  col.ui.notices.delete(what.draft);
  col.ui.offer = 0;
  col.redraw();
}

function matching(col, text) {
  if (!/^\/\S*$/.test(text) || col.ui.dismissed === text) return [];
  return Object.entries(col.state.commands ?? {}).filter(([name]) => name.startsWith(text) && name !== text);
}

function commandList(col, what, offers) {
  const rows = offers.map(([name, hint], index) => h("button", {
    type: "button",
    role: "option",
    class: "offer",
    tabindex: "-1",
    "aria-selected": String(index === col.ui.offer),
    onclick: (event) => {
      take(col, what, name);
      event.currentTarget.closest(".composer").querySelector("textarea").focus();
    },
  }, h("strong", null, name), h("span", null, hint)));
  return h("div", { key: "offers", class: "offers", role: "listbox", "aria-label": "Commands" }, rows);
}

function take(col, what, name) {
  write(col, what, `${name} `);
}

function keyed(event, col, what, offers) {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (offers.length && step) {
    event.preventDefault();
    col.ui.offer = (col.ui.offer + step + offers.length) % offers.length;
    col.redraw();
  } else if (offers.length && (event.key === "Tab" || event.key === "Enter")) {
    event.preventDefault();
    take(col, what, offers[Math.min(col.ui.offer, offers.length - 1)][0]);
  } else if (offers.length && event.key === "Escape") {
    event.stopPropagation();
    col.ui.dismissed = event.target.value;
    col.redraw();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send(col, what);
  }
}

async function send(col, what) {
  const text = (col.ui.drafts.get(what.draft) ?? "").trim();
  if (!text) return;
  const refusal = refused(col, what, text);
  if (refusal) return say(col, what, refusal);
  write(col, what, "");
  col.ui.scrolledUp.delete(what.channel.id);
  const isCommand = text.startsWith("/");
  const result = await col.act(isCommand
    ? { do: "command", text, channel: what.channel.id }
    : { do: "say", text, channel: what.channel.id, thread_ts: what.threadTs });
  // A command that the app did not answer gets a message from the workspace itself; this is about the way there.
  if (result.ok === false) {
    col.ui.drafts.set(what.draft, text);
    say(col, what, "That was not sent. Try again.");
  }
}

/** Slack refuses these itself, before any app hears of them. */
function refused(col, what, text) {
  if (!text.startsWith("/")) return null;
  const [name] = text.split(/\s/);
  if (what.threadTs) return `${name} is not supported in threads. Sorry!`;
  return name in (col.state.commands ?? {}) ? null : `${name} is not a valid command.`;
}

function say(col, what, sentence) {
  col.ui.notices.set(what.draft, sentence);
  col.redraw();
}

function notice(col, what) {
  const sentence = col.ui.notices.get(what.draft);
  return sentence && h(
    "p",
    { key: "notice", class: "composer-notice", role: "alert" },
    icon("warning", 16),
    h("span", null, sentence)
  );
}

function shortcuts(col) {
  const items = Object.entries(col.state.shortcuts ?? {}).map(([id, name]) => ({
    label: name, note: col.state.app.name, run: () => col.act({ do: "shortcut", callback_id: id }),
  }));
  if (!items.length) return null;
  return menu(
    col,
    {
      id: "shortcuts",
      label: "Shortcuts",
      face: icon("bolt"),
      opener: { class: "bare bolt" },
      items,
      align: "start",
    }
  );
}
