import { styleText } from "node:util";
import cliTruncate from "cli-truncate";
import type { TaskScene } from "../models/task.ts";
import type { StepWork, TaskProgress } from "../models/task-progress.ts";
import { clock, dollars, plainText } from "./format.ts";
import { nameOf } from "./step-names.ts";

export interface Frame {
  columns: number;
  rows: number;
  color: boolean;
  /** Milliseconds since the start. */
  elapsed: number;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const BAR_CELLS = 24;
const SCENE_BAR_CELLS = 8;
/** Lines that are not scenes: the bar, what is at work, and the cursor's own. */
const OTHER_LINES = 4;

/** The whole picture of a running film, no line wider than the window and not more lines than it has. */
export function renderProgress(progress: TaskProgress, frame: Frame): string[] {
  const paint: Paint = (style, text) => (frame.color ? styleText(style, text, { validateStream: false }) : text);
  const room = Math.max(0, frame.rows - OTHER_LINES);
  const lines = [headLine(progress, frame, paint), workLine(progress, paint), ...sceneLines(progress, room, paint)];
  return lines.slice(0, Math.max(1, frame.rows - 1)).map((line) => cliTruncate(line, Math.max(1, frame.columns - 1)));
}

function headLine({ task }: TaskProgress, { elapsed }: Frame, paint: Paint): string {
  const spent = task.cost.spentUsd > 0 ? `  ${dollars(task.cost.spentUsd)}` : "";
  const percent = `${task.progress} %`.padStart(5);
  return `${bar(task.progress / 100, BAR_CELLS, paint)} ${paint("bold", percent)}  ${clock(elapsed)}${spent}`;
}

/** What is at work over the whole film; while scenes are made, how many of them are done. */
function workLine({ work, task }: TaskProgress, paint: Paint): string {
  const running = work.filter((part) => part.status === "running");
  const overall = running.filter((part) => part.scene === null).map(describeWork);
  const done = task.scenes.filter((scene) => scene.status === "done").length;
  const scenes = running.some((part) => part.scene !== null) ? [`${done} of ${task.scenes.length} scenes done`] : [];
  return paint("dim", [...scenes, ...overall].join(" · ") || task.status);
}

function describeWork(part: StepWork): string {
  return part.message ? `${nameOf(part)}: ${plainText(part.message)}` : nameOf(part);
}

const MARKS: Record<TaskScene["status"], string> = { waiting: "·", running: "▸", done: "✔", failed: "✘" };
const STYLES = { waiting: "dim", running: "cyan", done: "green", failed: "red" } as const;
/** Which scenes are worth a line when there is not room for all. */
const INTEREST: readonly TaskScene["status"][] = ["failed", "running", "waiting", "done"];

function sceneLines(progress: TaskProgress, room: number, paint: Paint): string[] {
  const { scenes } = progress.task;
  if (scenes.length <= room) return scenes.map((scene) => sceneLine(scene, progress, paint));
  if (room < 2) return [];
  const interest = (scene: TaskScene) => INTEREST.indexOf(scene.status);
  const chosen = [...scenes].sort((left, right) => interest(left) - interest(right)).slice(0, room - 1);
  const shown = scenes.filter((scene) => chosen.includes(scene));
  const rest = scenes.filter((scene) => !chosen.includes(scene));
  return [...shown.map((scene) => sceneLine(scene, progress, paint)), paint("dim", countLine(rest))];
}

function countLine(scenes: readonly TaskScene[]): string {
  const counts = INTEREST.map((status) => ({
    status,
    count: scenes.filter((scene) => scene.status === status).length,
  }));
  const told = counts.filter(({ count }) => count > 0).map(({ status, count }) => `${count} more ${status}`);
  return `    ${told.join(", ")}`;
}

function sceneLine(scene: TaskScene, { work }: TaskProgress, paint: Paint): string {
  const part = work.find((known) => known.scene === scene.index);
  const mark = paint(STYLES[scene.status], MARKS[scene.status]);
  // One that was made for another film has no work here.
  const progress = bar(part?.fraction ?? (scene.status === "done" ? 1 : 0), SCENE_BAR_CELLS, paint);
  const doing = part?.message ? paint("dim", ` · ${plainText(part.message)}`) : "";
  return `${mark} ${String(scene.index + 1).padStart(2)} ${progress} ${plainText(scene.title)}${doing}`;
}

function bar(fraction: number, cells: number, paint: Paint): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * cells);
  return paint("green", "█".repeat(full)) + paint("dim", "░".repeat(cells - full));
}
