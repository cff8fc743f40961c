/** Several signals as one, for as long as it is needed. */
export interface JoinedSignal {
  /** Aborts with the first of them. */
  signal: AbortSignal;
  /** Nobody waits for it any more. */
  letGo(): void;
}

/** `AbortSignal.any` leaves something behind in a signal that lasts as long as the process, each time. */
export function joinSignals(...signals: readonly AbortSignal[]): JoinedSignal {
  const joined = new AbortController();
  const abort = () => joined.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: joined.signal,
    letGo() {
      for (const signal of signals) signal.removeEventListener("abort", abort);
    },
  };
}
