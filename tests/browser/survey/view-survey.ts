// What a visitor finds of the survey in a page, whichever engine shows it.
import type { ElementHandle } from "puppeteer-core";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Tab } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { inSurvey } from "../harness/shopper.ts";

/** Selector of the element that carries it. */
export const [HOST = ""]: readonly string[] = inSurvey("").split(" >>> ");

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Of its elements by selectors; each is of the page that is open when it is called. */
export interface SurveyView {
  /** An element of the survey, in Chromium and Firefox. */
  readonly find: (selector: string) => Promise<ElementHandle<Element>>;
  readonly textOf: (selector: string) => Promise<string | null | undefined>;
  /** Whether an element of the survey has a box. */
  readonly isRendered: (selector?: string) => Promise<boolean>;
  /** Whether the card has one that moves no more. */
  readonly isStanding: () => Promise<boolean>;
  readonly boxOf: (selector: string) => Promise<Box>;
  /** Whether the middle of an element of the survey is what a pointer would hit. */
  readonly isHit: (selector: string) => Promise<boolean>;
  readonly click: (selector: string) => Promise<void>;
  /** As Tab does: WebKit's driver takes a field in a shadow root for one that its own insides cover, and clicks on none. */
  readonly focus: (selector: string) => Promise<void>;
  /** Type and value of the field that has the focus, else class or id of what has it. */
  readonly focused: () => Promise<string | undefined>;
  /** Types of the outcomes. */
  readonly told: () => Promise<readonly string[]>;
  readonly answers: () => Promise<readonly unknown[]>;
  /** Violations of the policy, and errors that nobody caught. */
  readonly troubles: () => Promise<readonly string[]>;
  readonly isGone: () => Promise<boolean>;
}

export const viewSurvey = (tab: () => Tab): SurveyView => ({
  async find(selector) {
    const element = await pageOf(tab()).$(inSurvey(selector));
    if (!element) throw new Error(`Not in the survey: ${selector}`);
    return element;
  },
  textOf: (selector) =>
    tab().evaluate(
      (host, inside) => document.querySelector(host)?.shadowRoot?.querySelector(inside)?.textContent,
      HOST,
      selector,
    ),
  isRendered: (selector = ".card") =>
    tab().evaluate(
      (host, inside) => !!document.querySelector(host)?.shadowRoot?.querySelector(inside)?.getClientRects().length,
      HOST,
      selector,
    ),
  isStanding: () =>
    tab().evaluate((host) => {
      const card = document.querySelector(host)?.shadowRoot?.querySelector(".card");
      const moves = card?.getAnimations({ subtree: true }) ?? [];
      return !!card?.getClientRects().length && moves.every(({ playState }) => playState === "finished");
    }, HOST),
  async boxOf(selector) {
    const box = await tab().evaluate(
      (host, inside) => {
        const element = document.querySelector(host)?.shadowRoot?.querySelector(inside);
        const { x, y, right, bottom, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
        // Firefox computes with single precision.
        const round = (each: number) => Math.round(each * 1000) / 1000;
        return (
          element && {
            x: round(x),
            y: round(y),
            right: round(right),
            bottom: round(bottom),
            width: round(width),
            height: round(height),
          }
        );
      },
      HOST,
      selector,
    );
    if (!box) throw new Error(`Not in the survey: ${selector}`);
    return box;
  },
  isHit: (selector) =>
    tab().evaluate(
      (outside, inside) => {
        const host = document.querySelector(outside);
        const element = host?.shadowRoot?.querySelector(inside);
        if (!element) return false;
        const { x, y, width, height } = element.getBoundingClientRect();
        const [left, top] = [x + width / 2, y + height / 2];
        const isOurs = document.elementFromPoint(left, top) === host;
        return isOurs && element.contains(host?.shadowRoot?.elementFromPoint(left, top) ?? null);
      },
      HOST,
      selector,
    ),
  click: (selector) => tab().click(inSurvey(selector)),
  focus: (selector) =>
    tab().evaluate(
      (host, inside) => document.querySelector(host)?.shadowRoot?.querySelector<HTMLElement>(inside)?.focus(),
      HOST,
      selector,
    ),
  focused: () =>
    tab().evaluate(() => {
      const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return active instanceof HTMLInputElement && /radio|checkbox/.test(active.type)
        ? `${active.type} ${active.value}`
        : active?.className || active?.id;
    }),
  told: () => tab().evaluate(() => survey.outcomes.map((outcome) => outcome.type)),
  answers: () =>
    tab().evaluate(() =>
      survey.outcomes.flatMap((outcome) => (outcome.type === "answer" ? [outcome.value as unknown] : [])),
    ),
  troubles: () => tab().evaluate(() => [...survey.violations, ...survey.errors]),
  isGone: () => eventually("the survey is gone", () => tab().evaluate((host) => !document.querySelector(host), HOST)),
});
