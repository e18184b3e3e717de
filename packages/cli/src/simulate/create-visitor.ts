// One simulated visitor across tabs and visits: id, session, stages and surveys, by the rules of a page.
import { createIds, nextSession, type Place, type Session } from "@waymark/journey";
import type { Device, Entry } from "@waymark/protocol";
import type { Clock } from "./clock.ts";
import { type Asking, createAsking } from "./create-asking.ts";
import type { Observation } from "./observation.ts";
import type { Random } from "./random.ts";
import type { Population } from "./to-population.ts";
import { USER_AGENTS } from "./user-agents.ts";
import { createStages } from "./watch-stages.ts";

/** An entry with the session that it belongs to. */
export interface Told {
  readonly session: string;
  readonly entry: Entry;
}

export interface Visitor {
  readonly id: string;
  readonly device: Device;
  readonly userAgent: string;
  /** For whatever is no entry. */
  readonly makeId: () => string;
  readonly asking: Asking;
  readonly session: () => string;
  /** Takes an entry of a visitor who now stands at `standing`, and tells what follows from it. */
  readonly keep: (entry: Entry, standing: Place) => readonly Observation[];
  /** All entries so far. */
  readonly told: readonly Told[];
}

/** @param until nothing is told from here on, ms since the epoch: it has not happened yet */
export function createVisitor({ plan, devices }: Population, random: Random, clock: Clock, until: number): Visitor {
  const ids = createIds(clock.now, random.bits());
  const id = ids.make();
  const device = (random.weigh(devices) ?? "desktop") as Device;
  const asking = createAsking(plan);
  const stages = createStages(plan);
  const told: Told[] = [];
  let session: Session | undefined;
  const toSession = () => {
    session = nextSession(session, clock.now(), ids.make).session;
    return session.id;
  };
  return {
    id,
    device,
    userAgent: random.pick(USER_AGENTS[device]) ?? "",
    makeId: ids.make,
    asking,
    session: toSession,
    told,
    keep(entry, standing) {
      if (entry.at >= until) return [];
      const own = toSession();
      told.push({ session: own, entry });
      asking.offer(entry, id, own, standing);
      return stages.hear(entry);
    },
  };
}
