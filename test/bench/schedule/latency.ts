import { createHash } from "node:crypto";
import { type Job, KINDS } from "./jobs.ts";

/** Spread of all latencies: two thirds of the samples lie between 0.67 and 1.49 times the median. */
export const SIGMA = 0.4;

/** Seconds of a job. */
export type Seconds = (job: Pick<Job, "key" | "kind">) => number;

/** Samples by the job's key and the seed alone, so that every order of execution meets the same. */
export function seededSeconds(seed: number): Seconds {
  return ({ key, kind }) => logNormal(KINDS[kind].medianSeconds, SIGMA, standardNormal(`${seed}:${key}`));
}

/** What a scheduler that does not know the samples expects. */
export const expectedSeconds: Seconds = ({ kind }) => KINDS[kind].medianSeconds;

/** @param deviate of the standard normal distribution */
export function logNormal(median: number, sigma: number, deviate: number): number {
  return median * Math.exp(sigma * deviate);
}

/** A standard normal deviate from a name, by Box and Muller. */
export function standardNormal(name: string): number {
  const hash = createHash("sha256").update(name).digest();
  // Half a step above zero, because zero has no logarithm.
  const uniform = (offset: number) => (hash.readUInt32BE(offset) + 0.5) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(uniform(0))) * Math.cos(2 * Math.PI * uniform(4));
}
