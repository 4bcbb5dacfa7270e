// The access engine in a page: a snapshot of the embedded Unloc in the tab, and questions to it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../support/chromium.mjs';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { root } from '../support/root.mjs';

let server;
let address;
let browser;

before(async () => {
  server = createPageServer({ '/': join(root, 'tests', 'browser', 'blank'), '/dist': join(root, 'pkg', 'dist') });
  address = await listen(server, 18_400);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

for (const entry of ['index', 'slim']) {
  test(`a page reads a project by the entry ${entry}, asks who can open a door, and writes a review`, async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${address}/`);
    const said = await page.evaluate(async (file) => {
      const { createSandbox } = await import('/dist/sandbox/index.mjs');
      const access = await import(`/dist/access/${file}.mjs`);
      // Of a page's own thread browsers want that it compiles nothing large.
      await access.load();
      const sandbox = await createSandbox({ seed: 'demo' });
      const unloc = sandbox.client();
      const { projects } = await unloc.resources.discover();
      const told = [];
      const snapshot = await access.fetchSnapshot(
        unloc,
        { projectId: projects[0].projectId },
        { onProgress: ({ reading }) => void told.push(reading) },
      );
      const from = new Date();
      const found = access.review(snapshot, { from, to: new Date(from.getTime() + 7 * 86_400_000) });
      const row = [...found].find(({ appUserId }) => appUserId !== null);
      const answer = access.canOpen(snapshot, { appUserId: row.appUserId, lockId: row.lockId, at: row.from });
      const csv = new TextDecoder().decode(found.csv().next().value);
      return { told, counts: snapshot.counts, rows: found.rows, answer, csv: csv.slice(0, 30) };
    }, entry);
    assert.deepEqual([...new Set(said.told)].sort(), ['accessGroups', 'keys', 'locks', 'sharingRights']);
    assert.ok(said.counts.keys > 100 && said.rows > 50);
    assert.equal(said.answer.opens, true);
    assert.match(said.answer.sentence, / can open /);
    assert.match(said.csv, /^door;person;from;to;why;key/);
    await page.close();
  });
}
