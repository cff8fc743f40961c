/** A service with keys, a file of keys and an app's users: who may come, and what lies there. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newApiKey } from "../../server/auth/api-keys.ts";
import { ANNA, claimsOf, newSigningKey, sign, startKeySetServer } from "../providers/supabase/key-set-server.ts";
import { withAllFiles } from "./captioned-film.ts";
import { type OperationCase, operationCases, type Place } from "./operation-cases.ts";
import { openServiceRig, type ServiceRig } from "./service-rig.ts";

/** Keys of the file, by their names: `carl`, `lea` who may only look, and one that is called as an app's user is. */
const LISTED = { carl: newApiKey("carl"), lea: newApiKey("lea", "read"), anna: newApiKey(ANNA) };

export interface SharedHouse {
  rig: ServiceRig;
  cases: OperationCase[];
  /** A finished film of Ann's. */
  done: Place;
  /** One of hers that is held up for good. */
  held: Place;
  /** Headers of whoever has a key of the file. */
  listed: Record<keyof typeof LISTED, Record<string, string>>;
  /** Takes Carl's key out of the file. */
  dismissCarl(): Promise<void>;
  /** Headers of an app's user: Anna, where no claims say otherwise. */
  user(claims?: Record<string, unknown>): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export async function openSharedHouse(kind: "file" | "redis"): Promise<SharedHouse> {
  const auth = await startKeySetServer();
  const key = await newSigningKey("ES256", "key-1");
  auth.state.keys = [key.jwk];
  const folder = await mkdtemp(join(tmpdir(), "pixora-keys-"));
  const file = join(folder, "keys");
  const list = (keys: { pair: string }[]) => writeFile(file, keys.map(({ pair }) => pair).join("\n"));
  await list(Object.values(LISTED));
  const held = createHold();
  const rig = await openServiceRig({
    ...{ kind, usersAt: auth.url, equip: withAllFiles },
    environment: { PIXORA_API_KEYS_FILE: file, PIXORA_REQUESTS_PER_MINUTE: "1000000" },
    onDraw: (_what, signal) => held.pass(signal),
  });
  const done = await placeOf(rig, await rig.order());
  held.shut();
  const heldId = await rig.order();
  await held.isHolding;
  const { carl, lea, anna } = LISTED;
  return {
    ...{ rig, cases: operationCases(rig.document), done, held: { ...done, taskId: heldId } },
    listed: { carl: bearer(carl.secret), lea: bearer(lea.secret), anna: bearer(anna.secret) },
    dismissCarl: () => list([lea, anna]),
    user: async (claims = {}) => bearer(await sign({ ...claimsOf(auth.url), ...claims }, key)),
    async close() {
      await rig.close();
      await auth.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A finished task with one of its pictures. */
export async function placeOf(rig: ServiceRig, taskId: string): Promise<Place> {
  await rig.ended(taskId);
  const page = await rig.ask("GET", `/ai/tasks/${taskId}/events`, { headers: { accept: "application/json" } });
  const [, asset] = /"assets\/([0-9a-f]{64}\.\w+)/.exec(page.text) ?? [];
  if (asset === undefined) throw new Error("The task has no picture.");
  return { taskId, asset };
}

/** Headers. */
export function bearer(credential: string): Record<string, string> {
  return { authorization: `Bearer ${credential}` };
}

/** Lets all pass until it is shut, and then nobody. */
function createHold() {
  let isShut = false;
  let tell = () => {};
  const isHolding = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    isHolding,
    shut() {
      isShut = true;
    },
    async pass(signal: AbortSignal) {
      if (!isShut) return;
      tell();
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
    },
  };
}
