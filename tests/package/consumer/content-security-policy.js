// Reports how a call ends under a policy that forbids wasm, or allows it.
import { getLocks, init } from 'unloc-integrator-client';
import { report } from './report.js';

async function call() {
  init('https://sandbox.invalid', {
    fetch: async () => new Response('{"locks":[{"id":"one"}]}', { headers: { 'content-type': 'application/json' } }),
  });
  const { data, error } = await getLocks('a.token', { lockHolderId: 'some-lock-holder' });
  return error ? `error ${error.code}: ${error.message}` : `${data.length} lock`;
}

report(call());
