import { beforeAll, describe, expect, it } from "vitest";
import { runScale, type ScaleReport } from "./scale.ts";

const FILMS = 6;
/** A worker that is killed is taken to be alive for 30 s. */
const MOST_MS = 150_000;

let report: ScaleReport;
beforeAll(async () => {
  report = await runScale(FILMS);
}, MOST_MS);

describe("two servers and three workers over one Redis", () => {
  it("complete all films, told without a gap at the server that did not take the order", () => {
    expect(report.films).toHaveLength(FILMS);
    for (const { events, orderedAt, followedAt } of report.films) {
      expect(followedAt).not.toBe(orderedAt);
      expect(events.map(({ id }) => id)).toEqual(events.map((_, place) => place + 1));
      expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "completed" } });
    }
  });

  it("carry out each film once, but for that of the worker that was killed", () => {
    for (const { taskId, takenBy } of report.films) {
      if (taskId !== report.killed.taskId) expect(takenBy, taskId).toHaveLength(1);
      else {
        expect(takenBy).toHaveLength(2);
        expect(takenBy[0]).toBe(report.killed.worker);
        expect(takenBy[1]).not.toBe(report.killed.worker);
      }
    }
    expect(report.picturesBought).toBe(FILMS + 1);
  });

  it("share the films among all workers", () => {
    for (const { taken } of report.shares) expect(taken).toBeGreaterThan(0);
    expect(report.shares.reduce((sum, { ended }) => sum + ended, 0)).toBe(FILMS + 1);
  });

  it("send each film, the same bytes from both", () => {
    for (const { hashes } of report.films) {
      expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(hashes[1]).toBe(hashes[0]);
    }
  });

  it("cancel a film at the server that did not take the order", () => {
    const { answer, events, takenBy } = report.cancelled;
    expect(answer).toBe(202);
    expect(takenBy).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "cancelled" } });
  });
});
