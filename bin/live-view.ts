import { createLogUpdate } from "log-update";
import type { TaskProgress } from "../models/task-progress.ts";
import { renderProgress } from "./live-frame.ts";
import type { Screen, View } from "./view.ts";

const REFRESH_MILLISECONDS = 200;
/** Of a terminal that does not tell its size. */
const USUAL_COLUMNS = 80;
const USUAL_ROWS = 24;

/** Live lines that are drawn again in place: an overall bar, and a line for each scene as far as the window has room. */
export function createLiveView(
  screen: Screen & NodeJS.WritableStream,
  color: boolean,
  now: () => number = () => performance.now(),
): View {
  const update = createLogUpdate(screen);
  const began = now();
  let shown: TaskProgress | null = null;
  const draw = () => {
    const { columns = USUAL_COLUMNS, rows = USUAL_ROWS } = screen;
    if (shown) update(renderProgress(shown, { columns, rows, color, elapsed: now() - began }).join("\n"));
  };
  // The clock goes on while nothing else does. It must not keep the process alive.
  const timer = setInterval(draw, REFRESH_MILLISECONDS).unref();
  return {
    event(_event, progress) {
      shown = progress;
      draw();
    },
    interject(write) {
      update.clear();
      write();
      draw();
    },
    close() {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}
