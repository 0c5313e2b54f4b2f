/** How a column is laid out: header with the person, tabs, the chosen pane, and what lies over it. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { blocks } from "../render/blocks.js";
import { mrkdwn } from "../render/mrkdwn.js";
import { enlarged } from "../render/pictures.js";
import { avatar } from "./avatar.js";
import { composer } from "./composer.js";
import { conversation } from "./conversation.js";
import { confirmDialog, modal } from "./modal.js";
import { toasts } from "./phone.js";
import { HOME, tabRow } from "./tabs.js";
import { threadPanel } from "./thread.js";

/** All children of a column's section. */
export function columnView(col) {
  const over = modal(col);
  const asking = confirmDialog(col);
  const covered = Boolean(over || asking || col.ui.enlarged);
  return [
    header(col),
    h("div", { key: "stage", class: "stage" },
      h("div", { key: "floor", class: "floor", inert: covered }, tabRow(col), pane(col), threadPanel(col)),
      over, asking),
    toasts(col),
    enlarged(col),
  ];
}

function header(col) {
  const { me } = col.state;
  const options = col.board.people().map((member) => h(
    "option",
    { value: member.id },
    `${member.real_name || member.name}${member.note ? ` · ${member.note}` : ""}`
  ));
  return h("header", { key: "head", class: "person" },
    avatar(me, "large"),
    h("div", { class: "person-pick" },
      h("h2", { class: "person-name" }, me.real_name || me.name, icon("down", 15)),
      h("p", { class: "person-note" }, me.note || me.name),
      h(
        "select",
        {
          class: "person-select",
          "aria-label": "Act as",
          title: "Act as somebody else",
          value: me.id,
          onchange: (event) => col.board.swap(col, event.target.value),
        },
        options
      )));
}

function pane(col) {
  const channel = col.channelById(col.tab);
  const props = {
    key: `pane:${col.tab}`,
    class: "pane",
    id: `pane-${col.id}`,
    role: "tabpanel",
    "aria-labelledby": `tab-${col.id}-${col.tab}`,
    inert: Boolean(col.ui.thread),
  };
  if (col.tab === HOME) return h("div", props, home(col));
  const prompt = channel.kind === "dm" ? `Message ${col.state.app.name}, or type /` : `Message #${channel.name}`;
  return h(
    "div",
    props,
    topic(col, channel),
    conversation(col, channel),
    composer(col, { draft: channel.id, channel, threadTs: null, prompt })
  );
}

function topic(col, channel) {
  return channel.topic && h(
    "p",
    { key: "topic", class: "topic", title: channel.topic, "data-topic": channel.id },
    icon("topic", 15),
    h("span", { class: "topic-words" }, mrkdwn(channel.topic, col.viewer))
  );
}

function home(col) {
  const view = col.state.home;
  const undrawn = `${col.state.app.name} has not drawn this page yet.`;
  if (!view) return h("div", { class: "home" }, h("p", { class: "empty" }, undrawn));
  const spot = { col, at: { home: true }, formId: "home", viewId: view.id, values: view.state?.values };
  return h("div", { class: "home", tabindex: "0", "data-home": view.id ?? "home" }, blocks(view.blocks, spot));
}
