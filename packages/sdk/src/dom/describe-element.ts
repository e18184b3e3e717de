// What an element is called without reading its text, its value or any attribute that may hold a person's words.

const INTERACTIVE =
  "a[href],button,input,select,textarea,summary,label,[role=button],[role=link],[role=tab],[role=option],[role=switch],[role^=menuitem]";
/** A plain word, as people write names and ids by hand: at most two digits, at the end. */
const PLAIN_WORD = /^[a-z][a-z_-]{1,30}\d{0,2}$/i;

/** The interactive element that an event is about, through open shadow roots; none inside of `data-waymark-ignore`. */
export function findInteractive(event: Event): Element | undefined {
  const elements = event.composedPath().filter((each): each is Element => each instanceof Element);
  return elements.some((each) => each.matches("[data-waymark-ignore]"))
    ? undefined
    : elements.find((each) => each.matches(INTERACTIVE));
}

/** `data-waymark` if there is one, else the tag with a plain id, name or role: `button[id=pay]`, `input[name=coupon]`, `a`. */
export function describeElement(element: Element): string {
  const get = (attribute: string) => element.getAttribute(attribute) ?? "";
  const attribute = ["id", "name", "role"].find((each) => PLAIN_WORD.test(get(each)));
  const structure = element.localName + (attribute ? `[${attribute}=${get(attribute)}]` : "");
  return (get("data-waymark") || structure).slice(0, 64);
}
