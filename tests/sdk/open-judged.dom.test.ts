import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { begin, leavePage, openedStore, preparePage } from "./start-fixture.ts";

beforeEach(preparePage);
afterEach(leavePage);

test("an answer that is no receipt is judged before anything else is sent, though the page was never idle", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  vi.stubGlobal("requestIdleCallback", () => {});
  vi.stubGlobal("fetch", async () => new Response("", { status: 403 }));
  const { track, flush, chunks, site } = begin();
  await track("a");
  expect(chunks.idle).not.toHaveBeenCalled();
  await flush();
  expect(chunks.idle).toHaveBeenCalledOnce();
  expect(warn.mock.calls).toEqual([[expect.stringContaining("answered 403")]]);
  const [backoff] = await openedStore(site).list<{ nextAt: number }>("b", 1);
  expect(Number(backoff?.nextAt) - Date.now()).toBeGreaterThan(290_000);
});
