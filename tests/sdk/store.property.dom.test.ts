// Whatever the browser refuses, and when: what a store said it has kept is found by the next page.
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore, type Pair, type Store } from "../../packages/sdk/src/store.ts";

interface Faults {
  readonly open: "no" | "throws" | "hangs";
  readonly transaction: "no" | "throws" | "throws once";
  readonly disk: "no" | "full" | "full once";
  readonly journal: "no" | "denied" | "full";
}

const HEALTHY: Faults = { open: "no", transaction: "no", disk: "no", journal: "no" };
let faults = HEALTHY;
let site = 0;

/** Throws when this fault is on; what fails once is well again then. */
function mayFail<Name extends keyof Faults>(name: Name, isOn: Faults[Name], error: string): void {
  const is = faults[name];
  if (is !== isOn && is !== `${isOn} once`) return;
  if (is !== isOn) faults = { ...faults, [name]: "no" };
  throw new DOMException("refused", error);
}

/** Has a function of the platform fail first, if it is to. */
function precede<T extends object>(target: T, name: keyof T & string, fail: (...args: unknown[]) => unknown): void {
  const original = target[name] as (...args: unknown[]) => unknown;
  vi.spyOn(target as Record<string, () => unknown>, name).mockImplementation(function (this: T, ...args: unknown[]) {
    return fail(...args) ?? original.apply(this, args);
  } as () => unknown);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  precede(indexedDB, "open", () => {
    if (faults.open === "hangs") return {};
    return mayFail("open", "throws", "SecurityError");
  });
  precede(IDBDatabase.prototype, "transaction", (_, mode) => {
    // Upgrades are the database's own.
    if (mode !== "versionchange") mayFail("transaction", "throws", "InvalidStateError");
  });
  precede(IDBObjectStore.prototype, "put", () => mayFail("disk", "full", "QuotaExceededError"));
  const localStorage = new Proxy(window.localStorage, {
    get(target, key) {
      if (key === "setItem") mayFail("journal", "full", "QuotaExceededError");
      return Reflect.get(target, key);
    },
  });
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    mayFail("journal", "denied", "SecurityError");
    return localStorage;
  });
});

afterEach(() => {
  faults = HEALTHY;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Tasks that the database in memory takes at most: each request is one. */
const MOST_TURNS = 600;

/** Lets time pass where work waits for nothing else. */
async function settle<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  work.finally(() => {
    isDone = true;
  });
  for (let turn = 1; !isDone; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (turn % MOST_TURNS === 0) await vi.advanceTimersByTimeAsync(500);
  }
  return work;
}

/** What one of two documents does, or what befalls both. */
type Act =
  | readonly ["put" | "put and go on", 0 | 1, readonly (readonly [key: number, characters: number])[]]
  | readonly ["put many" | "list" | "take over" | "reload", 0 | 1, undefined]
  | readonly ["wait", 0, number]
  | readonly ["away", 0, boolean]
  | readonly ["fault", 0, Partial<Faults>];

const pairs = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(1, 1, 1, 90_000)), { minLength: 1, maxLength: 3 });
/** More than half of what the journal takes of a document. */
const MANY = Array.from({ length: 120 }, (_, i) => [100 + i, 1] as const);
const fault = fc.oneof(
  fc.constantFrom<Faults["open"][]>("no", "throws", "hangs").map((open) => ({ open })),
  fc.constantFrom<Faults["transaction"][]>("no", "throws", "throws once").map((transaction) => ({ transaction })),
  fc.constantFrom<Faults["disk"][]>("no", "full", "full once").map((disk) => ({ disk })),
  fc.constantFrom<Faults["journal"][]>("no", "denied", "full").map((journal) => ({ journal })),
);
const which = fc.constantFrom(0 as const, 1 as const);
const first = fc.constant(0 as const);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom("put" as const, "put and go on" as const), which, pairs) },
  { weight: 4, arbitrary: fc.tuple(fc.constant("fault" as const), first, fault) },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom("put many" as const, "list" as const, "take over" as const, "reload" as const),
      which,
      fc.constant(undefined),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant("wait" as const), first, fc.constantFrom(1000, 61_000)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("away" as const), first, fc.boolean()) },
);

interface Found {
  readonly key: string;
  readonly version: number;
}

/** Two documents of one site: does it all, and tells the version of each row that was said to be kept. */
async function live(acts: readonly Act[], name: string) {
  const kept = new Map<string, number>();
  /** Rows whose put is not over: the next one of the same row comes after it, as in the queue. */
  const pending = new Map<string, Promise<unknown>>();
  let isAway = false;
  let version = 0;
  let count = 0;
  const open = () => {
    const aborter = new AbortController();
    const context = { site: name, isAway: () => isAway, makeRoom: async () => {}, stopped: aborter.signal };
    return { store: openStore(context), id: ++count, stop: () => aborter.abort() };
  };
  const documents: [ReturnType<typeof open>, ReturnType<typeof open>] = [open(), open()];
  const settleAll = () => settle(Promise.all(pending.values()));
  const put = async (store: Store, rows: readonly (readonly [key: string, characters: number])[]) => {
    await settle(Promise.all(rows.map(([key]) => pending.get(key))));
    const own = ++version;
    const written = rows.map(([key, length]): Pair => [["e", 1, key], { key, version: own, text: "x".repeat(length) }]);
    const isOver = store.put(written).then((level) => {
      if (level !== "memory") for (const [key] of rows) kept.set(key, Math.max(own, kept.get(key) ?? 0));
    });
    for (const [key] of rows) pending.set(key, isOver);
  };
  for (const [what, which, how] of acts) {
    const { store, id, stop } = documents[which];
    // A document writes its own rows, and those of others when it has listed them.
    const toOwn = (rows: readonly (readonly [key: number, characters: number])[]) =>
      rows.map(([key, length]) => [`${id}/${key}`, length] as const);
    if (what === "put" || what === "put and go on") await put(store, toOwn(how));
    if (what === "put many") await put(store, toOwn(MANY));
    if (what === "put" || what === "put many") await settleAll();
    if (what === "list" || what === "take over") {
      await settleAll();
      const listed = await settle(store.list<Found>("e", 10));
      if (what === "take over" && listed.length)
        await put(
          store,
          listed.map(({ key }) => [key, 1] as const),
        );
    }
    if (what === "wait") await vi.advanceTimersByTimeAsync(how);
    if (what === "away") isAway = how;
    if (what === "fault") faults = { ...faults, ...how };
    if (what === "reload") {
      stop();
      documents[which] = open();
    }
  }
  await settleAll();
  for (const { stop } of documents) stop();
  return kept;
}

test("what was kept is found, in this version or a later one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25, size: "max" }), async (acts) => {
      faults = HEALTHY;
      localStorage.clear();
      const name = `ladder-${++site}`;
      const kept = await live(acts, name);
      faults = HEALTHY;
      const { signal: stopped } = new AbortController();
      const next = openStore({ site: name, isAway: () => false, makeRoom: async () => {}, stopped });
      const found = new Map((await settle(next.list<Found>("e", 1000))).map(({ key, version }) => [key, version]));
      // Where localStorage can't be reached any more, an older form that stands there can't be removed either.
      const mayBeOlder = acts.some(([what, , how]) => what === "fault" && how.journal === "denied");
      const isLost = ([key, version]: [string, number]) => (found.get(key) ?? 0) < (mayBeOlder ? 1 : version);
      expect([...kept].filter(isLost)).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 120_000);
