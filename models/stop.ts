/**
 * Why a task's signal aborts.
 * `cancelled`: nobody wants it any more, so its jobs at vendors are stopped. `shutdown`: this process ends, another one
 * goes on. `fenced`: another one has gone on already.
 */
export type StopReason = "cancelled" | "shutdown" | "fenced";

/** Whether somebody else goes on with what is under way: it is left as it is, neither stopped nor booked. */
export function isHandedOver(signal: AbortSignal): boolean {
  const reason: unknown = signal.aborted ? signal.reason : null;
  return reason === "shutdown" || reason === "fenced";
}
