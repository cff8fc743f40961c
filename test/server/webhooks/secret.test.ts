import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { readWebhookSecret } from "../../../server/webhooks/secret.ts";

const written = (bytes: number) => `whsec_${randomBytes(bytes).toString("base64")}`;

describe("the secret of outgoing webhooks", () => {
  it.each([24, 32, 64])("may have %i bytes", (bytes) => {
    const secret = written(bytes);
    expect(readWebhookSecret(secret)).toBe(secret);
  });

  it("may be missing", () => expect(readWebhookSecret(null)).toBeNull());

  const wrong: [string, string][] = [
    ["that is too short", written(23)],
    ["that is too long", written(65)],
    ["without its mark", randomBytes(32).toString("base64")],
    ["with another mark", `whsk_${randomBytes(32).toString("base64")}`],
    ["that is no base64", `whsec_${"ä".repeat(40)}`],
    ["with a blank in it", `whsec_${"A".repeat(20)} ${"A".repeat(20)}`],
    ["that is cut off", `whsec_${randomBytes(32).toString("base64").slice(0, -1)}`],
    ["that is nothing but its mark", "whsec_"],
    ["that is nothing", ""],
  ];

  it.each(wrong)("one %s is refused, and not told", (_title, secret) => {
    const read = () => readWebhookSecret(secret);
    expect(read).toThrow(PixoraError);
    expect(read).toThrow(
      expect.objectContaining({
        code: "invalid_request",
        message: expect.stringMatching(/PIXORA_WEBHOOK_SECRET.*whsec_.*24 to 64/),
      }),
    );
    const value = secret.replace("whsec_", "");
    if (value !== "") expect(read).not.toThrow(value);
  });
});
