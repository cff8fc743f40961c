import { describe, expect, it } from "vitest";
import { fitBars } from "../../../../providers/draft/music/form.ts";

describe("the bars of a piece", () => {
  it("fill every length from 5 to 600 s, with time for the last chord to ring", () => {
    for (const [tempo, beatsPerBar] of [
      [74, 4],
      [116, 4],
      [76, 3],
    ] as const) {
      for (let seconds = 5; seconds <= 600; seconds += 0.7) {
        const { bars, secondsPerBeat } = fitBars(tempo, beatsPerBar, seconds);
        const ring = seconds - bars * beatsPerBar * secondsPerBeat;
        expect(bars).toBeGreaterThanOrEqual(1);
        expect(ring).toBeGreaterThanOrEqual(1.5);
        expect(ring).toBeLessThanOrEqual(7);
        expect(Math.abs((secondsPerBeat * tempo) / 60 - 1)).toBeLessThanOrEqual(0.0801);
      }
    }
  });
});
