/** One good request for each operation of the service's OpenAPI document. What it is not ready for, it refuses to make. */
import type { ApiDocument, Operation } from "../../server/http/openapi.ts";
import { LIGHT_REQUEST } from "../light-agent.ts";

export interface OperationCase {
  id: string;
  method: string;
  /** Who may ask: what a key must allow; null for everybody. */
  scope: "read" | "write" | null;
  /** Whether it is about one task. */
  isOfTask: boolean;
  /** The path with the parameters filled in. */
  path(place: Place): string;
  /** Absent for a request without a body. */
  body?: unknown;
}

/** The task, and the name of one of its files, that a request is about. */
export interface Place {
  taskId: string;
  asset: string;
}

export function operationCases({ paths }: ApiDocument): OperationCase[] {
  const cases = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => caseOf(method.toUpperCase(), template, operation)),
  );
  // What is deleted cannot be asked for.
  return cases.sort((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));
}

function caseOf(method: string, template: string, operation: Operation): OperationCase {
  const { operationId: id, security, requestBody } = operation;
  const scope = operation["x-scope"];
  if (!security) throw new Error(`The document does not tell who may ask ${id}.`);
  const isGuarded = security.length > 0;
  if (isGuarded && scope !== "read" && scope !== "write") throw new Error(`${id} has no scope.`);
  return {
    ...{ id, method },
    scope: isGuarded ? (scope as "read" | "write") : null,
    isOfTask: template.includes("{id}"),
    path: (place) => template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(partOf(name, place))),
    ...(requestBody && { body: bodyOf(id, JSON.stringify(requestBody)) }),
  };
}

function partOf(name: string, { taskId, asset }: Place): string {
  const value = { id: taskId, name: asset, vendor: "fal", correlation: "none" }[name];
  if (value === undefined) throw new Error(`A path has a new parameter, ${name}: say here what it may be.`);
  return value;
}

function bodyOf(id: string, requestBody: string): unknown {
  if (requestBody.includes("/VideoRequest")) return LIGHT_REQUEST;
  if (requestBody.includes("/VariantChanges")) return { aspectRatio: "9:16" };
  if (requestBody.includes("/ResumeWishes")) return {};
  throw new Error(`${id} takes a new kind of body: say here what it may be.`);
}
