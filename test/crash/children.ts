/** Child processes of the tests: started, told what to do, listened to, and killed. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type Build, buildChild } from "./build.ts";
import { LAST_WORD, type News, type Order } from "./protocol.ts";

/** How a process ended. */
export interface Exit {
  signal: NodeJS.Signals | null;
  code: number | null;
  /** Where it killed itself; null when it did not. */
  place: string | null;
}

export interface Child {
  readonly pid: number;
  /** Resolves when all of it is done. Rejects when it failed, or the process ended before. */
  do(order: Omit<Extract<Order, { kind: "do" }>, "kind">): Promise<void>;
  /** Goes on from the place where it waits. */
  go(): void;
  /** Hands back what it works on; `do` resolves then. */
  stop(): void;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Exit>;
  /** Everything that it told so far. */
  readonly news: readonly News[];
  /** Resolves with the first news of this kind, also when it was told before. */
  told<Told extends News>(isIt: (news: News) => news is Told): Promise<Told>;
}

export interface Children {
  /** One that has nothing to do. */
  take(): Promise<Child>;
  /** It has nothing to do any more, and can be had again. */
  giveBack(child: Child): void;
  /** Ends all of them. */
  close(): Promise<void>;
}

/** Builds what they run, for a suite of its own. */
export async function openChildren(): Promise<Children> {
  const build = await buildChild();
  const children = createChildren(build);
  return {
    ...children,
    async close() {
      await children.close();
      await build.remove();
    },
  };
}

export function createChildren({ child: program }: Pick<Build, "child">): Children {
  const idle: Child[] = [];
  const all = new Set<Child>();
  return {
    async take() {
      const known = idle.pop();
      if (known) return known;
      const child = await startChild(program);
      all.add(child);
      void child.exit.then(() => {
        all.delete(child);
        const place = idle.indexOf(child);
        if (place >= 0) idle.splice(place, 1);
      });
      return child;
    },
    giveBack: (child) => void idle.push(child),
    async close() {
      await Promise.all(
        [...all].map((child) => {
          child.kill("SIGKILL");
          return child.exit;
        }),
      );
    },
  };
}

async function startChild(program: string): Promise<Child> {
  // A user's own keys must not be found: everything that a child knows it is told.
  const env = { PATH: process.env.PATH ?? "" };
  const made = fork(program, [], { stdio: ["ignore", "pipe", "inherit", "ipc"], execArgv: [], env });
  const child = attend(made);
  await child.told((news): news is Extract<News, { kind: "ready" }> => news.kind === "ready");
  return child;
}

function attend(made: ChildProcess): Child {
  const news: News[] = [];
  const listeners = new Set<() => void>();
  let said = "";
  made.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  made.on("message", (message: News) => {
    news.push(message);
    for (const listen of [...listeners]) listen();
  });
  const exit = once(made, "close").then(([code, signal]): Exit => {
    return { code, signal, place: said.includes(LAST_WORD) ? (said.split(LAST_WORD)[1]?.trim() ?? null) : null };
  });
  const ended = exit.then(({ code, signal }) => Promise.reject(new Error(`The child ended by ${signal ?? code}.`)));
  ended.catch(() => {});
  const next = <Told extends News>(isIt: (news: News) => news is Told, from: number): Promise<Told> => {
    const found = new Promise<Told>((resolve) => {
      const look = () => {
        const it = news.slice(from).find(isIt);
        if (it === undefined) return;
        listeners.delete(look);
        resolve(it);
      };
      listeners.add(look);
      look();
    });
    return Promise.race([found, ended]);
  };
  return {
    pid: made.pid ?? 0,
    news,
    exit,
    kill: (signal) => void made.kill(signal),
    go: () => void made.send({ kind: "go" } satisfies Order),
    stop: () => void made.send({ kind: "stop" } satisfies Order),
    told: (isIt) => next(isIt, 0),
    async do(order) {
      const from = news.length;
      made.send({ kind: "do", ...order } satisfies Order);
      const end = await next(isEnd, from);
      if (end.kind === "failed") throw new Error(`The child failed: ${end.text}`);
    },
  };
}

function isEnd(news: News): news is Extract<News, { kind: "done" | "failed" }> {
  return news.kind === "done" || news.kind === "failed";
}
