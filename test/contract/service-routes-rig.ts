/** What the suites of routes have in common: servers, films that wait, and how refusals look. */
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import type { OperationInDoubt } from "../../models/operation.ts";
import type { ProblemDetails } from "../../server/http/problem.ts";
import { type Answered, KEYS, openServiceRig, type RigOptions, type ServiceRig } from "../server/service-rig.ts";
import { aDecision, aHeldTask, anEnd } from "./checkpoints/held-task-samples.ts";

export type StoreKind = NonNullable<RigOptions["kind"]>;

/** One server for all tests of a suite. Called where the suite is described; asked within its tests. */
export function rigOfSuite(options: RigOptions): () => ServiceRig {
  let rig: ServiceRig | null = null;
  beforeAll(async () => {
    rig = await openServiceRig(options);
  });
  afterAll(() => rig?.close());
  return () => {
    if (rig === null) throw new Error("The server of this suite is not open yet.");
    return rig;
  };
}

/** A server that ends with the test. */
export async function rigOfTest(options: RigOptions): Promise<ServiceRig> {
  const rig = await openServiceRig(options);
  onTestFinished(() => rig.close());
  return rig;
}

/** Where films are drawn, which can be stopped: then every picture waits for `open`, or for the end of its task. */
export interface Stage {
  onDraw(what: string, signal: AbortSignal): Promise<void>;
  close(): void;
  open(): void;
  /** Resolves when a picture waits. */
  waiting(): Promise<void>;
}

/** @param isStubborn a picture waits on when its task is called off */
export function createStage({ isStubborn = false } = {}): Stage {
  let gate = createSignal();
  let arrival = createSignal();
  let isClosed = false;
  return {
    async onDraw(_what, signal) {
      if (!isClosed) return;
      const stopped = createSignal();
      if (!isStubborn) signal.addEventListener("abort", stopped.fire, { once: true });
      if (!isStubborn && signal.aborted) stopped.fire();
      arrival.fire();
      await Promise.race([gate.fired, stopped.fired]);
    },
    close() {
      isClosed = true;
      gate = createSignal();
      arrival = createSignal();
    },
    open() {
      isClosed = false;
      gate.fire();
    },
    waiting: () => arrival.fired,
  };
}

/** A service with a film that waits to be drawn. */
export async function openStaged(kind: StoreKind) {
  const stage = createStage();
  const rig = await rigOfTest({ kind, onDraw: stage.onDraw });
  stage.close();
  const id = await rig.order();
  await stage.waiting();
  return { stage, rig, id };
}

/** Something that happens once. */
function createSignal(): { fired: Promise<void>; fire(): void } {
  let fire = () => {};
  const fired = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { fired, fire: () => fire() };
}

/** A task of Ann's that ended with an order in doubt. Only where nothing is carried out. */
export async function needingAttention({ stores }: ServiceRig): Promise<{ id: string; order: OperationInDoubt }> {
  const fence = await aHeldTask(stores, { owner: "key:ann" });
  const decision = aDecision("scene_asset_generator:3:still:g0#1", { state: "in_doubt", sentAt: SENT_AT });
  await stores.book(fence).decide(decision);
  await stores.tasks.finish(fence, anEnd(fence.taskId, 1, "needs_attention"));
  const { id, key, vendor, model, maxUsd, sentAt } = decision;
  return { id: fence.taskId, order: { id, key, vendor, model, maxUsd, sentAt } };
}

const SENT_AT = "2026-11-22T12:00:00.000Z";

/** Ann sends these very bytes: what they are is said by the headers alone. */
export async function postBytes(
  rig: ServiceRig,
  path: string,
  body: Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const init = { method: "POST", headers: { "x-api-key": KEYS.ann, ...headers }, body, duplex: "half" as const };
  const answer = await fetch(`${rig.url}${path}`, init);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
}

/** The refusal that an answer must be. */
export function refusalOf(answer: Answered, status: number, code: ProblemDetails["code"]): ProblemDetails {
  expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(new RegExp(`^${status} `));
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const problem = answer.json<ProblemDetails>();
  expect(problem).toMatchObject({ status, code, requestId: answer.headers.get("x-request-id") });
  return problem;
}

/** Every path of the service, with an id in the place of each parameter. */
export function pathsFor(rig: ServiceRig, id: string): { method: string; path: string }[] {
  return Object.entries(rig.document.paths).flatMap(([template, methods]) => {
    const path = template.replace("{id}", id).replace(/\{\w+\}/g, "nothing");
    return Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path }));
  });
}
