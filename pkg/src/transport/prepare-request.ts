import type { UnlocErrorMembers } from '../core/unloc-error';
import { typeName } from '../core/type-name';
import type { CallState, CheckedOptions, Core, OperationDescription, OperationName, PreparedRequest } from '../wasm/core-functions';
import { collectArguments } from './call-arguments';
import type { CallConfig, ClientConfig } from './client-config';

/** A request and its body, or what is wrong with the arguments of the call. */
export type Preparation = { error: UnlocErrorMembers } | { error?: undefined; request: PreparedRequest; body?: string };

/** Lets the core check options, token and parameters, and puts together what it gives. */
export function prepareRequest(
  core: Core,
  name: OperationName,
  operation: OperationDescription,
  client: ClientConfig,
  config: CallConfig,
  token: unknown,
  params: unknown,
): Preparation {
  const options = checkOptions(core, name, config);
  if (options.error) return options;
  const authorization = authorize(core, name, client, token);
  if (authorization.error) return authorization;
  const { given, body } = collectArguments(operation, params);
  const call = JSON.parse(core.prepareCall(name, given)) as Partial<OperationDescription> & { target: string; error?: UnlocErrorMembers };
  if (call.error) return { error: call.error };
  const { method = operation.method, idempotent = operation.idempotent, writes = operation.writes } = call;
  const { maxRetries, retryAfterCeilingMs, timeoutMs = operation.timeoutMs, deadlineMs } = options;
  const state: CallState = {
    operation: name, tokenRequest: false, idempotent, writes, maxRetries, retryAfterCeilingMs, attempts: 0, mayHaveArrived: false, lastCost: 0,
  };
  const headers = Object.assign({ authorization: authorization.value }, options.headers, body === undefined ? undefined : operation.bodyHeaders);
  return { request: { method, url: options.baseUrl + call.target, headers, timeoutMs, deadlineMs, state }, body };
}

/** The options are checked once for each client, and for each call that has some of its own. */
function checkOptions(core: Core, name: OperationName, config: CallConfig): CheckedOptions | { error: UnlocErrorMembers } {
  if (config.checked) return config.checked;
  const checked = JSON.parse(core.checkOptions(name, config.text)) as CheckedOptions;
  if (!checked.error) config.checked = checked;
  return checked;
}

/** A token is checked once as long as a client uses it. */
function authorize(core: Core, name: OperationName, client: ClientConfig, token: unknown): { error: UnlocErrorMembers } | { error?: undefined; value: string } {
  const last = client.lastToken;
  if (last && last.token === token) return last;
  const isText = typeof token === 'string';
  const authorization = JSON.parse(core.authorize(name, isText ? token : '', isText ? '' : typeName(token)));
  if (!authorization.error) client.lastToken = { token: token as string, value: authorization.value };
  return authorization;
}
