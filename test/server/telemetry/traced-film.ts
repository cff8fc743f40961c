/** A process of its own that makes one film, as the environment has it traced, and sends what it traced before it ends. */

import { flushTraces } from "../../../server/telemetry/flush-traces.ts";
import { LIGHT_REQUEST, lightAgent } from "../../light-agent.ts";

const [folder = "", taskId = "", deadline = ""] = process.argv.slice(2);
await lightAgent({ folder }).generate({ ...LIGHT_REQUEST, scenes: 1 }, { taskId });
const began = performance.now();
await flushTraces(Number(deadline));
process.stdout.write(String(Math.round(performance.now() - began)));
process.exit();
