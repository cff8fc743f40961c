/** The API for people: one page without a script, so that it needs no network and runs nothing. */
import { html, raw } from "hono/html";
import type { ApiDocument, Operation } from "./openapi.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export async function docsPage(document: ApiDocument): Promise<Response> {
  const operations = Object.entries({ ...document.paths, ...document.webhooks }).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => tagOf(operation)))];
  const sections = tags.map((tag) => {
    const all = operations.filter(({ operation }) => tagOf(operation) === tag);
    return html`<h2>${tag}</h2>${all.map(({ path, method, operation }) => describe(method, path, operation))}`;
  });
  const shapes = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      html`<details id="${name}"><summary><b>${name}</b></summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`,
  );
  const page = await html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pixora API</title>
<meta name="viewport" content="width=device-width"><style>${raw(STYLE)}</style></head><body>
<h1>Pixora API</h1><p>${String(document.info.description)} Every answer has an <code>x-request-id</code>; every refusal is a
<a href="#Problem">Problem</a>. The same as a document for programs: <a href="/openapi.json">openapi.json</a>.</p>
${sections}<h2>Shapes</h2>${shapes}</body></html>`;
  return new Response(String(page), {
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY },
  });
}

function tagOf({ tags }: Operation): string {
  return Array.isArray(tags) ? String(tags[0]) : "";
}

function describe(method: string, path: string, operation: Operation) {
  const { summary, description, parameters = [], requestBody, responses, security = [] } = operation;
  const scope = security.length > 0 ? html`<p>Needs a key with the scope <b>${operation["x-scope"]}</b>.</p>` : "";
  const given = parameters.map(
    (one) => html`<tr><td><code>${one.name}</code></td><td>${one.in}</td><td>${one.description ?? ""}</td></tr>`,
  );
  const answers = Object.entries(responses).map(
    ([status, answer]) => html`<tr><td>${status}</td><td>${answer.description}</td><td>${links(answer)}</td></tr>`,
  );
  return html`<details><summary><code class="${method}">${method.toUpperCase()}</code> <code>${path}</code> ${summary}</summary>
${description ? html`<p>${description}</p>` : ""}${scope}${requestBody ? html`<p>Body: ${links(requestBody)}</p>` : ""}
${given.length > 0 ? html`<table>${given}</table>` : ""}<table>${answers}</table></details>`;
}

/** The shapes that something is made of, or else its media types. */
function links(part: object) {
  const names = [...JSON.stringify(part).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? "");
  const types = "content" in part ? Object.keys(part.content ?? {}).join(", ") : "";
  return names.length > 0 ? names.map((name) => html`<a href="#${name}">${name}</a> `) : html`<code>${types}</code>`;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
details{border:1px solid #d5d9de;border-radius:6px;margin:.5rem 0;padding:.5rem .8rem}summary{cursor:pointer}
code{background:#f1f3f5;padding:.1rem .3rem;border-radius:3px}pre{overflow:auto;background:#f1f3f5;padding:1rem}
table{border-collapse:collapse;margin:.5rem 0}td{border-top:1px solid #d5d9de;padding:.2rem .8rem .2rem 0;vertical-align:top}
.post{color:#0a6b2d}.delete{color:#a4161a}.get{color:#0b4f9c}
@media(prefers-color-scheme:dark){body{color:#e6e8ea;background:#15181b}code,pre{background:#22272c}a{color:#8ab8ff}
details,td{border-color:#3a4046}.post{color:#6fd08c}.delete{color:#ff8a8a}.get{color:#8ab8ff}}`;
