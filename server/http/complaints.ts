/** What is wrong with a request, in words for whoever sent it. */
import type { z } from "zod";
import { refusal } from "./problem.ts";

export type Place = "path" | "query" | "header" | "body";

/** What is wrong with one field; the empty path is the whole. */
export interface Complaint {
  path: string;
  message: string;
}

export function malformed(place: Place, errors: Complaint[]): Error {
  const [first] = errors;
  const where = first?.path ? `${first.path}: ` : "";
  const what = place === "body" ? "request" : place;
  const detail = `The ${what} is not as it should be. ${where}${first?.message}`;
  return refusal({ status: 422, code: "invalid_request", detail, errors });
}

/**
 * @param error of a schema that was asked to report its input
 * @param value what was checked; in a query, a name that is given more than once is a list
 */
export function complaintsOf({ issues }: z.ZodError, value: unknown, place: Place): Complaint[] {
  const twice = place === "query" ? namesGivenTwice(value) : [];
  return issues.flatMap((issue) => {
    const path = issue.path.join(".");
    // What is not known is a field that is wrong, and is named as one.
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "is not known here" }));
    }
    return [{ path, message: twice.includes(path) ? "is given twice" : messageOf(issue) }];
  });
}

function namesGivenTwice(query: unknown): string[] {
  return Object.entries(query ?? {}).flatMap(([name, given]) => (Array.isArray(given) ? [name] : []));
}

/** Sentences of a schema's own stay; zod's are put as ours are. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && MISSING_AS.includes(issue.code)) return "is missing";
  if (issue.code !== "invalid_value" || !issue.message.startsWith("Invalid ")) return issue.message;
  return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
}

/** What zod calls a value that is not there. */
const MISSING_AS: readonly string[] = ["invalid_type", "invalid_value", "invalid_union"];
