/** The command line as a process of its own, with an agent that follows the script in `SCRIPT`. Run by process.test.ts. */
import { runProcess } from "../../bin/process.ts";
import { scriptedAgent } from "./scripted-agent.ts";

runProcess(async () => {
  const accident = process.env.ACCIDENT;
  if (accident === "throw") setImmediate(() => Promise.reject(new Error("broken")));
  if (accident) await new Promise(() => {});
  return scriptedAgent(JSON.parse(process.env.SCRIPT ?? "{}"));
});
