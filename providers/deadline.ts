/**
 * A signal that aborts after so many milliseconds, with a `TimeoutError`, whoever still holds it. It keeps no process alive.
 * Not `AbortSignal.timeout`: within `AbortSignal.any` nobody holds that one, so that it is collected as garbage before
 * its time, and what waits for it waits for ever (measured on Node 20.20).
 */
export function deadlineAfter(milliseconds: number): AbortSignal {
  const over = new AbortController();
  const end = () => over.abort(new DOMException(`${milliseconds} ms are over.`, "TimeoutError"));
  setTimeout(end, milliseconds).unref();
  return over.signal;
}
