// Reports how the entries end under a policy that forbids wasm, or allows it.
import { getLocks, init } from 'unloc-integrator-client';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import load from 'unloc-integrator-client/slim';
import { report } from './report.js';

const sentence = (error) => `error ${error.code}: ${error.message}`.replaceAll('; ', ', ');

async function call() {
  init('https://sandbox.invalid', {
    fetch: async () => new Response('{"locks":[{"id":"one"}]}', { headers: { 'content-type': 'application/json' } }),
  });
  const { data, error } = await getLocks('a.token', { lockHolderId: 'some-lock-holder' });
  return [
    error ? sentence(error) : `${data.length} lock`,
    await createSandbox().then(() => 'a sandbox', sentence),
    await load().then(() => 'slim', sentence),
  ].join('; ');
}

report(call());
