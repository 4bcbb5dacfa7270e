// What the start of a command costs: CPU until its first request leaves, beside a program that does no more than that with
// the client; or, for one that sends nothing, until it ends, beside Node with the client's import. A fresh process each
// time, in an order that chance decides.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shuffled } from '../order.mjs';
import { median } from '../statistics.mjs';

const place = (path) => fileURLToPath(new URL(path, import.meta.url));
const most = 2;

/** The commands that are used most. */
const commands = [
  '',
  '--version',
  '--help',
  'help keys give',
  'help errors',
  'completion bash',
  'completion zsh -- keys gi',
  'whoami',
  'profiles list',
  'projects list',
  'doors list',
  'doors show main',
  'doors edit main --name x --yes',
  'doors log main',
  'people list',
  'people show +4790000001',
  'people move-out +4790000001 --dry-run',
  'keys list',
  'keys show x',
  'keys give --to +4790000001 --door main --for 2d --yes',
  'keys revoke x --yes',
  'access who main',
  'access review',
  'snapshot',
  'api GET /v2/projects',
];

const entry = (name) => JSON.stringify(new URL(`../../pkg/dist/${name}.node.mjs`, import.meta.url).href);
const imported = 'node, the client imported';
const first = 'node, the client’s first request';
const firstRequest = `
const [{ UnlocClient }, { TokenProvider, unlocV2 }] = await Promise.all([import(${entry('index')}), import(${entry('auth')})]);
const { UNLOC_URL: baseUrl, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret } = process.env;
const token = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret, fetch });
await new UnlocClient({ baseUrl, token }).projects.get({ projectId: process.env.UNLOC_PROJECT });
`;

/** What a fresh process says of itself. */
function cpuOf(file, words, folder) {
  const report = join(folder, 'report.json');
  const preload = new URL('at-first-request.mjs', import.meta.url).href;
  rmSync(report, { force: true });
  spawnSync(process.execPath, ['--import', preload, file, ...words], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      BENCH_REPORT: report,
      UNLOC_CONFIG_DIR: join(folder, 'settings'),
      UNLOC_URL: 'http://127.0.0.1:9',
      UNLOC_CLIENT_ID: 'bench',
      UNLOC_CLIENT_SECRET: 'bench-secret',
      UNLOC_PROJECT: '11111111-2222-3333-4444-555555555555',
    },
  });
  return JSON.parse(readFileSync(report, 'utf8'));
}

/** Medians over fresh processes. */
export function cliResults({ quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-bench-'));
  const program = place('../../cli/dist/unloc.mjs');
  const files = { bare: '0', imported: `await import(${entry('index')});`, first: firstRequest };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.mjs`), text);
  const own = (name) => ({ file: join(folder, `${name}.mjs`), words: [] });
  const cases = [
    { name: 'node -e 0', ...own('bare') },
    { name: imported, ...own('imported') },
    { name: first, ...own('first') },
    ...commands.map((line) => ({
      name: `unloc ${line}`.trim(),
      file: program,
      words: line.split(' ').filter(Boolean),
    })),
  ];
  const seen = new Map(cases.map(({ name }) => [name, []]));
  const sent = new Map();
  try {
    for (let round = 0; round < (quick ? 3 : 11); round += 1)
      for (const { name, file, words } of shuffled(cases)) {
        const said = cpuOf(file, words, folder);
        seen.get(name).push(said.cpu);
        sent.set(name, said.sent);
      }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const middle = (name) => median(seen.get(name));
  const rows = cases.map(({ name }) => {
    const beside = sent.get(name) ? first : imported;
    return { name, cpu: middle(name), ratio: middle(name) / middle(beside), beside };
  });
  return { most, rows, reached: rows.every(({ ratio }) => ratio <= most) };
}

/** The results as Markdown. */
export function cliTables({ most: target, rows, reached }) {
  return [
    `The start of each command, in CPU: until its first request leaves, ÷ a program that sends its first request with the client; for those that send nothing until they end, ÷ Node with the client imported. Target: ≤ ${target.toFixed(2)}; ${reached ? 'reached' : 'NOT reached'}.`,
    '',
    '| command | CPU | ratio | ÷ |',
    '| --- | ---: | ---: | --- |',
    ...rows.map(
      ({ name, cpu, ratio, beside }) => `| \`${name}\` | ${cpu.toFixed(0)} ms | ${ratio.toFixed(2)} | ${beside} |`,
    ),
  ].join('\n');
}
