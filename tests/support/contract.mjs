// Validates requests and responses against the documents in docs/openapi. Every sandbox that a test creates with
// built-package.mjs is validated. Violations fail the test file, after its last test.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { OpenAPIBackend } from 'openapi-backend';
import { root } from './root.mjs';

const folder = join(root, 'docs', 'openapi');

/** The versions of the API that have a document. */
export const versions = ['v1', 'v2'].filter((version) => existsSync(join(folder, `${version}.json`)));

/** The document of a version of the API. */
export const documentOf = (version) => JSON.parse(readFileSync(join(folder, `${version}.json`), 'utf8'));

/** A document whose paths have no trailing slash: the API ignores it, the validator does not. */
const withoutTrailingSlashes = ({ paths, ...rest }) => ({
  ...rest,
  paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path.replace(/\/$/, ''), item])),
});

const apis = await Promise.all(
  versions.map(async (version) => {
    const api = new OpenAPIBackend({
      definition: withoutTrailingSlashes(documentOf(version)),
      // Its own check of documents knows OpenAPI 3.0 only; sandbox/contract.test.mjs uses another validator.
      quick: true,
      ajvOpts: { strict: false, allErrors: true },
      // The dialect of JSON Schema that OpenAPI 3.1 uses.
      customizeAjv: (_, options) => addFormats(new Ajv2020(options)),
    });
    await api.init();
    return { version, api };
  }),
);

/** The operations that had a successful response, as `v1 getKeys`. */
export const succeeded = new Set();

function operationOf(method, path) {
  for (const { version, api } of apis) {
    const operation = api.router.matchOperation({ method, path, headers: {} });
    if (operation) return { version, api, operation };
  }
  return undefined;
}

const describeErrors = (errors) =>
  errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`).join('; ');

/** The violations of a request, as sentences. */
function requestViolations({ version, api, operation }, { method, path, search, type, body }) {
  const name = `${version} ${operation.operationId}`;
  const form = type.startsWith('application/x-www-form-urlencoded');
  const sent = body && (form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body));
  const known = new Set((operation.parameters || []).filter((one) => one.in === 'query').map((one) => one.name));
  const unknown = [...new URLSearchParams(search).keys()].filter((parameter) => !known.has(parameter));
  const { errors } = api.validateRequest(
    { method, path, query: search.slice(1), headers: { 'content-type': type }, body: sent },
    operation,
  );
  return [
    ...unknown.map((parameter) => `${name}: the document knows no parameter "${parameter}"`),
    ...(sent && !operation.requestBody ? [`${name}: the document knows no body of its request`] : []),
    ...(errors ? [`${name}: its request does not fit: ${describeErrors(errors)}`] : []),
  ];
}

/**
 * The violations of an exchange, as sentences. The request is validated only if the response is a success: tests
 * send invalid requests on purpose.
 *
 * @param exchange `method`, `url`, `type` and `body` (text) of the request; `status` and `text` of the response.
 */
export function violationsOf({ method, url, type = '', body, status, text }) {
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/\/$/, '');
  const found = operationOf(method, path);
  const good = status >= 200 && status < 300;
  if (found === undefined)
    return good ? [`no document knows ${method} ${pathname}, which was answered with ${status}`] : [];
  const { version, api, operation } = found;
  const name = `${version} ${operation.operationId}`;
  if (good) succeeded.add(name);
  const violations = good ? requestViolations(found, { method, path, search, type, body }) : [];
  const documented = operation.responses[status] || operation.responses[`${String(status)[0]}XX`];
  if (good && !documented) violations.push(`${name}: the document knows no status ${status}`);
  const { content } = documented || operation.responses.default;
  if (!content) return violations;
  if (text === '') return [...violations, `${name}: ${status} came without a body`];
  const { errors } = api.validateResponse(JSON.parse(text), operation, status);
  return errors ? [...violations, `${name}: its answer ${status} does not fit: ${describeErrors(errors)}`] : violations;
}

const violations = new Set();

// Scripts that a test starts import this file too, and a hook would make the test runner print on their output.
if (/\.test\.mjs$/.test(process.argv[1] ?? '')) {
  after(() => assert.deepEqual([...violations], [], 'requests and responses must be as docs/openapi says'));
}

/** Validates a request whose response is made by the test, if a document knows its path. */
export function validateRequest({ method, url, body }) {
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/\/$/, '');
  const found = operationOf(method, path);
  if (found === undefined) return;
  const exchange = { method, path, search, type: 'application/json', body };
  for (const violation of requestViolations(found, exchange)) violations.add(violation);
}

/** What a mock server answers from a document alone, for each operation and status that has a body: the faults found. */
export function mockViolations(version) {
  const { api } = apis.find((one) => one.version === version);
  const answers = api.router
    .getOperations()
    .flatMap((operation) =>
      Object.entries(operation.responses).map(([code, { content }]) => [operation, code, content]),
    );
  return answers
    .filter(([, , content]) => content)
    .flatMap(([operation, code]) => {
      const { mock } = api.mockResponseForOperation(operation.operationId, { code });
      const status = Number(code.replace('XX', '00')) || 400;
      const { errors } = api.validateResponse(mock, operation, status);
      return errors ? [`${operation.operationId} ${code}: ${describeErrors(errors)}`] : [];
    });
}

/** A copy of the request, or undefined if its body can be read only once. */
function copyOf([address, init]) {
  try {
    if (init && init.body instanceof ReadableStream) return undefined;
    const copied = init && { method: init.method, headers: init.headers, body: init.body };
    return new Request(address instanceof Request ? address.clone() : address, copied);
  } catch {
    // The platform rejects these arguments; the sandbox must reject them itself.
    return undefined;
  }
}

async function validateExchange(request, response) {
  const { url, method, headers } = request;
  // The sandbox's control endpoints and its other authorization servers are no part of Unloc's API.
  if (!/^\/(?:auth|integrators|v2)\//.test(new URL(url).pathname) || method === 'OPTIONS' || method === 'HEAD') return;
  const [body, text] = [await request.text(), await response.clone().text()];
  const type = headers.get('content-type') || '';
  for (const violation of violationsOf({ method, url, type, body, status: response.status, text }))
    violations.add(violation);
}

/** A sandbox whose exchanges are validated, except while faults are set. */
export function validated(sandbox) {
  let hasFaults = false;
  // A proxy keeps the properties by which the client recognises a sandbox's fetch.
  const fetch = new Proxy(sandbox.fetch, {
    async apply(target, self, call) {
      const request = hasFaults ? undefined : copyOf(call);
      const response = await Reflect.apply(target, self, call);
      if (request) await validateExchange(request, response);
      return response;
    },
  });
  const faults = (...all) => {
    hasFaults = all.length > 0 && all[0].length > 0;
    return sandbox.faults(...all);
  };
  return { ...sandbox, fetch, faults };
}
