import { describe, expect, it } from "vitest";
import { readConfig } from "../../models/config.ts";
import { createProviders } from "../../providers/index.ts";
import { paidContext } from "../contract/context.ts";
import { stillRequest } from "../contract/image-provider.ts";
import { startAllVendors } from "../vendors/all.ts";
import { signWebhook } from "../vendors/replicate-wire.ts";

describe("the choice of vendors", () => {
  it("falls to the draft vendor where there is no key, and says so", () => {
    const { providers, notices } = createProviders({ ...readConfig({}), dataDir: "/nowhere" });
    const { language, image, speech, music, storage } = providers;
    expect([language, image, speech, music, storage].map(({ vendor }) => vendor)).toEqual(Array(5).fill("draft"));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/No key is set for language, image, speech, music, storage.*draft vendor/);
  });

  it("takes a live vendor for each capability that has a key, and says who is paid", () => {
    const keys = { OPENAI_API_KEY: "sk-secret", FAL_KEY: "id:secret", REPLICATE_API_TOKEN: "r8_secret" };
    const storage = { SUPABASE_URL: "https://x.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "sb_secret_1" };
    const chosen = createProviders({ ...readConfig({ ...keys, ...storage }), dataDir: "/nowhere" });
    const { language, image, video, speech, music, storage: files, records } = chosen.providers;
    const vendors = [language, image, video, speech, music, files, records].map((provider) => provider?.vendor);
    expect(vendors).toEqual(["openai", "fal", "fal", "replicate", "replicate", "supabase", "supabase"]);
    expect(chosen.readsForeignFiles).toBe(true);
    expect(chosen.notices).toEqual([
      expect.stringContaining(
        "paid by your accounts: openai for language, fal for image, fal for video, replicate for speech",
      ),
    ]);
    expect(JSON.stringify(chosen.notices)).not.toContain("secret");
  });

  it("mixes: what has no key stays with the draft vendor, by name", () => {
    const { providers, notices } = createProviders({ ...readConfig({ FAL_KEY: "k" }), dataDir: "/nowhere" });
    expect([providers.image.vendor, providers.speech.vendor]).toEqual(["fal", "draft"]);
    expect(notices[0]).toContain("No key is set for language, speech, music, storage");
    expect(notices[1]).toContain("fal for image");
  });

  it.each([
    ["PIXORA_IMAGE_MODEL", { FAL_KEY: "k" }],
    ["PIXORA_EDIT_MODEL", { FAL_KEY: "k" }],
    ["PIXORA_VIDEO_MODEL", { FAL_KEY: "k" }],
    ["PIXORA_SPEECH_MODEL", { REPLICATE_API_TOKEN: "t" }],
    ["PIXORA_MUSIC_MODEL", { REPLICATE_API_TOKEN: "t" }],
  ])("refuses a model in %s that no table knows, and names those that are known", (variable, keys) => {
    const config = { ...readConfig({ ...keys, [variable]: "nobody/nothing" }), dataDir: "/nowhere" };
    const message = expect.stringMatching(new RegExp(`${variable}.*nobody/nothing.*[\\w-]+/[\\w-]+`));
    expect(() => createProviders(config)).toThrow(expect.objectContaining({ code: "invalid_request", message }));
  });
});

describe("a wrong key", () => {
  it.each(["OPENAI_API_KEY", "FAL_KEY", "REPLICATE_API_TOKEN"])(
    "in %s is told by its variable, and buys nothing",
    async (name) => {
      const vendors = await startAllVendors();
      const config = readConfig({ ...vendors.environment, [name]: "wrong-canary" });
      const { language, image, speech } = createProviders({ ...config, dataDir: "/nowhere" }).providers;
      const request = { text: "A fox.", language: "en", voice: null, voiceSample: null };
      const use = {
        OPENAI_API_KEY: () => language.chat.invoke("A fox."),
        FAL_KEY: () => image.generate(stillRequest(), paidContext()),
        REPLICATE_API_TOKEN: () => speech.generate(request, paidContext()),
      }[name];
      const error = await use?.().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "account_refused", message: expect.stringContaining(name) });
      expect(String(error)).not.toContain("canary");
      expect(vendors.invoiceUsd()).toBe(0);
      await vendors.close();
    },
  );
});

describe("the webhooks of vendors", () => {
  const never = { first: 3_600_000, factor: 1, most: 3_600_000 };
  const hear = ({ headers, body }: { headers: Record<string, string>; body: string }) => ({
    headers: new Headers(headers),
    body,
  });

  it("of fal wake who waits for a job when they are genuine, and nobody when they are forged or old", async () => {
    const vendors = await startAllVendors();
    const config = readConfig({ ...vendors.environment, FAL_JWKS_URL: vendors.fal.jwksUrl });
    const { providers, webhooks } = createProviders({ ...config, dataDir: "/nowhere" }, { polls: never });
    let isMade = false;
    const made = providers.image.generate(stillRequest(), paidContext()).finally(() => {
      isMade = true;
    });
    await expect.poll(() => vendors.fal.orders[0]?.state).toBe("ended");
    const { requestId = "" } = vendors.fal.orders[0] ?? {};
    const { headers, body } = vendors.fal.webhooks.signed(requestId);
    const old = vendors.fal.webhooks.signed(requestId, { at: new Date(Date.now() - 3_600_000) });
    expect(await webhooks.fal?.(hear({ headers, body: `${body} ` }))).toBe(false);
    expect(await webhooks.fal?.(hear(old))).toBe(false);
    expect(isMade).toBe(false);
    expect(await webhooks.fal?.(hear({ headers, body }))).toBe(true);
    expect((await made).mediaType).toBe("image/png");
    await vendors.close();
  });

  it("of Replicate wake who waits for a job when they are genuine, and nobody when they are forged", async () => {
    const vendors = await startAllVendors();
    const secret = vendors.replicate.webhookSecret;
    const config = readConfig({ ...vendors.environment, REPLICATE_WEBHOOK_SECRET: secret });
    const { providers, webhooks } = createProviders({ ...config, dataDir: "/nowhere" }, { polls: never });
    const request = { text: "A fox.", language: "en", voice: null, voiceSample: null };
    const made = providers.speech.generate(request, paidContext());
    await expect.poll(() => vendors.replicate.orders[0]?.status).toBe("succeeded");
    const told = { id: "msg_1", timestamp: String(Math.floor(Date.now() / 1000)) };
    const body = JSON.stringify({ id: vendors.replicate.orders[0]?.id });
    const signedWith = (key: string) => ({
      "webhook-id": told.id,
      "webhook-timestamp": told.timestamp,
      "webhook-signature": `v1,${signWebhook({ ...told, body, secret: key })}`,
    });
    const forged = signedWith("whsec_Zm9yZ2VkIGZvcmdlZCBmb3JnZWQgZm9yZ2Vk");
    expect(await webhooks.replicate?.(hear({ headers: forged, body }))).toBe(false);
    expect(await webhooks.replicate?.(hear({ headers: signedWith(secret), body }))).toBe(true);
    await made;
    await vendors.close();
  });

  it("are heard of vendors that are set up, and believed of none whose secret is not known", async () => {
    const { webhooks } = createProviders({ ...readConfig({ REPLICATE_API_TOKEN: "t" }), dataDir: "/nowhere" });
    expect(Object.keys(webhooks)).toEqual(["replicate"]);
    expect(await webhooks.replicate?.(hear({ headers: {}, body: "{}" }))).toBe(false);
  });
});
