// The developer panel: calls as code, the clock and what goes wrong, webhooks; and nothing secret in what is copied.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { startAccount } from '../support/page-account.mjs';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const openPanel = async (page, tab = 'Calls') => {
  await page.keyboard.press('F2');
  await page.getByRole('tab', { name: tab }).click();
  return page.getByRole('tabpanel', { name: tab });
};

const copied = async (page, panel, form) => {
  await panel.getByRole('button', { name: form, exact: true }).click();
  await panel.getByRole('button', { name: 'Copy' }).click();
  return page.evaluate(() => navigator.clipboard.readText());
};

test('a call is copied as curl and run: the same answer; no token and no number is in what is copied', async () => {
  const account = await startAccount();
  const { query, allowed, api } = account;
  const { page, complaints, close } = await site.open({ query, allowed, at: '#/people' });
  const secret = await page.evaluate(async (tokens) => {
    const projects = await (await fetch(tokens)).json();
    const body = JSON.stringify({ scope: 'project.admin', project_id: projects.projects[0].projectId });
    return (await (await fetch(tokens, { method: 'POST', body })).json()).access_token;
  }, account.tokens);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: /GET .*\/locks/ }).click();
  const curl = await copied(page, panel, 'curl');
  assert.match(curl, /\$UNLOC_TOKEN/);
  const { stdout } = await promisify(execFile)('sh', ['-c', curl], { env: { ...process.env, UNLOC_TOKEN: secret } });
  const answer = JSON.parse(await copied(page, panel, 'Answer'));
  assert.deepEqual(Object.keys(JSON.parse(stdout)), Object.keys(answer));
  assert.equal(
    JSON.parse(stdout).locks?.length ?? JSON.parse(stdout).data?.length,
    answer.locks?.length ?? answer.data?.length,
  );
  assert.match(await copied(page, panel, 'JavaScript'), /unloc\.locks\.list\(\{\n {2}projectId: '/);
  assert.match(await copied(page, panel, 'Command line'), /^unloc api GET .*\{project\}\/locks/);
  assert.match(await copied(page, panel, 'Request'), /authorization: Bearer •••/);
  await panel.getByRole('button', { name: /GET .*\/managed-users/ }).click();
  const people = await copied(page, panel, 'Answer');
  assert.match(people, /\+44•••/);
  assert.doesNotMatch(people, /\+\d{8}/);
  const sent = await panel.getByRole('button', { name: /(?:GET|POST) / }).all();
  for (const call of sent.slice(0, 7)) {
    await call.click();
    for (const form of ['JavaScript', 'curl', 'Command line', 'Request', 'Answer']) {
      const text = await copied(page, panel, form);
      assert.doesNotMatch(text, /\+\d{8}|%2B\d{8}/);
      assert.ok(!text.includes(secret));
    }
  }
  await panel.getByLabel('Show phone numbers').check();
  await panel.getByRole('button', { name: /GET .*\/managed-users/ }).click();
  assert.match(await copied(page, panel, 'Answer'), /\+44\d{8}/);
  assert.ok(api.startsWith('http://127.0.0.1'));
  assert.deepEqual(complaints, []);
  await close();
  await account.close();
});

test('the clock goes to the next change, and a fault shows its attempts', async () => {
  const { page, complaints, unloc, close } = await site.open({ at: '#/doors' });
  const panel = await openPanel(page, 'Clock and faults');
  const before = await unloc('({ now }) => now()');
  await panel.getByRole('button', { name: /Next change: .+, .+/ }).click();
  assert.ok((await unloc('({ now }) => now()')) > before + 1_000);
  await panel.getByLabel('One call in three: 503').check();
  assert.equal((await unloc('({ sandbox }) => sandbox.faults()'))[0].rule.fault.status, 503);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('tab', { name: 'Calls' }).click();
  const calls = page.getByRole('tabpanel', { name: 'Calls' });
  await calls
    .getByText(/attempt 2, after \d+ ms/)
    .first()
    .waitFor();
  await calls.getByText('“Refresh”').waitFor();
  assert.ok((await calls.getByRole('cell', { name: '503' }).count()) > 0);
  await page.getByRole('tab', { name: 'Clock and faults' }).click();
  await panel.getByLabel('One call in three: 503').uncheck();
  await panel.getByLabel('Rule, as JSON').fill('{ "fault": { "status": 99 } }');
  await panel.getByRole('button', { name: 'Add rule' }).click();
  assert.match(await panel.getByRole('alert').textContent(), /status/);
  await panel.getByLabel('Rule, as JSON').fill('{ "path": "/v2/**", "count": 1, "fault": { "status": 429 } }');
  await panel.getByRole('button', { name: 'Add rule' }).click();
  await panel.getByRole('list', { name: 'Active rules' }).getByText('429').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('a webhook is delivered, and delivered again', async () => {
  const { page, complaints, close } = await site.open({ at: '#/doors' });
  const panel = await openPanel(page, 'Webhooks');
  await panel.getByRole('button', { name: 'Create webhook' }).click();
  // The one of the demo leads nowhere.
  await panel.getByText('accessEvent').nth(1).waitFor();
  await panel.getByRole('button', { name: / opens / }).click();
  const list = panel.getByRole('list', { name: 'Deliveries' });
  await list.getByText('· 200 ·').waitFor();
  await list.getByRole('button', { name: 'Deliver again' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[aria-label=Deliveries] > li').length === 2);
  assert.equal(await list.getByText('· 200 ·').count(), 2);
  assert.doesNotMatch(await list.allInnerTexts().then(String), /\+\d{8}|a-token-of/);
  assert.deepEqual(complaints, []);
  await close();
});

test('a state is saved, and brought back after the demo began anew', async () => {
  const { page, complaints, unloc, close } = await site.open({ at: '#/doors' });
  await unloc('({ advance }) => advance(7200)');
  const panel = await openPanel(page, 'State');
  const downloading = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save as a file' }).click();
  const file = await (await downloading).path();
  const begun = page.waitForEvent('load');
  await panel.getByRole('button', { name: 'Start over' }).click();
  await begun;
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok((await unloc('({ now }) => now() - Date.now()')) < 60_000);
  await openPanel(page, 'State');
  const loaded = page.waitForEvent('load');
  await page.getByLabel('Load a file').setInputFiles(file);
  await loaded;
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok((await unloc('({ now }) => now() - Date.now()')) > 7_100_000);
  assert.deepEqual(complaints, []);
  await close();
});
