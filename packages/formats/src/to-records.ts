// Entries that stand alone: each with what its batch says of all of them.
import type { Batch, Json } from "@waymark/protocol";

export const toRecords = ({ entries, site, visitor, session, sdk, plan, automated, source }: Batch) =>
  entries.map(
    (entry) =>
      ({ ...entry, site, visitor, session, sdk, plan, automated, source }) as unknown as { [key: string]: Json },
  );
