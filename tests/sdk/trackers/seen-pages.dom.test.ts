// Both signs that need to know which pages came before: `backtrack` and `loop`.
import type { FrictionTuning } from "@waymark/protocol";
import { afterEach, describe, expect, test } from "vitest";
import { trackBacktracks } from "../../../packages/sdk/src/trackers/backtracks.ts";
import { trackLoops } from "../../../packages/sdk/src/trackers/loops.ts";
import { makeEntry } from "../fixtures.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
const open = (tuning: Partial<FrictionTuning> = {}) => {
  watched = watchFriction(tuning);
};
/** Pages with the seconds that are spent on each, such as `/a 5`. */
const walk = (...visits: readonly string[]) => {
  for (const visit of visits) {
    const [name = "", seconds = 0, load = "navigate"] = visit.split(" ");
    const place = { stage: "choose", step: name };
    watched.goTo(place);
    watched.hear(makeEntry({ type: "page", name, ...place, at: watched.clock.now(), data: { load } }));
    watched.engage(Number(seconds) * 1000 + 1);
    watched.hear(makeEntry({ type: "click", at: watched.clock.now() }));
  }
};

afterEach(() => watched.end());

describe("backtrack", () => {
  test("is told of the page that sent the visitor back, where that stands in the plan", () => {
    open();
    watched.run(trackBacktracks);
    walk("/list 20", "/one 2", "/list 20");
    const place = { stage: "choose", step: "/one" };
    expect(watched.signs).toEqual([{ type: "backtrack", name: "/one", data: { engaged: 2001 }, place }]);
  });

  test("each page that is tried and left is told, once", () => {
    open();
    watched.run(trackBacktracks);
    walk("/list 20", "/one 2", "/list 5", "/two 2", "/list 20", "/three 30", "/list 1");
    expect(watched.signs.map(({ name }) => name)).toEqual(["/one", "/two"]);
  });

  test("a reload is no way back", () => {
    open();
    watched.run(trackBacktracks);
    walk("/list 20", "/one 2", "/one 2 reload", "/one 2 bfcache");
    expect(watched.signs).toEqual([]);
  });

  test("and tells no way back again", () => {
    open();
    watched.run(trackBacktracks);
    walk("/list 20", "/one 2", "/list 20", "/list 20 reload");
    expect(watched.signs).toHaveLength(1);
  });

  test("and does not shorten the time on the page that was loaded again", () => {
    open();
    watched.run(trackBacktracks);
    walk("/list 20", "/one 4", "/one 4 reload", "/list 20");
    expect(watched.signs).toEqual([]);
  });

  test("what came before this part was loaded is told once, in its order", () => {
    open();
    walk("/list 20", "/one 2", "/list 9", "/two 20");
    watched.run(trackBacktracks);
    expect(watched.signs.map(({ name }) => name)).toEqual(["/one"]);
  });

  test("the owner says how short", () => {
    open({ backtrack: { within: "2s" } });
    watched.run(trackBacktracks);
    walk("/list 20", "/one 3", "/list 20", "/two 1", "/list 20");
    expect(watched.signs.map(({ name }) => name)).toEqual(["/two"]);
  });
});

describe("loop", () => {
  test("is told of the page that one comes back to", () => {
    open();
    watched.run(trackLoops);
    walk("/list 5", "/one 5", "/list 5", "/two 5", "/list 5");
    const place = { stage: "choose", step: "/list" };
    expect(watched.signs).toEqual([{ type: "loop", name: "/list", data: { times: 3 }, place }]);
  });

  test("once, while it goes on", () => {
    open();
    watched.run(trackLoops);
    walk("/a 2", "/b 2", "/a 2", "/b 2", "/a 2", "/b 2", "/a 2");
    expect(watched.signs).toHaveLength(1);
  });

  test("slow rounds, reloads and other entries are none", () => {
    open();
    watched.run(trackLoops);
    walk("/a 30", "/b 30", "/a 30", "/b 30", "/a 1", "/a 1 reload", "/a 1 reload", "/a 1 reload");
    expect(watched.signs).toEqual([]);
  });

  test("the owner says how often", () => {
    open({ loop: { times: 2 } });
    watched.run(trackLoops);
    walk("/a 5", "/b 5", "/a 5");
    expect(watched.signs).toHaveLength(1);
  });
});

test("nothing is told after its stop", () => {
  open();
  watched.run(trackBacktracks)();
  watched.run(trackLoops)();
  walk("/a 2", "/b 2", "/a 2", "/b 2", "/a 2");
  expect(watched.signs).toEqual([]);
});
