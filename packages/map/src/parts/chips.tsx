// Choices as rows of buttons: one of several, or on and off.
import type { ComponentChildren, JSX } from "preact";

interface ChipProps {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

export const Chip = ({ isOn, onPress, children }: ChipProps): JSX.Element => (
  <button type="button" class="chip" aria-pressed={isOn} onClick={onPress}>
    {children}
  </button>
);

interface ChipsProps<T> {
  /** What is chosen, for those who hear it. */
  readonly name: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

export const Chips = <T,>({ name, options, value, onChoose }: ChipsProps<T>): JSX.Element => (
  <fieldset class="chips">
    <legend class="heard">{name}</legend>
    {options.map(([option, label]) => (
      <Chip key={label} isOn={option === value} onPress={() => onChoose(option)}>
        {label}
      </Chip>
    ))}
  </fieldset>
);
