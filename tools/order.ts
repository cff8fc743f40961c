import { z } from "zod";
import { Asset, type AssetKind } from "../models/asset.ts";
import { isVendorFailure } from "../models/error.ts";
import { WordTime } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import type { PaidContext, Produced } from "../providers/types.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { keep } from "./keep.ts";
import type { ToolDeps } from "./types.ts";

/** What was ordered: made, checked, stored, and written down, so that nobody orders it again. */
export const Obtained = z.object({
  asset: Asset,
  /** Models that were to be used before the one that made it. */
  passedOver: z.array(z.object({ model: z.string(), reason: z.string() })),
  /** For speech, where the vendor tells them: times of the words. */
  words: z.array(WordTime).nullable(),
});
export type Obtained = z.infer<typeof Obtained>;

/** One thing that a step needs. */
export interface Order<Wish> {
  kind: AssetKind;
  /** Its name within the step: in the ledger, and in the step's memory. */
  item: string;
  wish: Wish;
}

/** How often one thing is ordered before the film goes down its ladder. */
const ATTEMPTS = 2;

/**
 * Orders something and keeps it; what this task has kept already is found again, whatever process made it.
 * It is ordered once more when the vendor failed in a way that may pass. A job that outlived its deadline may have been
 * paid for: it is not ordered again.
 */
export async function order<Wish, Result extends Produced>(
  { kind, item, wish }: Order<Wish>,
  make: (wish: Wish, context: PaidContext) => Promise<Result & { words?: WordTime[] | null }>,
  deps: ToolDeps,
): Promise<Obtained> {
  const kept = await recall(item, deps);
  if (kept) return kept;
  const produced = await makeSomehow(item, fingerprintOf(wish), (context) => make(wish, context), deps);
  const asset = await keep(kind, produced, deps);
  const obtained = { asset, passedOver: [...(produced.passedOver ?? [])], words: produced.words ?? null };
  await deps.memory.keep(item, obtained);
  return obtained;
}

/** Null where nothing was kept, and where its file is on another machine alone. */
async function recall(item: string, deps: ToolDeps): Promise<Obtained | null> {
  const known = deps.memory.recall(item);
  if (known === undefined) return null;
  const obtained = Obtained.parse(known);
  try {
    await deps.providers.storage.localPath(obtained.asset.key, deps);
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    return null;
  }
  deps.report.asset(obtained.asset);
  return obtained;
}

async function makeSomehow<Result>(
  item: string,
  fingerprint: string,
  make: (context: PaidContext) => Promise<Result>,
  { signal, ledger, retryInDoubt }: ToolDeps,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? item : `${item}.${attempt}`;
    try {
      return await make({ signal, ledger, retryInDoubt, fingerprint, item: name });
    } catch (error) {
      const mayPass = isVendorFailure(error) && error.code === "vendor_failed" && error.retryable;
      if (!mayPass || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** What is told when other models had to step in. */
export function passedOver(scene: number | null, what: string, { passedOver, asset }: Obtained): Degradation[] {
  return passedOver.map(({ model, reason }) => ({
    scene,
    wanted: `${what} by ${model}`,
    got: `one by ${asset.provenance.model}`,
    reason,
  }));
}
