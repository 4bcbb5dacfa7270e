// What the start of a command costs: CPU until its first request leaves, or until it ends, beside Node alone with the
// client's import. A fresh process each time, in an order that chance decides.
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
  const bare = join(folder, 'bare.mjs');
  const client = join(folder, 'client.mjs');
  writeFileSync(bare, '0');
  writeFileSync(
    client,
    `await import(${JSON.stringify(new URL('../../pkg/dist/index.node.mjs', import.meta.url).href)});`,
  );
  const cases = [
    { name: 'node -e 0', file: bare, words: [] },
    { name: 'node -e 0 and the import of the client', file: client, words: [] },
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
  const base = median(seen.get(cases[1].name));
  const rows = cases.map(({ name }) => {
    const cpu = median(seen.get(name));
    return { name, cpu, ratio: cpu / base, sent: sent.get(name) };
  });
  return { most, base, rows, reached: rows.every(({ ratio }) => ratio <= most) };
}

/** The results as Markdown. */
export function cliTables({ most: target, rows, reached }) {
  return [
    `The start of each command: CPU until its first request leaves, or until it ends, ÷ Node with the client's import. Target: ≤ ${target.toFixed(2)}; ${reached ? 'reached' : 'NOT reached'}.`,
    '',
    '| command | CPU | ratio | until |',
    '| --- | ---: | ---: | --- |',
    ...rows.map(
      ({ name, cpu, ratio, sent }) =>
        `| \`${name}\` | ${cpu.toFixed(0)} ms | ${ratio.toFixed(2)} | ${sent ? 'the first request' : 'its end'} |`,
    ),
  ].join('\n');
}
