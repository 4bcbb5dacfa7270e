// The examples of README.md, of the packages' READMEs and of docs/, run as a reader would, against the embedded Unloc.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { client, root } from '../../support/built-package.mjs';
import { auth } from '../../support/auth-fixtures.mjs';
import { startCommand } from '../../support/command.mjs';
import { codeBlocks, codeBlocksIn } from '../../support/document-examples.mjs';
import { installPackageIn } from '../../support/installed-package.mjs';
import { rows } from './rows.mjs';

const folder = join(root, 'target', 'document-examples');
const preload = pathToFileURL(join(root, 'tests', 'node', 'documents', 'preload.mjs')).href;
const blocks = codeBlocks();
const of = (kind) => blocks.filter((block) => block.kind === kind);
const texts = (kind) => new Map(of(kind).map(({ name, text }) => [name, text]));
const [examples, outputs] = [texts('example'), texts('output')];

test('blocks are found with their markers, languages and texts', () => {
  const markdown = [
    '<!-- example: a -->',
    '```js',
    'x();',
    '```',
    '',
    '<!-- output: a -->',
    '```text',
    '1',
    '```',
    'Words.',
    '````md',
    '```',
    '````',
  ];
  assert.deepEqual(codeBlocksIn(markdown.join('\n')), [
    { line: 2, language: 'js', kind: 'example', name: 'a', text: 'x();\n' },
    { line: 7, language: 'text', kind: 'output', name: 'a', text: '1\n' },
    { line: 11, language: 'md', text: '```\n' },
  ]);
});

test('each block of JavaScript in a document is an example', () => {
  assert.ok(examples.size > 40);
  const others = blocks.filter(({ language, kind }) => language === 'js' && kind !== 'example');
  assert.deepEqual(
    others.map(({ document, line }) => `${document}:${line} needs the line <!-- example: NAME --> before it`),
    [],
  );
});

test('examples of the same name are the same, and so are their outputs', () => {
  for (const kind of ['example', 'output'])
    for (const { document, name, text } of of(kind)) assert.equal(text, texts(kind).get(name), `${document}: ${name}`);
});

test('each row and each output belongs to an example, and what another test runs is named there', () => {
  for (const name of [...Object.keys(rows), ...outputs.keys()]) assert.ok(examples.has(name), name);
  for (const [name, { runBy }] of Object.entries(rows))
    if (runBy) assert.ok(readFileSync(join(root, runBy), 'utf8').includes(`'${name}'`), `${runBy} names '${name}'`);
});

/** Which id a new key gets depends on the hour: the demo has other numbers of openings at other hours. */
const withoutIds = (text) => text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '(id)');

/** The names of the examples from which this one goes on, and its own. */
const chainOf = (name) => [...(rows[name]?.after ? chainOf(rows[name].after) : []), name];
const continued = new Set(Object.values(rows).flatMap(({ after: before }) => before ?? []));

describe('the examples', { concurrency: 1 }, () => {
  let unloc;
  let environment;
  before(async () => {
    installPackageIn(folder);
    unloc = await startCommand('--seed', 'demo', '--also', 'unidy,lockit');
    const { url, clientId, clientSecret, clients } = unloc;
    const tokens = new auth.TokenProvider(auth.unlocV1({ baseUrl: url }), { clientId, clientSecret });
    const api = new client.UnlocClient({ baseUrl: url, token: tokens });
    environment = {
      UNLOC_URL: url,
      UNLOC_CLIENT_ID: clientId,
      UNLOC_CLIENT_SECRET: clientSecret,
      UNLOC_TOKEN: (await tokens.getToken()).accessToken,
      UNLOC_LOCK_HOLDER_ID: (await api.v1.lockHolders.list())[0].id,
      UNIDY_URL: url,
      // The client that all servers know: it may create users, which Unidy's own may not.
      UNIDY_CLIENT_ID: clientId,
      UNIDY_CLIENT_SECRET: clientSecret,
      LOCKIT_CLIENT_ID: clients.lockit.clientId,
      LOCKIT_CLIENT_SECRET: clients.lockit.clientSecret,
    };
    environment.UNLOC_PROJECT_ID = environment.UNLOC_LOCK_HOLDER_ID;
  });
  after(() => unloc?.stop());

  const run = (file) =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, ...environment };
      execFile(process.execPath, ['--import', preload, file], { env, timeout: 60_000 }, (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout),
      );
    });

  for (const name of examples.keys()) {
    // A later part of the same program runs it.
    if (rows[name]?.runBy || continued.has(name)) continue;
    const chain = chainOf(name);
    test(chain.join(', '), async () => {
      const file = join(folder, `${name}.mjs`);
      const code = chain.flatMap((part) => [rows[part]?.given ?? '', examples.get(part), rows[part]?.then ?? '']);
      writeFileSync(file, code.join('\n'));
      const printed = await run(file);
      const expected = chain.flatMap((part) => outputs.get(part) ?? []).join('');
      if (expected) assert.equal(withoutIds(printed), withoutIds(expected));
      for (const part of chain) if (rows[part]?.prints) assert.match(printed, rows[part].prints, part);
    });
  }
});
