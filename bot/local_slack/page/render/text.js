/** Slack's text objects (plain_text and mrkdwn) to element descriptions. */

import { mrkdwn, plainText } from "./mrkdwn.js";

/** A text object as children of an element; [] when there is none. */
export function textOf(object, viewer) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, viewer) : [plainText(object.text)];
}

/** A text object as one line of characters, for labels and options. */
export function labelOf(object) {
  return object ? plainText(object.text) : "";
}
