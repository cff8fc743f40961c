/**
 * `node --import tsx test/server/processes/scale-out.ts [films]`: two servers and three workers over one Redis make films
 * (30), one worker is killed meanwhile, and a table tells what became of it.
 */
import { runScale } from "./scale.ts";

const count = Number(process.argv[2] ?? 30);
const { films, cancelled, killed, shares, picturesBought, seconds } = await runScale(count);
const isCompleted = (data: unknown) =>
  typeof data === "object" && data && "status" in data && data.status === "completed";
const gaps = films.filter(({ events }) => events.some(({ id }, place) => id !== place + 1));
const elsewhere = films.filter(({ orderedAt, followedAt }) => orderedAt !== followedAt);
const takenOver = films.filter(({ takenBy }) => takenBy.length > 1);
const rows: Record<string, string | number> = {
  "films ordered, alternately at two servers": count,
  completed: films.filter(({ events }) => isCompleted(events.at(-1)?.data)).length,
  "followed at the other server": elsewhere.length,
  "events, and films with a gap among them": `${films.flatMap(({ events }) => events).length}, ${gaps.length}`,
  "same bytes from both servers": films.filter(({ hashes: [one, other] }) => one?.length === 64 && one === other)
    .length,
  "carried out by one worker": films.length - takenOver.length,
  "worker that was killed": `${killed.worker + 1}, carrying out ${killed.taskId}`,
  "taken over": takenOver.map(({ taskId, takenBy }) => `${taskId} by ${takenBy.map((at) => at + 1).join(", ")}`).join(),
  "cancelled at the other server": cancelled.events.at(-1)?.data && "yes",
  "pictures bought": picturesBought,
  ...Object.fromEntries(shares.map(({ taken, ended }, at) => [`worker ${at + 1}`, `${taken} taken, ${ended} ended`])),
  seconds: seconds.toFixed(1),
};
const lines = Object.entries(rows).map(([name, value]) => `${name.padEnd(46)}${value}`);
process.stdout.write(`${lines.join("\n")}\n`);
