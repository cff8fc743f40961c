/**
 * Of an answer that is an event stream. Nothing on the way may keep or pack it. That it comes in chunks is said, because
 * the HTTP adapter looks for the length of every other body first.
 */
export const STREAM_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  "transfer-encoding": "chunked",
};
