// What no analytics target takes by its event endpoint: the wish of a visitor to be forgotten.
import type { Entry } from "@waymark/protocol";

export const refuseForget = ({ kind }: Entry): string | undefined =>
  kind === "forget" ? "the target has no way to erase a visitor here: erase it there by its own means" : undefined;
