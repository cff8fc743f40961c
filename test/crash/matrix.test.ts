/** A process is killed at every point of a task's life; another goes on, and nothing is lost and nothing paid twice. */
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { matrix, titleOf } from "./cases.ts";
import { type Children, openChildren } from "./children.ts";
import { createPlaces } from "./places.ts";
import { createReference, playCase, type Troupe } from "./play.ts";

let children: Children;
let referenceOf: Troupe["referenceOf"];

beforeAll(async () => {
  children = await openChildren();
  referenceOf = createReference(children);
});
afterAll(() => children.close());

/** With the wait for a place. */
const MOST_MS = 120_000;
/** More at once would wait for each other: the machine may have two cores. */
const places = createPlaces(3);

describe.concurrent.each(["redis", "file"] as const)("a process that is killed, over %s", (store) => {
  it.each(matrix(store).map((given) => [titleOf(given), given] as const))(
    "%s",
    async (_title, given) => {
      const redisUrl = store === "redis" ? inject("redisUrl") : null;
      await places.run(() => playCase(given, { children, redisUrl, referenceOf }));
    },
    MOST_MS,
  );
});
