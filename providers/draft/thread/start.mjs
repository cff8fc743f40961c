/** First file of a thread whose script is TypeScript: Node 20 gives threads no loader of their own. */
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData.script);
