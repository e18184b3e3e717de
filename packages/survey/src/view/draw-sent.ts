// What the answer will send, in plain words, for whoever wants to know before they send it.
import type { Sent, Strings } from "@waymark/protocol";
import { make } from "./make.ts";

/** Read anew whenever it is opened, and by `refresh` while it is open. */
export interface SentView {
  readonly element: HTMLElement;
  readonly refresh: () => void;
}

export function drawSent(strings: Strings, read: () => Sent): SentView {
  const list = make("dl", { class: "note", tabindex: 0 });
  const refresh = () => {
    if (element.open) list.replaceChildren(...drawLines(strings, read()));
  };
  const element = make(
    "details",
    { class: "sent", toggle: refresh },
    make("summary", { class: "quiet" }, strings.sent),
    list,
    make("p", { class: "note" }, strings.sentWho),
  );
  return { element, refresh };
}

function drawLines(strings: Strings, { value, page, place, before }: Sent): readonly HTMLElement[] {
  const lines: readonly (readonly [label: string, texts: readonly unknown[]])[] = [
    [strings.sentAnswer, [value ?? "–"].flat()],
    [strings.sentPlace, [page, place]],
    [strings.sentBefore, before],
  ];
  return lines.flatMap(([label, texts]) => [
    make("dt", {}, label),
    ...texts.map((text) => make("dd", {}, make("bdi", {}, String(text)))),
  ]);
}
