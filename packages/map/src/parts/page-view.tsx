// What the page shows of what it has: a skeleton, a form, a problem or the map.
import type { DeliveryReport } from "@waymark/protocol";
import type { JSX } from "preact";
import type { Controls } from "../page/controls.ts";
import type { Loaded } from "../page/load-map.ts";
import type { Versus } from "../page/versus.ts";
import { MapPage } from "./map-page.tsx";
import { ProblemCard } from "./problem-card.tsx";
import { SignIn } from "./sign-in.tsx";
import { Skeleton } from "./skeleton.tsx";

interface PageViewProps {
  /** What came last; undefined before anything has. */
  readonly shown: Loaded | undefined;
  readonly versus: Versus | undefined;
  readonly delivery: DeliveryReport | undefined;
  readonly controls: Controls;
  /** Why the last token was refused; empty without one. */
  readonly complaint: string;
  readonly onToken: (token: string) => void;
}

export const PageView = ({ shown, versus, delivery, controls, complaint, onToken }: PageViewProps): JSX.Element => {
  if (!shown) return <Skeleton waited={controls.waited} />;
  if (shown.kind === "map") return <MapPage map={shown.map} versus={versus} delivery={delivery} controls={controls} />;
  if (shown.kind === "problem") return <ProblemCard problem={shown.problem} onRetry={controls.refresh} />;
  return <SignIn complaint={complaint} isBusy={controls.isBusy} onToken={onToken} />;
};
