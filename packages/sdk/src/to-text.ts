// JSON of what is ours, whatever `toJSON` the page has given to all objects and lists: Prototype 1.6 makes text of lists.

/** What stands under a key, before any `toJSON`: the replacer is asked after that. */
function asItStands(this: Record<string, unknown>, key: string): unknown {
  return this[key];
}

type Foreign = { toJSON?: unknown };
const hasForeign = () => ([] as Foreign).toJSON || ("" as Foreign).toJSON || (0 as Foreign).toJSON;

/** As `JSON.stringify` would without any foreign `toJSON`. Asking for every value is slow, so only where there is one. */
export const toText = (value: unknown): string => JSON.stringify(value, hasForeign() ? asItStands : undefined);
