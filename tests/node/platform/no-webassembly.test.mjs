// Platforms without WebAssembly, and those whose policy forbids to compile it: every entry says which of the two it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { packageInContext } from '../../support/package-in-context.mjs';
import { root } from '../../support/root.mjs';

const bytes = readFileSync(join(root, 'pkg', 'dist', 'unloc_integrator_client.wasm'));
const sentences = {
  none: 'this platform has no WebAssembly (such as React Native, or iOS in Lockdown Mode). Make the call on a server.',
  policy:
    "a policy forbids compiling WebAssembly here. In a page or extension, add 'wasm-unsafe-eval' to the script-src of its "
    + 'Content-Security-Policy; for an edge runtime, bundle with the condition "workerd" or "edge-light".',
};

const platforms = {
  none() {
    const platform = packageInContext({ URL, URLSearchParams, setTimeout, clearTimeout, Response });
    vm.runInContext('delete globalThis.WebAssembly', platform.context);
    return platform;
  },
  policy: () => packageInContext({ URL, URLSearchParams, setTimeout, clearTimeout, Response }, { allowsWasm: false }),
};

/** The error of a function that throws or rejects; of a call, its `error`. */
async function errorOf(call) {
  try {
    const result = await call();
    assert.ok(result?.error, 'it succeeded');
    return result.error;
  } catch (thrown) {
    return thrown;
  }
}

for (const [name, platform] of Object.entries(platforms)) {
  const entries = () => {
    const { load } = platform();
    const [main, slim, auth, sandbox] = ['index', 'slim', 'auth', 'sandbox/index'].map(load);
    const fetch = () => assert.fail('a request left');
    main.init('https://api.example', { fetch });
    slim.init('https://api.example', { fetch });
    const tokens = new auth.TokenProvider(auth.unlocV1({ baseUrl: 'https://api.example' }), {
      clientId: 'c',
      clientSecret: 's',
      fetch,
    });
    const unloc = new main.UnlocClient({ baseUrl: 'https://api.example', token: 't', fetch });
    const person = { countryIso: 'NO', organizationId: '919424508' };
    return {
      getLockHolders: () => main.getLockHolders('t'),
      lockHolderScope: () => main.lockHolderScope(person),
      useKeyUrl: () => main.useKeyUrl({ keyId: 'k' }),
      'locks.list': () => unloc.locks.list({ projectId: 'p' }).page(),
      'keys.create': () => unloc.keys.create({ projectId: 'p', keys: [{ lockId: 'l', appUserId: '+447700900123' }] }),
      getToken: () => tokens.getToken(),
      'getLockHolders of slim': () => slim.getLockHolders('t'),
      'load of slim': () => slim.default(bytes),
      createSandbox: () => sandbox.createSandbox(),
    };
  };

  for (const entry of Object.keys(entries())) {
    test(`${entry} says that ${name === 'none' ? 'there is no WebAssembly' : 'a policy forbids WebAssembly'}`, async () => {
      const error = await errorOf(entries()[entry]);
      const operation = entry.split(' ')[0];
      assert.equal(error.name, 'UnlocError', error.stack);
      assert.equal(error.code, 'wasm_unavailable', error.message);
      assert.equal(error.message, `${error.operation}: ${sentences[name]}`);
      if (operation !== 'getToken') assert.equal(error.operation, operation);
      assert.equal(error.attempts, 0);
      assert.equal(error.safeToRetry, false);
    });
  }
}

test('a wasm that is broken is not taken for one that the platform refuses', async () => {
  const slim = packageInContext().load('slim');
  const error = await errorOf(() => slim.default(new Uint8Array([1, 2, 3])));
  assert.equal(error.name, 'CompileError');
});

test('a wasm that traps is not taken for one that the platform refuses, where compiling bytes is refused, as in workerd', async () => {
  const { context, load } = packageInContext({}, { allowsWasm: false });
  // Twice in a row, so that the second instance does not help.
  vm.runInContext(
    `const { Instance, RuntimeError } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const ask = () => { throw new RuntimeError('unreachable'); };
      return { exports: { ...new Instance(module, imports).exports, ask } };
    };`,
    context,
  );
  const slim = load('slim');
  await slim.default(new WebAssembly.Module(bytes));
  const error = await errorOf(() => slim.lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }));
  assert.equal(error.code, 'internal', error.message);
});

test('a context without Buffer, atob and text coders compiles the wasm', () => {
  const { load } = packageInContext();
  assert.equal(
    load('index').lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }),
    'lockHolder.identifier:NO.919424508.',
  );
});

test('slim loads a module that another realm compiled', async () => {
  const slim = packageInContext().load('slim');
  const module = new WebAssembly.Module(bytes);
  await slim.default(module);
  assert.equal(
    slim.lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }),
    'lockHolder.identifier:NO.919424508.',
  );
});
