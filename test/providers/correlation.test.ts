import { describe, expect, it } from "vitest";
import { addressesAt, createCorrelations, isSameOperation } from "../../providers/correlation.ts";

const NAME = { taskId: "task-1", operationId: "scene_asset_generator:3:still.2:g0#1" };
const SECRET = "id:secret";
const acme = createCorrelations("acme", SECRET);

describe("a correlation", () => {
  it.each([NAME, { taskId: "t", operationId: 'sheet:母の"狐"/../🦊:g1#2' }, { taskId: "", operationId: "." }])(
    "tells the operation that was written, in a form that an address can hold: %o",
    (name) => {
      const written = acme.write(name);
      expect(written).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
      expect(createCorrelations("acme", SECRET).read(written)).toEqual(name);
      expect(acme.write(name)).toBe(written);
    },
  );

  it("of another secret, or another vendor with the same one, tells nothing", () => {
    expect(createCorrelations("acme", "id:other").read(acme.write(NAME))).toBeNull();
    expect(createCorrelations("other", SECRET).read(acme.write(NAME))).toBeNull();
  });

  it("of another operation does not take this one's seal", () => {
    const [name] = acme.write({ ...NAME, operationId: "scene_asset_generator:4:still:g0#1" }).split(".");
    const [, seal] = acme.write(NAME).split(".");
    expect(acme.read(`${name}.${seal}`)).toBeNull();
  });

  it.each([
    "",
    ".",
    "a.b",
    "task-1",
    `${"a".repeat(20)}.${"A".repeat(43)}`,
    `${acme.write(NAME)}a`,
    acme.write(NAME).slice(1),
    acme.write(NAME).replace(".", "/"),
    ` ${acme.write(NAME)}`,
    `${acme.write(NAME)}\n`,
  ])("that nobody wrote tells nothing: %j", (correlation) => {
    expect(acme.read(correlation)).toBeNull();
  });

  it("shows nothing of the secret", () => {
    expect(Buffer.from(acme.write(NAME).split(".")[0] ?? "", "base64url").toString()).not.toContain("secret");
  });
});

describe("two addresses", () => {
  const urlOf = addressesAt("https://pixora.example/hooks/acme", acme);

  it("are about one operation whatever the host and the secret", () => {
    const other = addressesAt("https://old.example/hooks/acme", createCorrelations("acme", "id:old"));
    expect(isSameOperation(urlOf(NAME), other(NAME))).toBe(true);
    expect(isSameOperation(urlOf(NAME), other({ ...NAME, taskId: "task-2" }))).toBe(false);
  });

  it("tell nothing where one of them is none of ours", () => {
    for (const url of ["https://app.example/hook", "https://pixora.example/hooks/acme/", "***"]) {
      expect(isSameOperation(urlOf(NAME), url)).toBeNull();
      expect(isSameOperation(url, urlOf(NAME))).toBeNull();
    }
  });
});
