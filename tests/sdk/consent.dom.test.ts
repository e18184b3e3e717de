import { afterEach, describe, expect, test, vi } from "vitest";
import { type ConsentState, createConsent } from "../../packages/sdk/src/consent.ts";
import { silentReport } from "./fixtures.ts";

const create = () => {
  const report = silentReport();
  const open = vi.fn((isAnonymous: boolean, _: AbortSignal) => (isAnonymous ? "anonymous" : "granted"));
  return { ...createConsent(open, report), open, report };
};
const echo = async (opened: string) => opened;

afterEach(() => vi.unstubAllGlobals());

describe("pending", () => {
  test("opens nothing and passes nothing on", async () => {
    const { pass, begin, open } = create();
    const use = vi.fn(echo);
    begin(undefined);
    pass(use);
    await Promise.resolve();
    expect(open).not.toHaveBeenCalled();
    expect(use).not.toHaveBeenCalled();
  });

  test("keeps 30 and passes them on in order when it is granted", async () => {
    const { pass, set } = create();
    const used: number[] = [];
    const passed = Array.from({ length: 32 }, (_, i) => pass(async () => used.push(i)));
    expect(await Promise.all(passed.slice(30))).toEqual(["dropped", "dropped"]);
    set("granted");
    await Promise.all(passed);
    expect(used).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  test("drops them when it is denied", async () => {
    const { pass, set, open } = create();
    const passed = pass(echo);
    set("denied");
    expect(await passed).toBe("dropped");
    expect(await pass(echo)).toBe("dropped");
    expect(open).not.toHaveBeenCalled();
  });

  test("may hold again: what comes then waits anew, from one to 30", async () => {
    const { pass, set, open } = create();
    for (let i = 0; i < 30; i++) pass(echo);
    set("granted");
    set("pending");
    const passed = pass(echo);
    expect(open).toHaveBeenCalledOnce();
    set("granted");
    expect(await passed).toBe("granted");
  });
});

test("granted and anonymous hand over what they open", async () => {
  const { pass, set, open } = create();
  expect(set("anonymous")).toBe("anonymous");
  expect(await pass(echo)).toBe("anonymous");
  set("granted");
  expect(await pass(echo)).toBe("granted");
  expect(open.mock.calls.map(([isAnonymous]) => isAnonymous)).toEqual([true, false]);
});

test("every change stops what was open", () => {
  const { set, open } = create();
  set("granted");
  const [, stopped] = open.mock.calls[0] ?? [];
  expect(stopped?.aborted).toBe(false);
  set("denied");
  expect(stopped?.aborted).toBe(true);
});

test("renewed it opens what was granted anew; nothing else is touched", async () => {
  const { pass, set, renew, open } = create();
  const waiting = pass(echo);
  renew();
  set("granted");
  expect(await waiting).toBe("granted");
  const [, before] = open.mock.calls[0] ?? [];
  renew();
  expect(before?.aborted).toBe(true);
  expect(await pass(echo)).toBe("granted");
  expect(open).toHaveBeenCalledTimes(2);
  set("anonymous");
  renew();
  set("denied");
  renew();
  expect(await pass(echo)).toBe("dropped");
  expect(open).toHaveBeenCalledTimes(3);
});

test("what can't be opened drops, and rejects nowhere", async () => {
  const { pass, set, open } = create();
  open.mockRejectedValue(new Error("no"));
  const passed = pass(echo);
  set("granted");
  expect(await passed).toBe("dropped");
  expect(await pass(echo)).toBe("dropped");
});

test("another word changes nothing and is told", () => {
  const { set, report } = create();
  expect(set("yes" as ConsentState)).toBe("pending");
  expect(report.problem).toHaveBeenCalledWith("consent", expect.stringContaining("pending,anonymous,granted,denied"));
});
test("granted a second time changes nothing", async () => {
  const { pass, set, open } = create();
  set("granted");
  const passed = pass(echo);
  set("granted");
  expect(await passed).toBe("granted");
  expect(open).toHaveBeenCalledOnce();
});

test("what fails on opening drops what comes, and is no rejection in the page", async () => {
  const { pass, set, open } = create();
  open.mockImplementation(() => {
    throw new Error("no");
  });
  set("granted");
  expect(await pass(echo)).toBe("dropped");
});

describe("a visitor who objects to tracking at large", () => {
  test.each<[string, object, ConsentState | undefined, string]>([
    ["Global Privacy Control", { globalPrivacyControl: true }, "granted", "dropped"],
    ["Do Not Track", { doNotTrack: "1" }, "granted", "dropped"],
    ["either outweighs anonymous, too", { globalPrivacyControl: true }, "anonymous", "dropped"],
    ["neither", { doNotTrack: "0", globalPrivacyControl: false }, "granted", "granted"],
  ])("%s", async (_, navigator, state, passed) => {
    vi.stubGlobal("navigator", navigator);
    const { pass, begin } = create();
    begin(state);
    expect(await pass(echo)).toBe(passed);
  });

  test("while it is pending it stays so, and a call of granted overrides both", async () => {
    vi.stubGlobal("navigator", { globalPrivacyControl: true, doNotTrack: "1" });
    const { pass, begin, set } = create();
    begin(undefined);
    const passed = pass(echo);
    set("granted");
    expect(await passed).toBe("granted");
  });
});
