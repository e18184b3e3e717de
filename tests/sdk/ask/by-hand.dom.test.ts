// Surveys that no trigger asks: previews, and those behind a button.
import type { ButtonOptions, Configuration, StandButton, Survey } from "@waymark/protocol";
import { describe, expect, test, vi } from "vitest";
import type { AskContext } from "../../../packages/sdk/src/ask/ask.ts";
import { makeEntry } from "../fixtures.ts";
import { answer, cart, leaving, openingAsks, pass, plan } from "./ask-fixture.ts";

const open = openingAsks();
const declining: Configuration = { ...plan, quiet: { every: "1s" } };

describe("a preview", () => {
  test("is shown whatever the limits say, and everything that it tells is a test", async () => {
    const { ask, mount, tell, told } = open();
    ask("preview:why");
    await pass(0);
    expect(mount).toHaveBeenCalledOnce();
    for (const outcome of [{ type: "shown" }, answer, { type: "completed" }] as const) tell(outcome);
    expect(told.map(({ type, test }) => [type, test])).toEqual([
      ["shown", true],
      ["text", true],
      ["completed", true],
    ]);
  });

  test("writes no limit: not even that nobody wants to be asked again", async () => {
    const { ask, offer, tell, shows, mount } = open({ configuration: declining });
    ask("preview:why");
    await pass(0);
    tell({ type: "declined" });
    await pass(0);
    expect(shows()).toEqual([]);
    offer(leaving());
    await pass(1000);
    expect(mount).toHaveBeenCalledTimes(2);
  });

  test("keeps no draft", async () => {
    const { ask, mount, tab } = open();
    ask("preview:why");
    await pass(0);
    expect(mount.mock.calls[0]?.[1].keep).toBeUndefined();
    expect(tab.draft()).toBeUndefined();
  });

  test("of a survey that there isn't is told by its name", async () => {
    const { ask, report } = open();
    await ask("preview:wyh");
    expect(report.problem).toHaveBeenCalledWith('ask("wyh")', "names none of the configured surveys");
  });
});

test("what is asked by hand without `preview:` is no test", async () => {
  const { ask, tell, told } = open();
  ask("why");
  await pass(0);
  tell({ type: "shown" });
  expect(told.map(({ test }) => test)).toEqual([undefined]);
});

test("traits that the site has told stand in the words", async () => {
  const surveys = { why: { questions: [{ id: "reason", kind: "text", text: "Why, {name}?" }] } } as const;
  const { ask, offer, mount } = open({ configuration: { ...plan, surveys } });
  await offer(makeEntry({ type: "identify", name: "traits", data: { name: "Ada" } }));
  await pass(0);
  ask("why");
  await pass(0);
  expect(mount.mock.calls[0]?.[0].questions[0]?.text).toBe("Why, Ada?");
});

test("a draft holds no card number, whatever is typed", async () => {
  const { ask, mount, tab } = open();
  ask("why");
  await pass(0);
  const written = "It refused 4111 1111 1111 1111";
  mount.mock.calls[0]?.[1].keep?.({ at: "reason", drafts: { reason: { picked: null, other: false, written } } });
  expect(JSON.stringify(tab.draft())).toContain("It refused [card]");
  expect(JSON.stringify(tab.draft())).not.toContain("1111");
});

describe("a survey behind a button", () => {
  const behind: Survey = { ...(plan.surveys?.why as Survey), placement: { button: "Feedback" }, decline: true };
  const openWith = () => {
    const buttons: ButtonOptions[] = [];
    const show = vi.fn();
    const stop = vi.fn();
    const standButton: StandButton = (_, options) => {
      buttons.push(options);
      return { show, stop };
    };
    const mount = vi.fn(() => () => {});
    const load = async (name: string) => (name === "button" ? standButton : mount);
    const configuration = { ...plan, surveys: { ...plan.surveys, feedback: behind } };
    const opened = open({ configuration, load: load as unknown as AskContext["load"] });
    return { ...opened, buttons, show, stopButton: stop, mount };
  };

  test("has one, and no other has", async () => {
    const { buttons } = openWith();
    await pass(0);
    expect(buttons).toHaveLength(1);
  });

  test("opens as a dialog, with nothing to be rid of it by, and tells when it is gone", async () => {
    const { buttons, mount } = openWith();
    await pass(0);
    const closed = vi.fn();
    buttons[0]?.open(closed);
    await pass(0);
    const [survey, options] = mount.mock.calls[0] as unknown as [Survey, { isOpened: boolean; gone: () => void }];
    expect(survey).toMatchObject({ snooze: false, decline: false });
    expect(options.isOpened).toBe(true);
    expect(closed).not.toHaveBeenCalled();
    options.gone();
    await pass(0);
    expect(closed).toHaveBeenCalledOnce();
  });

  test("counts against no limit", async () => {
    const { buttons, shows } = openWith();
    await pass(0);
    buttons[0]?.open(() => {});
    await pass(0);
    expect(shows()).toEqual([]);
  });

  test("stands nowhere where one pays", async () => {
    const { offer, moveTo, show } = openWith();
    await pass(0);
    expect(show).toHaveBeenLastCalledWith(true);
    moveTo({ stage: "checkout", step: "pay" });
    await offer(makeEntry());
    await pass(100);
    expect(show).toHaveBeenLastCalledWith(false);
    moveTo(cart);
    await offer(makeEntry());
    await pass(100);
    expect(show).toHaveBeenLastCalledWith(true);
  });

  test("is looked at once for many entries, since a look lays the page out", async () => {
    const { offer, show } = openWith();
    await pass(0);
    show.mockClear();
    for (let i = 0; i < 1000; i++) offer(makeEntry());
    await pass(1000);
    expect(show).toHaveBeenCalledOnce();
  });

  test("gives way while another survey stands there", async () => {
    const { ask, show, mount } = openWith();
    await pass(0);
    ask("why");
    await pass(0);
    expect(show).toHaveBeenLastCalledWith(false);
    const [, options] = mount.mock.calls[0] as unknown as [Survey, { gone: () => void }];
    options.gone();
    expect(show).toHaveBeenLastCalledWith(true);
  });

  test("goes when consent does", async () => {
    const { stop, stopButton } = openWith();
    await pass(0);
    stop();
    expect(stopButton).toHaveBeenCalledOnce();
  });
});
