/** Plays all live vendors on this machine until Ctrl-C, for trying things by hand: prints the variables that lead to them. */
import { once } from "node:events";
import { startAllVendors } from "./all.ts";

const vendors = await startAllVendors({ latencyMs: 1000 });
process.stdout.write(
  `${Object.entries(vendors.environment)
    .map(([name, value]) => `export ${name}='${value}'`)
    .join("\n")}\n`,
);
process.stderr.write("Vendors are being played. Paste the lines above into another shell; Ctrl-C ends.\n");
await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
const orders = [
  ...vendors.openai.orders.map(({ name, status }) => ({ vendor: "openai", order: name, end: String(status) })),
  ...vendors.fal.orders.map(({ model, state, billedUsd }) => ({ vendor: "fal", order: model, end: state, billedUsd })),
  ...vendors.replicate.posts.map(({ path, job }) => ({
    vendor: "replicate",
    order: path,
    end: job?.status ?? "refused",
    billedUsd: job?.billedUsd ?? 0,
  })),
];
process.stderr.write(`${orders.map((order) => JSON.stringify(order)).join("\n")}\n`);
process.stderr.write(`${orders.length} paid POSTs, invoice $${vendors.invoiceUsd().toFixed(6)}\n`);
await vendors.close();
