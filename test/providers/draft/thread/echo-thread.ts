import { PixoraError } from "../../../../models/error.ts";
import { serveThread } from "../../../../providers/draft/thread/serve.ts";

export type EchoJob = { say: string } | { refuse: string } | "hang" | "exit" | "crash";

export interface EchoAnswer {
  said: string;
  /** How many jobs this thread has had. */
  jobs: number;
  bytes: Uint8Array;
}

let jobs = 0;

serveThread<EchoJob, EchoAnswer>(
  async (job) => {
    jobs += 1;
    if (job === "hang") for (;;);
    if (job === "exit") process.exit(3);
    if (job === "crash") {
      setImmediate(() => {
        throw new Error("broken");
      });
      return new Promise(() => undefined);
    }
    if ("refuse" in job) throw new PixoraError("invalid_request", job.refuse);
    return { said: job.say, jobs, bytes: new Uint8Array([1, 2, 3]) };
  },
  ({ bytes }) => bytes,
);
