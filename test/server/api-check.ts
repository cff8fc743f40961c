/** Whether answers are as the service's own OpenAPI document says. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ApiDocument, Operation } from "../../server/http/openapi.ts";

export interface ApiCheck {
  /** The operation that a request is for; null for a path that the document does not have. */
  operationOf(method: string, path: string): Operation | null;
  /** Throws when an answer is not one of the document's. `text` is its body. */
  check(request: { method: string; path: string }, answer: Response, text: string): void;
}

/** @param validateFormats false where callers sent odd URLs: they are told as they were sent */
export function createApiCheck(document: ApiDocument, { validateFormats = true } = {}): ApiCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats });
  addFormats.default(ajv);
  ajv.addSchema(document, "api");
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (reference: string) => {
    const known = validators.get(reference) ?? ajv.compile({ $ref: `api${reference}` });
    validators.set(reference, known);
    return known;
  };
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  const operationOf: ApiCheck["operationOf"] = (method, path) => {
    const [plain = ""] = path.split("?");
    const found = templates.find(({ pattern }) => pattern.test(plain));
    const verb = method.toLowerCase() === "head" ? "get" : method.toLowerCase();
    return (found && document.paths[found.template]?.[verb]) ?? null;
  };
  return {
    operationOf,
    check({ method, path }, answer, text) {
      const where = `${method} ${path} → ${answer.status}`;
      const operation = operationOf(method, path);
      if (!operation) return;
      const told = operation.responses[String(answer.status)];
      if (!told) throw new Error(`${where} is not in the document.`);
      if (!answer.headers.has("x-request-id")) throw new Error(`${where} has no x-request-id.`);
      if (method === "HEAD" || text === "") return;
      const mediaType = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
      const body = told.content?.[mediaType] ?? told.content?.[`${mediaType.split("/")[0]}/*`];
      if (!body) throw new Error(`${where} has the type ${mediaType}, which is not in the document.`);
      const { $ref } = body.schema;
      if (typeof $ref !== "string") return;
      const validate = validatorOf($ref);
      if (!validate(JSON.parse(text))) {
        throw new Error(`${where} is not as the document says: ${ajv.errorsText(validate.errors)}\n${text}`);
      }
    },
  };
}
