import { z } from "zod";

/** How deep an answer may nest, and how many fields it may have: what strict engines take. */
const MAX_DEPTH = 10;
const MAX_FIELDS = 1000;

/** Keywords that every strict engine takes. All others are said in words, and kept by our own check of the answer. */
const KEPT = ["type", "enum", "description"] as const;

/**
 * The JSON schema of an answer, safe for strict mode: every field required, none besides, only keywords that
 * constrained decoding knows. Limits (lengths, counts, patterns) become part of the description.
 * Throws for a schema that strict mode cannot express (optional fields, records, circles): a bug of ours.
 */
export function answerSchema(schema: z.ZodObject): Record<string, unknown> {
  const fields = { left: MAX_FIELDS };
  return strictNode(Node.parse(z.toJSONSchema(schema)), 1, fields);
}

function strictNode(node: Node, depth: number, fields: { left: number }): Record<string, unknown> {
  if (depth > MAX_DEPTH) throw new Error(`An answer nests deeper than ${MAX_DEPTH}.`);
  const inner = (child: Node) => strictNode(child, depth + 1, fields);
  const kept = Object.fromEntries(KEPT.filter((key) => node[key] !== undefined).map((key) => [key, node[key]]));
  const description = [node.description, limitsInWords(node)].filter(Boolean).join(" ");
  const base = description ? { ...kept, description } : kept;
  if (node.anyOf) return { ...base, anyOf: node.anyOf.map(inner) };
  if (node.const !== undefined) return { ...base, enum: [node.const] };
  if (node.type === "object") return { ...base, ...strictObject(node, inner, fields) };
  if (node.type === "array" && node.items) return { ...base, items: inner(node.items) };
  if (node.type === undefined || node.type === "array") throw new Error("Strict mode cannot express this schema.");
  return base;
}

function strictObject(node: Node, inner: (child: Node) => Record<string, unknown>, fields: { left: number }) {
  const names = Object.keys(node.properties ?? {});
  const optional = names.find((name) => !node.required?.includes(name));
  if (optional) throw new Error(`Strict mode has no optional fields, such as ${optional}: make it nullable.`);
  if (!node.properties) throw new Error("Strict mode has no objects with fields of any name.");
  fields.left -= names.length;
  if (fields.left < 0) throw new Error(`An answer has more than ${MAX_FIELDS} fields.`);
  const properties = Object.fromEntries(Object.entries(node.properties).map(([name, child]) => [name, inner(child)]));
  return { properties, required: names, additionalProperties: false };
}

/** `At most 80 characters.` What the schema itself may not say is still told to the model. */
function limitsInWords(node: Node): string {
  const words = [
    between(node.minLength, node.maxLength, "characters"),
    between(node.minItems, node.maxItems, "entries"),
    node.type === "integer" || node.type === "number" ? between(safe(node.minimum), safe(node.maximum), "") : null,
    node.pattern ? `Matches ${node.pattern}` : null,
  ];
  return words.flatMap((part) => (part ? `${part}.` : [])).join(" ");
}

function between(least: number | undefined, most: number | undefined, unit: string): string | null {
  const range = [least ? `at least ${least}` : "", most === undefined ? "" : `at most ${most}`].filter(Boolean);
  if (range.length === 0) return null;
  const words = `${range.join(", ")} ${unit}`.trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Limits of the number format itself are not worth a word. */
function safe(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
}

/** The parts of a JSON schema that are read here. */
interface Node {
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  description?: string | undefined;
  properties?: Record<string, Node> | undefined;
  required?: string[] | undefined;
  items?: Node | undefined;
  anyOf?: Node[] | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  pattern?: string | undefined;
}

const Node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), Node).optional(),
    required: z.array(z.string()).optional(),
    items: Node.optional(),
    anyOf: z.array(Node).optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    pattern: z.string().optional(),
  }),
);
