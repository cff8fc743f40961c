import type { Screen, View } from "./view.ts";

/** One event a line, as it is. */
export function createJsonView(screen: Screen): View {
  return {
    event: (event) => void screen.write(`${JSON.stringify(event)}\n`),
    interject: (write) => write(),
    close: () => {},
  };
}
