// A page that frames a page with the tag: whoever speaks to the outer one's `waymark` is heard by that of the frame.
import type { Served } from "../harness/serve.ts";
import { toScript } from "./before.ts";

/** Runs in every page: does what the page around it asks of Waymark. */
export const answerHost: string = toScript(() => {
  addEventListener("message", async ({ data: [method, ...given], ports: [port] }) => {
    const { waymark } = window as never as { waymark: { [name: string]: (...all: unknown[]) => Promise<unknown> } };
    port?.postMessage(await waymark[method]?.(...given));
  });
});

const frameAndAsk = toScript(() => {
  // The query is the frame's attributes.
  const attributes = Object.fromEntries(new URLSearchParams(location.search));
  const frame = Object.assign(document.createElement("iframe"), { src: "/" }, attributes);
  document.body.append(frame);
  const ask =
    (method: string) =>
    (...given: unknown[]) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        frame.contentWindow?.postMessage([method, ...given], "*", [port2]);
      });
  Object.assign(window, { waymark: { track: ask("track"), flush: ask("flush") } });
});

/** The outer page, which loads when its frame has; its query is the frame's attributes, by default `src=/`. */
export const host: Served = {
  body: `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,"></head>
    <body><script>${frameAndAsk}</script></body></html>`,
};
