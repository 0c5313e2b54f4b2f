/**
 * Slack's mrkdwn to element descriptions. Slack's own rules: markers count only at word borders,
 * `<...>` is the only escape into links, mentions and dates, and &lt; &gt; &amp; stand for themselves.
 */

import { h } from "../dom.js";
import { slackDate } from "./dates.js";
import { emojiFor, withEmoji } from "./emoji.js";

const WORD = "\\p{L}\\p{N}";
/** A pair of markers around words: `*so*`, but not `2*3*4` and not `* so *`. */
const marker = (sign) => new RegExp(
  `(?<![${WORD}${sign}])[${sign}](?![\\s${sign}])([^${sign}\\n]+?)(?<!\\s)[${sign}](?![${WORD}${sign}])`,
  "u"
);
const INLINE = [
  { find: /`([^`\n]+)`/, draw: (inner) => h("code", null, unescaped(inner)) },
  { find: /<([^<>\n]+)>/, draw: (inner, viewer) => special(inner, viewer) },
  { find: marker("*"), draw: (inner, viewer) => h("strong", null, inline(inner, viewer)) },
  { find: marker("_"), draw: (inner, viewer) => h("em", null, inline(inner, viewer)) },
  { find: marker("~"), draw: (inner, viewer) => h("s", null, inline(inner, viewer)) },
  { find: /:([a-z0-9_+'-]+):/, draw: (inner) => emojiFor(inner) ?? `:${inner}:` },
];
const LINES = [
  { kind: "quote", find: /^(?:&gt;|>) ?(.*)$/ },
  { kind: "item", find: /^\s*((?:•|-|\d+\.)\s)\s*(.*)$/ },
];

/** HTML entities that Slack escapes, back to characters. */
export function unescaped(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** A plain_text: emoji drawn, nothing else interpreted. */
export function plainText(text) {
  return withEmoji(unescaped(text));
}

/**
 * @param {string} text mrkdwn
 * @param {{tz: string, now: number, nameOf: Function, channelName: Function, groupOf: Function, meId: string}} viewer who reads it
 */
export function mrkdwn(text, viewer) {
  return text.split(/\n?```\n?([\s\S]*?)\n?```\n?/).flatMap((part, index) => {
    if (index % 2) return [h("pre", null, unescaped(part))];
    return part ? paragraphs(part, viewer) : [];
  });
}

/** The words of a mrkdwn text without any formatting, as a phone shows them. */
export function wordsOf(text, viewer) {
  const flat = (spec) => (typeof spec === "string" ? spec : spec.children.map(flat).join(""));
  return mrkdwn(text, viewer).map(flat).join(" ");
}

function paragraphs(text, viewer) {
  const runs = [];
  for (const line of text.split("\n")) {
    const { kind, body } = classified(line, viewer);
    const last = runs.at(-1);
    if (last?.kind === kind && kind !== "item") last.lines.push("\n", ...body);
    else runs.push({ kind, lines: body });
  }
  return runs.map(({ kind, lines }) => h(kind === "quote" ? "blockquote" : "div", { class: `mk-${kind}` }, lines));
}

function classified(line, viewer) {
  for (const { kind, find } of LINES) {
    const match = find.exec(line);
    if (match && kind === "quote") return { kind, body: inline(match[1], viewer) };
    if (match) return {
      kind,
      body: [h("span", { class: "mk-mark" }, match[1]), h("span", null, inline(match[2], viewer))],
    };
  }
  return { kind: "text", body: line ? inline(line, viewer) : [] };
}

function inline(text, viewer) {
  const out = [];
  let rest = text;
  while (rest) {
    const hit = earliest(rest);
    if (!hit) return [...out, unescaped(rest)];
    if (hit.match.index) out.push(unescaped(rest.slice(0, hit.match.index)));
    out.push(hit.draw(hit.match[1], viewer));
    rest = rest.slice(hit.match.index + hit.match[0].length);
  }
  return out;
}

function earliest(text) {
  let best = null;
  for (const { find, draw } of INLINE) {
    const match = find.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { match, draw };
  }
  return best;
}

function special(inner, viewer) {
  const [target, label] = split(inner, "|");
  const id = target.slice(1);
  if (target.startsWith("@")) return mention(`@${label ?? viewer.nameOf(id)}`, id === viewer.meId);
  if (target.startsWith("#")) return mention(`#${label ?? viewer.channelName(id)}`, false);
  if (target.startsWith("!date^")) return dated(target, label, viewer);
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label, viewer);
  if (target.startsWith("!")) return mention(`@${split(id, "^")[0]}`, true);
  return link(target, label ?? target.replace(/^(mailto|tel):/, ""));
}

function mention(name, isForMe) {
  return h("span", { class: isForMe ? "mention mention-me" : "mention" }, unescaped(name));
}

function groupMention(id, label, viewer) {
  const group = viewer.groupOf?.(id);
  return mention(group ? `@${group.handle}` : label ?? "@group", Boolean(group?.users.includes(viewer.meId)));
}

function dated(target, fallback, viewer) {
  const [, stamp, pattern, href] = target.split("^");
  if (!/^\d+$/.test(stamp ?? "") || !pattern) return unescaped(fallback ?? "");
  const text = unescaped(slackDate(Number(stamp), pattern, viewer));
  const time = h(
    "time",
    { datetime: new Date(stamp * 1000).toISOString(), title: unescaped(fallback ?? "") },
    text
  );
  return href ? link(href, text) : time;
}

/** A link that opens beside the page; anything but web, mail and phone addresses stays plain words. */
export function link(href, label) {
  const address = unescaped(href);
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return unescaped(label);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, plainText(label));
}

function split(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
