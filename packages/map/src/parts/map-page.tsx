// The whole page of a map: header, lanes or tables, what to fix, definitions, and the panel of what is open.
import type { DeliveryReport, JourneyMap, StepKey } from "@waymark/protocol";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { findStep } from "../layout/steps.ts";
import type { View } from "../page/choice.ts";
import type { Controls } from "../page/controls.ts";
import type { Versus } from "../page/versus.ts";
import { Delivery } from "./delivery.tsx";
import { EmptyMap } from "./empty-map.tsx";
import { Fixes } from "./fixes.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { Lanes } from "./lanes.tsx";
import { StagePanel } from "./stage-panel.tsx";
import { StepPanel } from "./step-panel.tsx";
import { Tables } from "./tables.tsx";
import { VersusKey } from "./versus-key.tsx";

interface MapPageProps {
  readonly map: JourneyMap;
  /** What it is compared with. */
  readonly versus?: Versus | undefined;
  /** What arrived; undefined while it is not known. */
  readonly delivery?: DeliveryReport | undefined;
  /** Left out where no collector stands behind it. */
  readonly controls?: Controls | undefined;
}

type Open = { readonly kind: "step"; readonly key: StepKey } | { readonly kind: "stage"; readonly id: string };

/** What is open, and the way back to where the focus was. */
const useOpen = () => {
  const [open, setOpen] = useState<Open | null>(null);
  const opener = useRef<Element | null>(null);
  const show = (next: Open) => {
    const active = document.activeElement;
    if (!active?.closest(".panel")) opener.current = active;
    setOpen(next);
  };
  const close = () => {
    const back = opener.current;
    setOpen(null);
    if (back instanceof HTMLElement || back instanceof SVGElement) back.focus({ preventScroll: true });
  };
  return { open, show, close };
};

const useEscape = (isOpen: boolean, close: () => void): void => {
  useEffect(() => {
    if (!isOpen) return;
    const press = ({ key }: KeyboardEvent) => {
      if (key === "Escape") close();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
};

/** The panel of what is open; `null` too where the map has it no longer. */
const toPanel = (
  map: JourneyMap,
  open: Open | null,
  show: (open: Open) => void,
  close: () => void,
): JSX.Element | null => {
  if (open?.kind === "stage") {
    const stage = map.stages.find(({ id }) => id === open.id);
    return stage ? <StagePanel stage={stage} threshold={map.threshold} onClose={close} /> : null;
  }
  const found = open && findStep(map, open.key);
  return found ? (
    <StepPanel map={map} found={found} onOpen={(key) => show({ kind: "step", key })} onClose={close} />
  ) : null;
};

export const MapPage = ({ map, versus: chosen, delivery, controls }: MapPageProps): JSX.Element => {
  const [ownView, setOwnView] = useState<View>("map");
  const [pointed, setPointed] = useState<StepKey | null>(null);
  const { open, show, close } = useOpen();
  const panel = toPanel(map, open, show, close);
  useEscape(panel !== null, close);
  const view = controls ? controls.choice.view : ownView;
  const showStep = (key: StepKey) => show({ kind: "step", key });
  const lit = pointed ?? (open?.kind === "step" ? open.key : null);
  // Nobody can be compared with nobody.
  const versus = chosen && chosen.map.visitors > 0 ? chosen : undefined;
  const isEmpty = !map.hasPlan || map.visitors === 0;
  return (
    <div class={panel ? "page with-panel" : "page"}>
      <main aria-busy={controls?.isBusy ?? false}>
        <Header
          map={map}
          controls={controls}
          view={view}
          onView={controls ? (to) => controls.choose({ view: to }) : setOwnView}
        />
        {!isEmpty && chosen && <VersusKey versus={chosen} />}
        {isEmpty && <EmptyMap map={map} controls={controls} />}
        {!isEmpty && view === "map" && (
          <Lanes
            map={map}
            versus={versus}
            focus={{ lit, point: setPointed, open: showStep }}
            onAll={(id) => show({ kind: "stage", id })}
          />
        )}
        {!isEmpty && view === "map" && <Fixes map={map} onOpen={showStep} />}
        {!isEmpty && view === "table" && <Tables map={map} versus={versus} delivery={delivery} />}
        {!isEmpty && view === "map" && delivery && <Delivery report={delivery} />}
        {!isEmpty && <Footer map={map} />}
      </main>
      {panel}
    </div>
  );
};
