/** The espeak-ng program, where this machine has it: languages beyond English. GPL, so a program of its own, never linked. */
import { spawn } from "node:child_process";
import { PixoraError } from "../../../models/error.ts";
import { deadlineAfter } from "../../deadline.ts";

/** One line of the program's list of voices. */
export interface EspeakVoice {
  /** The language tag it reads, as the program writes it: `pt-br`. */
  language: string;
  /** The name for people, `German`. */
  name: string;
  /** The name for the program, `gmw/de`. */
  file: string;
  /** Further tags it serves. */
  aliases: string[];
}

export interface Espeak {
  /** What it can speak; null when the program is not there. */
  voices(): Promise<EspeakVoice[] | null>;
  /** A mono WAV of 16 bits. Double brackets in the text would be read as codes of phonemes. */
  speak(text: string, voice: string, signal: AbortSignal): Promise<Uint8Array>;
}

const LIST_DEADLINE_MS = 10_000;
const SPEAK_DEADLINE_MS = 60_000;
const WORDS_PER_MINUTE = 155;

/** `program` is a name on the PATH or a path. */
export function createEspeak(program: string): Espeak {
  let found: EspeakVoice[] | null = null;
  return {
    async voices() {
      // Absence is not remembered: somebody may follow the advice and install it.
      found ??= await listVoices(program);
      return found;
    },
    async speak(text, voice, signal) {
      const args = ["-v", voice, "-s", String(WORDS_PER_MINUTE), "-b", "1", "--stdin", "--stdout"];
      const output = await run({ program, args, input: text, signal, deadlineMs: SPEAK_DEADLINE_MS });
      if (!output) throw new PixoraError("missing_program", `The program ${program} is gone. Install espeak-ng.`);
      return output;
    },
  };
}

async function listVoices(program: string): Promise<EspeakVoice[] | null> {
  const signal = new AbortController().signal;
  const output = await run({ program, args: ["--voices"], input: "", signal, deadlineMs: LIST_DEADLINE_MS });
  return output && parseVoices(new TextDecoder().decode(output));
}

/** Reads the table that `--voices` prints. */
export function parseVoices(table: string): EspeakVoice[] {
  return table.split("\n").flatMap((line) => {
    const match = /^\s*\d+\s+(\S+)\s+\S+\s+(\S+)\s+(\S+)\s*(.*)$/.exec(line);
    if (!match) return [];
    const [, language = "", name = "", file = "", others = ""] = match;
    return [{ language, name, file, aliases: [...others.matchAll(/\((\S+) \d+\)/g)].map(([, tag = ""]) => tag) }];
  });
}

interface Run {
  program: string;
  args: readonly string[];
  input: string;
  signal: AbortSignal;
  deadlineMs: number;
}

/** What the program wrote; null when there is no such program. It has ended when this settles. */
function run({ program, args, input, signal, deadlineMs }: Run): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const deadline = deadlineAfter(deadlineMs);
    const child = spawn(program, args, { signal: AbortSignal.any([signal, deadline]), killSignal: "SIGKILL" });
    const output: Buffer[] = [];
    const complaints: Buffer[] = [];
    let broken: Error | null = null;
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
    // A program that ends early closes its input; the exit code tells why.
    child.stdin.on("error", () => undefined);
    child.once("error", (error) => {
      broken = error;
    });
    child.once("close", (code) => {
      if (signal.aborted) reject(new PixoraError("cancelled", "The speech was cancelled."));
      else if (deadline.aborted) reject(tooLate(program, deadlineMs));
      else if (isMissing(broken)) resolve(null);
      else if (broken || code !== 0)
        reject(failed(program, broken?.message ?? Buffer.concat(complaints).toString(), code));
      else resolve(new Uint8Array(Buffer.concat(output)));
    });
    child.stdin.end(input);
  });
}

function isMissing(error: Error | null): boolean {
  return error !== null && "code" in error && error.code === "ENOENT";
}

function tooLate(program: string, deadlineMs: number): PixoraError {
  return new PixoraError("timeout", `${program} was not done after ${deadlineMs / 1000} s.`, { retryable: true });
}

function failed(program: string, complaint: string, code: number | null): PixoraError {
  const said = complaint.trim().slice(0, 300) || "nothing";
  return new PixoraError("vendor_failed", `${program} ended with code ${code} and said: ${said}`);
}
