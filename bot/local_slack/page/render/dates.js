/** Times as the viewing person reads them: message stamps and Slack's `<!date^...>` tokens, in their time zone. */

const FORMATS = {
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
};
const SPANS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
/** Slack leaves the year out of a date that is near, within half a year either way. */
const NO_YEAR = 183 * 86400e3;
const cache = new Map();

/**
 * @param {number} millis instant, milliseconds since the epoch
 * @param {string} name a key of FORMATS or "date_num"
 * @param {string} tz IANA time zone of the viewing person
 * @param {boolean} near whether the year goes without saying
 */
export function formatted(millis, name, tz, near = false) {
  if (name === "date_num") return dayKey(millis, tz);
  const id = `${name}|${tz}|${near}`;
  if (!cache.has(id)) {
    const format = { ...FORMATS[name], year: near ? undefined : FORMATS[name].year };
    cache.set(id, new Intl.DateTimeFormat("en-GB", { ...format, timeZone: tz, hourCycle: "h23" }));
  }
  return cache.get(id).format(millis);
}

/** The local day as 2026-03-14, good for comparing and for {date_num}. */
export function dayKey(millis, tz) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: tz }).format(millis);
}

/** "Mon" */
export function weekday(millis, tz) {
  return new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: tz }).format(millis);
}

/** "today", "yesterday", "tomorrow", or null. */
export function relativeDay(millis, now, tz) {
  const day = dayKey(millis, tz);
  const names = [["today", 0], ["yesterday", -86400e3], ["tomorrow", 86400e3]];
  return names.find(([, shift]) => dayKey(now + shift, tz) === day)?.[0] ?? null;
}

/** "3 minutes ago" / "in 2 hours", measured on the demo's clock. */
export function ago(millis, now) {
  const seconds = Math.round((millis - now) / 1000);
  const [unit, size] = SPANS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/**
 * Fill Slack's date tokens.
 * @param {number} stamp seconds since the epoch
 * @param {string} pattern text with {date_short_pretty}, {time}, {ago} and their like
 * @param {{tz: string, now: number}} viewer
 */
export function slackDate(stamp, pattern, { tz, now }) {
  const millis = stamp * 1000;
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === "ago") return ago(millis, now);
    const plain = token.replace(/_pretty$/, "");
    if (plain !== "date_num" && !FORMATS[plain]) return whole;
    const relative = plain === token ? null : relativeDay(millis, now, tz);
    return relative ?? formatted(millis, plain, tz, Math.abs(millis - now) < NO_YEAR);
  });
}

/** What a wall clock in `tz` shows at an instant, as a datetime-local field writes it: 2026-03-14T21:30. */
export function wallAt(seconds, tz) {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: tz, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  return parts.format(seconds * 1000).replace(" ", "T");
}

/** The instant at which a wall clock in `tz` shows that: the first of two, and the one after a missing hour. */
export function secondsAt(wall, tz) {
  const asIfUtc = Date.parse(`${wall}Z`) / 1000;
  const offsetAt = (at) => Date.parse(`${wallAt(at, tz)}Z`) / 1000 - at;
  // Clocks change once in a day at most: one of these two offsets holds, the greater one is the earlier instant.
  const offsets = [offsetAt(asIfUtc - 86400), offsetAt(asIfUtc + 86400)].sort((a, b) => b - a);
  const fits = offsets.map((offset) => asIfUtc - offset).find((at) => wallAt(at, tz) === wall);
  return fits ?? asIfUtc - offsets[1];
}
