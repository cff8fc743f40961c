/** What a graph asked of its saver while it ran. */

/** One call that was answered. Times in milliseconds of one clock. */
export interface Call {
  kind: "put" | "putWrites";
  began: number;
  ended: number;
}

/** Milliseconds in which at least one of the calls was under way: calls side by side count once. */
export function busyMilliseconds(calls: readonly Pick<Call, "began" | "ended">[]): number {
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { began, ended } of [...calls].sort((one, other) => one.began - other.began)) {
    busy += Math.max(0, ended - Math.max(began, until));
    until = Math.max(until, ended);
  }
  return busy;
}

/** The calls by superstep, in the order of their beginnings: each ends with its checkpoint. What follows the last one is left out. */
export function supersteps(calls: readonly Call[]): Call[][] {
  const steps: Call[][] = [];
  let step: Call[] = [];
  for (const call of [...calls].sort((one, other) => one.began - other.began)) {
    step.push(call);
    if (call.kind !== "put") continue;
    steps.push(step);
    step = [];
  }
  return steps;
}
