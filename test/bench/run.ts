/** Runs the bench that is named on the command line. */
const BENCHES: Record<string, () => Promise<unknown>> = {
  checkpoints: () => import("./checkpoints.ts"),
  draft: () => import("./draft.ts"),
  schedule: () => import("./schedule.ts"),
  recovery: () => import("./recovery.ts"),
  server: () => import("./server.ts"),
};

const [name = ""] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) await bench();
else {
  process.stderr.write(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exitCode = 2;
}
