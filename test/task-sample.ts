import { VideoRequest } from "../models/request.ts";
import type { Task } from "../models/task.ts";

/** A task half way, or with its film when it is completed. */
export function aTask(changes: Partial<Task> = {}): Task {
  const result = {
    videoUrl: "https://project.example/video.mp4?token=1",
    posterUrl: "https://project.example/poster.jpg?token=1",
    captions: { srt: "https://project.example/captions.srt", vtt: "https://project.example/captions.vtt" },
    manifestUrl: "https://project.example/manifest.json",
    durationSeconds: 30.5,
    width: 1280,
    height: 720,
    degraded: [{ scene: 1, wanted: "a clip", got: "a moving still", reason: "the model was too dear" }],
  };
  return {
    id: "task-1",
    status: "running",
    stage: "planning",
    progress: 10,
    scenes: [{ index: 0, title: "The lantern", status: "done", thumbnail: null }],
    cost: { estimatedUsd: 1.25, reservedUsd: 0.5, spentUsd: 0.1, budgetUsd: 2 },
    result: changes.status === "completed" ? result : null,
    error: null,
    request: VideoRequest.parse({ prompt: "A fox finds a lantern" }),
    createdAt: "2026-11-22T12:00:00.000Z",
    updatedAt: "2026-11-22T12:00:30.000Z",
    ...changes,
  };
}
