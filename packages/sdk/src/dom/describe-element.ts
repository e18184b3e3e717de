// What an element is called without reading its text, its value or any attribute that may hold a person's words.

const INTERACTIVE =
  "a[href],button,input,select,textarea,summary,label,[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=radio],[role=switch]";
const IGNORED = "[data-waymark-ignore]";
/** A plain word, as people write names and ids by hand: no digits beyond two, nothing that a framework made. */
const PLAIN_WORD = /^[a-z][a-z_-]{1,30}\d{0,2}$/i;

/** The interactive element under a click, through open shadow roots; `undefined` when there is none or it is ignored. */
export function findInteractive(event: Event): Element | undefined {
  const elements = event.composedPath().filter((each): each is Element => each instanceof Element);
  if (elements.some((each) => each.matches(IGNORED))) return undefined;
  return elements.find((each) => each.matches(INTERACTIVE));
}

/**
 * `data-waymark` if there is one, else tag, role and a plain id or name: `button#pay`, `input[name=coupon]`, `a`.
 * At most 64 characters.
 */
export function describeElement(element: Element): string {
  const own = element.getAttribute("data-waymark");
  if (own) return own.slice(0, 64);
  const plain = (attribute: string) => {
    const value = element.getAttribute(attribute);
    return value && PLAIN_WORD.test(value) ? value : undefined;
  };
  const id = plain("id");
  const name = plain("name");
  const role = plain("role");
  const tag = element.localName;
  return (tag + (id ? `#${id}` : name ? `[name=${name}]` : role ? `[role=${role}]` : "")).slice(0, 64);
}
