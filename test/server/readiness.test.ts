import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { createReadiness } from "../../server/readiness.ts";

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
