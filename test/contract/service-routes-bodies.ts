/** How the body of an order is read, and of a question for its price: the same for both. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { postBytes, refusalOf, rigOfSuite, type StoreKind } from "./service-routes-rig.ts";

export function describeBodies(kind: StoreKind): void {
  describe.each(["/ai/generate", "/ai/estimate"])(`the body of POST %s over ${kind}`, (path) => {
    const rig = rigOfSuite({ kind });
    const sent = JSON.stringify(LIGHT_REQUEST);

    it.each([
      ["application/json; charset=utf-8"],
      ['application/json;Charset="UTF-8"'],
      ["APPLICATION/JSON"],
      ["application/vnd.pixora+json"],
    ])("may be announced as %s", async (type) => {
      const answer = await rig().ask("POST", path, { body: sent, headers: { "content-type": type } });
      expect([200, 202]).toContain(answer.status);
    });

    it.each([
      ["text/plain"],
      ["application/x-www-form-urlencoded"],
      ["multipart/form-data; boundary=x"],
      ["application/jsonp"],
      ["application/json; charset=utf-16"],
      ['application/json;charset="iso-8859-1"'],
      [""],
    ])("is not read when it is announced as %j", async (type) => {
      const answer = await rig().ask("POST", path, { body: sent, headers: { "content-type": type } });
      refusalOf(answer, 415, "unsupported_media_type");
    });

    it("is not read when nobody says what it is", async () => {
      refusalOf(await postBytes(rig(), path, new TextEncoder().encode(sent)), 415, "unsupported_media_type");
    });

    it.each([["{"], ["{'prompt': 'A fox'}"], ['{"prompt": "A fox",}'], [""], ["\u0000"]])(
      "must be JSON: not %j",
      async (body) => {
        const problem = refusalOf(await rig().ask("POST", path, { body }), 422, "invalid_request");
        expect(problem.errors).toEqual([{ path: "", message: "is no JSON" }]);
      },
    );

    it("is not read when it is packed, but when it says that it is not", async () => {
      const json = { "content-type": "application/json" };
      for (const coding of ["gzip", "br", "deflate", "identity, gzip"]) {
        const headers = { ...json, "content-encoding": coding };
        const refused = await postBytes(rig(), path, new Uint8Array(gzipSync(sent)), headers);
        expect(refusalOf(refused, 415, "unsupported_media_type").detail).toContain("content-encoding");
      }
      const plain = await rig().ask("POST", path, { body: sent, headers: { "content-encoding": "identity" } });
      expect([200, 202]).toContain(plain.status);
    });

    it("must be in UTF-8, so that no word becomes another one", async () => {
      const body = new Uint8Array(Buffer.from(sent.replace("fox", "f\xf6x"), "latin1"));
      expect(body).not.toEqual(new Uint8Array(Buffer.from(sent)));
      const refused = await postBytes(rig(), path, body, { "content-type": "application/json" });
      expect(refusalOf(refused, 422, "invalid_request").errors).toEqual([{ path: "", message: "is not in UTF-8" }]);
    });

    it("may not be longer than is read, whether its length is announced or not", async () => {
      const body = JSON.stringify({ prompt: "A fox", style: "x".repeat(256 * 1024) });
      // What is refused unread stops nothing that comes next.
      for (let count = 0; count < 3; count++) {
        const refused = await rig().ask("POST", path, { body });
        refusalOf(refused, 413, "payload_too_large");
        expect(refused.headers.get("connection")).toBe("close");
      }
      refusalOf(
        await postBytes(rig(), path, new Blob([body]).stream(), { "content-type": "application/json" }),
        413,
        "payload_too_large",
      );
    });
  });
}
