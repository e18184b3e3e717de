// One option: a native radio or checkbox that fills its whole box, under what is drawn.
import { make } from "./make.ts";

export interface OptionParts {
  readonly value: string | number;
  /** One of several that may be picked together. */
  readonly isMany?: boolean;
  readonly isPicked: boolean;
  /** `goOn`: picked by pointer, Space or Enter, which means to be done with the question; arrow keys only move. */
  readonly onPick: (goOn: boolean) => void;
  /** For screen readers where what is drawn is no word. */
  readonly label?: string | false;
  /** Id of what describes it. */
  readonly describedBy?: string | false;
}

export function drawOption(parts: OptionParts, ...marks: readonly Element[]): HTMLElement {
  const { value, isMany, isPicked, onPick, label, describedBy } = parts;
  const input = make("input", {
    type: isMany ? "checkbox" : "radio",
    name: "answer",
    value,
    checked: isPicked,
    "aria-label": label,
    "aria-describedby": describedBy,
    change: () => onPick(false),
  });
  if (!isMany) listenForDone(input, onPick);
  return make("label", { class: "option", part: "option" }, input, ...marks);
}

/** Arrow keys and Space both make a click with `detail` 0, so Space is told apart when its key goes down. */
function listenForDone(radio: HTMLInputElement, onPick: (goOn: boolean) => void): void {
  // The second click of a double click was meant for the question before.
  radio.addEventListener("click", ({ detail }) => detail === 1 && onPick(true));
  radio.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    radio.checked = true;
    if (!event.repeat) onPick(true);
  });
}
