import { attempt } from '../core/attempt';
import type { CallOptions } from '../core/options';
import type { ApiFailure, ApiResult } from '../core/result';
import type { UnlocError } from '../core/unloc-error';
import { answer } from '../wasm/core';
import { coreIfLoaded, loadCore } from '../wasm/client-module';
import type { Core, OperationDescription, OperationName } from '../wasm/core-functions';
import { toUnlocError } from '../wasm/errors';
import { onAbort } from '../core/abort-signal';
import { configOfCall, deadlineOf, type ClientConfig } from './client-config';
import { exchange } from './exchange';
import { prepareRequest } from './prepare-request';
import type { Place } from './semaphore';

const descriptions: { [name: string]: OperationDescription } = {};

/** What the driver must know of an operation. */
export function describe(core: Core, name: OperationName): OperationDescription {
  const description = descriptions[name] || answer(core, 'describeOperation', name);
  descriptions[name] = description;
  return description;
}

/**
 * Makes a call and builds its result. Never rejects.
 *
 * @param config read before the call waits, so that a later `init` does not change it.
 * @param normalize normalizes members of the data that the API has sent in two types.
 * @param bytes the data are the bytes of the body.
 */
export async function send<T>(
  config: ClientConfig,
  name: OperationName,
  token: unknown,
  params: unknown,
  options: CallOptions | undefined,
  normalize?: (data: object) => void,
  bytes?: boolean,
): Promise<ApiResult<T>> {
  const { semaphore } = config;
  const ofCall = configOfCall(config, options);
  let place: Place | undefined;
  try {
    // If the call is aborted while it waits, the exchange reports it before anything is sent.
    const holdMs = deadlineOf(config, options);
    place =
      semaphore.tryAcquire(holdMs) || (await semaphore.acquire(holdMs, (cancel) => onAbort(ofCall.signal, cancel)));
    const core = coreIfLoaded() || (await loadCore());
    const operation = describe(core, name);
    const { request, body } = prepareRequest(core, name, operation, config, ofCall, token, params);
    const call = { core, operation, request, body, secrets: (token as string).trim(), config: ofCall, bytes };
    const { data, error, response } = await exchange(call, config.retryTokens, config.observer);
    if (error) return { data: undefined, error, response };
    if (normalize) attempt(() => normalize(data as object));
    return { data: data as T, error: undefined, response: response! };
  } catch (thrown) {
    return failed(toUnlocError(name, thrown));
  } finally {
    if (place) semaphore.release(place);
  }
}

function failed(error: UnlocError): ApiFailure {
  return { data: undefined, error, response: undefined };
}
