/** The demo's clock as the page shows it: the server's time, carried on between two answers. */

import { dayKey, secondsAt } from "../render/dates.js";

const DAY = 86400e3;
const FROZEN_AFTER = 1500;

export class DemoClock {
  constructor() {
    Object.assign(this, { server: Date.now(), heardAt: performance.now(), running: true });
  }

  /** Learn the time of a state that just arrived, and whether the server's clock runs by itself. */
  sync(iso) {
    const server = Date.parse(iso);
    const at = performance.now();
    if (Number.isNaN(server)) return;
    if (at - this.heardAt > FROZEN_AFTER) this.running = server - this.server > (at - this.heardAt) / 2;
    Object.assign(this, { server, heardAt: at });
  }

  /** Milliseconds since the epoch on the demo's clock. */
  now() {
    return this.server + (this.running ? performance.now() - this.heardAt : 0);
  }

  /** Seconds until the next Monday at nine on the wall in `tz`. */
  untilMonday(tz) {
    const now = this.now();
    const days = [...Array(9).keys()].map((day) => dayKey(now + day * DAY, tz));
    // Noon in UTC is the same day in words everywhere: only its name is asked for.
    const mondays = days.filter((day) => new Date(`${day}T12:00Z`).getUTCDay() === 1);
    const at = mondays.map((day) => secondsAt(`${day}T09:00`, tz)).find((seconds) => seconds * 1000 > now);
    return Math.ceil(at - now / 1000);
  }
}
