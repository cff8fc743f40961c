import type { TaskFolder } from "./folder.ts";
import type { Holds } from "./holds.ts";
import type { OwnerUsage } from "./owner-usage.ts";
import type { RowScan } from "./row-scan.ts";
import type { Watches } from "./watches.ts";

/** What the file stores share. */
export interface FileParts {
  folder: TaskFolder;
  holds: Holds;
  scan: RowScan;
  watches: Watches;
  usage: OwnerUsage;
  /** Whether some process, this one included, holds the task. */
  isHeld(id: string): Promise<boolean>;
}
