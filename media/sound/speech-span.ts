/** Where in a recording somebody speaks: vendors leave silence before and after, which captions must not count. */
import { Writable } from "node:stream";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { blameFile, foreignInput } from "../foreign-files.ts";
import type { SpeechSpan } from "../types.ts";
import { secondsOf } from "./audio-seconds.ts";

const DEADLINE_SECONDS = 120;
const RATE = 48_000;
/** The finest step that is looked at: 10 ms. */
const WINDOW = RATE / 100;
/** A voice is at most so much below its loudest moment (its softest sounds are), and never below the floor. */
const BELOW_LOUDEST = 10 ** (-35 / 20);
const FLOOR = 10 ** (-60 / 20);
/** A click is shorter than any sound of speech. */
const LEAST_WINDOWS = 3;

/** Decodes a recording and finds its voice, to the nearest 10 ms. Rejects like `audioSeconds`. */
export async function speechSpan(path: string, run: RunFfmpeg, signal: AbortSignal): Promise<SpeechSpan> {
  const meter = createLevelMeter();
  const job = {
    inputs: [await foreignInput(path, "sound")],
    filter: `[0:a:0]aresample=${RATE},aformat=sample_fmts=s16:channel_layouts=mono[sound]`,
    outputOptions: ["-map", "[sound]", "-c:a", "pcm_s16le", "-f", "s16le"],
    output: meter.stream,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  await run(job, signal).catch((error: unknown) => {
    throw blameFile("sound", error);
  });
  const seconds = secondsOf(meter.samples(), RATE);
  return { seconds, ...spokenPart(meter.levels, seconds) };
}

/** Level (root mean square, 1 is full) of each window of 16-bit samples that are written to the stream. */
function createLevelMeter() {
  const levels: number[] = [];
  let odd: Buffer = Buffer.alloc(0);
  let [samples, energy] = [0, 0];
  const stream = new Writable({
    emitClose: false,
    autoDestroy: false,
    write(bytes: Buffer, _encoding, done) {
      const whole = odd.length > 0 ? Buffer.concat([odd, bytes]) : bytes;
      for (let at = 0; at + 1 < whole.length; at += 2) {
        energy += (whole.readInt16LE(at) / 32_768) ** 2;
        samples += 1;
        if (samples % WINDOW > 0) continue;
        levels.push(Math.sqrt(energy / WINDOW));
        energy = 0;
      }
      odd = whole.subarray(whole.length - (whole.length % 2));
      done();
    },
  });
  return { stream, levels, samples: () => samples };
}

function spokenPart(levels: readonly number[], seconds: number): { start: number; end: number } {
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  const threshold = Math.max(FLOOR, loudest * BELOW_LOUDEST);
  let [run, first, last] = [0, -1, -1];
  levels.forEach((level, index) => {
    run = level >= threshold ? run + 1 : 0;
    if (run < LEAST_WINDOWS) return;
    if (first < 0) first = index + 1 - run;
    last = index;
  });
  if (first < 0) return { start: 0, end: seconds };
  const isToTheEnd = last === levels.length - 1;
  return { start: (first * WINDOW) / RATE, end: isToTheEnd ? seconds : ((last + 1) * WINDOW) / RATE };
}
