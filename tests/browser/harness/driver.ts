// One visitor's browser in the few words that tests need, whichever engine and protocol are behind them.

export type { Engine } from "../find-browser.mjs";

export type Key = "ArrowDown" | "Enter" | "Tab";

/** Where a further page opens: a `window` leaves the others visible, a `tab` hides the one before it. */
export type Place = "tab" | "window";

/** From one click of several to the next, ms. */
export const CLICK_EVERY = 100;

/** One page, 1280 pixels wide where the engine lets itself be sized. */
export interface Tab {
  /** Loads an address and waits for the page's `load`. */
  open(url: string): Promise<void>;
  /** Loads the present page again. */
  reload(): Promise<void>;
  /**
   * Moves the mouse to the middle of an element and clicks, once or as often and as fast as people do; `host >>> inside`
   * reaches into an open shadow root.
   */
  click(selector: string, times?: number): Promise<void>;
  /** Presses in the middle of an element, moves by so many pixels, and lets go. */
  drag(selector: string, x: number, y: number): Promise<void>;
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
  /** Closes it as a visitor does: the page hears that it is hidden and goes. */
  close(): Promise<void>;
}

/** A browser with its first page. */
export interface Driver extends Tab {
  /** Opens one more page in the same profile. Default: in a window, so that all of them can be seen. */
  openTab(place?: Place): Promise<Tab>;
  /** Of all tabs, those that were closed too. */
  faults(): readonly string[];
  /** Ends the browser in order, with all of its tabs. */
  close(): Promise<void>;
}
