import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { createJobNews } from "../../providers/job-news.ts";

const forever = new AbortController().signal;
const once = () => AbortSignal.timeout(20);

it("news wakes everybody who waits for that job, and nobody else", async () => {
  const news = createJobNews();
  const waiting = Promise.all([news.next("acme", "1", forever), news.next("acme", "1", forever)]);
  const others = [news.next("acme", "2", once()), news.next("other", "1", once())];
  news.tell("acme", "1");
  await waiting;
  for (const other of others) await expect(other).rejects.toMatchObject({ code: "cancelled" });
});

it("news that came before anybody waited is told once, however often it came", async () => {
  const news = createJobNews();
  news.tell("acme", "1");
  news.tell("acme", "1");
  await news.next("acme", "1", forever);
  await expect(news.next("acme", "1", once())).rejects.toMatchObject({ code: "cancelled" });
});

it("news of jobs that nobody asks about is forgotten, the oldest first", async () => {
  const news = createJobNews({ mostUnread: 2 });
  for (const id of ["1", "2", "1", "3"]) news.tell("acme", id);
  await news.next("acme", "1", forever);
  await news.next("acme", "3", forever);
  await expect(news.next("acme", "2", once())).rejects.toMatchObject({ code: "cancelled" });
});

it("who stops waiting hears nothing more, and takes no news away from others", async () => {
  const news = createJobNews();
  const controller = new AbortController();
  const left = news.next("acme", "1", controller.signal);
  controller.abort();
  await expect(left).rejects.toMatchObject({ code: "cancelled" });
  await expect(news.next("acme", "1", controller.signal)).rejects.toMatchObject({ code: "cancelled" });
  news.tell("acme", "1");
  await news.next("acme", "1", forever);
});

it("no listener stays on the signal of who was told", async () => {
  const news = createJobNews();
  const { signal } = new AbortController();
  const waiting = news.next("acme", "1", signal);
  news.tell("acme", "1");
  await waiting;
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});
