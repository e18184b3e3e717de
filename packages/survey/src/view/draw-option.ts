// One option of a single choice: a native radio that fills its whole box, under what is drawn.
import { make } from "./make.ts";

export interface OptionParts {
  readonly value: string | number;
  readonly isPicked: boolean;
  /** `goOn`: picked by pointer, Space or Enter, which means to be done with the question; arrow keys only move. */
  readonly onPick: (goOn: boolean) => void;
  /** For screen readers where what is drawn is no word. */
  readonly label?: string | false;
  /** Id of what describes it. */
  readonly describedBy?: string | false;
}

/** Arrow keys and Space both make a click with `detail` 0, so Space is told apart when its key goes down. */
export function drawOption(parts: OptionParts, ...marks: readonly Element[]): HTMLElement {
  const radio = make("input", {
    type: "radio",
    name: "answer",
    value: parts.value,
    checked: parts.isPicked,
    "aria-label": parts.label,
    "aria-describedby": parts.describedBy,
    change: () => parts.onPick(false),
    // The second click of a double click was meant for the question before.
    click: (event: MouseEvent) => event.detail === 1 && parts.onPick(true),
    keydown: (event: KeyboardEvent) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      radio.checked = true;
      if (!event.repeat) parts.onPick(true);
    },
  });
  return make("label", { class: "option", part: "option" }, radio, ...marks);
}
