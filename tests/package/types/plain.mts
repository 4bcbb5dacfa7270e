// What a user of the entry `wasm` writes.
import load, {
  ApiResult, CallOptions, ResponseHead, UnlocError, call, getKeys, getLockHolders, init, initSync, lockHolderAdminScope, lockHolderScope, request, useKeyUrl,
} from 'unloc-integrator-client/wasm';
import { LockHolder } from 'unloc-integrator-client';
import { createSandbox } from 'unloc-integrator-client/sandbox';

export async function visit(token: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  await load();
  await load({ module_or_path: bytes });
  initSync({ module: bytes });
  const sandbox = await createSandbox();
  init(sandbox.url, { fetch: sandbox.fetch, allowInsecure: true });
  init('https://api.unloc.app');
  const options: CallOptions = { timeoutMs: 5_000, signal: new AbortController().signal };
  const holders = (await getLockHolders(token)) as ApiResult<LockHolder[]>;
  if (holders.error) {
    const error: UnlocError = holders.error;
    const head: ResponseHead | undefined = holders.response;
    throw new Error(`${error.code} ${error.safeToRetry} ${head?.status}`);
  }
  const scope: string = lockHolderScope(holders.data[0]) + lockHolderAdminScope(holders.data[0].id);
  const keys = await getKeys(token, { lockHolderId: 'h' }, options);
  await request(token, { method: 'GET', path: '/integrators/v1/lock-holders/', query: { limit: 1 } }, options);
  await call('locks.list', token, { projectId: 'p' });
  const status: number | undefined = keys.response?.status;
  return scope.length + (status ?? 0) + useKeyUrl({ keyId: 'k', userId: '+4799887766' }).length;
}

// @ts-expect-error data may be undefined, and of any type
getKeys('t', { lockHolderId: 'h' }).then(({ data }) => data.length);
// @ts-expect-error a token is a string
getKeys(7, { lockHolderId: 'h' });
// @ts-expect-error an option of another type
init('https://api.unloc.app', { timeoutMs: 'soon' });
