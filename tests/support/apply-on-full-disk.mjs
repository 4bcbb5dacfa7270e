// Applies a plan whose journal (the first argument) may not grow beyond the limit of this process, and says what became of it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { access, withId } from './access.mjs';
import { root } from './root.mjs';

const require = createRequire(import.meta.url);
const { createSandbox } = require(join(root, 'pkg', 'sandbox'));
const { fileStore } = require(join(root, 'pkg', 'access', 'file-store'));

const sandbox = await createSandbox({ seed: 'demo' });
const unlocAlone = sandbox.client();
const { projects } = await unlocAlone.resources.discover();
const [{ projectId }] = projects;
let posts = 0;
const unloc = sandbox.client({
  fetch: (url, init) => {
    if (init.method === 'POST' && url.endsWith('/keys')) posts += 1;
    return sandbox.fetch(url, init);
  },
});
const [lock] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
const key = { lockId: lock.id, end: '2100-01-01T00:00:00Z' };
const document = withId({
  format: 'unloc-plan/1',
  made: new Date().toISOString(),
  validUntil: '2100-01-01T00:00:00Z',
  // Its name, which is written twice, is so long that the first lines of the journal fit and an intention does not.
  scope: { api: 'v2', projectId, owner: 'o'.repeat(300), covers: 'everything' },
  zones: {},
  zonesUntil: '2100-01-01T00:00:00Z',
  doors: [{ lockId: lock.id, name: lock.name }],
  items: [
    {
      item: '+447700900999',
      print: 'e3b0c44298fc1c149afbf4c8996fb924',
      live: 0,
      steps: [{ n: 1, do: 'give', kind: 'give', ref: 'B-1', because: '', lockId: lock.id, key }],
    },
  ],
  keep: [],
  summary: { requests: 0, seconds: 0 },
});
const { endedBy, outcomes, error } = await access.apply(unloc, { document }, { store: fileStore(process.argv[2]) });
console.log(
  JSON.stringify({ posts, endedBy, outcomes: outcomes.map(({ outcome }) => outcome), error: error?.message }),
);
