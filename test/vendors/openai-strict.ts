/** What OpenAI's strict mode takes of a JSON schema, as its 400s tell: on purpose not the code that makes ours. */
type Schema = Record<string, unknown>;

const KNOWN = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "anyOf",
  "description",
]);
const MOST_LEVELS = 10;

/** The first thing that is wrong, in OpenAI's way of saying it; null when nothing is. */
export function strictProblem(schema: unknown, path: readonly string[] = []): string | null {
  const context = `In context=(${path.map((part) => `'${part}'`).join(", ")})`;
  if (typeof schema !== "object" || schema === null) return `${context}, schema must be an object.`;
  const node = schema as Schema;
  if (path.length === 0 && node.type !== "object") return `${context}, schema must have type 'object' at its root.`;
  if (path.length > MOST_LEVELS * 2) return `${context}, schema nests deeper than ${MOST_LEVELS}.`;
  const unknown = Object.keys(node).find((key) => !KNOWN.has(key));
  if (unknown) return `${context}, '${unknown}' is not permitted.`;
  if (node.type === undefined && node.enum === undefined && node.anyOf === undefined) {
    return `${context}, schema must have a 'type' key.`;
  }
  return (node.type === "object" ? objectProblem(node, context) : null) ?? childProblem(node, path);
}

function objectProblem(node: Schema, context: string): string | null {
  if (node.additionalProperties !== false) return `${context}, 'additionalProperties' must be supplied and be false.`;
  const names = Object.keys((node.properties ?? {}) as Schema);
  const required = Array.isArray(node.required) ? node.required : [];
  const missing = names.find((name) => !required.includes(name));
  return missing ? `${context}, 'required' must include every key in properties. Missing '${missing}'.` : null;
}

function childProblem(node: Schema, path: readonly string[]): string | null {
  const children: [unknown, string[]][] = [
    ...Object.entries((node.properties ?? {}) as Schema).map(([name, child]): [unknown, string[]] => [
      child,
      ["properties", name],
    ]),
    ...(node.items === undefined ? [] : [[node.items, ["items"]] as [unknown, string[]]]),
    ...(Array.isArray(node.anyOf) ? node.anyOf : []).map((child, at): [unknown, string[]] => [
      child,
      ["anyOf", `${at}`],
    ]),
  ];
  for (const [child, step] of children) {
    const problem = strictProblem(child, [...path, ...step]);
    if (problem) return problem;
  }
  return null;
}
