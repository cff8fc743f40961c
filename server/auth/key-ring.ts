/** The keys that hold now: those of the environment, and those of a file that may change while the server runs. */
import { readFile, stat } from "node:fs/promises";
import { PixoraError, type Problem, toProblem } from "../../models/error.ts";
import { type ApiKey, findApiKey, readApiKeys } from "./api-keys.ts";

export interface KeyRingOptions {
  /** Pairs as they were written, from PIXORA_API_KEYS; null for none. */
  text: string | null;
  /** Path of a file of such pairs; null for none. */
  file: string | null;
  /** Told once when the file turns bad. The keys that it had before hold until it is good again. */
  onTrouble?: (problem: Problem) => void;
  /** Pause between two looks at the file: milliseconds. */
  pauseMs?: number;
}

export interface KeyRing {
  find(secret: string): ApiKey | null;
  /** What is wrong with the file now, for whoever may not know where it lies; null when nothing is. */
  problem(): string | null;
  close(): void;
}

const VARIABLE = "PIXORA_API_KEYS";
/** A key that is taken out of the file is refused within twice this time. */
const PAUSE_MS = 1000;
const MOST_BYTES = 1024 * 1024;

/**
 * Null where no keys are set up. A file without a key is one that lets nobody in.
 * @throws PixoraError `invalid_request` for pairs or a file that cannot be read
 */
export async function openKeyRing({ text, file, onTrouble, pauseMs }: KeyRingOptions): Promise<KeyRing | null> {
  const fixed = text === null ? [] : readApiKeys(text, VARIABLE);
  if (file === null) return text === null ? null : fixedRing(fixed);
  return followFile(file, fixed, { onTrouble: onTrouble ?? (() => {}), pauseMs: pauseMs ?? PAUSE_MS });
}

function fixedRing(keys: readonly ApiKey[]): KeyRing {
  return { find: (secret) => findApiKey(keys, secret), problem: () => null, close: () => {} };
}

const BAD_FILE = `${VARIABLE}_FILE cannot be used as it is now: the keys that it had before hold. The log says what is wrong.`;

/** Reads the file again and again: it is small, and a look at its times would miss what keeps them. */
async function followFile(
  file: string,
  fixed: readonly ApiKey[],
  { onTrouble, pauseMs }: Required<Pick<KeyRingOptions, "onTrouble" | "pauseMs">>,
): Promise<KeyRing> {
  let keys = await readKeys(file, fixed);
  let trouble: string | null = null;
  const refresh = async () => {
    try {
      keys = await readKeys(file, fixed);
      trouble = null;
    } catch (error) {
      const problem = toProblem(error);
      if (problem.message !== trouble) onTrouble(problem);
      trouble = problem.message;
    }
  };
  let isClosed = false;
  let timer: NodeJS.Timeout;
  const wait = () => {
    if (!isClosed) timer = setTimeout(() => void refresh().finally(wait), pauseMs).unref();
  };
  wait();
  return {
    find: (secret) => findApiKey(keys, secret),
    problem: () => trouble && BAD_FILE,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

async function readKeys(file: string, fixed: readonly ApiKey[]): Promise<ApiKey[]> {
  const source = `${VARIABLE}_FILE (${file})`;
  const listed = readApiKeys(await readText(file, source), source);
  if (listed.some(({ hash }) => fixed.some((key) => key.hash.equals(hash)))) {
    throw new PixoraError("invalid_request", `${source}: it lists a key that ${VARIABLE} has as well.`);
  }
  return [...fixed, ...listed];
}

async function readText(file: string, source: string): Promise<string> {
  try {
    const about = await stat(file);
    // A pipe can be read once, and may never answer.
    if (about.isFile() && about.size <= MOST_BYTES) return await readFile(file, "utf8");
  } catch (cause) {
    throw new PixoraError("invalid_request", `${source} cannot be read: ${codeOf(cause)}.`, { cause });
  }
  throw new PixoraError("invalid_request", `${source} is no file of at most 1 MB.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
