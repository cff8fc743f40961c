/** `Idempotency-Key`: an order that is sent again is the same order. */
import { describe, expect, it } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import type { Answered, KeyName, ServiceRig } from "../server/service-rig.ts";
import { refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

interface Order {
  as?: KeyName;
  changes?: Record<string, unknown>;
}

function order(rig: ServiceRig, key: string, { as = "ann", changes = {} }: Order = {}): Promise<Answered> {
  const body = { ...LIGHT_REQUEST, ...changes };
  return rig.ask("POST", "/ai/generate", { as, body, headers: { "idempotency-key": key } });
}

/** The id of the task, which must have been ordered before. */
function replayed(answer: Answered): unknown {
  expect([answer.status, answer.headers.get("idempotency-replayed")]).toEqual([202, "true"]);
  expect(answer.headers.get("location")).toBe(`/ai/tasks/${answer.json().id}`);
  return answer.json().id;
}

export function describeIdempotency(kind: StoreKind): void {
  describe(`an order with an Idempotency-Key over ${kind}`, () => {
    const rig = rigOfSuite({ kind, environment: { PIXORA_WORKERS: "0" } });

    it("is the same task when it is sent again", async () => {
      const first = await order(rig(), "again");
      expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([202, null]);
      expect(replayed(await order(rig(), "again"))).toBe(first.json().id);
      expect(replayed(await order(rig(), "again"))).toBe(first.json().id);
    });

    it("is the same also when the same request is written otherwise", async () => {
      const { prompt, ...others } = LIGHT_REQUEST;
      const first = await order(rig(), "otherwise");
      const body = { seed: 1, ...others, prompt: ` ${prompt} `, aspectRatio: "16:9" };
      const headers = { "idempotency-key": "otherwise" };
      expect(replayed(await rig().ask("POST", "/ai/generate", { body, headers }))).toBe(first.json().id);
    });

    it("is refused when another film is ordered under its key, which stays as it is", async () => {
      const first = await order(rig(), "other");
      const refused = await order(rig(), "other", { changes: { seed: 2 } });
      expect(refusalOf(refused, 422, "idempotency_mismatch").retryable).toBe(false);
      expect(replayed(await order(rig(), "other"))).toBe(first.json().id);
    });

    it("is each owner's own", async () => {
      const [ann, bob] = [await order(rig(), "ours"), await order(rig(), "ours", { as: "bob", changes: { seed: 2 } })];
      expect([bob.status, bob.headers.get("idempotency-replayed")]).toEqual([202, null]);
      expect(bob.json().id).not.toBe(ann.json().id);
      // An owner's name in the key makes nobody that owner.
      const forged = await order(rig(), "key:ann-ours", { as: "bob" });
      expect(forged.headers.get("idempotency-replayed")).toBeNull();
    });

    it("is another order under another key, also one that differs in its case", async () => {
      const [one, other] = [await order(rig(), "Case"), await order(rig(), "case")];
      expect(one.json().id).not.toBe(other.json().id);
    });

    it.each([
      ["an empty one", ""],
      ["one with a blank", "a b"],
      ["one that is too long", "k".repeat(256)],
      ["one of other letters", "schlüssel"],
    ])("needs a key of plain characters: not %s", async (_what, key) => {
      const problem = refusalOf(await order(rig(), key), 422, "invalid_request");
      expect(problem.errors).toEqual([{ path: "idempotency-key", message: expect.stringContaining("ASCII") }]);
    });

    it("may have any key of 255 printable characters, such as a path", async () => {
      const key = `../../${"~".repeat(249)}`;
      const first = await order(rig(), key);
      expect(replayed(await order(rig(), key))).toBe(first.json().id);
    });

    it("leaves its key free when it was refused", async () => {
      expect((await order(rig(), "refused", { changes: { scenes: 6 } })).status).toBe(422);
      const second = await order(rig(), "refused");
      expect([second.status, second.headers.get("idempotency-replayed")]).toEqual([202, null]);
    });

    it("makes one task of many that come at once", async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => order(rig(), "at-once")));
      const accepted = answers.filter(({ status }) => status === 202);
      expect(new Set(accepted.map((answer) => answer.json().id)).size).toBe(1);
      for (const answer of answers.filter(({ status }) => status !== 202)) {
        expect(refusalOf(answer, 409, "idempotency_in_progress").retryable).toBe(true);
        expect(answer.headers.get("retry-after")).toBe("1");
      }
      expect(replayed(await order(rig(), "at-once"))).toBe(accepted[0]?.json().id);
    });
  });
  describeOverTime(kind);
}

/** What became of the task, the owner and the server since. */
function describeOverTime(kind: StoreKind): void {
  describe(`a key that was used before over ${kind}`, () => {
    it("names its task after that has ended", async () => {
      const rig = await rigOfTest({ kind });
      const { id } = (await order(rig, "ended")).json<{ id: string }>();
      await rig.ended(id);
      const again = await order(rig, "ended");
      expect(replayed(again)).toBe(id);
      expect(again.json()).toMatchObject({ status: "completed", result: { videoUrl: `/ai/tasks/${id}/video` } });
    });

    it("is free again when its task was deleted", async () => {
      const rig = await rigOfTest({ kind });
      const { id } = (await order(rig, "deleted")).json<{ id: string }>();
      await rig.ended(id);
      expect((await rig.ask("DELETE", `/ai/tasks/${id}`)).status).toBe(204);
      const anew = await order(rig, "deleted", { changes: { seed: 2 } });
      expect([anew.status, anew.headers.get("idempotency-replayed")]).toEqual([202, null]);
      expect(anew.json().id).not.toBe(id);
    });

    it("names its task also when its owner may have no further one", async () => {
      const environment = { PIXORA_WORKERS: "0", PIXORA_MAX_OPEN_TASKS: "1" };
      const rig = await rigOfTest({ kind, environment });
      const first = await order(rig, "cap");
      refusalOf(await order(rig, "over-the-cap"), 429, "too_many_tasks");
      expect(replayed(await order(rig, "cap"))).toBe(first.json().id);
      refusalOf(await order(rig, "cap", { changes: { seed: 2 } }), 422, "idempotency_mismatch");
    });

    it("names its task at every server, also when both are asked at once", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const other = await rig.another();
      const first = await order(rig, "servers");
      expect(replayed(await order(other, "servers"))).toBe(first.json().id);
      refusalOf(await order(other, "servers", { changes: { seed: 2 } }), 422, "idempotency_mismatch");
      const both = await Promise.all([rig, other, rig, other].map((one) => order(one, "both")));
      const ids = both.filter(({ status }) => status === 202).map((answer) => answer.json().id);
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(ids).size).toBe(1);
      expect((await rig.ask("GET", "/ai/tasks")).json<{ data: unknown[] }>().data).toHaveLength(2);
    });
  });
}
