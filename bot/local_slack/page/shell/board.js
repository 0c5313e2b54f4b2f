/** The whole page: who stands side by side, what time it is in the demo, and who hears of changes. */

import { fetchState, listen, moveClock } from "../api.js";
import { avatar } from "../chat/avatar.js";
import { Column } from "../chat/column.js";
import { h, patch } from "../dom.js";
import { icon } from "../icons.js";
import { DemoClock } from "./demo_clock.js";
import { guide, guideStartsOpen, rememberGuide } from "./guide.js";
import { toggleTheme } from "./theme.js";
import { topbar } from "./topbar.js";

const SIDE_BY_SIDE = 4;
const NARROW = matchMedia("(max-width: 699px)");

export class Board {
  constructor(root) {
    Object.assign(this, { root, clock: new DemoClock(), columns: [], state: null, lost: false, moving: false });
    this.guideOpen = guideStartsOpen();
    this.front = 0;
  }

  /** Fetch once to learn who there is, then show them and keep listening. */
  async start() {
    this.draw();
    NARROW.addEventListener("change", () => this.screensChanged());
    document.addEventListener("visibilitychange", () => this.screensChanged());
    document.addEventListener("keydown", (event) => this.keyed(event));
    document.addEventListener("pointerdown", (event) => this.pointed(event));
    setInterval(() => this.draw(), 1000);
    setInterval(() => this.columns.forEach((col) => col.redraw()), 15000);
    listen({ onChange: () => this.refresh(), onOpen: () => this.opened(), onLost: () => this.setLost(true) });
  }

  async opened() {
    this.setLost(false);
    if (!this.columns.length) await this.meet();
    this.refresh();
  }

  async meet() {
    const asked = (new URLSearchParams(location.search).get("people") ?? "").split(",").filter(Boolean);
    this.heard(await fetchState(asked[0] ?? ""));
    const known = new Set(this.people().map((member) => member.id));
    const noted = this.people().filter((member) => member.note).map((member) => member.id);
    const wishes = [asked, noted, [...known]].map((ids) => ids.filter((id) => known.has(id)));
    const chosen = wishes.find((ids) => ids.length > 0) ?? [];
    this.columns = chosen.slice(0, SIDE_BY_SIDE).map((id) => new Column(id, this));
    this.draw();
  }

  refresh() {
    for (const col of this.columns) col.refresh();
  }

  /** Every state that arrives, whoever asked for it. */
  heard(state) {
    this.state = state;
    this.clock.sync(state.now);
    document.title = `${state.app.name} demo`;
    this.draw();
  }

  now() {
    return this.clock.now();
  }

  /** Everybody a column can act as: people, not apps. */
  people() {
    const { members = [], app } = this.state ?? {};
    return members.filter((member) => member.id !== app.bot_user_id && !member.is_bot);
  }

  shownPeople() {
    const members = this.people();
    return this.columns.map((col) => members.find((member) => member.id === col.id)).filter(Boolean);
  }

  /** Whether a person's screen is on: on a phone only the column in front is. */
  visible(col) {
    return !document.hidden && (!NARROW.matches || this.columns[this.front] === col);
  }

  screensChanged() {
    this.refresh();
    this.draw();
  }

  /** Let a column act as somebody else; the address keeps the choice. */
  swap(col, id) {
    const here = this.columns.indexOf(col);
    const there = this.columns.findIndex((one) => one.id === id);
    // Nobody stands twice on the board: two people already shown change places.
    this.columns[here] = there < 0 ? new Column(id, this) : this.columns[there];
    if (there >= 0) this.columns[there] = col;
    history.replaceState(null, "", `?people=${this.columns.map((one) => one.id).join(",")}`);
    this.draw();
    this.refresh();
  }

  async move(seconds) {
    this.moving = true;
    this.draw();
    try {
      await moveClock(seconds);
    } catch {
      // The clock did not move; the face shows that by itself.
    }
    this.moving = false;
    this.refresh();
    this.draw();
  }

  setLost(lost) {
    this.lost = lost;
    this.draw();
  }

  keyed(event) {
    if (event.key !== "Escape") return;
    const here = this.columns.find((col) => col.root?.contains(document.activeElement));
    here?.escape();
  }

  /** A press anywhere else closes open menus. */
  pointed(event) {
    for (const col of this.columns) {
      if (!col.ui.menu || event.target.closest?.(".menu-box") && col.root.contains(event.target)) continue;
      col.ui.menu = null;
      col.redraw();
    }
  }

  draw() {
    const { state } = this;
    const tz = state?.app.tz ?? state?.tz ?? state?.me.tz ?? "UTC";
    const shown = {
      app: state?.app ?? null,
      now: this.now(),
      tz,
      lost: this.lost,
      missed: state?.missed_answers ?? 0,
      moving: this.moving,
      guideOpen: this.guideOpen,
    };
    const does = {
      move: (seconds) => this.move(seconds),
      toMonday: () => this.move(this.clock.untilMonday(tz)),
      toggleGuide: () => this.toggleGuide(),
      toggleTheme: () => this.toggleTheme(),
    };
    patch(this.root, [
      topbar(shown, does),
      this.guideOpen && state && guide(this.shownPeople()),
      h(
        "main",
        { key: "columns", class: `columns columns-${this.columns.length}` },
        this.columns.map((col, index) => this.place(col, index))
      ),
      this.columns.length > 1 && this.switcher(),
    ]);
  }

  place(col, index) {
    const props = {
      key: col.id,
      class: index === this.front ? "column is-front" : "column",
      "data-person": col.id,
      "aria-label": col.state?.me.real_name ?? col.id,
      opaque: true,
    };
    return h("section", { ...props, oncreate: (node) => { col.root = node; col.redraw(); } });
  }

  /** On a phone: whose screen is in front. */
  switcher() {
    const people = this.columns.map((col, index) => switchTo(col, index === this.front, () => {
      this.front = index;
      this.screensChanged();
    }));
    return h("nav", { key: "switcher", class: "switcher", "aria-label": "People" }, people);
  }

  toggleGuide() {
    this.guideOpen = !this.guideOpen;
    rememberGuide(this.guideOpen);
    this.draw();
  }

  toggleTheme() {
    toggleTheme();
    this.draw();
  }
}

function switchTo(col, inFront, onclick) {
  if (!col.state) return null;
  const { me } = col.state;
  const rings = !inFront && col.ui.toasts.length > 0;
  const mark = rings
    ? h("span", { class: "badge badge-ring" }, icon("phone", 13))
    : !inFront && col.unread > 0 && h("span", { class: "badge" }, col.unread);
  return h("button", {
    key: col.id,
    type: "button",
    class: rings ? "switch is-ringing" : "switch",
    "data-switch": col.id,
    "aria-pressed": String(inFront),
    onclick,
  }, h("span", { class: "switch-face" }, avatar(me), mark), h(
    "span",
    { class: "switch-name" },
    (me.real_name || me.name).split(" ")[0]
  ));
}
