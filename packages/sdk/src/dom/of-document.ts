// What the document says of itself, where an element of the page may have taken the name.

/** By the prototype's getter: `document.referrer` is an image where the page has one of that name. */
export const ofDocument = (name: keyof Document): unknown => Reflect.get(Document.prototype, name, document);
