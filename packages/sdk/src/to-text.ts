// JSON of what is ours, whatever `toJSON` the page has given to all objects and lists: Prototype 1.6 makes text of lists.

/** As `JSON.stringify` would without any `toJSON`: the replacer is asked last, and returns what stands there. */
export const toText = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key: string) {
    return this[key];
  });
