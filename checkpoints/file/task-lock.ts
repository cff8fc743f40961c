/**
 * One owner for each name in a folder, by a lock that a dead process cannot hold: a socket that listens.
 * The kernel gives a name to one listener only, and takes it back when the process dies, however it dies.
 * On Linux the socket has no file (an abstract name, seen by all processes of one network namespace); on Windows it is
 * a named pipe; elsewhere a file in the system's folder for passing things, which may be left over and is then removed.
 * Not here: for how long a task is held (holds.ts).
 */
import { createHash } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCode, PRIVATE_FOLDER } from "./durable-files.ts";

export interface TaskLock {
  release(): Promise<void>;
}

export interface TaskLocks {
  /**
   * Takes the lock; null while somebody has it, in this process or another. It keeps no process alive.
   * @param onKnock called when somebody knocks
   */
  take(name: string, onKnock: () => void): Promise<TaskLock | null>;
  /** Lets the holder know that there is news. Tells whether somebody holds the lock. */
  knock(name: string): Promise<boolean>;
}

/** Nobody waits longer for a holder that was stopped, in milliseconds. It holds on all the same. */
const KNOCK_MS = 1000;

/** @param platform decides what kind of socket it is */
export function createTaskLocks(folder: string, platform: NodeJS.Platform = process.platform): TaskLocks {
  const addressOf = async (name: string) => nameSocket(await identify(folder), name, platform);
  const hasFile = platform !== "linux" && platform !== "win32";
  return {
    async take(name, onKnock) {
      const address = await addressOf(name);
      const server = await listen(address, onKnock);
      if (server || !hasFile || (await canReach(address))) return server && toLock(server);
      // Nobody listens at this file: its process died.
      await rm(address, { force: true });
      const second = await listen(address, onKnock);
      return second && toLock(second);
    },
    knock: async (name) => canReach(await addressOf(name)),
  };
}

/** A folder by itself, not by its name: one that is mounted or linked elsewhere is the same. */
async function identify(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const { dev, ino } = await stat(folder, { bigint: true });
  return `${dev}-${ino}`;
}

/** Short, because a socket's name may have about a hundred bytes. */
function nameSocket(folder: string, name: string, platform: NodeJS.Platform): string {
  const hash = createHash("sha256").update(`${folder}/${name}`).digest("hex").slice(0, 40);
  if (platform === "linux") return `\0pixora-${hash}`;
  return platform === "win32" ? `\\\\.\\pipe\\pixora-${hash}` : join(tmpdir(), `pixora-${hash}.sock`);
}

/** Null when somebody listens there already. */
function listen(address: string, onKnock: () => void): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((knocking) => {
      knocking.on("error", () => {});
      knocking.destroy();
      onKnock();
    });
    server.once("error", (cause) => (isCode(cause, "EADDRINUSE", "EACCES") ? resolve(null) : reject(cause)));
    // Exclusive: workers of a cluster would share one socket otherwise.
    server.listen({ path: address, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

function toLock(server: Server): TaskLock {
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether a living process listens there. One too busy to answer lives. */
function canReach(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const tell = (isThere: boolean) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(isThere);
    };
    const limit = setTimeout(tell, KNOCK_MS, true);
    socket.once("connect", () => tell(true));
    socket.once("error", (cause) => tell(!isCode(cause, "ECONNREFUSED", "ENOENT")));
  });
}
