/** The files of a finished film, and the pictures of one that is being made. */
import { z } from "zod";
import { RESULT_FILES, type ResultName } from "../files/film-folder.ts";
import { file, NOT_FOUND, nothing, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import type { Service } from "../service.ts";
import { notFound, ownedTask, TaskPath } from "./owned-task.ts";

/** What each of them is, for people. */
const MEANINGS = {
  poster: "its poster",
  "captions.srt": "its captions as SubRip",
  "captions.vtt": "its captions as WebVTT",
  manifest: "what it was made from, and for how much",
} satisfies Partial<Record<ResultName, string>>;

const VideoQuery = z.object({
  partial: z
    .literal("1", 'must be "1"')
    .optional()
    .describe("`1`: what is ready of a film that is still being made, or ended without being finished"),
});

const AssetPath = TaskPath.extend({
  name: z.string().max(100).describe("`<sha256>.<extension>`, as `asset-ready` tells it"),
});

/** Nothing else is sent: `server/files`. */
const ASSET_TYPES = ["image/*", "audio/*", "video/*"];

export function resultEndpoints(service: Service): Endpoint[] {
  const names = Object.keys(MEANINGS) as (keyof typeof MEANINGS)[];
  return [
    getVideo(service),
    ...names.map((name) => getResult(service, name)),
    endpoint({
      method: "get",
      path: "/ai/tasks/{id}/assets/{name}",
      operationId: "getAsset",
      summary: "Get a file that the film is made from",
      tag: "Results",
      scope: "read",
      params: AssetPath,
      answers: fileAnswers("The file.", ...ASSET_TYPES),
      async handle({ principal, params, request }) {
        const row = await ownedTask(service, principal, params);
        return (await service.files.asset(row, params.name, request)) ?? refuseMissing(false);
      },
    }),
  ];
}

function getVideo(service: Service): Endpoint {
  return endpoint({
    method: "get",
    path: "/ai/tasks/{id}/video",
    operationId: "getVideo",
    summary: "Get the film",
    description:
      "With `partial=1` it can be watched while it is made: each scene as soon as it is there, and at last all of it, also before the task has ended. It is 404 until the first scene is ready.",
    tag: "Results",
    scope: "read",
    params: TaskPath,
    query: VideoQuery,
    answers: fileAnswers("The film.", RESULT_FILES.video.mediaType),
    async handle({ principal, params, query, request }) {
      const row = await ownedTask(service, principal, params);
      const finished = await service.files.result(row, "video", request);
      if (finished || query.partial === undefined) return finished ?? refuseMissing(row.status === "completed");
      const partial = await service.files.partial(row, request);
      return partial ?? refuseMissing(false, "No scene of it is ready yet on this machine.");
    },
  });
}

function getResult(service: Service, name: keyof typeof MEANINGS): Endpoint {
  const what = MEANINGS[name];
  return endpoint({
    method: "get",
    path: `/ai/tasks/{id}/${name}`,
    operationId: `get${name.replace(/(^|\.)([a-z])/g, (_all, _dot, letter: string) => letter.toUpperCase())}`,
    summary: `Get ${what}`,
    tag: "Results",
    scope: "read",
    params: TaskPath,
    answers: fileAnswers(`The file: ${what}.`, RESULT_FILES[name].mediaType),
    async handle({ principal, params, request }) {
      const row = await ownedTask(service, principal, params);
      return (await service.files.result(row, name, request)) ?? refuseMissing(row.status === "completed");
    },
  });
}

function refuseMissing(isCompleted: boolean, soFar = "There is no such file yet."): never {
  throw notFound(isCompleted ? "The film has no such file." : soFar);
}

function fileAnswers(description: string, ...mediaTypes: string[]): Endpoint["answers"] {
  return {
    200: file(description, ...mediaTypes),
    206: file("The part that `Range` asks for.", ...mediaTypes),
    304: nothing("It is as you know it."),
    307: nothing("Where it is: a signed URL that ends soon."),
    ...NOT_FOUND,
    416: problem("The file has no such part."),
  };
}
