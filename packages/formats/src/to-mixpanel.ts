// Events of Mixpanel's.
import type { Batch } from "@waymark/protocol";
import { toEventName, toProperties } from "./to-event.ts";

/** An event counts once by its name, `distinct_id`, `time` and `$insert_id`, which are the same on every attempt. */
export const toMixpanel = (batch: Batch, token?: string) =>
  batch.entries.map((entry) => ({
    event: toEventName(entry),
    properties: {
      ...toProperties(entry, batch),
      token,
      time: entry.at,
      // Without a visitor an event stands alone; a name made anew for each attempt would make two of it.
      distinct_id: batch.visitor ?? entry.id,
      $insert_id: entry.id,
      $session_id: batch.session,
      $current_url: entry.page?.url,
      $referrer: entry.page?.referrer,
      mp_lib: "waymark",
      $lib_version: batch.sdk,
    },
  }));
