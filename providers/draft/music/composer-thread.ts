/** The thread that composes and plays. */
import type { BasicSoundBank } from "spessasynth_core";
import type { MusicRequest } from "../../types.ts";
import { serveThread } from "../thread/serve.ts";
import { compose } from "./composer.ts";
import { loadInstruments, render } from "./render.ts";

let loading: Promise<BasicSoundBank> | null = null;

serveThread<MusicRequest, Uint8Array>(
  async (request) => {
    loading ??= loadInstruments().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return render(compose(request), await loading);
  },
  (wav) => wav,
);
