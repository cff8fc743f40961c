import { describe, expect, it } from "vitest";
import type { FilmFigures } from "./measure-film.ts";
import { accountTable, processTable, tailTable, verdict, wholeTable } from "./report.ts";

const report = {
  ...{ seconds: 3, cpu: { main: 400, threads: 2000, programs: 9600 }, lag: { p99: 50.4, worst: 80 } },
  ...{
    rendered: 11,
    reused: 0,
    video: "film.mp4",
    srt: null,
    frames: 540,
    peak: { megabytes: 500, own: 200, others: ["encode pieces", "sound", "encode pieces"] },
  },
};
const film = { motion: "stills", size: "720p", width: 1280, height: 720, scenes: 6, frames: 90 } as const;
const figures: FilmFigures = {
  ...{ film, bound: { cpuMs: 8000, seconds: 2 }, ours: report, soundMs: 2000, oneGraph: null },
  ...{ tails: [{ frames: 90, ours: report, bound: { cpuMs: 900, seconds: 1 } }], preview: report },
  ...{ edits: [], account: null },
};

describe("the tables", () => {
  it("compare ours with the bound, without the sound", () => {
    const [, row = ""] = wholeTable([figures]);
    expect(row.trim().split(/ {2,}/).slice(1, 8)).toEqual(["540", "14.8", "18.5", "1.25", "1.3", "met", "3.7"]);
  });

  it("say what is missed", () => {
    const [, row = ""] = tailTable([figures]);
    expect(row).toMatch(/3\.00 +1\.5 +MISSED/);
  });

  it("compare peaks with that of the shortest film of a kind", () => {
    const long = {
      ...figures,
      film: { ...film, scenes: 60 },
      ours: { ...report, peak: { ...report.peak, megabytes: 700 } },
    };
    const rows = processTable([figures, long]);
    expect(rows[1]).toMatch(/50 ms +80 ms +50 ms +met +500 MB +200 MB +2 encode pieces, 1 sound +1\.00 +± 20 % +met/);
    expect(rows[2]).toMatch(/700 MB +200 MB +2 encode pieces, 1 sound +1\.40 +± 20 % +MISSED/);
  });

  it("add up where the time goes, without the sound", () => {
    const programs = [
      { what: "encode pieces", starts: 11, cpuMs: 8640 },
      { what: "sound", starts: 7, cpuMs: 2000 },
    ];
    const account = { main: 540, threads: 1620, programs, unaccounted: 54, startMs: 30 };
    const rows = accountTable({ ...figures, account }).map((row) => row.trim().split(/ {2,}/));
    expect(rows.at(-3)).toEqual(["of ffmpeg's, merely to start", "18", "1.00", "0.07"]);
    expect(rows.at(-1)).toEqual(["all without sound and bash", "20.00", "1.35"]);
  });

  it("judge values as they are printed", () => {
    expect([verdict(1.304, 1.3), verdict(1.306, 1.3), verdict(3, 3)]).toEqual(["met", "MISSED", "met"]);
  });
});
