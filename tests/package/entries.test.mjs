// Every entry of the installed tarball, by every way of Node to load it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { copyConsumer, installed, pack, packageName, temporaryFolder } from '../support/packed.mjs';

const { tarball } = pack();
const folder = installed(tarball);
const packageFolder = join(folder, 'node_modules', packageName);
const require = createRequire(join(folder, 'a_user.js'));

const functions = [
  'getLockHolders',
  'createLockHolder',
  'updateLockHolder',
  'getLocks',
  'getLock',
  'updateLock',
  'getKeys',
  'getKeysForLock',
  'createKey',
  'updateKey',
  'getRoles',
  'getRolesForLock',
  'createOrUpdateRole',
  'deleteSharedKeysForUser',
  'deleteSharedKeysForLock',
  'createVendorConnection',
  'getVendorConnections',
  'refreshVendorConnection',
  'updateVendorConnectionPassword',
  'createVendorAccount',
  'createKeyEventsWebhook',
  'getIntegrator',
  'request',
  'init',
  'lockHolderScope',
  'lockHolderAdminScope',
  'UnlocError',
  'useKeyUrl',
  'prefetchKeysUrl',
  'unlocWorkUrl',
  'parseAccessEvent',
  'createWebhookHandler',
  'toNodeHandler',
  'recurrenceToV2',
  'recurrenceFromV2',
];
const plainFunctions = functions
  .filter(
    (name) =>
      ![
        'UnlocError',
        'parseAccessEvent',
        'createWebhookHandler',
        'toNodeHandler',
        'recurrenceToV2',
        'recurrenceFromV2',
      ].includes(name),
  )
  .concat('call');
const ofAccess = [
  'load',
  'fetchSnapshot',
  'Snapshot',
  'AccessError',
  'canOpen',
  'whoCanOpen',
  'whatCanOpen',
  'peopleWhoCanOpen',
  'mayGrant',
  'review',
  'compare',
  'readGrantsCsv',
  'readGrantsJson',
  'readCalendars',
  'plan',
  'readPlan',
  'PlanRefused',
  'Plan',
  'budget',
  'apply',
  'applyItem',
  'exitCode',
];
const exportsOf = {
  '': functions,
  '/slim': [...functions, 'default'],
  '/auth': ['TokenProvider', 'unlocV1', 'unlocV2', 'unidy', 'lockit', 'createTokenHandler', 'UnlocError'],
  '/sandbox': ['createSandbox'],
  '/access': ofAccess,
  '/access/slim': [...ofAccess, 'default'],
  '/access/file-store': ['fileStore'],
  '/access/postgres-store': ['postgresStore'],
};

/** Runs code as a module of a user's project; returns what it prints. */
function run(text, { name = 'user.mjs', where = folder } = {}) {
  writeFileSync(join(where, name), text);
  return execFileSync(process.execPath, [name], { cwd: where, encoding: 'utf8' }).trim();
}

for (const [path, names] of Object.entries(exportsOf)) {
  const entry = packageName + path;

  test(`${entry} has its names by import and by require, and both are one instance`, () => {
    const printed = run(`
      import * as imported from '${entry}';
      import { createRequire } from 'node:module';
      const required = createRequire(import.meta.url)('${entry}');
      const missing = ${JSON.stringify(names)}.filter((name) => typeof imported[name] !== 'function' || typeof required[name] !== 'function');
      const different = Object.keys(imported).filter((name) => imported[name] !== required[name]);
      const unlike = Object.keys(required).filter((name) => name !== 'default' && !(name in imported));
      console.log(JSON.stringify({ missing, different, unlike }));
    `);
    assert.deepEqual(JSON.parse(printed), { missing: [], different: [], unlike: [] });
  });

  test(`${entry} gives its names to an import of the CommonJS file too`, () => {
    const file = require.resolve(entry);
    const printed = run(`import * as api from '${pathToFileURL(file)}'; console.log(Object.keys(api).join());`);
    for (const name of names) assert.ok(printed.split(',').includes(name), `${name} is not detected in ${file}`);
  });

  test(`${entry} as bundlers get it exports the same names`, async () => {
    const { exports } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    const built = await import(pathToFileURL(join(packageFolder, exports[`.${path}`].import.default)));
    assert.deepEqual(
      Object.keys(built)
        .filter((name) => name !== 'default')
        .sort(),
      Object.keys(require(entry))
        .filter((name) => name !== 'default')
        .sort(),
    );
  });
}

for (const path of ['slim', 'auth', 'sandbox', 'access', 'access/slim', 'access/file-store', 'access/postgres-store']) {
  test(`${packageName}/${path} is found by a resolver that reads no "exports"`, () => {
    const manifest = JSON.parse(readFileSync(join(packageFolder, path, 'package.json'), 'utf8'));
    const api = require(join(packageFolder, path, manifest.main));
    assert.equal(api, require(`${packageName}/${path}`));
    const legacy = readFileSync(join(packageFolder, path, manifest.module), 'utf8');
    assert.match(legacy, /\bexport\s*\{/);
    assert.ok(existsSync(join(packageFolder, path, manifest.types)));
  });
}

test('the .wasm files and the manifest can be asked for by name', () => {
  assert.equal(require(`${packageName}/package.json`).name, packageName);
  for (const name of [
    'unloc_integrator_client.wasm',
    'sandbox/unloc_sandbox.wasm',
    'access/unloc_access.wasm',
    'wasm/unloc_integrator_client_bg.wasm',
  ]) {
    const bytes = readFileSync(require.resolve(`${packageName}/${name}`));
    assert.ok(WebAssembly.validate(bytes), name);
  }
});

test('the entry wasm has the functions of the main entry as wasm-pack made them, once its .wasm is loaded from bytes', () => {
  copyConsumer(join(folder, 'src'));
  const printed = run(`
    import load, * as plain from '${packageName}/wasm';
    import { createSandbox } from '${packageName}/sandbox';
    import { readFileSync } from 'node:fs';
    import { visit } from './src/visit.mjs';
    const bytes = readFileSync(new URL(import.meta.resolve('${packageName}/wasm/unloc_integrator_client_bg.wasm')));
    await load({ module_or_path: bytes });
    const missing = ${JSON.stringify(plainFunctions)}.filter((name) => typeof plain[name] !== 'function');
    plain.init('https://api.example', { fetch: async () => new Response('{"items":[{"id":"l"}],"startAfterId":"l"}') });
    const { data, error } = await plain.call('locks.list', 't', { projectId: 'p' });
    const unknown = await plain.call('locks.lost', 't');
    let thrown;
    try { plain.useKeyUrl({}); } catch (it) { thrown = it; }
    console.log(JSON.stringify([missing, data, data.locks === data, data.startAfterId, error === undefined, unknown.error.code, thrown.code, thrown instanceof Error]));
    console.log(await visit({ ...plain, createSandbox }));
  `);
  const [facts, visited] = printed.split('\n');
  assert.deepEqual(JSON.parse(facts), [
    [],
    [{ id: 'l' }],
    true,
    'l',
    true,
    'invalid_argument',
    'invalid_argument',
    true,
  ]);
  assert.match(visited, /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles$/);
});

test('a platform without Request gets an error in words from the entry wasm, and no panic', () => {
  const printed = run(`
    import load, { getLockHolders, init } from '${packageName}/wasm';
    import { readFileSync } from 'node:fs';
    const bytes = readFileSync(new URL(import.meta.resolve('${packageName}/wasm/unloc_integrator_client_bg.wasm')));
    await load({ module_or_path: bytes });
    init('https://api.example');
    const { Request, Response, fetch } = globalThis;
    for (const name of ['Request', 'Response', 'Headers', 'fetch']) {
      const before = globalThis[name];
      delete globalThis[name];
      const { error } = await getLockHolders('t', null, { fetch: name === 'fetch' ? undefined : async () => new Response('[]'), maxRetries: 0 });
      console.log(name, error.code, error.message);
      Object.defineProperty(globalThis, name, { value: before, configurable: true, writable: true });
    }
    console.log((await getLockHolders('t', null, { fetch: async () => new Response('[]') })).data.length);
  `);
  const words =
    "getLockHolders: this platform has no usable Request, which this build of the library needs; the package's main entry does not need it.";
  assert.deepEqual(printed.split('\n'), [
    `Request invalid_argument ${words}`,
    'Response invalid_response getLockHolders: fetch did not return a Response. Check the option "fetch".',
    `Headers invalid_argument ${words}`,
    'fetch invalid_argument getLockHolders: this platform has no fetch. Pass one as the option "fetch".',
    '0',
  ]);
});

test('values that throw or lie end a call of the entry wasm with an error, however often, and disturb no other', () => {
  const printed = run(`
    import load, { createKey, createLockHolder, getLocks, init, request, lockHolderScope } from '${packageName}/wasm';
    import { readFileSync } from 'node:fs';
    const bytes = readFileSync(new URL(import.meta.resolve('${packageName}/wasm/unloc_integrator_client_bg.wasm')));
    await load({ module_or_path: bytes });
    const token = 'planted-token-7f3a';
    const ids = { lockHolderId: 'h', lockId: 'l' };
    const fail = () => { throw new Error(token); };
    const revoked = (target) => { const { proxy, revoke } = Proxy.revocable(target, {}); revoke(); return proxy; };
    const foreignPromise = (change) => { const promise = Promise.resolve(new Response('[]')); change(promise); return promise; };
    const good = () => getLocks(token, ids, { fetch: async () => new Response('{"locks":[]}') });
    const answering = (fetch) => getLocks(token, ids, { fetch, maxRetries: 0 });
    init('https://api.example', { fetch: async () => new Response('{}') });
    const calls = [
      () => getLocks(token, revoked({})),
      () => getLocks(token, { get lockHolderId() { return fail(); } }),
      () => createLockHolder(token, { name: 'x', get countryIso() { return fail(); } }),
      () => createKey(token, { ...ids, createKeyRequest: { get userId() { return fail(); } } }),
      () => request(token, { method: 'GET', path: '/a', query: { get x() { return fail(); } } }),
      () => getLocks(token, ids, { headers: { get x() { return fail(); } } }),
      () => getLocks(token, ids, { get timeoutMs() { return fail(); } }),
      () => getLocks(token, ids, revoked({})),
      () => answering(fail),
      () => answering(() => Promise.reject(revoked({}))),
      () => answering(() => Promise.reject({ cause: { errors: revoked([]) } })),
      () => answering(async () => Object.create(Response.prototype)),
      () => answering(async () => Object.defineProperty(new Response('[]'), 'text', { value: fail })),
      () => answering(() => ({ then: fail })),
      () => answering(() => foreignPromise((promise) => { promise.then = fail; })),
    ];
    const codes = [];
    for (const call of calls) {
      for (let time = 0; time < 300; time += 1) {
        const { error } = await call();
        if (!(error instanceof Error) || error.message.includes(token)) throw new Error(String(error && error.message));
        if (time === 0) codes.push(error.code);
      }
      if ((await good()).error) throw new Error('a later call fails');
    }
    // Some platforms take a proxy for the response that it stands for.
    const proxied = await answering(async () => new Proxy(new Response('[]'), {}));
    if ((proxied.data === undefined) === (proxied.error === undefined)) throw new Error('a proxy');
    const signal = { aborted: false, addEventListener: fail, removeEventListener: fail };
    if ((await getLocks(token, ids, { fetch: async () => new Response('[]'), signal })).error) throw new Error('a signal');
    for (let time = 0; time < 300; time += 1) { try { lockHolderScope({ get countryIso() { return fail(); } }); } catch (error) { if (error.code !== 'invalid_argument') throw error; } }
    console.log(codes.join());
  `);
  assert.equal(
    printed,
    [
      ...Array(8).fill('invalid_argument'),
      ...Array(3).fill('network'),
      'invalid_response',
      ...Array(3).fill('network'),
    ].join(),
  );
});

test('a path that is no entry cannot be imported', () => {
  assert.throws(() => require(`${packageName}/dist/index.js`), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
});

test('all data of a lock holder arrive, from each entry, and the process ends by itself', () => {
  copyConsumer(join(folder, 'src'));
  for (const entry of ['', '/slim']) {
    const printed = run(`
      import * as unloc from '${packageName}${entry}';
      import { createSandbox } from '${packageName}/sandbox';
      import { visit } from './src/visit.mjs';
      if (unloc.default) await unloc.default();
      console.log(await visit({ ...unloc, createSandbox }));
    `);
    assert.match(printed, /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles$/);
  }
});

test('lockHolderScope needs no waiting, as the very first call', () => {
  assert.equal(
    run(
      `import { lockHolderScope } from '${packageName}'; console.log(lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }));`,
    ),
    'lockHolder.identifier:NO.919424508.',
  );
});

test('slim loads from bytes, from a module, from a promise and from a Response', () => {
  const scope = "slim.lockHolderScope({ countryIso: 'NO', organizationId: '919424508' })";
  const bytes = `readFileSync(createRequire(import.meta.url).resolve('${packageName}/unloc_integrator_client.wasm'))`;
  for (const from of [
    'bytes',
    'new WebAssembly.Module(bytes)',
    'Promise.resolve(bytes)',
    "new Response(bytes, { headers: { 'content-type': 'application/wasm' } })",
    'new Response(bytes)',
  ]) {
    const printed = run(`
      import load, * as slim from '${packageName}/slim';
      import { readFileSync } from 'node:fs';
      import { createRequire } from 'node:module';
      const bytes = ${bytes};
      await load(${from});
      console.log(${scope});
    `);
    assert.equal(printed, 'lockHolder.identifier:NO.919424508.', from);
  }
});

test('one file made of slim by esbuild for Node can be imported, and loads from bytes', async () => {
  const bytes = readFileSync(require.resolve(`${packageName}/unloc_integrator_client.wasm`));
  for (const format of ['esm', 'cjs']) {
    const where = temporaryFolder();
    writeFileSync(join(where, 'unloc.wasm'), bytes);
    const outfile = join(where, format === 'esm' ? 'task.mjs' : 'task.cjs');
    await build({
      absWorkingDir: folder,
      bundle: true,
      platform: 'node',
      format,
      outfile,
      logLevel: 'silent',
      stdin: {
        contents: `
          import load, { lockHolderScope } from '${packageName}/slim';
          import { readFileSync } from 'node:fs';
          (async () => {
            console.log(await load().then(() => 'loaded', (error) => error.message));
            try { lockHolderScope({}); } catch (error) { console.log(error.message); }
            await load(readFileSync('unloc.wasm'));
            console.log(lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }));
          })();`,
        resolveDir: folder,
      },
    });
    const hint =
      'unloc-integrator-client/slim cannot read its .wasm file, which must be beside its JavaScript: '
      + 'in a bundle, pass the bytes of the file to the default export, as in `await load(bytes)`';
    const printed = execFileSync(process.execPath, [outfile], { cwd: where, encoding: 'utf8' }).trim();
    assert.deepEqual(printed.split('\n'), [
      hint,
      `lockHolderScope: the WebAssembly of this library could not be loaded, or crashed. ${hint}.`,
      'lockHolder.identifier:NO.919424508.',
    ]);
  }
});

test('slim that failed to load can be loaded again, and says what was wrong', () => {
  const printed = run(`
    import load, { lockHolderScope } from '${packageName}/slim';
    const words = await load(new Response('gone', { status: 404 })).then(() => 'loaded', (error) => error.message);
    await load(new Uint8Array([1, 2, 3])).catch((error) => console.log(error.name));
    console.log(words);
    await load(await import('node:fs').then(({ readFileSync }) => readFileSync(new URL(import.meta.resolve('${packageName}/unloc_integrator_client.wasm')))));
    console.log(lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }));
  `);
  assert.match(printed, /^CompileError\n.*the server responded with 404\nlockHolder\.identifier:NO\.919424508\.$/);
});

test('importing the package compiles nothing and keeps no process alive', () => {
  const printed = run(`
    for (const name of ['compile', 'instantiate']) { const of = WebAssembly[name]; WebAssembly[name] = (...all) => { console.log(name); return of(...all); }; }
    const { Module } = WebAssembly; WebAssembly.Module = function () { console.log('Module'); return new Module(...arguments); };
    await import('${packageName}'); await import('${packageName}/slim'); await import('${packageName}/sandbox');
    console.log('imported');
  `);
  assert.equal(printed, 'imported');
});

test('a first asynchronous call compiles off the thread, and several compile once', () => {
  const printed = run(`
    const { compile, Module } = WebAssembly;
    // Node's own fetch uses wasm too.
    const { length } = (await import('node:fs')).readFileSync(new URL(import.meta.resolve('${packageName}/unloc_integrator_client.wasm')));
    WebAssembly.compile = (bytes) => { if (bytes.length === length) console.log('compile'); return compile(bytes); };
    WebAssembly.Module = new Proxy(Module, { construct(of, all) { console.log('blocking'); return new of(...all); } });
    const { init, getLocks } = await import('${packageName}');
    init('https://sandbox.invalid', { fetch: async () => new Response('{"locks":[]}', { headers: { 'content-type': 'application/json' } }) });
    const answers = await Promise.all([1, 2, 3].map(() => getLocks('a.token', { lockHolderId: 'h' })));
    console.log(answers.map(({ error }) => (error ? error.message : 'answered')).join());
  `);
  assert.equal(printed, 'compile\nanswered,answered,answered');
});

test('a synchronous call that overtakes the background compilation makes no second instance', () => {
  const printed = run(`
    let instances = 0;
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, { construct(of, all) { instances += 1; return new of(...all); } });
    const { init, getLocks, lockHolderScope } = await import('${packageName}');
    init('https://sandbox.invalid', { fetch: async () => ({ status: 200, json: async () => ({ locks: [] }) }) });
    const scope = lockHolderScope({ countryIso: 'NO', organizationId: '919424508' });
    const { data, error } = await getLocks('a.token', { lockHolderId: 'h' });
    console.log(scope, error ? error.message : data.length, instances);
  `);
  assert.equal(printed, 'lockHolder.identifier:NO.919424508. 0 1');
});

test('a failed compilation is told as an error of the call, and the next call tries again', () => {
  const printed = run(`
    const { compile } = WebAssembly;
    let failures = 2;
    WebAssembly.compile = (...all) => (failures-- > 0 ? Promise.reject(new WebAssembly.CompileError('forbidden here')) : compile(...all));
    const { init, getLocks, UnlocError } = await import('${packageName}');
    init('https://sandbox.invalid', { fetch: async () => new Response('{"locks":[]}', { headers: { 'content-type': 'application/json' } }) });
    while (failures > 1) await new Promise((resolve) => setImmediate(resolve)); // init has begun to compile
    await new Promise((resolve) => setImmediate(resolve));
    const first = await getLocks('a.token', { lockHolderId: 'h' });
    console.log(first.error instanceof UnlocError, first.error.code);
    const second = await getLocks('a.token', { lockHolderId: 'h' });
    console.log(second.error ? second.error.message : 'answered');
  `);
  assert.equal(printed, 'true internal\nanswered');
});

test('the command of the sandbox is installed, and serves', async () => {
  const command = join(folder, 'node_modules', '.bin', 'unloc-sandbox');
  assert.match(execFileSync(command, ['--version'], { encoding: 'utf8' }), /^\d+\.\d+\.\d+\n$/);
  assert.match(execFileSync(command, ['--help'], { encoding: 'utf8' }), /--port/);
  const { spawn } = await import('node:child_process');
  const child = spawn(command, ['--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const line = await new Promise((resolve, reject) => {
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (chunk) => {
        printed += chunk;
        if (printed.includes('\n')) resolve(printed.slice(0, printed.indexOf('\n')));
      });
      child
        .once('error', reject)
        .once('close', (code) => reject(new Error(`it ended with ${code} after printing: ${printed}`)));
    });
    const { url, clientId, clientSecret } = JSON.parse(line);
    const response = await fetch(`${url}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    assert.equal(response.status, 200);
    assert.equal(typeof (await response.json()).access_token, 'string');
  } finally {
    child.kill();
  }
});

test("under the original package's name it is found by that name, and by that name alone", () => {
  const original = '@unloc/integrator-client-library';
  const where = installed(tarball, original);
  const printed = run(
    `
    import * as unloc from '${original}';
    import { createSandbox } from '${original}/sandbox';
    import { createRequire } from 'node:module';
    const required = createRequire(import.meta.url)('${original}');
    console.log(unloc.getLocks === required.getLocks, typeof createSandbox, unloc.lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }));
  `,
    { where },
  );
  assert.equal(printed, 'true function lockHolder.identifier:NO.919424508.');
  assert.deepEqual(
    readdirSync(join(where, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['@unloc'],
  );
});

test('it works from a folder whose name has a space and a letter beyond ASCII', () => {
  const where = join(temporaryFolder(), 'mitt prosjekt Å');
  copyConsumer(where);
  execFileSync('cp', ['-r', join(folder, 'node_modules'), where]);
  const printed = run(
    `
    import load, { lockHolderScope } from '${packageName}/slim';
    await load();
    console.log(lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }));
  `,
    { where },
  );
  assert.equal(printed, 'lockHolder.identifier:NO.919424508.');
});
