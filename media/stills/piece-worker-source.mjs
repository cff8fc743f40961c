/** Starts piece-worker.ts from a source tree: a thread of Node 20 does not take over the TypeScript loader. */
import { register } from "tsx/esm/api";

register();
await import("./piece-worker.ts");
