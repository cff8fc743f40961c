/** A process of the bench: asks the service over connections that are kept. */
import { Agent, type IncomingMessage, request } from "node:http";
import type { AskOrder, AskReport, OwnedTask } from "./protocol.ts";

const FILM = JSON.stringify({ prompt: "A fox finds a lantern in a snowy forest" });
const OPEN = { method: "GET", path: "/healthz", headers: {}, body: "", expected: 200 };

type Question = typeof OPEN & { key: string };

process.on("message", async (order: AskOrder) => {
  process.send?.(await ask(order));
});

async function ask(order: AskOrder): Promise<AskReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const latencies: number[] = [];
  const tasks: OwnedTask[] = [];
  const began = performance.now();
  let asked = 0;
  let failed = 0;
  const askOn = async () => {
    while (performance.now() - began < order.seconds * 1000) {
      const question = nextQuestion(order, asked++);
      const sent = performance.now();
      const { status, text } = await send(order.port, question, agent);
      latencies.push(performance.now() - sent);
      if (status !== question.expected) failed++;
      else if (order.what === "create") tasks.push({ id: JSON.parse(text).id, key: question.key });
    }
  };
  await Promise.all(Array.from({ length: order.connections }, askOn));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const share = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return { seconds, requests: latencies.length, failed, p50: share(0.5), p99: share(0.99), tasks };
}

function nextQuestion({ what, keys, tasks }: AskOrder, turn: number): Question {
  if (what === "healthz") return { ...OPEN, key: "" };
  const { id, key } =
    what === "status" ? (tasks[turn % tasks.length] ?? NOTHING) : { id: "", key: keys[turn % keys.length] ?? "" };
  const authorization = `Bearer ${key}`;
  if (what === "status") return { ...OPEN, path: `/ai/tasks/${id}`, headers: { authorization }, key };
  const headers = { authorization, "content-type": "application/json" };
  return { method: "POST", path: "/ai/generate", headers, body: FILM, expected: 202, key };
}

const NOTHING: OwnedTask = { id: "", key: "" };

function send(port: number, { method, path, headers, body }: Question, agent: Agent) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const read = (answer: IncomingMessage) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode, text }));
      answer.on("error", reject);
    };
    const asking = request({ host: "127.0.0.1", port, method, path, headers, agent, timeout: PATIENCE_MS }, read);
    asking.on("timeout", () => asking.destroy(new Error(`${method} ${path} was not answered.`)));
    asking.on("error", reject);
    asking.end(body);
  });
}

const PATIENCE_MS = 30_000;
