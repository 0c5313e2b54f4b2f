/** Faces without pictures: a person's initials on their colour, and the app's own mark. */

import { h } from "../dom.js";
import { icon } from "../icons.js";

const FALLBACK = "#577590";

/** @param {object|null} member from the state; null for the app itself @param {string} size "small" | "large" */
export function avatar(member, size = "small") {
  if (!member) return h("span", { class: `avatar avatar-app avatar-${size}`, "aria-hidden": "true" }, icon("door", 17));
  const colour = CSS.supports("color", member.avatar ?? "") ? member.avatar : FALLBACK;
  return h(
    "span",
    { class: `avatar avatar-${size}`, style: `--face: ${colour}`, "aria-hidden": "true" },
    initials(member)
  );
}

function initials(member) {
  const words = (member.real_name || member.name || "?").split(/[\s._-]+/).filter(Boolean);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}
