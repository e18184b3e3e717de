import type { JourneyMap } from "@waymark/protocol";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startPage } from "../../packages/map/src/page/start-page.tsx";
import { demo, empty, ternAndTide } from "./fixtures.ts";

const NEWS = 5_000;
let root: HTMLElement;
let asked: string[] = [];
/** What the collector answers, by path. */
let answers: { [path: string]: () => Response | Promise<Response> } = {};

const answer = (map: JourneyMap) => () => Response.json(map);
const problem = (status: number) => () =>
  Response.json({ title: "The collector failed.", remedy: "Try again; its log says more." }, { status });

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, "", "/map");
  root = document.body.appendChild(document.createElement("div"));
  asked = [];
  answers = { "/api/map": answer(ternAndTide), "/api/status": () => Response.json({ applied: ternAndTide.applied }) };
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    asked.push(url + (init?.body ?? ""));
    const found = answers[url.split("?")[0] ?? ""];
    if (!found) throw new TypeError("Failed to fetch");
    return found();
  });
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  render(null, root);
  root.remove();
});

const settle = () => vi.advanceTimersByTimeAsync(50);
const open = async (search = "") => {
  history.replaceState(null, "", `/map${search}`);
  startPage(root);
  await settle();
};
const textOf = (selector: string) => root.querySelector(selector)?.textContent;
const press = async (words: string) => {
  const found = [...root.querySelectorAll("button")].find((each) => each.textContent?.startsWith(words));
  if (!found) throw new Error(`No button "${words}"`);
  found.click();
  await settle();
};
const mapRequests = () => asked.filter((url) => url.startsWith("/api/map"));

test("lanes stand empty until the figures come", async () => {
  startPage(root);
  expect([...root.querySelectorAll(".lane .name")].map((name) => name.textContent)).toContain("Flow");
  expect(root.querySelector("main")?.getAttribute("aria-busy")).toBe("true");
  await settle();
  expect(textOf("h1")).toBe("Buying at Tern & Tide");
  expect(document.title).toBe("Buying at Tern & Tide · Journey map");
});

describe("choices", () => {
  test("ask again, and stand in the address", async () => {
    await open();
    await press("Phone");
    expect(location.search).toBe("?device=phone");
    expect(mapRequests().at(-1)).toMatch(/\?device=phone&from=\d+&until=\d+$/);
    await press("90 days");
    expect(location.search).toBe("?device=phone&days=90");
    await press("Simulated");
    expect(location.search).toBe("?device=phone&include=simulated&days=90");
  });

  test("come from the address, also on the way back", async () => {
    await open("?device=tablet&view=table");
    expect(mapRequests()[0]).toContain("device=tablet");
    expect(root.querySelector("table")).not.toBeNull();
    history.replaceState(null, "", "/map");
    dispatchEvent(new PopStateEvent("popstate"));
    await settle();
    expect(root.querySelector("table")).toBeNull();
    expect(mapRequests().at(-1)).not.toContain("device");
  });

  test("of the view ask for nothing", async () => {
    await open();
    await press("Table");
    expect(location.search).toBe("?view=table");
    expect(mapRequests()).toHaveLength(1);
  });

  test("of sites are offered where there are several", async () => {
    await open();
    expect(root.querySelector("[name=site]")).toBeNull();
    answers["/api/map"] = answer(demo);
    await press("Refresh");
    const select = root.querySelector<HTMLSelectElement>("select[name=site]");
    expect([...(select?.options ?? [])].map(({ value }) => value)).toEqual(["127.0.0.1", "staging"]);
  });

  test("of a persona and of whom to compare with stand in the address, and ask for both maps at one moment", async () => {
    await open();
    await press("Working parents");
    expect(location.search).toBe("?persona=parents");
    const select = root.querySelector<HTMLSelectElement>("select[name=versus]");
    if (!select) throw new Error("There is no select.");
    select.value = "device:phone";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(location.search).toBe("?persona=parents&versus=device:phone");
    const [own = "", other = ""] = mapRequests().slice(-2);
    expect(own).toMatch(/\?persona=parents&from=/);
    expect(other).toMatch(/\?device=phone&from=/);
    expect(own.slice(own.indexOf("from"))).toBe(other.slice(other.indexOf("from")));
    expect(textOf(".versus-key")).toContain("compared with");
  });

  test("of the time before ask for as many days before it", async () => {
    await open("?versus=before&days=7");
    const [own = "", other = ""] = mapRequests().map((request) => new URLSearchParams(request.split("?")[1]));
    if (!own || !other) throw new Error("Both are asked for.");
    expect(other.get("until")).toBe(own.get("from"));
    expect(Number(own.get("from")) - Number(other.get("from"))).toBe(7 * 86_400_000);
  });

  test("that leave everybody out can be widened", async () => {
    answers["/api/map"] = answer({ ...empty, device: "tablet", simulatedVisitors: 500 });
    await open("?device=tablet");
    expect(textOf(".empty h2")).toBe("Nobody fits this choice");
    await press("Show all devices");
    expect(location.search).toBe("");
  });

  test("that leave out simulated visitors, who are all there are, can take them in", async () => {
    answers["/api/map"] = answer({ ...empty, simulatedVisitors: 500 });
    await open();
    expect(textOf(".empty h2")).toBe("Waiting for the first visitor");
    expect(textOf("pre")).toContain(`${location.origin}/waymark.js`);
    await press("Show 500 simulated");
    expect(location.search).toBe("?include=simulated");
  });

  test("made last win, whatever comes last", async () => {
    await open();
    let come = (_: Response) => {};
    answers["/api/map"] = () => new Promise((resolve) => (come = resolve));
    await press("Phone");
    answers["/api/map"] = answer({ ...ternAndTide, device: "tablet" });
    await press("Tablet");
    come(Response.json({ ...ternAndTide, device: "phone" }));
    await settle();
    const pressed = [...root.querySelectorAll(".chip[aria-pressed=true]")].map((chip) => chip.textContent);
    expect(pressed).toContain("Tablet");
    expect(pressed).not.toContain("Phone");
  });
});

describe("news", () => {
  test("are fetched when the figures have moved on, and are not announced", async () => {
    await open();
    await vi.advanceTimersByTimeAsync(NEWS);
    expect(mapRequests()).toHaveLength(1);
    answers["/api/status"] = () => Response.json({ applied: 5_000 });
    answers["/api/map"] = answer({ ...ternAndTide, applied: 5_000, visitors: 60_500 });
    await vi.advanceTimersByTimeAsync(NEWS);
    expect(mapRequests()).toHaveLength(2);
    expect(textOf(".headline")).toContain("60,500 visitors");
    expect(textOf("[role=status]")).toBe("");
  });

  test("are not looked for while nobody sees the page", async () => {
    await open();
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await vi.advanceTimersByTimeAsync(3 * NEWS);
    expect(asked.filter((url) => url === "/api/status")).toEqual([]);
    vi.restoreAllMocks();
  });

  test("that can't be had leave the map as it is", async () => {
    await open();
    answers = { "/api/status": () => Response.json({ applied: 5_000 }) };
    await vi.advanceTimersByTimeAsync(NEWS);
    expect(textOf("h1")).toBe("Buying at Tern & Tide");
    expect(mapRequests()).toHaveLength(2);
  });

  test("that somebody asked for are announced", async () => {
    await open();
    await press("Refresh");
    expect(textOf("[role=status]")).toBe("Up to date: 60,412 visitors.");
  });
});

describe("what goes wrong", () => {
  test("is told in the collector's words, and can be tried again", async () => {
    answers["/api/map"] = problem(500);
    await open();
    expect(textOf("[role=alert]")).toContain("The collector failed.Try again; its log says more.");
    answers["/api/map"] = answer(ternAndTide);
    await press("Try again");
    expect(textOf("h1")).toBe("Buying at Tern & Tide");
  });

  test("is told too where nobody answers, or not in our way", async () => {
    answers = {};
    await open();
    expect(textOf("[role=alert] h2")).toBe("The collector does not answer.");
    answers["/api/map"] = () => new Response("<h1>502</h1>", { status: 502 });
    await press("Try again");
    expect(textOf("[role=alert] h2")).toBe("The collector answered with 502.");
  });
});

describe("a stranger", () => {
  const enter = async (token: string) => {
    const field = root.querySelector<HTMLInputElement>("#token");
    if (field) field.value = token;
    root.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
  };
  beforeEach(() => {
    answers["/api/map"] = problem(401);
  });

  test("is asked for the token, and gets the map for it", async () => {
    answers["/map/sign-in"] = () => new Response(null, { status: 204 });
    await open();
    expect(root.querySelector("#token")?.getAttribute("autocomplete")).toBe("current-password");
    answers["/api/map"] = answer(ternAndTide);
    await enter(" secret ");
    expect(asked).toContain('/map/sign-in{"token":"secret"}');
    expect(textOf("h1")).toBe("Buying at Tern & Tide");
  });

  test("with a wrong one is told so, at the field", async () => {
    answers["/map/sign-in"] = () =>
      Response.json({ title: "That is not the token.", remedy: "Look again." }, { status: 401 });
    await open();
    expect(textOf(".complaint")).toBe("");
    await enter("guess");
    expect(textOf(".complaint")).toBe("That is not the token. Look again.");
    expect(root.querySelector("#token")?.getAttribute("aria-invalid")).toBe("true");
    expect(root.querySelector("#token")?.getAttribute("aria-describedby")).toContain("complaint");
  });
});
