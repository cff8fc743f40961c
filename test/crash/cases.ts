/** The crash matrix: at which point a process is killed, what it leaves, and what must become of it. */
import type { BookContents, OperationRecord } from "../../models/book.ts";
import type { VideoRequestInput } from "../../models/request.ts";
import { LEAN_FILM } from "../e2e/lean-film.ts";
import type { Moment, Visit } from "../vendors/moments.ts";
import type { CrashPoint } from "./protocol.ts";

/** The smallest film of each kind: a square has the fewest pixels. */
export const FILMS = {
  silent: { ...LEAN_FILM, aspectRatio: "1:1" },
  /** Its picture is drawn on this machine, so that one vendor's order is under way at a time. */
  spoken: { ...LEAN_FILM, aspectRatio: "1:1", narration: true },
  three: { ...LEAN_FILM, aspectRatio: "1:1", scenes: 3 },
} satisfies Record<string, VideoRequestInput>;

export type FilmName = keyof typeof FILMS;

/** Who kills the process: itself at a point of its own, or whoever watches the vendor that it talks to. */
export type Killer =
  | ({ by: "itself" } & CrashPoint)
  /** `ignores`: it does nothing about what it was asked. */
  | { by: "vendor"; moment: Moment; nth?: number; ignores?: boolean };

/** Whose purchase a case is about. */
export interface Wanted {
  vendor: Visit["vendor"];
  capability: OperationRecord["decision"]["capability"];
  /** What the vendor is asked for, where it is asked for several things. */
  model?: string;
}

export interface CrashCase {
  point: string;
  title: string;
  film: FilmName;
  killer: Killer;
  wanted: Wanted;
  /** Whether the dead process left in the book what it must have at this point. */
  left(record: OperationRecord | undefined, contents: BookContents): boolean;
  /** Paid POSTs for what is wanted that have reached its vendor at the end, and those of them that it took. */
  posts: number;
  taken: number;
  /** How long jobs take at the vendors: milliseconds. */
  latencyMs?: number;
  /** Nobody can tell whether it was bought: the task asks, and this is what its owner answers. */
  answer?: "retry" | "adopt";
  /** Nothing is left to be done. */
  isEnded?: boolean;
}

const STILL: Wanted = { vendor: "fal", capability: "image" };
const VOICE: Wanted = { vendor: "replicate", capability: "speech" };
const PLAN: Wanted = { vendor: "openai", capability: "language", model: "plan" };

type Left = CrashCase["left"];
const nothing: Left = (record) => record === undefined;
const intent: Left = (record) => record?.decision.state === "intent" && record.decision.sentAt === null;
const sending: Left = (record) => record?.decision.state === "sending" && record.job === null && record.end === null;
const running: Left = (record) => typeof record?.job?.requestId === "string" && record.end === null;
const isKept: Left = (record, { results }) => results.has(record?.decision.key ?? "");
const booked: Left = (record, contents) => record?.end?.state === "done" && !isKept(record, contents);
const kept: Left = (record, contents) => record?.end?.state === "done" && isKept(record, contents);
const answered: Left = (record) => record?.end?.state === "done" && record.end.reply !== null;

const itself = (place: string, nth = 1): Killer => ({ by: "itself", place, nth });
const vendor = (moment: Moment, nth = 1): Killer => ({ by: "vendor", moment, nth });
const ONCE = { posts: 1, taken: 1 };

/** C3 to C13 for a job at a vendor. */
function purchase(wanted: Wanted, film: FilmName, item: string): CrashCase[] {
  const { capability } = wanted;
  const base = { wanted, film, ...ONCE };
  // Replicate has one question for how a job stands and for what it made.
  const collecting = wanted.vendor === "replicate" ? vendor("result", 2) : vendor("result");
  return [
    {
      ...base,
      point: "C3",
      title: "intent written",
      killer: itself(`decide:intent:${capability}:after`),
      left: intent,
    },
    { ...base, point: "C8", title: "id stored", killer: itself(`job:${capability}:after`), left: running },
    { ...base, point: "C9", title: "polling", killer: vendor("status"), left: running, latencyMs: 400 },
    { ...base, point: "C10", title: "job done, its result asked for", killer: collecting, left: running },
    { ...base, point: "C11", title: "download half way", killer: vendor("half"), left: booked },
    { ...base, point: "C12", title: "stored, not kept", killer: itself(`keep:${item}:before`), left: booked },
    { ...base, point: "C13", title: "kept, step not returned", killer: itself(`keep:${item}:after`), left: kept },
  ];
}

/** C4 to C7: whether it was bought is not in the book. */
function doubtful(wanted: Wanted, film: FilmName): Record<"C4" | "C5" | "C6" | "C7", CrashCase> {
  const { capability } = wanted;
  const id = capability === "language" ? "end" : "job";
  const base = { wanted, film, left: sending, ...ONCE };
  const sent = itself(`decide:sending:${capability}:after`);
  const ignored = { ...vendor("order"), ignores: true } as const;
  return {
    C4: { ...base, point: "C4", title: "about to send, no byte out", killer: sent },
    C5: { ...base, point: "C5", title: "bytes sent, order not taken", killer: ignored, posts: 2 },
    C6: { ...base, point: "C6", title: "order taken, answer lost", killer: vendor("taken") },
    C7: { ...base, point: "C7", title: "answer read, not stored", killer: itself(`${id}:${capability}:before`) },
  };
}

const still = doubtful(STILL, "silent");
const voice = doubtful(VOICE, "spoken");
const plan = doubtful(PLAN, "silent");
const twice = { posts: 2, taken: 2 };

const PURCHASES: CrashCase[] = [
  ...purchase(STILL, "silent", "still"),
  // This vendor can be asked for nothing but what has an id: its owner decides.
  { ...still.C4, answer: "retry" },
  { ...still.C5, answer: "retry" },
  { ...still.C6, answer: "retry", ...twice },
  { ...still.C6, answer: "adopt" },
  { ...still.C7, answer: "retry", ...twice },
  { ...still.C7, answer: "adopt" },
  // This one has a list of its jobs.
  ...purchase(VOICE, "spoken", "narration"),
  ...Object.values(voice),
  // Answers cannot be asked for again: such calls are cheap, and bought once more at most.
  { ...plan.C4, point: "C3", title: "intent written", killer: itself("decide:intent:language:after"), left: intent },
  plan.C4,
  plan.C5,
  { ...plan.C6, ...twice },
  { ...plan.C7, ...twice },
  { ...plan.C7, point: "C8", title: "answer stored", killer: itself("end:language:after"), left: answered },
];

const film = { wanted: STILL, film: "silent" as const, left: kept, ...ONCE };
const three = { ...film, film: "three" as const, posts: 3, taken: 3 };
const spoken = { ...film, film: "spoken" as const, wanted: VOICE };

/** Points of a task as a whole. `before` differs by who wakes the worker. */
export function matrix(store: "file" | "redis"): CrashCase[] {
  const written = store === "redis" ? itself("queue:before") : itself("create:after");
  const ended = "finished, wake-up not taken back, outgoing webhook not sent (C19)";
  return [
    { ...film, point: "C1", title: "task written, nobody woken", killer: written, left: nothing },
    { ...film, point: "C2", title: "claimed", killer: itself("claim:after"), left: nothing },
    ...PURCHASES,
    {
      ...three,
      point: "C14",
      title: "one of three scenes' writes stored",
      // The planner's own write comes first: it begins with no scenes.
      killer: itself("writes:sceneAssets:after", 2),
      left: (_, { results }) => results.size >= 1,
    },
    { ...film, point: "C15", title: "checkpoint not written", killer: itself("checkpoint:sceneAssets:before", 2) },
    { ...film, point: "C16", title: "ffmpeg half way through a scene", killer: itself("cutting") },
    { ...spoken, point: "C16", title: "ffmpeg half way through the film", killer: itself("composing") },
    { ...film, point: "C17", title: "film published, step not returned", killer: itself("writes:film:before", 2) },
    { ...film, point: "C17", title: "film published, task not finished", killer: itself("finish:before") },
    { ...film, point: "C18", title: ended, killer: itself("finish:after"), isEnded: true },
  ];
}

export function titleOf({ point, title, wanted, answer }: CrashCase): string {
  const whose = /^C([3-9]|1[0-3])$/.test(point) ? ` (${wanted.capability})` : "";
  return `${point} ${title}${whose}${answer ? `: its owner says ${answer}` : ""}`;
}
