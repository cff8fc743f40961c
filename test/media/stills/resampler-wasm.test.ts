import { readFile } from "node:fs/promises";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { expect, it } from "vitest";

const stills = join(import.meta.dirname, "../../../media/stills");

/** Run `npx vitest run test/media/stills/resampler-wasm.test.ts --update` after a change of the source. */
it("holds exactly what the AssemblyScript source compiles to", async () => {
  const source = await readFile(join(stills, "resampler.as"), "utf8");
  const compiled: Uint8Array[] = [];
  const words = ["resampler.ts", "-o", "resampler.wasm", "-O3", "--noAssert", "--runtime", "stub"];
  const { error, stderr } = await asc.main([...words, "--enable", "simd", "--importMemory"], {
    readFile: (name) => (name === "resampler.ts" ? source : null),
    writeFile: (_name, contents) => void compiled.push(Buffer.from(contents)),
    listFiles: () => [],
  });
  expect(error, stderr.toString()).toBeNull();
  const base64 = Buffer.concat(compiled).toString("base64");
  const text = `/** \`resampler.as\` compiled to WebAssembly, in base64. Made by its test; never edited by hand. */
export const RESAMPLER_WASM =
  "${base64}";
`;
  await expect(text).toMatchFileSnapshot(join(stills, "resampler-wasm.ts"));
});
