import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { checkStores, createReadiness, lossOf } from "../../server/readiness.ts";

describe("readiness", () => {
  it("is all problems of all checks, and none when all is well", async () => {
    const well = createReadiness([async () => [], async () => []]);
    const ill = createReadiness([async () => ["No disk."], async () => ["No net.", "No luck."]]);
    expect(await well()).toEqual([]);
    expect(await ill()).toEqual(["No disk.", "No net.", "No luck."]);
  });

  it("counts a check that fails as a problem", async () => {
    const failing = async () => {
      throw new PixoraError("store_failed", "Redis is gone.");
    };
    expect(await createReadiness([failing, async () => ["No net."]])()).toEqual(["Redis is gone.", "No net."]);
  });

  it("asks again only after a while, however many want to know", async () => {
    let time = 0;
    let asked = 0;
    const ready = createReadiness(
      [
        async () => {
          asked++;
          return [];
        },
      ],
      () => time,
    );
    await Promise.all([ready(), ready(), ready()]);
    time = 1999;
    await ready();
    expect(asked).toBe(1);
    time = 2000;
    await ready();
    expect(asked).toBe(2);
  });
});

describe("stores that cannot be reached", () => {
  const problem = new PixoraError("store_failed", "Redis is gone.");
  const outageOf = (forMs: number | null) => () => (forMs === null ? null : { forMs, problem });
  const never = () => new Promise<string[]>(() => {});

  it("are lost when that is known and has lasted for 2 s", () => {
    expect(lossOf({ outage: outageOf(null) })).toBeNull();
    expect(lossOf({ outage: outageOf(1999) })).toBeNull();
    expect(lossOf({ outage: outageOf(2000) })).toBe(problem);
  });

  it("are not asked when they are lost, and waited for no longer than a while", async () => {
    await expect(checkStores({ hazards: never, outage: outageOf(2000) })()).rejects.toBe(problem);
    await expect(checkStores({ hazards: never, outage: outageOf(1) }, 20)()).rejects.toBe(problem);
    const silent = checkStores({ hazards: never, outage: outageOf(null) }, 20)();
    await expect(silent).rejects.toMatchObject({ code: "store_failed", message: expect.stringContaining("in time") });
  });

  it("tell what is wrong with them when they are there", async () => {
    const hazards = async () => ["Set appendonly yes."];
    expect(await checkStores({ hazards, outage: outageOf(null) })()).toEqual(["Set appendonly yes."]);
  });
});
