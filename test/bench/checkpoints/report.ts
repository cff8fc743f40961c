/** What was measured, as tables. */
import { median, table } from "../schedule/table.ts";
import { busyMilliseconds, type Call, supersteps } from "./calls.ts";
import type { Reading } from "./contestant.ts";
import type { FilmFigures } from "./film.ts";
import type { GrowthFigures } from "./growth.ts";
import type { Content } from "./journal-contents.ts";
import type { ReplayFigures } from "./replay.ts";
import type { Measured } from "./turns.ts";

/** How much more the biggest state may cost than the smallest: room for numbers that get a digit more. */
const EVEN = 1.05;

const pick = <Item>(items: readonly Item[], value: (item: Item) => number) => median(items.map(value));
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;
const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const whole = (value: number | null) => (value === null ? "-" : `${Math.round(value)}`);

export function filmTable(measured: readonly Measured<FilmFigures>[]): string[] {
  const heads = [
    "scenes",
    "saver",
    "supersteps",
    "calls",
    "time in calls",
    "whole film",
    "bytes/superstep",
    "bytes/run",
  ];
  return table([heads, ...measured.map(filmRow)]);
}

function filmRow({ name, size, figures }: Measured<FilmFigures>): string[] {
  return [
    `${size}`,
    name,
    whole(pick(figures, (film) => film.supersteps)),
    whole(pick(figures, (film) => film.calls.length)),
    milliseconds(pick(figures, ({ busyMs }) => busyMs)),
    milliseconds(pick(figures, ({ wallMs }) => wallMs)),
    kilobytes(pick(figures, ({ bytes, supersteps }) => bytes / supersteps)),
    kilobytes(pick(figures, ({ bytes }) => bytes)),
  ];
}

export function replayTable(measured: readonly Measured<ReplayFigures>[]): string[] {
  const heads = ["scenes", "saver", "calls", "put", "putWrites", "time/superstep", "time/run", "round trips"];
  return table([heads, ...measured.map(replayRow)]);
}

function replayRow({ name, size, figures }: Measured<ReplayFigures>): string[] {
  const calls = figures.flatMap((replay) => replay.calls);
  const timeOf = (wanted: Call["kind"]) =>
    milliseconds(median(calls.flatMap(({ kind, began, ended }) => (kind === wanted ? [ended - began] : []))));
  const steps = (replay: ReplayFigures) => supersteps(replay.calls).length;
  return [
    ...[`${size}`, name, whole(pick(figures, (replay) => replay.calls.length)), timeOf("put"), timeOf("putWrites")],
    milliseconds(pick(figures, (replay) => busyMilliseconds(replay.calls) / steps(replay))),
    milliseconds(pick(figures, (replay) => busyMilliseconds(replay.calls))),
    medianTrips(figures),
  ];
}

function medianTrips(readings: readonly Reading[]): string {
  const trips = readings.flatMap((reading) => reading.trips ?? []);
  return whole(trips.length === 0 ? null : median(trips));
}

/** One row for each saver, the sizes side by side. */
export function growthTable(measured: readonly Measured<GrowthFigures>[]): string[] {
  const names = [...new Set(measured.map(({ name }) => name))];
  const sizes = [...new Set(measured.map(({ size }) => size))];
  const heads = [
    ...["saver", ...sizes.map((size) => `bytes at ${kilobytes(size)}`), "most/least"],
    ...[`aim ${EVEN}`, ...sizes.map((size) => `time at ${kilobytes(size)}`), "round trips"],
  ];
  const rows = names.map((name) =>
    growthRow(
      name,
      measured.filter((one) => one.name === name),
    ),
  );
  return table([heads, ...rows]);
}

function growthRow(name: string, bySize: readonly Measured<GrowthFigures>[]): string[] {
  const bytes = bySize.map(({ figures }) =>
    pick(
      figures.flatMap(({ steps }) => steps),
      (step) => step.bytes,
    ),
  );
  const times = bySize.map(({ figures }) => median(figures.flatMap(({ busyMs }) => busyMs)));
  const ratio = Math.max(...bytes) / Math.min(...bytes);
  return [
    name,
    ...bytes.map(kilobytes),
    `${ratio.toFixed(2)} ×`,
    ratio <= EVEN ? "met" : "missed",
    ...times.map(milliseconds),
    medianTrips(bySize.flatMap(({ figures }) => figures.flatMap(({ steps }) => steps))),
  ];
}

export function resumeTable(measured: readonly Measured<number>[]): string[] {
  const rows = measured.map(({ name, figures }) => [name, milliseconds(median(figures))]);
  return table([["saver", "getTuple"], ...rows]);
}

/** The biggest by name, and the rest together. */
export function contentsTable(contents: readonly Content[], shown: number): string[] {
  const total = sumOf(contents, "all");
  const rest = contents.slice(shown);
  const rows = [...contents.slice(0, shown), ...(rest.length > 0 ? [sumOf(rest, "the rest")] : []), total];
  const share = (part: number, of: number) => `${Math.round((100 * part) / of)} %`;
  return table([
    ["lines", "how many", "bytes", "share", "serialized"],
    ...rows.map(({ name, lines, bytes, serialized }) => [
      ...[name, `${lines}`, kilobytes(bytes), share(bytes, total.bytes), share(serialized, bytes)],
    ]),
  ]);
}

function sumOf(contents: readonly Content[], name: string): Content {
  const sum = (value: (content: Content) => number) => contents.reduce((total, content) => total + value(content), 0);
  return {
    name,
    lines: sum(({ lines }) => lines),
    bytes: sum(({ bytes }) => bytes),
    serialized: sum(({ serialized }) => serialized),
  };
}
