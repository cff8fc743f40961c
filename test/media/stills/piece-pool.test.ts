import { expect, it, onTestFinished } from "vitest";
import { createPiecePool } from "../../../media/stills/piece-pool.ts";

const never = new AbortController().signal;

it("takes work in its order, but what is to be next before all that waits", async () => {
  const pool = createPiecePool(1);
  onTestFinished(() => pool.close());
  const order: string[] = [];
  const use = (name: string, isNext = false) => pool.use(async () => void order.push(name), never, isNext);
  await Promise.all([use("first"), use("second"), use("third"), use("next", true)]);
  expect(order).toEqual(["first", "next", "second", "third"]);
});

it("forgets work that was given up before its turn", async () => {
  const pool = createPiecePool(1);
  onTestFinished(() => pool.close());
  const stop = new AbortController();
  const order: string[] = [];
  const first = pool.use(async () => {
    stop.abort();
    order.push("first");
  }, never);
  const givenUp = pool.use(async () => void order.push("given up"), stop.signal, true);
  const last = pool.use(async () => void order.push("last"), never);
  await expect(givenUp).rejects.toMatchObject({ code: "cancelled" });
  await Promise.all([first, last]);
  expect(order).toEqual(["first", "last"]);
});
