/** What the specification of OpenAPI 3.1 demands of a document, as far as the service's has it. */
import { z } from "zod";

const Reference = z.strictObject({ $ref: z.string().regex(/^#\/components\/schemas\/\w+$/) });
const Schema = z.record(z.string(), z.unknown());
const Content = z.record(
  z.string().regex(/^[a-z]+\/([a-z0-9.+-]+|\*)$/),
  z.strictObject({ schema: z.union([Reference, z.strictObject({})]) }),
);
const Header = z.strictObject({ description: z.string().min(1), schema: Schema });

const Parameter = z
  .strictObject({
    name: z.string().min(1),
    in: z.enum(["path", "query", "header"]),
    required: z.boolean(),
    description: z.string().min(1).optional(),
    schema: Schema,
  })
  .refine((parameter) => parameter.in !== "path" || parameter.required, "what is in a path is required")
  // These are told by other means, and clients ignore them here.
  .refine(({ in: place, name }) => place !== "header" || !["content-type", "authorization"].includes(name));

const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  description: z.string().min(1).optional(),
  tags: z.array(z.string().min(1)).length(1),
  security: z.array(z.record(z.string(), z.array(z.never()))),
  parameters: z.array(Parameter).min(1).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({
      description: z.string().min(1),
      content: Content.optional(),
      headers: z.record(z.string(), Header).optional(),
    }),
  ),
  "x-scope": z.enum(["read", "write"]).optional(),
});

const Scheme = z.union([
  z.strictObject({ type: z.literal("http"), scheme: z.literal("bearer"), description: z.string() }),
  z.strictObject({ type: z.literal("apiKey"), in: z.literal("header"), name: z.string(), description: z.string() }),
]);

export const OpenApiDocument = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string().min(1),
    license: z.strictObject({ name: z.string().min(1) }),
  }),
  servers: z.array(z.strictObject({ url: z.string().min(1) })).min(1),
  paths: z.record(z.string().startsWith("/"), z.record(z.enum(["get", "post", "delete"]), Operation.optional())),
  webhooks: z.record(z.string().regex(/^[a-z][A-Za-z]+$/), z.strictObject({ post: Operation })),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), Schema),
    securitySchemes: z.record(z.string(), Scheme),
  }),
});
