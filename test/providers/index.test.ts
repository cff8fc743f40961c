import { describe, expect, it } from "vitest";
import { readConfig } from "../../models/config.ts";
import { createProviders } from "../../providers/index.ts";
import { paidContext } from "../contract/context.ts";
import { stillRequest } from "../contract/image-provider.ts";
import { startAllVendors } from "../vendors/all.ts";
import { type SignedWebhook, signedWebhook } from "../vendors/replicate-wire.ts";

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
  const received = ({ headers, body }: SignedWebhook) => ({ headers: new Headers(headers), body: Buffer.from(body) });

  it("of fal are known by fal's signature, and news of them wakes who waits for a job", async () => {
    const vendors = await startAllVendors();
    const config = readConfig({ ...vendors.environment, FAL_JWKS_URL: vendors.fal.jwksUrl });
    const { providers, webhooks, news } = createProviders({ ...config, dataDir: "/nowhere" }, { polls: never });
    let isMade = false;
    const made = providers.image.generate(stillRequest(), paidContext()).finally(() => {
      isMade = true;
    });
    await expect.poll(() => vendors.fal.orders[0]?.state).toBe("ended");
    const { requestId = "" } = vendors.fal.orders[0] ?? {};
    const { headers, body } = vendors.fal.webhooks.signed(requestId);
    const old = vendors.fal.webhooks.signed(requestId, { at: new Date(Date.now() - 3_600_000) });
    expect(await webhooks.fal?.verify(received({ headers, body: `${body} ` }))).toBeNull();
    expect(await webhooks.fal?.verify(received(old))).toBeNull();
    expect(await webhooks.fal?.verify(received({ headers, body }))).toEqual({ requestId });
    expect(isMade).toBe(false);
    news.tell("fal", requestId);
    expect((await made).mediaType).toBe("image/png");
    await vendors.close();
  });

  it("of Replicate are known by the account's secret, and news of them wakes who waits for a job", async () => {
    const vendors = await startAllVendors();
    const secret = vendors.replicate.webhookSecret;
    const config = readConfig({ ...vendors.environment, REPLICATE_WEBHOOK_SECRET: secret });
    const { providers, webhooks, news } = createProviders({ ...config, dataDir: "/nowhere" }, { polls: never });
    const request = { text: "A fox.", language: "en", voice: null, voiceSample: null };
    const made = providers.speech.generate(request, paidContext());
    await expect.poll(() => vendors.replicate.orders[0]?.status).toBe("succeeded");
    const { id = "" } = vendors.replicate.orders[0] ?? {};
    const message = vendors.replicate.webhooks.signed(id);
    const forged = signedWebhook(id, { body: message.body, secret: "whsec_Zm9yZ2VkIGZvcmdlZCBmb3JnZWQgZm9yZ2Vk" });
    expect(await webhooks.replicate?.verify(received(forged))).toBeNull();
    expect(await webhooks.replicate?.verify(received(message))).toEqual({ requestId: id });
    news.tell("replicate", id);
    await made;
    await vendors.close();
  });

  it("are heard of vendors that are set up, and believed of none whose secret is not known", async () => {
    const { webhooks } = createProviders({ ...readConfig({ REPLICATE_API_TOKEN: "t" }), dataDir: "/nowhere" });
    expect(Object.keys(webhooks)).toEqual(["replicate"]);
    expect(await webhooks.replicate?.verify(received({ headers: {}, body: "{}" }))).toBeNull();
  });

  const KEYS = { FAL_KEY: "id:secret", REPLICATE_API_TOKEN: "t", REPLICATE_WEBHOOK_SECRET: "whsec_c2VjcmV0" };

  it.each([
    ["https://pixora.invalid/", null, "https://pixora.invalid/hooks"],
    ["https://pixora.invalid/films", null, "https://pixora.invalid/films/hooks"],
    ["http://127.0.0.1:1", "127.0.0.1:1", "http://127.0.0.1:1/hooks"],
    ["http://127.0.0.1", "127.0.0.1:80", "http://127.0.0.1/hooks"],
    ["http://127.0.0.1:1", "127.0.0.1:80", null],
    ["http://pixora.invalid", null, null],
    [null, null, null],
  ])("with the public address %s and the allowed host %s come to %s", async (publicUrl, host, base) => {
    const vendors = await startAllVendors({ hasClip: false });
    const { environment, fal, replicate } = vendors;
    const config = readConfig({
      ...environment,
      REPLICATE_WEBHOOK_SECRET: replicate.webhookSecret,
      PIXORA_ALLOWED_HOSTS: [environment.PIXORA_ALLOWED_HOSTS, ...(host ? [host] : [])].join(),
      ...(publicUrl && { PIXORA_PUBLIC_URL: publicUrl }),
    });
    const { providers, webhooks, notices } = createProviders({ ...config, dataDir: "/nowhere" });
    const context = paidContext();
    await providers.image.generate(stillRequest(), context);
    await providers.speech.generate({ text: "A fox.", language: "en", voice: null, voiceSample: null }, context);
    const urls = { fal: fal.orders[0]?.webhookUrl, replicate: replicate.orders[0]?.webhook };
    for (const [vendor, url] of Object.entries(urls)) {
      const [start, correlation = ""] = /^(.*)\/([^/]+)$/.exec(url ?? "")?.slice(1) ?? [];
      expect(start ?? null).toBe(base && `${base}/${vendor}`);
      if (base) expect(webhooks[vendor]?.operationOf(correlation)).toMatchObject({ taskId: "task-1" });
    }
    const isRefused = publicUrl !== null && base === null;
    expect(notices.some((notice) => /webhooks are not asked for.*PIXORA_PUBLIC_URL/.test(notice))).toBe(isRefused);
    await vendors.close();
  });

  it.each([
    ["FAL_KEY", { FAL_KEY: "", FAL_PROXY_URL: "https://proxy.example" }],
    ["REPLICATE_WEBHOOK_SECRET", { REPLICATE_WEBHOOK_SECRET: "" }],
  ])("that cannot be told from others for want of %s are not asked for, which is said", (name, changes) => {
    const environment = { ...KEYS, PIXORA_PUBLIC_URL: "https://pixora.invalid", ...changes };
    const { notices } = createProviders({ ...readConfig(environment), dataDir: "/nowhere" });
    expect(notices.filter((notice) => notice.includes("webhooks"))).toEqual([expect.stringContaining(name)]);
  });
});
