/** One person's chat client: holds what the server says they see and what they are in the middle of. */

import { act, fetchState, upload } from "../api.js";
import { patch } from "../dom.js";
import { columnView } from "./column_view.js";
import { setMenu } from "./menu.js";
import { close } from "./modal.js";
import { ring } from "./phone.js";
import { shrink } from "../render/pictures.js";
import { HOME, tabsOf } from "./tabs.js";

const WORKSPACE_VOICE = "USLACKBOT";

/** Everything that lives only in this browser: never overwritten by an update. */
function freshUi() {
  return {
    menu: null, thread: null, confirm: null, enlarged: null, sending: null, trouble: null, offer: 0, dismissed: null,
    forms: new Map(),
    errors: new Map(),
    amended: new Set(),
    unsent: new Map(),
    pressed: new Map(),
    unfolded: new Set(),
    sought: new Map(),
    drafts: new Map(), notices: new Map(), looks: new Map(), quiet: new Map(),
    newest: new Map(), read: new Map(), behind: new Set(), scrolledUp: new Set(), heard: null, toasts: [],
  };
}

export class Column {
  /**
   * @param {string} id member id
   * @param {object} board where the column stands: `now()` the demo's time, `people()` whom it can show,
   *   `visible(column)` whether the person's screen is on, `heard(state)` is told every state,
   *   `swap(column, id)` puts somebody else in its place, `draw()` draws what is around the columns
   */
  constructor(id, board) {
    Object.assign(this, { id, board, state: null, root: null, tab: null, ui: freshUi() });
    this.fetching = null;
    this.stale = this.drawing = false;
    this.after = [];
    this.modalId = null;
  }

  /** Who reads, for times and mentions. */
  get viewer() {
    return {
      tz: this.state.me.tz || "UTC", now: this.board.now(), meId: this.state.me.id,
      nameOf: (id) => this.nameOf(id), channelName: (id) => this.channelById(id)?.name ?? "channel",
      groupOf: (id) => this.state.usergroups?.find((group) => group.id === id) ?? null,
    };
  }

  memberById(id) {
    return this.state.members.find((member) => member.id === id) ?? null;
  }

  channelById(id) {
    return this.state.channels.find((channel) => channel.id === id) ?? null;
  }

  nameOf(id) {
    const { app } = this.state;
    const member = this.memberById(id);
    if (id === app.bot_user_id) return app.name;
    return member?.real_name || member?.name || (id === WORKSPACE_VOICE ? "Slackbot" : id);
  }

  get unread() {
    return this.state ? this.state.channels.reduce((sum, channel) => sum + (channel.unread ?? 0), 0) : 0;
  }

  /**
   * Fetch what the person sees; calls while one is under way make one more, not many.
   * @returns {Promise<void>} settles when the state is at least as new as this call
   */
  refresh() {
    if (this.fetching) this.stale = true;
    else this.fetching = this.fetchAll().then(() => {
      this.fetching = null;
      // Asked again between the last answer and here.
      return this.stale ? this.refresh() : undefined;
    });
    return this.fetching;
  }

  async fetchAll() {
    try {
      do {
        this.stale = false;
        this.take(await fetchState(this.id));
      } while (this.stale);
    } catch {
      // The server is gone for a moment: the board shows it, and its return brings a refresh.
    }
  }

  take(state) {
    this.state = state;
    if (!tabsOf(this).some((tab) => tab.id === this.tab)) this.tab = tabsOf(this)[0].id;
    ring(this, state.notifications ?? []);
    this.board.heard(state);
    this.markRead();
    this.redraw();
  }

  markRead() {
    const channel = this.channelById(this.tab);
    if (!channel?.unread || !this.board.visible(this)) return;
    // Once for each look of the channel: an answer that still counts something must not start a loop.
    const look = `${channel.unread}:${channel.messages.length}:${channel.messages.at(-1)?.ts}`;
    if (this.ui.read.get(channel.id) === look) return;
    this.ui.read.set(channel.id, look);
    act(this.id, { do: "read", channel: channel.id });
  }

  /** Do something as this person; see api.js for what comes back. */
  async act(what) {
    const unsent = [...this.ui.unsent.values()];
    this.ui.unsent.clear();
    for (const fill of unsent) await act(this.id, fill);
    const result = await act(this.id, what);
    await this.refresh();
    return result;
  }

  /** Put a file into a field; what the form does not take is said at the field. */
  async upload(field, file) {
    const { errors } = await upload(this.id, field, file);
    const own = new Map(Object.entries(errors ?? {}));
    if (own.size) this.ui.errors.set(field.view, new Map([...this.ui.errors.get(field.view) ?? [], ...own]));
    await this.refresh();
  }

  openTab(id) {
    this.ui.thread = null;
    this.ui.menu = null;
    this.tab = id;
    if (id === HOME) this.act({ do: "home" });
    else this.markRead();
    this.redraw();
  }

  openThread(channel, ts) {
    this.ui.thread = { channel, ts };
    this.redraw();
  }

  closeThread() {
    const { ts } = this.ui.thread;
    this.ui.thread = null;
    this.redraw();
    const back = `[data-message-ts="${ts}"] .thread-link`;
    this.afterRedraw((root) => root.querySelector(back)?.focus({ preventScroll: true }));
  }

  /** Ask the confirm dialog of an element; resolves to what was answered. */
  ask(spec) {
    return new Promise((resolve) => {
      const asker = document.activeElement;
      const answer = (yes) => {
        this.ui.confirm = null;
        this.redraw();
        this.afterRedraw(() => asker?.isConnected && asker.focus());
        resolve(yes);
      };
      this.ui.confirm = { spec, answer };
      this.redraw();
    });
  }

  /** Draw soon: many calls in a row make one drawing. */
  redraw() {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => this.draw());
  }

  afterRedraw(run) {
    this.after.push(run);
    this.redraw();
  }

  draw() {
    this.drawing = false;
    if (!this.root || !this.state) return;
    const hadFocus = this.root.contains(document.activeElement);
    patch(this.root, columnView(this));
    this.settleFocus(hadFocus);
    for (const run of this.after.splice(0)) run(this.root);
  }

  /**
   * A modal takes the focus when it opens and gives it back; but only from within its own column. What was pressed
   * may be gone after the press: then the focus goes to what took its place, not to the top of the page.
   */
  settleFocus(hadFocus) {
    const id = this.state.modals?.at(-1)?.id ?? null;
    const lost = hadFocus && document.activeElement === document.body;
    const changed = id !== this.modalId;
    if (!changed && !lost) return;
    this.modalId = id;
    if (!hadFocus && document.activeElement !== document.body) return;
    const wanted = changed && id && this.root.querySelector(".modal [data-focus-on-load]");
    const target = wanted ? ".modal [data-focus-on-load]" : id ? ".modal" : changed ? ".pane .composer-text" : ".pane [role=log]";
    this.root.querySelector(target)?.focus({ preventScroll: true });
  }

  /** Escape: the innermost open thing closes. */
  escape() {
    if (this.ui.enlarged) shrink(this);
    else if (this.ui.confirm) this.ui.confirm.answer(false);
    else if (this.ui.menu) setMenu(this, null);
    else if (this.state.modals?.length) close(this);
    else if (this.ui.thread) this.closeThread();
  }
}
