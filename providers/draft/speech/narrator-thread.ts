/** The thread that speaks: English by itself, and the finish of what another program spoke. */

import { PixoraError } from "../../../models/error.ts";
import { serveThread } from "../thread/serve.ts";
import { decodeMonoWav, encodeMonoWav } from "../wav.ts";
import { createFlite, type Flite } from "./flite.ts";
import { heardRange, masterVoice, softenEnds } from "./mastering.ts";
import { narrate, type Recording } from "./narrator.ts";
import { type EnglishVoice, TONES } from "./tones.ts";

/** `narrate` speaks English; `finish` trims and masters a WAV. */
export type NarratorJob = { kind: "narrate"; text: string; voice: EnglishVoice } | { kind: "finish"; wav: Uint8Array };

let loading: Promise<Flite> | null = null;

serveThread<NarratorJob, Recording>(
  async (job) => {
    if (job.kind === "finish") return finish(job.wav);
    loading ??= createFlite().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return narrate(await loading, job.text, job.voice);
  },
  ({ wav }) => wav,
);

function finish(wav: Uint8Array): Recording {
  const { samples, sampleRate } = decodeMonoWav(wav);
  const { from, to } = heardRange(samples, sampleRate);
  if (to === from) throw new PixoraError("vendor_failed", "The narration has nothing that the voice can say.");
  const heard = samples.slice(from, to);
  masterVoice(heard, sampleRate, TONES.espeak);
  softenEnds(heard, sampleRate);
  return { wav: encodeMonoWav(sampleRate, heard), words: null };
}
