import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { deadlineAfter } from "../../providers/deadline.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

it("a deadline comes, though nobody holds it and the garbage is collected before", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const { port } = silent.address() as AddressInfo;
  const task = new AbortController();
  const signal = () => AbortSignal.any([task.signal, deadlineAfter(300)]);
  const asked = fetch(`http://127.0.0.1:${port}`, { signal: signal() }).catch((error: unknown) => error);
  for (let time = 0; time < 8; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collectGarbage();
  }
  const never = new Promise((resolve) => setTimeout(resolve, 1000, "never"));
  expect(await Promise.race([asked, never])).toMatchObject({ name: "TimeoutError" });
  silent.closeAllConnections();
  silent.close();
});
