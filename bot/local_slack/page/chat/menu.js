/** A small popup menu (overflow menus, shortcuts): arrow keys, Escape, click elsewhere; one open per column. */

import { h } from "../dom.js";

/**
 * @param {object} col the column
 * @param {{id: string, label: string, face: any, opener: object, items: {label, note, run}[], align: string}} what
 */
export function menu(col, { id, label, face, opener, items, align }) {
  const open = col.ui.menu === id;
  const toggle = () => setMenu(col, open ? null : id);
  const props = {
    type: "button",
    "aria-label": label,
    title: label,
    "aria-haspopup": "menu",
    "aria-expanded": String(open),
    onclick: toggle,
  };
  return h("span", { class: "menu-box", onkeydown: (event) => steer(event, col) },
    h("button", { ...props, ...opener }, face), open && popup(col, label, items, align));
}

/** Open the menu of that id, or close whichever is open. */
export function setMenu(col, id) {
  col.ui.menu = id;
  col.redraw();
}

function popup(col, label, items, align) {
  const rows = items.map((item) => h("button", {
    type: "button", role: "menuitem", class: "menu-item",
    onclick: (event) => {
      event.currentTarget.closest(".menu-box").querySelector("[aria-haspopup]").focus();
      setMenu(col, null);
      item.run();
    },
  }, h("span", null, item.label), item.note && h("span", { class: "menu-note" }, item.note)));
  return h(
    "div",
    { key: "popup", class: `menu align-${align}`, role: "menu", "aria-label": label, oncreate: settle },
    rows
  );
}

/** Open upwards where the column ends, and take the focus. */
function settle(node) {
  const room = node.closest("[data-person]").getBoundingClientRect();
  const own = node.getBoundingClientRect();
  if (own.bottom > room.bottom - 8) node.classList.add("menu-up");
  if (own.left < room.left + 4) node.style.transform = `translateX(${room.left + 8 - own.left}px)`;
  node.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
}

function steer(event, col) {
  const box = event.currentTarget;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && col.ui.menu) {
    event.stopPropagation();
    setMenu(col, null);
    box.querySelector("[aria-haspopup]").focus();
  }
  const items = [...box.querySelectorAll("[role=menuitem]")];
  if (!step || !items.length) return;
  event.preventDefault();
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}
