/** Runs the bench that is named on the command line. */
interface Bench {
  measures: string;
  run(): Promise<unknown>;
}

const BENCHES = new Map<string, Bench>([
  ["compose", { measures: "how a film is put together, beside the bound", run: () => import("./compose.ts") }],
  ["checkpoints", { measures: "what it costs to save a film's progress", run: () => import("./checkpoints.ts") }],
  ["draft", { measures: "one draft film of 30 seconds", run: () => import("./draft.ts") }],
  ["schedule", { measures: "how well the graph overlaps a film's jobs", run: () => import("./schedule.ts") }],
  ["recovery", { measures: "how long a task stands still when its worker ends", run: () => import("./recovery.ts") }],
  ["server", { measures: "requests and readers of events of the HTTP service", run: () => import("./server.ts") }],
]);

const LINES = [...BENCHES].map(([name, { measures }]) => `  ${name.padEnd(12)} ${measures}`);
const HELP = `Usage: npm run bench -- NAME

${LINES.join("\n")}

What may stand behind a name is told at the top of its file in test/bench.
`;

const [name = ""] = process.argv.slice(2);
const bench = BENCHES.get(name);
if (["-h", "--help"].includes(name)) process.stdout.write(HELP);
else if (bench) await bench.run();
else {
  process.stderr.write(`There is no bench "${name}". There are: ${[...BENCHES.keys()].join(", ")}.\n`);
  process.exitCode = 2;
}
