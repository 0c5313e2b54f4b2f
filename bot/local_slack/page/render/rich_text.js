/** The rich_text block, as far as a bot or a typed message needs it: sections, lists, quotes, code. */

import { h } from "../dom.js";
import { emojiFor } from "./emoji.js";
import { link, mrkdwn, plainText } from "./mrkdwn.js";

const STYLES = [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["code", "code"]];

const PARTS = {
  rich_text_section: (part, viewer) => h("div", { class: "mk-text" }, inside(part, viewer)),
  rich_text_quote: (part, viewer) => h("blockquote", null, inside(part, viewer)),
  rich_text_preformatted: (part, viewer) => h("pre", null, inside(part, viewer)),
  rich_text_list: (part, viewer) => {
    const rows = part.elements.map((row) => h("li", null, inside(row, viewer)));
    return h(
      part.style === "ordered" ? "ol" : "ul",
      { class: `rt-list indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null },
      rows
    );
  },
};

const WORDS = {
  text: (word) => plainText(word.text),
  emoji: (word) => emojiFor(word.name) ?? `:${word.name}:`,
  link: (word) => link(word.url, word.text ?? word.url),
  user: (word, viewer) => mrkdwn(`<@${word.user_id}>`, viewer),
  channel: (word, viewer) => mrkdwn(`<#${word.channel_id}>`, viewer),
  broadcast: (word, viewer) => mrkdwn(`<!${word.range}>`, viewer),
  date: (word, viewer) => mrkdwn(`<!date^${word.timestamp}^${word.format}|${word.fallback ?? ""}>`, viewer),
};

/** @param {object} block a rich_text block @param {object} viewer see mrkdwn.js */
export function richText(block, viewer) {
  return block.elements.map((part) => PARTS[part.type]?.(part, viewer));
}

function inside(part, viewer) {
  return part.elements.map((word) => {
    const drawn = h("span", { class: "rt-word" }, WORDS[word.type]?.(word, viewer));
    return STYLES.reduce((inner, [style, tag]) => (word.style?.[style] ? h(tag, null, inner) : inner), drawn);
  });
}
