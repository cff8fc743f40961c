import { PixoraError } from "../../models/error.ts";
import type { Fence } from "../types.ts";
import { type Reply, textOf } from "./script.ts";

/** Throws for a script's answer that refuses the holder: `fenced`, or `internal` for events that leave a gap. */
export function refuseFenced(answer: Reply, { taskId, epoch }: Fence | { taskId: string; epoch: null }): void {
  const outcome = textOf(answer);
  if (outcome === "fenced") {
    const whom = epoch === null ? "Who only reads" : `Holder ${epoch}`;
    throw new PixoraError("fenced", `${whom} may not change task ${taskId}: it is not theirs.`);
  }
  if (outcome === "gap") throw new PixoraError("internal", `The events of task ${taskId} would have a gap.`);
}
