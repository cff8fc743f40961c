/** The fal vendor in front of a local server, without a pause that a test would notice. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createAccount } from "../../../models/account.ts";
import { createFalVendor, type FalVendorOptions } from "../../../providers/fal/index.ts";
import { createFetchOutside } from "../../../providers/fetch-outside.ts";
import { createOutsideRequest } from "../../../providers/outside-request.ts";
import type { PaidContext } from "../../../providers/types.ts";
import type { FalServer } from "../../vendors/fal-server.ts";
import { paintedPng } from "../../vendors/pictures.ts";

export const KEY = "11111111-2222-3333-4444-555555555555:abcdefabcdefabcdef";
export const BUILT_IN = { image: null, edit: null, video: null, speech: null, music: null };
const SOON = { first: 2, factor: 1, most: 2 };

export function openFal(server: FalServer, changes: Partial<FalVendorOptions> = {}) {
  const outsideRequest = createOutsideRequest({ allowedHosts: [server.host] });
  return createFalVendor({
    access: { key: KEY, proxyUrl: server.url, jwksUrl: server.jwksUrl },
    models: BUILT_IN,
    outsideRequest,
    fetchOutside: createFetchOutside({ request: outsideRequest, pause: async () => {} }),
    pacing: { polls: SOON, retries: SOON },
    ...changes,
  });
}

/** A task's account and the context of one purchase on it. */
export function purse({ signal = new AbortController().signal, budgetUsd = null }: PurseOptions = {}) {
  const account = createAccount(budgetUsd, { taskId: "task-1" });
  const context: PaidContext = {
    signal,
    ledger: account.ledger({ step: "step", round: 1 }, () => {}),
    item: "thing",
    fingerprint: "asked",
    retryInDoubt: false,
  };
  return { account, context };
}

interface PurseOptions {
  signal?: AbortSignal;
  budgetUsd?: number | null;
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Absolute paths of different small pictures, which are there until the test file ends. */
export async function picturesOnDisk(count: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-fal-"));
  folders.push(folder);
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${index}.png`));
  await Promise.all(paths.map((path, index) => writeFile(path, paintedPng(64, 36, [200, 20 * index, 50]))));
  return paths;
}
