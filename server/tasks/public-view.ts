/** Tasks and events as they leave the service: what lies on this machine, or in a storage, becomes a URL of the service. */
import type { TaskEvent } from "../../models/event.ts";
import type { Task, TaskResult } from "../../models/task.ts";

export interface PublicView {
  task(task: Task): Task;
  event(event: TaskEvent): TaskEvent;
}

/** @param publicUrl what links begin with; null to leave them relative to the service */
export function createPublicView(publicUrl: string | null): PublicView {
  const placeOf = (taskId: string) => `${publicUrl ?? ""}/ai/tasks/${taskId}`;
  const view: PublicView = {
    task: (task) => ({
      ...task,
      scenes: task.scenes.map((scene) => ({
        ...scene,
        thumbnail: scene.thumbnail && `${placeOf(task.id)}/${scene.thumbnail}`,
      })),
      result: task.result && linked(task.result, placeOf(task.id)),
    }),
    event(event) {
      if (event.event === "snapshot") return { ...event, data: { task: view.task(event.data.task) } };
      if (event.event !== "task-end" || event.data.result === null) return event;
      return { ...event, data: { ...event.data, result: linked(event.data.result, placeOf(event.taskId)) } };
    },
  };
  return view;
}

function linked(result: TaskResult, place: string): TaskResult {
  return {
    ...result,
    videoUrl: `${place}/video`,
    posterUrl: `${place}/poster`,
    captions: result.captions && { srt: `${place}/captions.srt`, vtt: `${place}/captions.vtt` },
    manifestUrl: `${place}/manifest`,
  };
}
