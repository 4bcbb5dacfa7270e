// Where a client secret is refused: where people can read the code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageInContext } from '../../support/package-in-context.mjs';

class WorkerGlobalScope {}
const importScripts = () => {};
const location = { href: 'https://app.example/worker.js' };

const platforms = [
  ['a page', { window: { document: {} }, location }, true],
  ["a page's worker", { WorkerGlobalScope, importScripts, location }, true],
  ['workerd at compatibility dates before 2024-03-04', { WorkerGlobalScope, importScripts }, false],
  ['workerd since 2024-03-04', { WorkerGlobalScope }, false],
  ['jsdom in Node', { window: { document: {} }, location, process: { versions: { node: '20.0.0' } } }, false],
  [
    'a renderer of Electron',
    { window: { document: {} }, location, process: { versions: { node: '20.0.0' }, type: 'renderer' } },
    true,
  ],
];

for (const [name, globals, refused] of platforms) {
  test(`a client secret is ${refused ? 'refused' : 'taken'} in ${name}`, () => {
    const { TokenProvider, unlocV1 } = packageInContext({ URL, ...globals }).load('auth');
    const make = () =>
      new TokenProvider(unlocV1({ baseUrl: 'https://api.example' }), { clientId: 'c', clientSecret: 's' });
    if (refused) assert.throws(make, { code: 'invalid_argument', message: /does not belong in a page/ });
    else make();
  });
}
