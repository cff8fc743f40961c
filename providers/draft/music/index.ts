import { PixoraError } from "../../../models/error.ts";
import type { MusicProvider, MusicRequest } from "../../types.ts";
import { createThread } from "../thread/index.ts";

const SHORTEST_SECONDS = 5;
const LONGEST_SECONDS = 660;

/** Playing takes about a twentieth of the piece's length; the deadline allows for a machine ten times slower. */
const DEADLINE_MS = { start: 60_000, eachSecond: 500 };

const CREDIT = "Music: composed by Pixora, played with FluidR3Mono GM (Frank Wen, Michael Cowgill), MIT";

/** Music composed by rule for a mood, and played by sampled instruments. It has exactly the length that is asked. */
export function createDraftMusic(): MusicProvider {
  const thread = createThread<MusicRequest, Uint8Array>({
    script: new URL("./composer-thread", import.meta.url),
    name: "draft music",
  });
  return {
    vendor: "draft",
    price: () => ({ minUsd: 0, maxUsd: 0 }),

    async generate({ mood, prompt, seconds, seed }, { signal }) {
      if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
        const allowed = `${SHORTEST_SECONDS} to ${LONGEST_SECONDS} s`;
        throw new PixoraError("invalid_request", `Music can be ${allowed} long, not ${seconds} s.`);
      }
      const deadlineMs = DEADLINE_MS.start + seconds * DEADLINE_MS.eachSecond;
      const bytes = await thread.run({ mood, prompt, seconds, seed }, { signal, deadlineMs });
      return {
        bytes,
        mediaType: "audio/wav",
        provenance: {
          vendor: "draft",
          model: "composer",
          prompt,
          seed,
          requestId: null,
          costUsd: 0,
          credits: [CREDIT],
        },
      };
    },
  };
}
