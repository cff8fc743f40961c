/** The OpenAPI 3.1 document, made from the endpoints and the schemas that check their requests. */
import { z } from "zod";
import { nothing, problem } from "./answers.ts";
import type { Answer, Endpoint } from "./endpoint.ts";
import { outgoingWebhooks } from "./outgoing-webhooks.ts";
import { NAMED_ANSWERS, NAMED_BODIES } from "./schemas.ts";

type Json = Record<string, unknown>;

export interface ApiDocument {
  openapi: "3.1.0";
  info: Json;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  /** What the service itself sends, by names of this document. */
  webhooks: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
}

export interface Operation {
  operationId: string;
  summary: string;
  security?: Json[];
  parameters?: Parameter[];
  requestBody?: Json;
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }>; headers?: Json }>;
  [more: string]: unknown;
}

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: Json;
  description?: string;
}

const PREFIX = "#/components/schemas/";

/** @param publicUrl where the service is reached; null for wherever the document was got from */
export function describeApi(endpoints: readonly Endpoint[], version: string, publicUrl: string | null): ApiDocument {
  const paths: ApiDocument["paths"] = {};
  for (const route of endpoints) paths[route.path] = { ...paths[route.path], [route.method]: describe(route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Pixora",
      version,
      description: "From one prompt to a finished, narrated video.",
      license: { name: "MIT" },
    },
    servers: [{ url: publicUrl ?? "/" }],
    paths,
    webhooks: outgoingWebhooks(`${PREFIX}TaskWebhook`),
    components: {
      schemas: { ...namedSchemas(NAMED_BODIES, "input"), ...namedSchemas(NAMED_ANSWERS, "output") },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "a key of the service, or a user's token" },
        header: { type: "apiKey", in: "header", name: "x-api-key", description: "a key of the service" },
      },
    },
  };
}

function namedSchemas(named: Record<string, z.ZodType>, io: "input" | "output"): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `${PREFIX}${id}`, io, ...SETTINGS });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutHeading(schema)]));
}

/** What a client sends may not hold what is unknown; what it is told may grow. */
const SETTINGS: Parameters<typeof z.toJSONSchema>[1] = {
  unrepresentable: "any",
  override: ({ zodSchema, jsonSchema }) => {
    const { def } = zodSchema._zod;
    if (def.type === "object" && !def.catchall) delete jsonSchema.additionalProperties;
  },
};

function withoutHeading({ $schema, $id, ...schema }: Json): Json {
  return schema;
}

function describe(route: Endpoint): Operation {
  const { operationId, summary, description, tag, scope, body, isBodyOptional = false, answers } = route;
  const responses = { ...commonAnswers(route), ...answers };
  const parameters = [
    ...parametersIn("path", route.params),
    ...parametersIn("query", route.query),
    ...parametersIn("header", route.headers),
  ];
  return {
    ...{ operationId, summary, tags: [tag] },
    ...(description && { description }),
    ...(scope ? { security: [{ key: [] }, { header: [] }], "x-scope": scope } : { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !isBodyOptional,
        content: { "application/json": { schema: reference(body, NAMED_BODIES) } },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, answer]) => [status, describeAnswer(answer)]),
    ),
  };
}

function parametersIn(place: Parameter["in"], schema: z.ZodType | undefined): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", ...SETTINGS });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = typeof property === "object" ? property : {};
    const isRequired = place === "path" || required.includes(name);
    return { name, in: place, required: isRequired, schema: rest as Json, ...(description && { description }) };
  });
}

function describeAnswer({ description, content, headers }: Answer): Operation["responses"][string] {
  const bodies = Object.entries(content ?? {}).map(([mediaType, schema]) => [
    mediaType,
    { schema: schema ? reference(schema, NAMED_ANSWERS) : {} },
  ]);
  const told = Object.entries(headers ?? {}).map(([name, meaning]) => [
    name,
    { description: meaning, schema: { type: "string" } },
  ]);
  return {
    description,
    ...(content && { content: Object.fromEntries(bodies) }),
    ...(headers && { headers: Object.fromEntries(told) }),
  };
}

function reference(schema: z.ZodType, named: Record<string, z.ZodType>): Json {
  const [name] = Object.entries(named).find(([, one]) => one === schema) ?? [];
  if (name === undefined) throw new Error("A schema of the API has no name: add it to server/http/schemas.ts.");
  return { $ref: `${PREFIX}${name}` };
}

/** What any route may answer with. */
function commonAnswers({ method, scope, body, params, query, headers }: Endpoint): Record<number, Answer> {
  const later = { "retry-after": "seconds until it is worth asking again" };
  return {
    ...(scope && {
      401: problem("No key, or one that is not known.", { "www-authenticate": "how to say who asks" }),
      403: problem("The key may not do this."),
      429: problem("Too many requests, tasks or streams of this owner.", later),
    }),
    ...(method === "post" && { 413: problem("The body is too long.") }),
    ...(body && { 415: problem("The body is not JSON in UTF-8, or is packed.") }),
    ...((body || params || query || headers) && {
      422: problem("The request is not as it should be: `errors` says where."),
    }),
    400: problem("The path or the Host is malformed; without a body, the whole request is."),
    405: problem("The path has other methods only.", { allow: "those" }),
    431: nothing("The headers are longer than is read."),
    500: problem("A bug. The log of the service has it under the request's id."),
    503: problem("Something that is needed cannot be reached, or the server ends.", later),
  };
}
