// Holds requests and answers against the documents in docs/openapi. Every sandbox that a test makes by
// built-package.mjs goes through here; what breaks the contract fails the test file at its end.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { OpenAPIBackend } from 'openapi-backend';

const folder = join(fileURLToPath(import.meta.url), '..', '..', '..', 'docs', 'openapi');

/** The versions of the API that there is a document of. */
export const versions = ['v1', 'v2'].filter((version) => existsSync(join(folder, `${version}.json`)));

/** The document of a version of the API. */
export const documentOf = (version) => JSON.parse(readFileSync(join(folder, `${version}.json`), 'utf8'));

/** Without slashes at the ends of paths: to the API they make no difference, to the validator they do. */
const withoutSlashes = ({ paths, ...rest }) => ({ ...rest, paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path.replace(/\/$/, ''), item])) });

const apis = await Promise.all(versions.map(async (version) => {
  const api = new OpenAPIBackend({
    definition: withoutSlashes(documentOf(version)),
    // Its own check of documents knows OpenAPI 3.0 only; contract.test.mjs checks them by another.
    quick: true,
    ajvOpts: { strict: false, allErrors: true },
    // The dialect of JSON Schema that OpenAPI 3.1 is made of.
    customizeAjv: (_, options) => addFormats(new Ajv2020(options)),
  });
  await api.init();
  return { version, api };
}));

/** The operations that were answered with success, as `v1 getKeys`. */
export const succeeded = new Set();

function operationOf(method, path) {
  for (const { version, api } of apis) {
    const operation = api.router.matchOperation({ method, path, headers: {} });
    if (operation) return { version, api, operation };
  }
  return undefined;
}

const words = (errors) => errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`).join('; ');

/** What does not fit of a request, in sentences. */
function faultsOfRequest({ version, api, operation }, { method, path, search, type, body }) {
  const name = `${version} ${operation.operationId}`;
  const form = type.startsWith('application/x-www-form-urlencoded');
  const sent = body && (form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body));
  const known = new Set((operation.parameters || []).filter((one) => one.in === 'query').map((one) => one.name));
  const unknown = [...new URLSearchParams(search).keys()].filter((parameter) => !known.has(parameter));
  const { errors } = api.validateRequest({ method, path, query: search.slice(1), headers: { 'content-type': type }, body: sent }, operation);
  return [
    ...unknown.map((parameter) => `${name}: the document knows no parameter "${parameter}"`),
    ...(sent && !operation.requestBody ? [`${name}: the document knows no body of its request`] : []),
    ...(errors ? [`${name}: its request does not fit: ${words(errors)}`] : []),
  ];
}

/**
 * What is wrong with an exchange, in sentences. A request must fit if it was answered with success: one
 * that was refused may have been sent in order to be.
 *
 * @param exchange `method`, `url`, `type` and `body` (text) of the request; `status` and `text` of the answer.
 */
export function faultsOf({ method, url, type = '', body, status, text }) {
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/\/$/, '');
  const found = operationOf(method, path);
  const good = status >= 200 && status < 300;
  if (found === undefined) return good ? [`no document knows ${method} ${pathname}, which was answered with ${status}`] : [];
  const { version, api, operation } = found;
  const name = `${version} ${operation.operationId}`;
  if (good) succeeded.add(name);
  const faults = good ? faultsOfRequest(found, { method, path, search, type, body }) : [];
  const documented = operation.responses[status] || operation.responses[`${String(status)[0]}XX`];
  if (good && !documented) faults.push(`${name}: the document knows no status ${status}`);
  const { content } = documented || operation.responses.default;
  if (!content) return faults;
  if (text === '') return [...faults, `${name}: ${status} came without a body`];
  const { errors } = api.validateResponse(JSON.parse(text), operation, status);
  return errors ? [...faults, `${name}: its answer ${status} does not fit: ${words(errors)}`] : faults;
}

const broken = new Set();
process.on('exit', () => {
  if (broken.size === 0) return;
  console.error(`\nRequests and answers that are not what docs/openapi says:\n- ${[...broken].join('\n- ')}`);
  process.exitCode = 1;
});

/** Holds a request against the documents whose answer is a test's own, and its path known to them. */
export function holdRequest({ method, url, body }) {
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/\/$/, '');
  const found = operationOf(method, path);
  if (found) for (const fault of faultsOfRequest(found, { method, path, search, type: 'application/json', body })) broken.add(fault);
}

/** A copy of what is to be sent, or nothing where it can be read only once. */
function copyOf([address, init]) {
  try {
    if (init && init.body instanceof ReadableStream) return undefined;
    return new Request(address instanceof Request ? address.clone() : address, init && { method: init.method, headers: init.headers, body: init.body });
  } catch {
    // What the platform does not take is the sandbox's to refuse.
    return undefined;
  }
}

async function note(request, response) {
  const { url, method, headers } = request;
  // Its own controls and the other token systems that it stands for are no part of Unloc's API.
  if (!/^\/(?:auth|integrators|v2)\//.test(new URL(url).pathname) || method === 'OPTIONS' || method === 'HEAD') return;
  const [body, text] = [await request.text(), await response.clone().text()];
  for (const fault of faultsOf({ method, url, type: headers.get('content-type') || '', body, status: response.status, text })) broken.add(fault);
}

/** A sandbox whose exchanges are held against the documents, except while it was told to misbehave. */
export function held(sandbox) {
  let misbehaves = false;
  // A proxy, so that the function keeps its marks.
  const fetch = new Proxy(sandbox.fetch, {
    async apply(target, self, call) {
      const request = misbehaves ? undefined : copyOf(call);
      const response = await Reflect.apply(target, self, call);
      if (request) await note(request, response);
      return response;
    },
  });
  const faults = (...all) => {
    misbehaves = all.length > 0 && all[0].length > 0;
    return sandbox.faults(...all);
  };
  return { ...sandbox, fetch, faults };
}
