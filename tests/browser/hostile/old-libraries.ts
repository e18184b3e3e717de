// What libraries of another age do to the page's own objects, each as it is read in its source, in words of our own.
import { toScript } from "../delivery/before.ts";

/** https://github.com/prototypejs/prototype/tree/1.7.3/src/prototype; `isOld` adds what 1.6.1 did besides. */
const patchLikePrototype = (isOld: boolean) => {
  type Patch = Record<string, unknown>;
  type List = unknown[] & { toArray(): unknown[] };
  type Iterator = (item: unknown, index: number) => unknown;
  const scope = window as never as Patch;
  const enough = {};
  const eachOf = (list: List, work: Iterator) => {
    try {
      for (let i = 0; i < list.length; i++) work(list[i], i);
    } catch (error) {
      if (error !== enough) throw error;
    }
  };
  const collect = function (this: List, work: Iterator = (item) => item, context?: unknown) {
    const found: unknown[] = [];
    eachOf(this, (item, i) => found.push(work.call(context, item, i)));
    return found;
  };
  const findAll = function (this: List, work: Iterator, context?: unknown) {
    const found: unknown[] = [];
    eachOf(this, (item, i) => work.call(context, item, i) && found.push(item));
    return found;
  };
  /** Ends by an exception, as its `$break` does. */
  const detect = function (this: List, work: Iterator, context?: unknown) {
    let found: unknown;
    eachOf(this, (item, i) => {
      if (!work.call(context, item, i)) return;
      found = item;
      throw enough;
    });
    return found;
  };
  const includes = function (this: List, wanted: unknown) {
    return this.indexOf(wanted) !== -1;
  };
  const toArray = function (this: List) {
    return collect.call(this);
  };
  const first = function (this: List) {
    return this[0];
  };
  const reverse = Array.prototype.reverse;
  Object.assign(Array.prototype, {
    each(this: List, work: Iterator) {
      eachOf(this, work);
      return this;
    },
    ...{ map: collect, collect, filter: findAll, select: findAll, findAll, find: detect, detect },
    ...{ include: includes, member: includes, toArray, clone: toArray, first, size: () => 0, inspect: () => "[]" },
    ...{
      inject: () => 0,
      invoke: toArray,
      pluck: toArray,
      zip: toArray,
      flatten: toArray,
      uniq: toArray,
      clear: toArray,
    },
    _reverse: reverse,
    reverse(this: List, isInline?: boolean) {
      return reverse.call(isInline === false ? this.toArray() : this);
    },
  });
  const toList = (given?: List) => (!given ? [] : "toArray" in Object(given) ? given.toArray() : collect.call(given));
  Object.assign(Array, { from: toList });
  const { Element: RealElement } = window;
  scope.Element = Object.assign((name: string) => document.createElement(name), { prototype: RealElement.prototype });
  Object.assign(String.prototype, { include: () => false, empty: () => false, times: () => "", inspect: () => '""' });
  Object.assign(Number.prototype, { times: () => 0, succ: () => 0, round: () => 0 });
  const nothing = function (this: unknown) {
    return this;
  };
  Object.assign(HTMLElement.prototype, {
    remove(this: HTMLElement) {
      this.parentNode?.removeChild(this);
      return this;
    },
    ...Object.fromEntries(
      "update replace insert wrap clone empty select match up down next previous"
        .split(" ")
        .map((name) => [name, nothing]),
    ),
    ...Object.fromEntries(
      "visible toggle hide show scrollTo getHeight observe on fire".split(" ").map((name) => [name, nothing]),
    ),
  });
  Object.assign(Object, { extend: Object.assign, clone: (each: object) => ({ ...each }), isArray: Array.isArray });
  if (!isOld) return;

  const keysOf = (each: object) => {
    const keys: string[] = [];
    for (const key in each) keys.push(key);
    return keys;
  };
  const { stringify } = JSON;
  const toText = (each: unknown): string | undefined => {
    if (each === undefined || typeof each === "function") return undefined;
    if (each === null || typeof each === "boolean") return `${each}`;
    const own = each as { toJSON?: () => string };
    if (own.toJSON) return own.toJSON();
    return `{${keysOf(own)
      .map((key) => `${stringify(key)}: ${toText(own[key as never])}`)
      .join(", ")}}`;
  };
  Object.assign(Object, {
    keys: keysOf,
    values: (each: object) => keysOf(each).map((key) => each[key as never]),
    toJSON: toText,
  });
  Object.assign(Array.prototype, {
    entries: toArray,
    toJSON(this: List) {
      return `[${collect.call(this, toText).join(", ")}]`;
    },
  });
  for (const { prototype } of [String, Number, Date])
    Object.assign(prototype, {
      toJSON(this: object) {
        return stringify(`${this}`);
      },
    });
  Object.assign(Function.prototype, {
    bind(this: (...all: unknown[]) => unknown, context: unknown, ...given: unknown[]) {
      if (!given.length && context === undefined) return this;
      return (...more: unknown[]) => this.apply(context, [...given, ...more]);
    },
  });
};

/** https://github.com/mootools/mootools-core/tree/1.6.0/Source with the layer that keeps 1.2 working, as it is built by default. */
const patchLikeMooTools = () => {
  const scope = window as never as Record<string, unknown>;
  const { Element: RealElement, JSON: RealJson } = window;
  const toList = (item: unknown): unknown[] => {
    if (item === null || item === undefined) return [];
    const isList = typeof item === "object" && typeof (item as unknown[]).length === "number";
    return isList ? Array.prototype.slice.call(item) : [item];
  };
  Object.assign(Array, { from: toList, convert: toList });
  const types = { String, Number, Array, Function, RegExp, Date, Boolean };
  // Assigned, so that they are enumerable.
  for (const [name, type] of Object.entries(types))
    Object.assign(type.prototype, { $family: () => name.toLowerCase(), $constructor: type });
  const names =
    "each clean invoke associate link contains append getLast include combine erase empty flatten pick clone";
  const same = function (this: unknown) {
    return this;
  };
  const toMethods = (all: string) => Object.fromEntries(all.split(" ").map((name) => [name, same]));
  Object.assign(Array.prototype, toMethods(names));
  Object.assign(String.prototype, toMethods("test contains clean camelCase hyphenate capitalize toInt substitute"));
  Object.assign(
    RealElement.prototype,
    toMethods("get set erase inject grab adopt wraps dispose destroy empty clone addClass"),
  );
  type Method = (...all: unknown[]) => unknown;
  Object.assign(Function.prototype, {
    ...toMethods("attempt pass delay periodical create run bindWithEvent protect hide implement extend"),
    // Takes a list, and no further arguments.
    bind(this: Method, context: unknown, given?: unknown) {
      return (...more: unknown[]) => this.apply(context, given === undefined ? more : toList(given));
    },
  });
  scope.Element = Object.assign((name: string) => document.createElement(name), { prototype: RealElement.prototype });
  // A wrapper of events, no event itself.
  scope.Event = function DOMEvent(this: Record<string, unknown>, event: unknown) {
    this.event = event;
  };
  scope.JSON = {
    stringify: RealJson.stringify,
    parse: RealJson.parse,
    encode: RealJson.stringify,
    decode: RealJson.parse,
  };
};

/** Each prototype by itself answers for the page what JSON is. */
const patchToJson = () => {
  const toJSON = () => "of the page";
  for (const { prototype } of [Object, Array, String, Number, Date]) Object.assign(prototype, { toJSON });
};

export const OLD_LIBRARIES: { readonly [name: string]: string } = {
  "Prototype 1.6": toScript(patchLikePrototype, true),
  "Prototype 1.7": toScript(patchLikePrototype, false),
  "MooTools 1.6": toScript(patchLikeMooTools),
  "toJSON on every prototype": toScript(patchToJson),
};
