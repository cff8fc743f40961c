import type { Deal } from "../purchase.ts";
import type { PriceRange } from "../types.ts";

/** What one job costs in US dollars: the range before it is sent, and the price when it has ended. */
export interface Price extends PriceRange, Pick<Deal, "costUsd"> {}

/** As a provider tells it beforehand; nothing where there is no model. */
export function rangeOf(price: Price | undefined): PriceRange {
  return { minUsd: price?.minUsd ?? 0, maxUsd: price?.maxUsd ?? 0 };
}

/** Billed by what is ordered, whatever computing it takes. */
export function fixedPrice(usd: number): Price {
  return { minUsd: usd, maxUsd: usd, costUsd: () => usd };
}

/** Billed by the seconds that a processor worked. Seconds that the vendor does not tell are the most that they may be. */
export function computePrice(usdPerSecond: number, seconds: { min: number; max: number }): Price {
  const costUsd = (told: number | null) => usdPerSecond * (told ?? seconds.max);
  return { minUsd: costUsd(seconds.min), maxUsd: costUsd(seconds.max), costUsd };
}
