/**
 * Why a task's signal aborts.
 * `cancelled`: nobody wants it any more, so its jobs at vendors are stopped. `shutdown`: this process ends, another one
 * goes on. `fenced`: another one has gone on already.
 */
type StopReason = "cancelled" | "shutdown" | "fenced";

const HANDED_OVER: readonly StopReason[] = ["shutdown", "fenced"];

/** Whether somebody else goes on with what is under way: it is left as it is, neither stopped nor booked. */
export function isHandedOver({ aborted, reason }: AbortSignal): boolean {
  return aborted && HANDED_OVER.some((handedOver) => handedOver === reason);
}
