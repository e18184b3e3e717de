import { afterEach, expect, test, vi } from "vitest";
import { openTabs } from "../../../packages/sdk/src/dom/tabs.ts";

const opened: (BroadcastChannel | undefined)[] = [];
const open = (site: string) => {
  const heard: unknown[] = [];
  const tabs = openTabs(site, (word) => heard.push(word));
  opened.push(tabs);
  return { heard, tabs };
};

afterEach(() => {
  for (const tabs of opened.splice(0)) tabs?.close();
  vi.unstubAllGlobals();
});

test("a word reaches all other tabs of the site, and not its own", async () => {
  const [own, second, third, other] = [open("shop"), open("shop"), open("shop"), open("other")];
  own.tabs?.postMessage("denied");
  await vi.waitFor(() => expect([second.heard, third.heard]).toEqual([["denied"], ["denied"]]));
  expect([own.heard, other.heard]).toEqual([[], []]);
});

test("a closed tab hears nothing", async () => {
  const [own, second, third] = [open("shop"), open("shop"), open("shop")];
  second.tabs?.close();
  own.tabs?.postMessage("forget");
  await vi.waitFor(() => expect(third.heard).toEqual(["forget"]));
  expect(second.heard).toEqual([]);
});

test.each([
  ["is refused", vi.fn().mockThrow(new DOMException("The operation is insecure.", "SecurityError"))],
  ["is not there", undefined],
])("a channel that %s is borne", (_, channel) => {
  vi.stubGlobal("BroadcastChannel", channel);
  expect(open("shop").tabs).toBeUndefined();
});
