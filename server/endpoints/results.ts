/** The files of a finished film, and the pictures of one that is being made. */
import { z } from "zod";
import { RESULT_FILES, type ResultName } from "../files/film-folder.ts";
import { file, NOT_FOUND, nothing, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import type { Service } from "../service.ts";
import { notFound, ownedTask, TaskPath } from "./owned-task.ts";

/** What each of them is, for people. */
const MEANINGS: Record<ResultName, string> = {
  video: "the film",
  poster: "its poster",
  "captions.srt": "its captions as SubRip",
  "captions.vtt": "its captions as WebVTT",
  manifest: "what it was made from, and for how much",
};

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
  const names = Object.keys(MEANINGS) as ResultName[];
  return [
    ...names.map((name) => getResult(service, name)),
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

function getResult(service: Service, name: ResultName): Endpoint {
  const what = MEANINGS[name];
  return endpoint({
    method: "get",
    path: `/ai/tasks/{id}/${name}`,
    operationId: `get${name.replace(/(^|\.)([a-z])/g, (_all, _dot, letter: string) => letter.toUpperCase())}`,
    summary: `Get ${what}`,
    tag: "Results",
    scope: "read",
    params: TaskPath,
    answers: { 200: file(`The file: ${what}.`, RESULT_FILES[name].mediaType), ...FILE_ANSWERS },
    async handle({ principal, params, request }) {
      const row = await ownedTask(service, principal, params);
      return (await service.files.result(row, name, request)) ?? refuseMissing(row.status === "completed");
    },
  });
}

function refuseMissing(isCompleted: boolean): never {
  throw notFound(isCompleted ? "The film has no such file." : "There is no such file yet.");
}
