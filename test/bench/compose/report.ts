/** The figures as tables, each beside its aim. */
import { table } from "../schedule/table.ts";
import type { WatchedReport } from "./composing.ts";
import type { BenchFilm } from "./film.ts";
import type { FilmFigures } from "./measure-film.ts";
import { allCpu } from "./protocol.ts";

export const AIMS = {
  stills: 1.3,
  clips: 1.2,
  tail: 1.5,
  lagMs: 50,
  /** Share by which peaks may differ. */
  peak: 0.2,
} as const;

/** "met" where the value as it is printed is at most the aim. */
export function verdict(value: number, aim: number, digits = 2): string {
  return Number(value.toFixed(digits)) <= aim ? "met" : "MISSED";
}

export function wholeTable(all: readonly FilmFigures[]): string[] {
  const head = ["film", "frames", "bound ms/f", "ours ms/f", "× bound", "aim", "", "sound ms/f", "one graph ms/f"];
  const walls = ["× bound", "wall: bound", "ours, with sound", "one graph"];
  const rows = all.map(({ film, bound, ours, soundMs, oneGraph }) => {
    const drawn = allCpu(ours.cpu) - soundMs;
    const each = (milliseconds: number) => (milliseconds / ours.frames).toFixed(1);
    return [
      ...[nameOf(film), String(ours.frames), each(bound.cpuMs), each(drawn)],
      ...aimed(drawn / bound.cpuMs, AIMS[film.motion]),
      ...[each(soundMs), oneGraph ? each(oneGraph.cpuMs) : ""],
      ...[oneGraph ? (oneGraph.cpuMs / bound.cpuMs).toFixed(2) : "", seconds(bound.seconds), seconds(ours.seconds)],
      oneGraph ? seconds(oneGraph.seconds) : "",
    ];
  });
  return table([[...head, ...walls], ...rows]);
}

export function tailTable(all: readonly FilmFigures[]): string[] {
  const head = ["film", "last scene", "bound", "ours", "× bound", "aim", "", "CPU: bound", "ours"];
  const rows = all.flatMap(({ film, tails }) =>
    tails.map(({ frames, ours, bound }) => [
      ...[nameOf(film), `${frames} frames`, seconds(bound.seconds), seconds(ours.seconds)],
      ...aimed(ours.seconds / bound.seconds, AIMS.tail),
      ...[seconds(bound.cpuMs / 1000), seconds(allCpu(ours.cpu) / 1000)],
    ]),
  );
  return table([head, ...rows]);
}

export function processTable(all: readonly FilmFigures[]): string[] {
  const head = [
    "film",
    "lag p99",
    "worst",
    "aim",
    "",
    "peak memory",
    "of it node",
    "ffmpeg then",
    "of the shortest",
    "aim",
    "",
    "one graph's",
  ];
  const rows = all.map(({ film, ours, oneGraph }) => {
    const { megabytes: peak, own, others } = ours.peak;
    const shortest = all.find((other) => isLike(other.film, film));
    const share = peak / (shortest?.ours.peak.megabytes ?? peak);
    return [
      ...[nameOf(film), `${ours.lag.p99.toFixed(0)} ms`, `${ours.lag.worst.toFixed(0)} ms`],
      ...[`${AIMS.lagMs} ms`, verdict(ours.lag.p99, AIMS.lagMs, 0)],
      ...[megabytes(peak), megabytes(own), tally(others)],
      ...peakAimed(share),
      oneGraph ? megabytes(oneGraph.peak.megabytes) : "",
    ];
  });
  return table([head, ...rows]);
}

export function editTable(all: readonly FilmFigures[]): string[] {
  const head = ["film", "changed", "rendered", "aim", "", "taken", "wall", "CPU"];
  const rows = all.flatMap(({ film, edits }) =>
    edits.map(({ what, most, ours }) => [
      ...[nameOf(film), what, String(ours.rendered), String(most), verdict(ours.rendered, most)],
      ...[String(ours.reused), seconds(ours.seconds), seconds(allCpu(ours.cpu) / 1000)],
    ]),
  );
  return table([head, ...rows]);
}

export function previewTable(all: readonly FilmFigures[]): string[] {
  const rows = all.map(({ film, preview }) => [
    ...[nameOf(film), preview.video === null ? "none was made" : `${preview.frames} frames`],
    ...[seconds(preview.seconds), seconds(allCpu(preview.cpu) / 1000), `${preview.lag.worst.toFixed(0)} ms`],
  ]);
  return table([["film", "partial film", "wall", "CPU", "worst lag"], ...rows]);
}

export function accountTable({ film, bound, ours, account }: FilmFigures): string[] {
  if (!account) return [];
  const { main, threads, programs, unaccounted } = account;
  const row = (name: string, starts: string, milliseconds: number) => [
    ...[name, starts, (milliseconds / ours.frames).toFixed(2), (milliseconds / bound.cpuMs).toFixed(2)],
  ];
  const starts = programs.reduce((sum, post) => sum + post.starts, 0);
  const silent = programs.filter(({ what }) => what !== "sound");
  return table([
    [`${nameOf(film)}: CPU`, "starts", "ms/f", "× bound"],
    row("node: main thread", "", main),
    row("node: other threads (drawing)", "", threads),
    ...programs.map(({ what, starts: some, cpuMs }) => row(`ffmpeg: ${what}`, String(some), cpuMs)),
    row("of ffmpeg's, merely to start", String(starts), starts * account.startMs),
    row("bash, which keeps the accounts", "", unaccounted),
    row(
      "all without sound and bash",
      "",
      silent.reduce((sum, { cpuMs }) => sum + cpuMs, main + threads),
    ),
  ]);
}

export function peakTable(films: readonly { film: BenchFilm; ours: WatchedReport }[]): string[] {
  const first = films[0]?.ours.peak.megabytes ?? 1;
  const rows = films.map(({ film, ours }) => [
    ...[
      seconds(ours.frames / 30),
      String(film.scenes),
      megabytes(ours.peak.megabytes),
      megabytes(ours.peak.own),
      tally(ours.peak.others),
    ],
    ...peakAimed(ours.peak.megabytes / first),
    ...[seconds(ours.seconds), (allCpu(ours.cpu) / ours.frames).toFixed(1), `${ours.lag.p99.toFixed(0)} ms`],
  ]);
  return table([
    ["film", "scenes", "peak", "of it node", "ffmpeg then", "of the first", "aim", "", "wall", "CPU ms/f", "lag p99"],
    ...rows,
  ]);
}

/** For who waits for the tables. */
export function summaryOf({ film, bound, ours, soundMs }: FilmFigures): string {
  const ratio = ((allCpu(ours.cpu) - soundMs) / bound.cpuMs).toFixed(2);
  return `${nameOf(film)}: ${ratio} × bound, ${megabytes(ours.peak.megabytes)}, ${seconds(ours.seconds)}`;
}

function nameOf({ motion, size, scenes }: BenchFilm): string {
  return `${motion} ${size} × ${scenes}`;
}

function isLike(one: BenchFilm, other: BenchFilm): boolean {
  return one.motion === other.motion && one.size === other.size;
}

function aimed(ratio: number, aim: number): string[] {
  return [ratio.toFixed(2), aim.toFixed(1), verdict(ratio, aim)];
}

function peakAimed(share: number): string[] {
  const limit = 1 + AIMS.peak;
  const isWithin = share >= 1 - AIMS.peak && verdict(share, limit) === "met";
  return [share.toFixed(2), `± ${AIMS.peak * 100} %`, isWithin ? "met" : "MISSED"];
}

/** `2 encode pieces, 1 sound` */
function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}
