/** The files of a finished film, and the pictures of one that is being made. */
import { z } from "zod";
import { file, NOT_FOUND, nothing, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import type { Service } from "../service.ts";
import { notFound, ownedTask, TaskPath } from "./owned-task.ts";

/** Each with what it is, and its media type. */
const RESULTS = {
  video: ["the film", "video/mp4"],
  poster: ["its poster", "image/jpeg"],
  "captions.srt": ["its captions as SubRip", "application/x-subrip"],
  "captions.vtt": ["its captions as WebVTT", "text/vtt"],
  manifest: ["what it was made from, and for how much", "application/json"],
} as const;
export type ResultName = keyof typeof RESULTS;

const AssetPath = TaskPath.extend({
  name: z.string().max(100).describe("`<sha256>.<extension>`, as `asset-ready` tells it"),
});

/** How files are sent: `server/files`. */
const FILE_ANSWERS = {
  206: file("The part that `Range` asks for.", "application/octet-stream"),
  304: nothing("It is as you know it."),
  307: nothing("Where it is: a signed URL that ends soon."),
  ...NOT_FOUND,
  416: problem("The file has no such part."),
};

export function resultEndpoints(service: Service): Endpoint[] {
  const results = Object.entries(RESULTS).map(([name, [what, mediaType]]) =>
    endpoint({
      method: "get",
      path: `/ai/tasks/{id}/${name}`,
      operationId: `get${name.replace(/(^|\.)([a-z])/g, (_all, _dot, letter: string) => letter.toUpperCase())}`,
      summary: `Get ${what}`,
      tag: "Results",
      scope: "read",
      params: TaskPath,
      answers: { 200: file(`The file: ${what}.`, mediaType), ...FILE_ANSWERS },
      async handle({ principal, params, request }) {
        const row = await ownedTask(service, principal, params);
        const answer = await service.files.result(row, name as ResultName, request);
        return answer ?? refuseMissing(row.status === "completed");
      },
    }),
  );
  return [
    ...results,
    endpoint({
      method: "get",
      path: "/ai/tasks/{id}/assets/{name}",
      operationId: "getAsset",
      summary: "Get a file that the film is made from",
      tag: "Results",
      scope: "read",
      params: AssetPath,
      answers: { 200: file("The file.", "application/octet-stream"), ...FILE_ANSWERS },
      async handle({ principal, params, request }) {
        const row = await ownedTask(service, principal, params);
        return (await service.files.asset(row, params.name, request)) ?? refuseMissing(false);
      },
    }),
  ];
}

function refuseMissing(isCompleted: boolean): never {
  throw notFound(isCompleted ? "The film has no such file." : "There is no such file yet.");
}
