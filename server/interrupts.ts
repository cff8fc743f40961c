/** Milliseconds in which several signals are one: under npm a Ctrl-C arrives from the terminal and from npm. */
const ONE_PRESS = 500;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interrupts {
  /** Aborts with the first interrupt. */
  signal: AbortSignal;
  /** Interrupts by other means than a signal, such as a reader of stdout that went away. */
  interrupt(): void;
  /** Stops listening. */
  dispose(): void;
}

export interface InterruptOptions {
  /** The first interrupt by a signal: the work is being cancelled. */
  onFirst(): void;
  /** One more while the first is still being obeyed: leave at once. */
  onSecond(): void;
  now?: () => number;
}

/** Resolves when the signal aborts. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Listens for the wish to stop: asked once, work is cancelled; asked again, the process goes. */
export function listenForInterrupts(
  source: Pick<NodeJS.EventEmitter, "on" | "off">,
  { onFirst, onSecond, now = () => performance.now() }: InterruptOptions,
): Interrupts {
  const controller = new AbortController();
  let first: number | null = null;
  const onSignal = () => {
    if (first === null) {
      first = now();
      onFirst();
      controller.abort();
    } else if (now() - first > ONE_PRESS) onSecond();
  };
  for (const name of SIGNALS) source.on(name, onSignal);
  return {
    signal: controller.signal,
    interrupt: () => controller.abort(),
    dispose: () => {
      for (const name of SIGNALS) source.off(name, onSignal);
    },
  };
}
