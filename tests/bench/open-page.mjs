// A page of a real browser, driven by bare protocol: in a page of Puppeteer's own, with all that it listens to, our start
// took 9.3 ms of the processor instead of 6.7.
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

const READY_WITHIN = 20_000;

/** True when every part of ours that loads by itself is there. Runs in the page. */
const hasParts = () => {
  const parts = globalThis[Symbol.for("waymark")];
  return !!parts?.plan && !!parts.signals && !!parts.idle;
};

/**
 * Opens one with storage, cache and process of its own.
 * @param {import("puppeteer-core").Browser} browser
 * @returns `send`, one command of the protocol; `go`, which resolves when a URL has loaded; `evaluate`, which runs a
 *   function in the page and resolves with what it returns; `slowDown`, by a factor; `busy`, the main thread's
 *   processor time so far (ms); `ready`, which resolves when the tag has loaded its parts and sent what there was; `close`
 */
export async function openPage(browser) {
  const root = await browser.target().createCDPSession();
  const { browserContextId } = await root.send("Target.createBrowserContext");
  const { targetId } = await root.send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await root.send("Target.attachToTarget", { targetId, flatten: true });
  const session = root.connection().session(sessionId);
  const send = (method, parameters) => session.send(method, parameters);
  await send("Page.enable");
  // Processor time: what other programs take from the browser meanwhile does not count.
  await send("Performance.enable", { timeDomain: "threadTicks" });

  const evaluate = async (run, ...args) => {
    const expression = `(${run})(${args.map((arg) => JSON.stringify(arg)).join()})`;
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(`In the page: ${exceptionDetails.exception?.description}`);
    return result.value;
  };
  return {
    send,
    evaluate,
    slowDown: (rate) => send("Emulation.setCPUThrottlingRate", { rate }),
    async go(url) {
      const loaded = once(session, "Page.loadEventFired");
      const { errorText } = await send("Page.navigate", { url });
      if (errorText) throw new Error(`${url}: ${errorText}`);
      await loaded;
    },
    async busy() {
      const { metrics } = await send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
    },
    async ready() {
      const end = performance.now() + READY_WITHIN;
      while (!(await evaluate(hasParts))) {
        if (performance.now() > end) throw new Error(`The tag has not loaded its parts within ${READY_WITHIN} ms.`);
        await pause(50);
      }
      await evaluate(() => window.waymark.flush());
    },
    async close() {
      await root.send("Target.disposeBrowserContext", { browserContextId });
      await root.detach();
    },
  };
}
