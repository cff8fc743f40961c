import type { Patience } from "../../../providers/supabase/client.ts";

/** For tests: nobody waits. */
export const IMPATIENT: Patience = {
  answerMilliseconds: 5000,
  transferMilliseconds: 5000,
  stallMilliseconds: 1000,
  startMilliseconds: 5000,
  tries: 3,
  pauses: { first: 1, factor: 1, most: 1 },
};
