// Wire format 1, for another collector of Waymark's.
import type { Format, Receipt } from "@waymark/protocol";

/**
 * The batch as it is. Source: `Batch` and `Receipt` of `@waymark/protocol`.
 *
 * | Waymark | target |
 * | ------- | ------ |
 * | batch   | itself |
 */
export const waymark: Format = {
  name: "waymark",
  type: "text/plain;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 64 * 1024,
  maxEntries: 100,
  encode: (batch) => ({ body: JSON.stringify(batch) }),
  read(status, reply, { batch }) {
    const { batch: echo, refused } = reply as Partial<Receipt>;
    if (status >= 300) return undefined;
    // Captive portals and wrong paths answer 200 too: only a receipt that names the batch is one.
    return echo === batch ? { outcome: "done", refused } : { outcome: "denied", remark: "no receipt" };
  },
};
