import { setMaxListeners } from "node:events";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { CuttingRoom, FilmFormat, Media } from "../media/types.ts";
import { PixoraError } from "../models/error.ts";
import type { TaskEventBody } from "../models/event.ts";
import type { ToolName } from "../models/plan.ts";
import type { VideoRequest } from "../models/request.ts";
import type { Providers } from "../providers/types.ts";
import type { ToolDeps } from "../tools/types.ts";
import { type Accounts, createAccounts, type TaskAccount, type Terms } from "./accounts.ts";
import { createHandovers, type Handovers } from "./handovers.ts";
import type { FilmState } from "./state.ts";
import { createWorkInHand, type WorkInHand } from "./work-in-hand.ts";

/** What a graph is given. */
export interface Equipment {
  providers: Providers;
  media: Media;
  /** Absolute path of the folder that receives a task's film when the run names none. */
  outputFolder(taskId: string): string;
}

/** The finished film that a task puts together otherwise. */
export interface FilmSource {
  taskId: string;
  /** Its graph's state as its last checkpoint has it; without a film where that is kept no more. */
  state(): Promise<Partial<FilmState>>;
  /** From now on nobody removes this file, by its storage key, as long as the variant is there. */
  claim(key: string): Promise<void>;
}

/** What every node of one graph shares. */
export interface Services extends Equipment {
  /** What the task of this graph is a variant of; null for a film of its own. */
  source: FilmSource | null;
  /** Cutting rooms that are open, by task. */
  rooms: CuttingRooms;
  accounts: Accounts;
  handovers: Handovers;
  /** Steps at work: a run that was cancelled is over when these have ended, with their jobs at vendors stopped and booked. */
  work: WorkInHand;
  /** The task's run is over: removes its temporary files and forgets what was kept for it here. */
  close(taskId: string): Promise<void>;
}

export function createServices(equipment: Equipment): Services {
  const rooms = createCuttingRooms(equipment.media);
  const accounts = createAccounts();
  const handovers = createHandovers();
  const work = createWorkInHand();
  return {
    ...equipment,
    source: null,
    rooms,
    accounts,
    handovers,
    work,
    async close(taskId) {
      await work.idle(taskId);
      accounts.close(taskId);
      handovers.forget(taskId);
      await rooms.close(taskId);
    },
  };
}

/** The open cutting rooms of this process. A room lives from its first use to the end of its task's run. */
export interface CuttingRooms {
  /** Opens a task's room, or finds it open. It closes by itself when the signal aborts. */
  open(taskId: string, format: FilmFormat, signal: AbortSignal): Promise<CuttingRoom>;
  close(taskId: string): Promise<void>;
}

interface OpenRoom {
  room: Promise<CuttingRoom>;
  /** Set once it is being closed: whoever closes it too waits for the same end. */
  closed: Promise<void> | null;
}

function createCuttingRooms(media: Media): CuttingRooms {
  const rooms = new Map<string, OpenRoom>();
  const close = async (taskId: string) => {
    const known = rooms.get(taskId);
    if (!known) return;
    // A room that never opened told so to who opened it, and has nothing to close.
    known.closed ??= known.room
      .then(
        (room) => room.close(),
        () => {},
      )
      .finally(() => rooms.delete(taskId));
    await known.closed;
  };
  const open = async (taskId: string, format: FilmFormat, signal: AbortSignal): Promise<CuttingRoom> => {
    if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.");
    const known = rooms.get(taskId);
    if (known?.closed) return known.closed.then(() => open(taskId, format, signal));
    if (known) return known.room;
    const room = media.openCuttingRoom(format);
    rooms.set(taskId, { room, closed: null });
    // Its end is awaited by whoever ends the run; a room that never opened has nothing to close.
    signal.addEventListener("abort", () => void close(taskId).catch(() => {}), { once: true });
    return room.catch((error: unknown) => {
      rooms.delete(taskId);
      throw error;
    });
  };
  return { open, close };
}

/** Which step is at work. */
export interface StepName {
  step: ToolName | "planner";
  scene: number | null;
}

/** The name under which a step's end, and what it buys, is kept. */
export function stepKey({ step, scene }: StepName): string {
  return scene === null ? step : `${step}:${scene}`;
}

/** The thread is the task. */
export function taskIdOf(config: LangGraphRunnableConfig): string {
  const id: unknown = config.configurable?.thread_id;
  if (typeof id === "string" && id !== "") return id;
  throw new PixoraError("invalid_request", "A run needs a thread: pass { configurable: { thread_id } }.");
}

/** Tells the run's listeners what happens. */
export function tell(config: LangGraphRunnableConfig, body: TaskEventBody): void {
  config.writer?.(body);
}

/** What a step must know of the request to buy anything. */
export type Wishes = Pick<VideoRequest, "budgetUsd" | "onInDoubt">;

/** One step of one run, under one plan. */
export interface StepRun extends StepName {
  revision: number;
  request: Wishes;
}

/** The account that a step buys from. */
export function accountOf(
  { accounts }: Services,
  config: LangGraphRunnableConfig,
  { request }: Pick<StepRun, "request">,
): TaskAccount {
  return accounts.of(taskIdOf(config), termsOf(request, 0));
}

/** The terms of a film that is carried out for the first time. */
export function termsOf({ budgetUsd, onInDoubt }: Wishes, estimatedUsd: number): Terms {
  return { budgetUsd, estimatedUsd, retryInDoubt: onInDoubt === "retry", round: 0 };
}

/** What tools are handed in one step of one run. */
export function depsOf(services: Services, config: LangGraphRunnableConfig, run: StepRun): ToolDeps {
  const taskId = taskIdOf(config);
  const { revision, request: _request, ...name } = run;
  const step = stepKey(name);
  const folder: unknown = config.configurable?.folder;
  const owner: unknown = config.configurable?.owner;
  const { providers, media, rooms, handovers } = services;
  const account = () => accountOf(services, config, run);
  const signal = config.signal ?? new AbortController().signal;
  // All scenes' calls listen to the one signal: their number is no leak to be warned of.
  setMaxListeners(0, signal);
  return {
    taskId,
    owner: typeof owner === "string" ? owner : null,
    folder: typeof folder === "string" ? folder : services.outputFolder(taskId),
    providers,
    media,
    signal,
    cuttingRoom: (format) => rooms.open(taskId, format, signal),
    ledger: {
      open: (purchase) => {
        // A new plan, and a task that somebody goes on with, may try again what failed before.
        const round = account().round + revision;
        return account()
          .ledger({ step, round }, () => tellCost(config, account()))
          .open(purchase);
      },
    },
    memory: {
      recall: (item) => account().memory(step).recall(item),
      keep: (item, result) => account().memory(step).keep(item, result),
    },
    retryInDoubt: account().retryInDoubt,
    bill: () => account().billOfBook(),
    report: {
      progress: (message, fraction, scenes) =>
        tell(config, { event: "step-progress", data: { ...name, message, fraction, ...(scenes && { scenes }) } }),
      asset: (asset, scene = name.scene) =>
        tell(config, { event: "asset-ready", data: { step: name.step, scene, asset } }),
      piece: ({ scene, piece, frames }) => tell(config, { event: "segment-ready", data: { scene, piece, frames } }),
      character: (character) => handovers.give({ taskId, revision }, character),
    },
  };
}

function tellCost(config: LangGraphRunnableConfig, account: TaskAccount): void {
  tell(config, { event: "cost-update", data: { estimatedUsd: account.estimatedUsd, ...account.balance() } });
}
