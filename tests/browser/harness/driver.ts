// One visitor's browser in the few words that tests need, whichever engine and protocol are behind them.

export type { Engine } from "../find-browser.mjs";

export type Key = "ArrowDown" | "Enter" | "Tab";

/** A browser with one page, 1280 pixels wide where the engine lets itself be sized. */
export interface Driver {
  /** Loads an address and waits for the page's `load`. */
  open(url: string): Promise<void>;
  /** Loads the present page again. */
  reload(): Promise<void>;
  /** Moves the mouse to the middle of an element and clicks; `host >>> inside` reaches into an open shadow root. */
  click(selector: string): Promise<void>;
  /** Presses and releases a key. */
  press(key: Key): Promise<void>;
  /** Types where the focus is. */
  type(text: string): Promise<void>;
  /** Runs a function in the page, which sees nothing but its arguments; both these and its result travel as JSON. */
  evaluate<Parameters extends readonly unknown[], Result>(
    task: (...parameters: Parameters) => Result,
    ...parameters: Parameters
  ): Promise<Awaited<Result>>;
  /** What the page failed to catch, and what its console told of Waymark. WebKit's automation doesn't tell: always empty. */
  faults(): readonly string[];
  /** Ends the browser in order. */
  close(): Promise<void>;
}
