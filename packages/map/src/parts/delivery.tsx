// DELIVERY: how much of what pages saw has arrived, so that nobody reads a gap as a change in visitors.
import type { DeliveryReport } from "@waymark/protocol";
import type { JSX } from "preact";
import { toDeliveryWords } from "../words/delivery.ts";

/** From this share on, 0–1, what is missing is marked. */
const NOTABLE = 0.01;

export const Delivery = ({ report }: { readonly report: DeliveryReport }): JSX.Element | null => {
  const words = toDeliveryWords(report);
  if (!words) return null;
  return (
    <section class="delivery" aria-labelledby="delivery">
      <h2 id="delivery">Delivery</h2>
      <p class={words.missing >= NOTABLE ? "bad" : ""}>{words.sentences.join(" ")}</p>
    </section>
  );
};
