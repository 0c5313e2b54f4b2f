/** The demo's clock as the page shows it: the server's time, carried on between two answers. */

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
}
