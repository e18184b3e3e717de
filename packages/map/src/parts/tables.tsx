// The map as tables, one for each lane, with every figure that the picture has and those it has no room for.
import type { DeliveryReport, JourneyMap } from "@waymark/protocol";
import type { JSX } from "preact";
import type { Versus } from "../page/versus.ts";
import { toCompareRows } from "../words/compare-rows.ts";
import { toDeliveryRows } from "../words/delivery-rows.ts";
import * as rows from "../words/table-rows.ts";
import { DataTable } from "./data-table.tsx";

interface TablesProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
  readonly delivery: DeliveryReport | undefined;
}

/** Caption, columns of words, heads, rows. */
type Sheet = readonly [caption: string, words: number, head: string, rows: (map: JourneyMap) => readonly rows.Row[]];

/** Heads stand between bars. */
const SHEETS: readonly Sheet[] = [
  ["Stages", 1, "Stage|Visitors|Went on|Share of them|Left|Share left|In progress|Share in progress", rows.toStageRows],
  ["Steps", 2, "Step|Stage|Visitors|Visits|Left here|In progress|Time here, 75 % less|Reach the goal", rows.toStepRows],
  ["Flow: moves between steps", 3, "From|To|Direction|Visitors|Times", rows.toMoveRows],
  [
    "Plan: what differs from it",
    2,
    "Step|Stage|Skipped|Share of all|Came again|Share|Left for outside|Share of them",
    rows.toPlanRows,
  ],
  ["Plan: pages outside of it", 1, "Page|Visitors|Share of all", rows.toOutsideRows],
  ["Channels", 3, "Stage|Channel|Known by|Visitors|Share", rows.toChannelRows],
  ["Emotion, −2 to +2", 3, "Stage|Step|Answers by value|Mood|Low (95 %)|High (95 %)|Answers", rows.toEmotionRows],
  ["Emotion: as it is quoted", 4, "Stage|Step|Quoted|Group|Answers|Share", rows.toScoreRows],
  ["Friction", 3, "Stage|Step|Sign|Visitors|Share", rows.toFrictionRows],
  ["Voice: reasons chosen", 3, "Stage|Question|Answer|Times|Share", rows.toReasonRows],
  ["Voice: in their own words", 6, "Stage|Words|Evidence|Chose|Question|Day|Mood", rows.toVoiceRows],
  [
    "Asked: what became of each survey",
    1,
    "Survey|Shown|Answered|Share answered|Completed|Dismissed|Declined|Snoozed|Ignored",
    rows.toSurveyRows,
  ],
  ["Owner, KPI", 6, "Stage|Owner|Visitors want|Opportunity|KPI|Target met|Value|Target", rows.toOwnerRows],
  ["Fix this first", 2, "Step|Why|Gain, visitors|Reach the goal|Then", rows.toFixRows],
];

export const Tables = ({ map, versus, delivery }: TablesProps): JSX.Element => (
  <div class="tables">
    {versus && (
      <DataTable
        caption={`Compared: ${versus.names[0]} with ${versus.names[1]}`}
        words={2}
        head={["Where", "Figure", ...versus.names, "Difference"]}
        rows={toCompareRows(map, versus.map)}
      />
    )}
    {SHEETS.map(([caption, words, head, toRows]) => (
      <DataTable key={caption} caption={caption} words={words} head={head.split("|")} rows={toRows(map)} />
    ))}
    {delivery && (
      <DataTable
        caption="Delivery"
        words={2}
        head={["Day", "Browser", "Loaded pages", "Entries", "Missing", "Share missing", "Without a known reason"]}
        rows={toDeliveryRows(delivery)}
      />
    )}
  </div>
);
