import type { CheckedOptions } from '../core/checked-options';
import { typeName } from '../core/type-name';
import { ask } from '../wasm/core';
import type { CallState, Core, OperationDescription, OperationName, PreparedRequest } from '../wasm/core-functions';
import { collectArguments } from './call-arguments';
import type { CallConfig, ClientConfig } from './client-config';

/**
 * Lets the core check options, token and parameters, and puts together what it gives.
 *
 * @throws UnlocError what is wrong with them.
 */
export function prepareRequest(
  core: Core,
  name: OperationName,
  operation: OperationDescription,
  client: ClientConfig,
  config: CallConfig,
  token: unknown,
  params: unknown,
): { request: PreparedRequest; body?: string } {
  const options = checkOptions(core, name, config);
  const authorization = authorize(core, name, client, token);
  const { given, target, body } = collectArguments(operation, params);
  const call: Partial<OperationDescription> & { target: string } =
    target === undefined ? ask(core, name, 'prepareCall', { operation: name, ...given }) : { target };
  const { method = operation.method, idempotent = operation.idempotent, writes = operation.writes } = call;
  const { maxRetries, retryAfterCeilingMs, timeoutMs = operation.timeoutMs, deadlineMs } = options;
  const state: CallState = {
    operation: name,
    idempotent,
    writes,
    maxRetries,
    retryAfterCeilingMs,
    attempts: 0,
    lastCost: 0,
  };
  const headers = { authorization, ...options.headers, ...(body !== undefined && operation.bodyHeaders) };
  return { request: { method, url: options.baseUrl + call.target, headers, timeoutMs, deadlineMs, state }, body };
}

/** Options are checked once for each client, and for each call that has some of its own. */
function checkOptions(core: Core, operation: OperationName, config: CallConfig): CheckedOptions {
  const checked = config.checked || ask(core, operation, 'checkOptions', { operation, options: config.options });
  config.checked = checked;
  return checked;
}

/** A token is checked once as long as a client uses it. */
function authorize(core: Core, operation: OperationName, client: ClientConfig, token: unknown): string {
  const { lastToken } = client;
  if (lastToken && lastToken.token === token) return lastToken.authorization;
  const given = typeof token === 'string' ? { operation, token } : { operation, type: typeName(token) };
  const { value } = ask(core, operation, 'authorize', given);
  client.lastToken = { token, authorization: value };
  return value;
}
