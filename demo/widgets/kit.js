// What widgets are made of. In the broken twin whatever should happen doesn't, or fails as the widget says.

/** Sets listeners, properties and attributes, whichever each is. */
const set = (element, key, value) => {
  if (typeof value === "function") element.addEventListener(key, value);
  else if (key in element) element[key] = value;
  else element.setAttribute(key, value);
};

/**
 * @param {string} id of the widget
 * @param {boolean} isBroken
 * @returns `h`, which makes an element; `on`, which makes a handler that does what it is given, or nothing in the broken twin, or
 *   `failure`; `button`; `name`, by which Waymark tells the widget; `load`, which resolves after a request that takes some ms
 */
export function createKit(id, isBroken) {
  const name = isBroken ? `broken-${id}` : id;
  const h = (tag, properties = {}, children = []) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(properties)) set(element, key, value);
    element.append(...[children].flat());
    return element;
  };
  const on =
    (handler, failure = () => {}) =>
    (event) =>
      (isBroken ? failure : handler)(event);
  const button = (label, handler, { failure, ...rest } = {}) =>
    h("button", { type: "button", "data-waymark": name, click: on(handler, failure), ...rest }, label);
  const load = async (ms) => (await fetch(`/widgets/late?ms=${ms}`, { cache: "no-store" })).text();
  return { h, on, button, load, name, isBroken };
}
