/** One film of the real graph with simulated vendors. */
import { join } from "node:path";
import { createAgent } from "../../../graph/agent.ts";
import { instantMedia } from "./media.ts";
import { simulatedProviders } from "./providers.ts";
import { filmRequest } from "./story.ts";
import { createVendors, type Trace, type VendorOptions } from "./vendors.ts";

export interface FilmOptions extends VendorOptions {
  scenes: number;
  motion: "stills" | "clips";
  /** Existing folder for the film. */
  folder: string;
}

export interface FilmRun {
  /** Simulated seconds from the request to the film. */
  seconds: number;
  traces: readonly Trace[];
}

export async function runFilm({ scenes, motion, folder, ...options }: FilmOptions): Promise<FilmRun> {
  const vendors = createVendors(options);
  const providers = simulatedProviders(vendors, scenes);
  const agent = createAgent({ providers, media: instantMedia(), outputFolder: (taskId) => join(folder, taskId) });
  const { film } = await agent.generate(filmRequest(scenes, motion), {
    onBug: (error) => {
      throw error;
    },
  });
  const [loss] = film.degraded;
  if (loss) throw new Error(`The film has ${loss.got} instead of ${loss.wanted}: ${loss.reason}.`);
  return { seconds: vendors.now(), traces: vendors.traces };
}
