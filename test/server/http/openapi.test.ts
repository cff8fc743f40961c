import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hasEnded, TaskStatus } from "../../../models/task.ts";
import { json } from "../../../server/http/answers.ts";
import { endpoint } from "../../../server/http/endpoint.ts";
import { describeApi } from "../../../server/http/openapi.ts";
import { NAMED_ANSWERS, NAMED_BODIES } from "../../../server/http/schemas.ts";

const order = endpoint({
  method: "post",
  path: "/ai/things/{id}",
  operationId: "orderThing",
  summary: "Order a thing",
  tag: "Things",
  scope: "write",
  params: z.object({ id: z.string().describe("its id") }),
  query: z.object({ limit: z.coerce.number().int().min(1).default(20).describe("how many") }),
  body: NAMED_BODIES.VideoRequest,
  answers: { 202: json("Taken.", NAMED_ANSWERS.Task, { location: "where it is" }) },
  handle: () => new Response(),
});
const health = endpoint({
  method: "get",
  path: "/healthz",
  operationId: "getHealth",
  summary: "Health",
  tag: "Operation",
  scope: null,
  answers: { 200: json("Well.", NAMED_ANSWERS.Health) },
  handle: () => new Response(),
});

describe("the OpenAPI document", () => {
  const document = describeApi([order, health], "1.2.3", "https://films.example");
  const operation = document.paths["/ai/things/{id}"]?.post;

  it("has each route with its parameters, its body and its answers", () => {
    expect(document).toMatchObject({ openapi: "3.1.0", info: { version: "1.2.3" } });
    expect(document.servers).toEqual([{ url: "https://films.example" }]);
    expect(operation?.parameters).toEqual([
      { name: "id", in: "path", required: true, schema: { type: "string" }, description: "its id" },
      {
        name: "limit",
        in: "query",
        required: false,
        schema: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER, default: 20 },
        description: "how many",
      },
    ]);
    expect(operation?.requestBody).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/VideoRequest" } } },
    });
    expect(operation?.responses["202"]).toMatchObject({ headers: { location: { description: "where it is" } } });
  });

  it("adds what every route may answer with, and not what it cannot", () => {
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining(["202", "400", "401", "403", "405", "413", "415", "422", "429", "431", "500", "503"]),
    );
    expect(operation?.responses["405"]?.headers).toHaveProperty("allow");
    const toHealth = ["200", "400", "405", "431", "500", "503"];
    expect(Object.keys(document.paths["/healthz"]?.get?.responses ?? {})).toEqual(toHealth);
    expect(document.paths["/healthz"]?.get?.security).toEqual([]);
  });

  it("lets a body hold nothing unknown, and answers grow", () => {
    const { schemas } = document.components;
    expect(schemas.VideoRequest).toMatchObject({ additionalProperties: false, required: ["prompt"] });
    expect(schemas.Task).not.toHaveProperty("additionalProperties");
    expect(schemas.Task?.required).toEqual(expect.arrayContaining(["id", "status", "cost", "request"]));
  });

  it("tells of the webhook that it sends: each end of a task, signed", () => {
    const { parameters = [], requestBody } = document.webhooks.taskEnded?.post ?? {};
    expect(requestBody).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/TaskWebhook" } } },
    });
    const ends = TaskStatus.options.filter(hasEnded).map((status) => `task.${status}`);
    expect(document.components.schemas.TaskWebhook).toMatchObject({ properties: { type: { enum: ends } } });
    expect(parameters.map(({ name }) => name)).toEqual(["webhook-id", "webhook-timestamp", "webhook-signature"]);
  });

  it("refuses a schema without a name", () => {
    const odd = { ...health, answers: { 200: json("Odd.", z.object({})) } };
    expect(() => describeApi([odd], "1", null)).toThrow("has no name");
  });
});
