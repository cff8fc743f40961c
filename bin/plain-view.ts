import type { TaskEvent } from "../models/event.ts";
import type { Degradation } from "../models/video.ts";
import { clock, dollars, plainText, seconds } from "./format.ts";
import { nameOf } from "./step-names.ts";
import type { Screen, View } from "./view.ts";

/** Plain lines for logs and pipes: one for each thing that began, ended or went wrong, with the time. */
export function createPlainView(screen: Screen, now: () => number = () => performance.now()): View {
  const began = now();
  let toldUsd = 0;
  return {
    event(event, progress) {
      const line = lineFor(event);
      if (!line) return;
      const percent = progress ? `${String(progress.task.progress).padStart(3)} %` : "";
      const spentUsd = progress?.task.cost.spentUsd ?? 0;
      const isNews = event.event === "step-end" && spentUsd !== toldUsd;
      if (isNews) toldUsd = spentUsd;
      const spent = isNews ? `; ${dollars(spentUsd)} spent so far` : "";
      screen.write(`${clock(now() - began)} ${percent}  ${line}${spent}\n`);
    },
    interject: (write) => write(),
    close: () => {},
  };
}

function lineFor(event: TaskEvent): string | null {
  switch (event.event) {
    case "task-start":
      return `task ${event.taskId}`;
    case "plan-ready": {
      const steps = event.data.steps.map((step) => step.tool).join(", ");
      return event.data.revision === 1 ? `plan: ${steps}` : `new plan: ${steps}`;
    }
    case "step-start":
      return `${nameOf(event.data)} …`;
    case "step-progress":
      return event.data.scenes ? scenesLine(event.data.scenes) : null;
    case "step-end": {
      const lost = event.data.degraded.map((loss) => `; ${describeLoss(loss)}`).join("");
      return `${nameOf(event.data)}: done in ${seconds(event.data.seconds)}${lost}`;
    }
    case "step-error":
      return `${nameOf(event.data)}: failed: ${plainText(event.data.error.message)}`;
    default:
      return null;
  }
}

function scenesLine(scenes: readonly { index: number; title: string }[]): string {
  const titles = scenes.map(({ index, title }) => `${index + 1} ${plainText(title)}`).join(" · ");
  return `${scenes.length} ${scenes.length === 1 ? "scene" : "scenes"}: ${titles}`;
}

/** What is not as it was asked for, without where. */
export function describeLoss({ wanted, got, reason }: Degradation): string {
  return plainText(`${got} instead of ${wanted} (${reason})`);
}
