/**
 * A tiny keyed virtual DOM. It exists so that a live update changes only what changed: typing,
 * focus, scroll position and open menus survive. Text is only ever set as text, never as markup.
 */

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect"]);
const PROPERTIES = new Set(["checked", "disabled", "hidden", "inert", "selected"]);
const HOOKS = new Set(["oncreate", "onpatch"]);
const SPEC = Symbol("spec");

/**
 * Describe an element.
 * @param {string} tag
 * @param {object|null} props attributes; `key` keeps the node through reorders, `on...` functions listen,
 *   `value`/`checked` are controlled, `oncreate(node)` and `onpatch(node, oldProps)` run after the patch,
 *   `opaque` leaves the children to somebody else
 * @param {...any} children descriptions, texts, nested lists; empty ones are dropped
 */
export function h(tag, props, ...children) {
  const { key = null, ...rest } = props ?? {};
  const kept = children.flat(Infinity).filter((child) => child || child === 0);
  return { tag, key, props: rest, children: kept.map((child) => (child.tag ? child : String(child))) };
}

/** Make the children of `parent` match the descriptions. */
export function patch(parent, specs) {
  const afterwards = [];
  reconcile(parent, [specs].flat(Infinity).filter(Boolean), afterwards);
  for (const run of afterwards) run();
}

function reconcile(parent, specs, afterwards) {
  const keyed = new Map();
  const loose = [];
  for (const node of parent.childNodes) {
    const key = node[SPEC]?.key ?? null;
    if (key === null || keyed.has(key)) loose.push(node);
    else keyed.set(key, node);
  }
  const reused = specs.map((spec) => takeOld(spec, keyed, loose));
  for (const node of [...keyed.values(), ...loose]) node.remove();
  let cursor = parent.firstChild;
  specs.forEach((spec, index) => {
    const node = reused[index] ?? create(spec, afterwards);
    if (reused[index]) update(node, spec, afterwards);
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  });
}

function takeOld(spec, keyed, loose) {
  if (spec.key !== null && spec.key !== undefined) {
    const node = keyed.get(spec.key);
    if (!node || node[SPEC].tag !== spec.tag) return null;
    keyed.delete(spec.key);
    return node;
  }
  const index = loose.findIndex((node) => (node[SPEC] ? node[SPEC].tag === spec.tag : typeof spec === "string"));
  return index < 0 ? null : loose.splice(index, 1)[0];
}

function create(spec, afterwards) {
  if (typeof spec === "string") return document.createTextNode(spec);
  const node = SVG_TAGS.has(spec.tag) ? document.createElementNS(SVG, spec.tag) : document.createElement(spec.tag);
  apply(node, {}, spec, afterwards);
  if (spec.props.oncreate) afterwards.push(() => spec.props.oncreate(node));
  return node;
}

function update(node, spec, afterwards) {
  if (typeof spec === "string") {
    if (node.data !== spec) node.data = spec;
    return;
  }
  const before = node[SPEC].props;
  apply(node, before, spec, afterwards);
  if (spec.props.onpatch) afterwards.push(() => spec.props.onpatch(node, before));
}

function apply(node, before, spec, afterwards) {
  node[SPEC] = spec;
  for (const name of new Set([...Object.keys(before), ...Object.keys(spec.props)])) {
    if (name !== "value" && before[name] !== spec.props[name]) setProp(node, name, spec.props[name]);
  }
  if (!spec.props.opaque) reconcile(node, spec.children, afterwards);
  // After the children: a select can only take a value that is among its options.
  setControlled(node, spec.props);
}

function setControlled(node, props) {
  if (props.value !== undefined && "value" in node && node.value !== props.value) node.value = props.value;
  if (props.checked !== undefined && node.checked !== props.checked) node.checked = props.checked;
}

function setProp(node, name, value) {
  if (HOOKS.has(name) || name === "opaque") return;
  if (name.startsWith("on")) node[name] = value ?? null;
  else if (PROPERTIES.has(name)) node[name] = Boolean(value);
  else if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}
