import { optionsOf } from './init';
import { readyClient } from './loading/client';
import type { WasmOperationName } from './loading/exports';
import type { CallOptions } from './options';
import type { ApiFailure, ApiResult } from './result';
import { UnlocError } from './unloc-error';
import type { UnlocErrorMembers } from './unloc-error';

/**
 * Makes a call in the wasm and turns its answer into the one that callers know.
 *
 * @param mend repairs members that the API has sent in two types.
 */
export async function call<T>(
  name: WasmOperationName,
  token: unknown,
  params: unknown,
  options: CallOptions | undefined,
  mend?: (data: object) => void,
): Promise<ApiResult<T>> {
  // Read before anything is awaited: an `init` in between is not this call's.
  const merged = optionsOf(options);
  let result: ApiResult<T>;
  try {
    const client = await readyClient();
    result = (await client[name](token, params, merged)) as ApiResult<T>;
  } catch (thrown) {
    return { data: undefined, error: failure(name, thrown), response: undefined };
  }
  if (result.error) (result as ApiFailure).error = new UnlocError(result.error as UnlocErrorMembers);
  else if (mend) mend(result.data as object);
  return result;
}

/** The error of a wasm that did not load or that broke. Never the platform's own message. */
export function failure(operation: string, thrown: unknown): UnlocError {
  const compile = String((thrown as { name?: unknown } | null)?.name) === 'CompileError';
  const message = compile
    ? `${operation}: the platform refused to compile WebAssembly. Where a content-security-policy is set, add 'wasm-unsafe-eval' to its script-src.`
    : `${operation}: the WebAssembly of this library could not be loaded or broke down.${loadingHint(thrown)}`;
  return new UnlocError({
    message,
    code: 'internal',
    operation,
    error: 'internal',
    errorDescription: message,
    attempts: 0,
    safeToRetry: false,
  });
}

/** Our own loader's sentences start with the package's name; others' may hold what is secret. */
function loadingHint(thrown: unknown): string {
  const text = String((thrown as { message?: unknown } | null)?.message);
  return text.startsWith('unloc-integrator-client') ? ` ${text}.` : '';
}
