// The map as tables, one for each lane, with every figure that the picture has and those it has no room for.
import type { JourneyMap } from "@waymark/protocol";
import type { JSX } from "preact";
import * as rows from "../words/table-rows.ts";
import { DataTable } from "./data-table.tsx";

export const Tables = ({ map }: { readonly map: JourneyMap }): JSX.Element => (
  <div class="tables">
    <DataTable
      caption="Stages"
      head={["Stage", "Visitors", "Went on", "Share of them", "Left", "Share left", "In progress", "Share in progress"]}
      rows={rows.toStageRows(map)}
    />
    <DataTable
      caption="Steps"
      words={2}
      head={[
        "Step",
        "Stage",
        "Visitors",
        "Visits",
        "Left here",
        "In progress",
        "Time here, 75 % less",
        "Reach the goal",
      ]}
      rows={rows.toStepRows(map)}
    />
    <DataTable
      caption="Flow: moves between steps"
      words={3}
      head={["From", "To", "Direction", "Visitors", "Times"]}
      rows={rows.toMoveRows(map)}
    />
    <DataTable
      caption="Emotion, −2 to +2"
      words={3}
      head={["Stage", "Step", "Answers by value", "Mood", "Low (95 %)", "High (95 %)", "Answers"]}
      rows={rows.toEmotionRows(map)}
    />
    <DataTable
      caption="Friction"
      words={3}
      head={["Stage", "Step", "Sign", "Visitors", "Share"]}
      rows={rows.toFrictionRows(map)}
    />
    <DataTable
      caption="Voice: reasons chosen"
      words={3}
      head={["Stage", "Question", "Answer", "Times", "Share"]}
      rows={rows.toReasonRows(map)}
    />
    <DataTable
      caption="Voice: in their own words"
      words={6}
      head={["Stage", "Words", "Evidence", "Chose", "Question", "Day", "Mood"]}
      rows={rows.toVoiceRows(map)}
    />
    <DataTable
      caption="Asked: what became of each survey"
      head={["Survey", "Shown", "Answered", "Share answered", "Completed", "Dismissed", "Snoozed", "Ignored"]}
      rows={rows.toSurveyRows(map)}
    />
    <DataTable
      caption="Fix this first"
      words={2}
      head={["Step", "Why", "Gain, visitors", "Reach the goal", "Then"]}
      rows={rows.toFixRows(map)}
    />
  </div>
);
