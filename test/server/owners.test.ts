import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANNA } from "../providers/supabase/key-set-server.ts";
import { withAllFiles } from "./captioned-film.ts";
import { type OperationCase, operationCases, type Place } from "./operation-cases.ts";
import { type Answered, type Asked, KEYS, openServiceRig, type ServiceRig } from "./service-rig.ts";
import { bearer, openSharedHouse, placeOf, type SharedHouse } from "./shared-house.ts";

/** What the owner of a completed task is answered. A new operation of the document has no place here yet. */
const OWNER_STATUS: Readonly<Record<string, number>> = {
  generateVideo: 202,
  estimatePrice: 200,
  orderVariant: 202,
  listTasks: 200,
  getTask: 200,
  followTask: 200,
  cancelTask: 409,
  resumeTask: 409,
  getVideo: 200,
  getPoster: 200,
  getCaptionsSrt: 200,
  getCaptionsVtt: 200,
  getManifest: 200,
  getAsset: 200,
  hearVendor: 404,
  getHealth: 200,
  getReadiness: 200,
  getMetrics: 200,
  getOpenApi: 200,
  getDocs: 200,
  deleteTask: 204,
};
const FOR_EVERYBODY = ["hearVendor", "getHealth", "getReadiness", "getMetrics", "getOpenApi", "getDocs"];

const toOwner = ({ id }: OperationCase) => OWNER_STATUS[id] ?? 0;
const toNobody = (operation: OperationCase) => (operation.scope === null ? toOwner(operation) : 401);
const toLooker = (operation: OperationCase) => (operation.scope === "write" ? 403 : toOwner(operation));
const toStranger = (operation: OperationCase) => (operation.isOfTask ? 404 : toOwner(operation));

describe.each(["file", "redis"] as const)("over %s stores", (kind) => {
  let house: SharedHouse;
  beforeAll(async () => {
    house = await openSharedHouse(kind);
  });
  afterAll(() => house?.close());

  const should = (statusTo: (operation: OperationCase) => number) =>
    Object.fromEntries(house.cases.map((operation) => [operation.id, statusTo(operation)]));

  it("every operation of the document has its place in these tests, and a few are for everybody", () => {
    expect(house.cases.map(({ id }) => id).sort()).toEqual(Object.keys(OWNER_STATUS).sort());
    const open = house.cases.filter(({ scope }) => scope === null);
    expect(open.map(({ id }) => id).sort()).toEqual([...FOR_EVERYBODY].sort());
  });

  it.each<[string, (house: SharedHouse) => Promise<Record<string, string>>]>([
    ["nobody", async () => ({})],
    ["a wrong key", async () => bearer("wrong-secret")],
    ["a wrong key in its own header", async () => ({ "x-api-key": "wrong-secret" })],
    ["two keys", async () => ({ ...bearer("ann-secret"), "x-api-key": "bob-secret" })],
    ["a password", async () => ({ authorization: "Basic YW5uOmFubi1zZWNyZXQ=" })],
    ["the hash of a key", async () => bearer(createHash("sha256").update(KEYS.ann).digest("hex"))],
    ["a token that is over", ({ user }) => user({ exp: 1 })],
    ["a token of the project itself", ({ user }) => user({ role: "service_role" })],
    ["a token that calls its user as a key's tasks are called", ({ user }) => user({ sub: "key:ann" })],
    ["a token that calls its user as a key is called", ({ user }) => user({ sub: "ann" })],
    ["a token of nobody", ({ user }) => user({ sub: "" })],
  ])("%s may do nothing that the document guards", async (_who, headersOf) => {
    const headers = await headersOf(house);
    expect(await statuses(house, house.done, { as: null, headers })).toEqual(should(toNobody));
  });

  it("a key that is taken out of its file may do nothing any more", async () => {
    const asked = { as: null, headers: house.listed.carl };
    expect(await statuses(house, house.done, asked)).toEqual(should(toStranger));
    await house.dismissCarl();
    const status = async () => (await house.rig.ask("GET", "/ai/tasks", asked)).status;
    await expect.poll(status, { timeout: 8000 }).toBe(401);
    expect(await statuses(house, house.done, asked)).toEqual(should(toNobody));
  });

  it("a key that may only look sees its owner's tasks, and changes nothing", async () => {
    expect(await statuses(house, house.done, { as: "viewer" })).toEqual(should(toLooker));
  });

  it("another key, an app's user, and a key that is called as that user, find nothing of another one's tasks", async () => {
    const askers: Asked[] = [{ as: "bob" }, ...others([await house.user(), house.listed.anna])];
    for (const asker of askers) {
      expect(await statuses(house, house.done, asker)).toEqual(should(toStranger));
      expect(await statuses(house, house.held, asker)).toEqual(should(toStranger));
    }
  });

  it("nothing in an answer tells whether another one's task is there", async () => {
    const askers: Asked[] = [{ as: "bob" }, ...others([await house.user(), house.listed.lea])];
    const { rig, cases, done, held } = house;
    const missing = done.taskId.replace(/.$/, (last) => (last === "a" ? "b" : "a"));
    for (const { id, path, ...operation } of cases.filter(({ isOfTask }) => isOfTask)) {
      for (const { method, ...way } of waysToAsk(operation)) {
        for (const { headers, ...asker } of askers) {
          const asked = { ...way, ...asker, headers: { ...way.headers, ...headers } };
          const ask = async (taskId: string) => plainly(await rig.ask(method, path({ ...done, taskId }), asked));
          const none = await ask(missing);
          expect([403, 404, 422], id).toContain(none.status);
          expect(await ask(done.taskId), id).toEqual(none);
          expect(await ask(held.taskId), id).toEqual(none);
        }
      }
    }
  });

  it("nor does the time that an answer takes", async () => {
    const { rig, done } = house;
    const missing = done.taskId.replace(/.$/, (last) => (last === "a" ? "b" : "a"));
    const times: Timed[] = [];
    for (let round = 0; round < 400; round++) {
      // In pairs of changing order, so that what the machine does beside it meets both.
      const isThere = round % 4 === 0 || round % 4 === 3;
      const began = performance.now();
      await rig.ask("GET", `/ai/tasks/${isThere ? done.taskId : missing}`, {
        as: "bob",
        headers: { prefer: "wait=20" },
      });
      times.push({ isThere, ms: performance.now() - began });
    }
    // Half of the time would be no difference at all, 1 a certain one. The row of a task has to be read: that is not seen
    // in one answer, nor in many where the network is between.
    expect(shareOfLonger(times)).toBeLessThan(0.85);
  });

  it("a key's tasks and a user's are never each other's, whatever they are called and asked with", async () => {
    const { rig, user, listed } = house;
    const [named, anna, ben] = [listed.anna, await user(), await user({ sub: ANNA.replace("0b", "0c") })];
    const seen = await Promise.all(
      others([named, anna, ben]).map(async (asker) => {
        const headers = { ...asker.headers, "idempotency-key": "the-same" };
        const id = await rig.order({ ...asker, headers });
        expect(await rig.order({ ...asker, headers })).toBe(id);
        return { id, list: await tasksOf(house, asker) };
      }),
    );
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
    for (const { id, list } of seen) {
      expect(list).toContain(id);
      for (const other of seen) if (other.id !== id) expect(list).not.toContain(other.id);
    }
    const upper = await user({ sub: ANNA.toUpperCase() });
    expect(await tasksOf(house, { as: null, headers: upper })).toEqual(
      await tasksOf(house, { as: null, headers: anna }),
    );
  });

  it("a place in another one's list leads to nothing but one's own tasks", async () => {
    const { rig, held } = house;
    await rig.order();
    const { nextCursor } = (await rig.ask("GET", "/ai/tasks?limit=1")).json();
    expect(await tasksOf(house, { as: "ann" }, `&cursor=${nextCursor}`)).toContain(held.taskId);
    const ofBob = await tasksOf(house, { as: "bob" });
    const after = await tasksOf(house, { as: "bob" }, `&cursor=${nextCursor}`);
    expect(after.filter((id) => !ofBob.includes(id))).toEqual([]);
  });

  it("a picture is got through a task that is made from it, and through no other task of the same owner", async () => {
    const { rig, cases, done } = house;
    const picture = cases.find(({ id }) => id === "getAsset");
    const own = await rig.order({ as: "bob", changes: { prompt: "A whale sings." } });
    const path = picture?.path({ ...done, taskId: own }) ?? "";
    expect((await rig.ask("GET", path, { as: "bob" })).status).toBe(404);
    expect((await rig.ask("GET", picture?.path(done) ?? "")).status).toBe(200);
  });

  it("the owner of a completed task may do everything with it", async () => {
    expect(await statuses(house, house.done, { as: "ann" })).toEqual(should(toOwner));
    expect((await house.rig.ask("GET", `/ai/tasks/${house.done.taskId}`)).status).toBe(404);
  });
});

describe("a server that knows no keys", () => {
  let rig: ServiceRig;
  let done: Place;
  beforeAll(async () => {
    rig = await openServiceRig({ isOpen: true, equip: withAllFiles });
    done = await placeOf(rig, await rig.order());
  });
  afterAll(() => rig?.close());

  it.each([
    ...["evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"],
    ...["0.0.0.0", "2130706433", "localhost@evil.example", "127.0.0.1:80:80", "localhost.", "xn--localhost", "*"],
  ])("does nothing of what it guards for who calls it %s", async (host) => {
    const answers = await openStatuses(rig, done, { host });
    for (const { id, scope } of operationCases(rig.document)) {
      if (scope !== null) expect([400, 403], id).toContain(answers[id]);
    }
  });

  it.each([
    ...["https://evil.example", "null", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "file://"],
    ...["http://localhost@evil.example", "http://evil.example#localhost", "chrome-extension://localhost", "localhost"],
  ])("does nothing of what it guards for a web page of %s", async (origin) => {
    const toPage = (operation: OperationCase) => (operation.scope === null ? toOwner(operation) : 403);
    const all = operationCases(rig.document).map((operation) => [operation.id, toPage(operation)]);
    expect(await openStatuses(rig, done, { origin })).toEqual(Object.fromEntries(all));
  });

  it.each([
    ...[{ host: "localhost:8080" }, { host: "LOCALHOST" }, { host: "127.0.0.1" }, { host: "[::1]:8080" }],
    ...[{ origin: "http://localhost:5173" }, { origin: "https://127.0.0.1" }, { origin: "http://[::1]:1" }, {}],
    { authorization: "Bearer whatever" },
  ])("does all for its own machine: %j", async (headers) => {
    const own = await placeOf(rig, await rig.order());
    expect(await openStatuses(rig, own, headers)).toEqual(OWNER_STATUS);
  });
});

/** What each operation answers over plain HTTP, where any Host can be sent. */
async function openStatuses({ url, document }: ServiceRig, place: Place, headers: Record<string, string>) {
  const answers: Record<string, number> = {};
  for (const { id, method, path, body } of operationCases(document)) {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const sent = request(`${url}${path(place)}`, { method, headers: { ...type, ...headers } });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    answer.resume();
    await once(answer, "end");
    answers[id] = answer.statusCode ?? 0;
  }
  return answers;
}

interface Timed {
  isThere: boolean;
  ms: number;
}

/** How often one that is there takes longer than one that is not, of all pairs of them. */
function shareOfLonger(times: readonly Timed[]): number {
  const [there, missing] = [true, false].map((which) => times.filter(({ isThere }) => isThere === which));
  const shares = there?.map(({ ms }) => missing?.filter((other) => other.ms < ms).length ?? 0) ?? [];
  return shares.reduce((sum, share) => sum + share, 0) / shares.length / (missing?.length ?? 0);
}

/** What each operation answers to somebody, by its name. */
async function statuses({ rig, cases }: SharedHouse, place: Place, asked: Asked): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const { id, method, path, body } of cases) {
    answers[id] = (await rig.ask(method, path(place), { ...asked, body })).status;
  }
  return answers;
}

async function tasksOf({ rig }: SharedHouse, asked: Asked, query = ""): Promise<string[]> {
  const page = (await rig.ask("GET", `/ai/tasks?limit=100${query}`, asked)).json<{ data: { id: string }[] }>();
  return page.data.map(({ id }) => id);
}

/** Those who have headers of their own. */
function others(headers: Record<string, string>[]): Asked[] {
  return headers.map((own) => ({ as: null, headers: own }));
}

/** Plainly, wrongly, and with all that could make an answer another one. */
function waysToAsk({ method, body }: Pick<OperationCase, "method" | "body">): (Asked & { method: string })[] {
  const known = { "if-none-match": "*", "last-event-id": "3", accept: "application/json", prefer: "wait=20" };
  const headers = { ...known, range: "bytes=0-1", "if-range": '"a"', "idempotency-key": "one" };
  return [
    { method, body },
    { method, body, headers },
    ...(method === "GET" ? [{ method: "HEAD", headers }] : []),
    ...(body === undefined ? [] : [{ method, body: { unknown: 1 } }]),
  ];
}

/** An answer without what is another one each time. */
function plainly({ status, headers, text }: Answered) {
  const told = [...headers].filter(([name]) => !/^(x-request-id|date|ratelimit-(remaining|reset))$/.test(name));
  return { status, headers: told, text: text.replace(/"requestId":"[^"]*"/, "") };
}
