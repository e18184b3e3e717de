// The standing button as a classic script: leaves `standButton` where the part that loaded it looks for it.
import { standButton } from "./stand-button.ts";

const shelf = globalThis as { [key: symbol]: { button?: typeof standButton } | undefined };
const name = Symbol.for("waymark");
const parts = shelf[name] ?? {};
shelf[name] = parts;
parts.button = standButton;
