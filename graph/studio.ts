/** What LangGraph Studio opens. Its server brings its own checkpointer. */
import { readConfig } from "../models/config.ts";
import { createVideoAgent } from "./agent.ts";

export const { graph } = createVideoAgent(readConfig(process.env));
