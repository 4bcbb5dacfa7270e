// node scripts/audit/reproducible.mjs: does whoever builds this commit get the published bytes? Builds the project here, and
// once more from a copy in another folder, for another home, time zone, language and umask, and compares the packages that
// npm would publish. Names each file that differs, and what it differs in first. Needs no network.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { CannotContinue, asProgram, run } from '../setup/command.mjs';
import { publishedPackages, root } from '../setup/project.mjs';
import { searchedFolders } from '../setup/search-path.mjs';
import { differences, firstDifference } from './first-difference.mjs';

const names = ['here', 'there'];

const ask = (command, parameters, cwd) =>
  execFileSync(command, parameters, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });

/** The files that git has or would take, as they are now. */
function copyTree(to) {
  const listed = ask('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
  for (const path of listed.split('\0').filter((one) => one !== '' && existsSync(join(root, one)))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(root, path), join(to, path), { verbatimSymlinks: true });
  }
  // Copied, not linked: a bundler follows links, and would then see the packages in the place where they are here.
  cpSync(realpathSync(join(root, 'node_modules')), join(to, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

/** What a build there has of its own; the compiler and the crates that were downloaded are the same. */
function otherEnvironment(place) {
  const home = join(place, 'another home');
  const cargo = join(home, 'cargo');
  const usual = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  mkdirSync(cargo, { recursive: true });
  if (existsSync(usual)) for (const name of readdirSync(usual)) symlinkSync(join(usual, name), join(cargo, name));
  const { CARGO_TARGET_DIR: _, CARGO_BUILD_TARGET_DIR: __, ...env } = process.env;
  return {
    ...env,
    HOME: home,
    CARGO_HOME: cargo,
    RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
    PATH: searchedFolders().join(delimiter),
    TZ: 'Pacific/Kiritimati',
    LC_ALL: 'C',
  };
}

/** Packs what was built in a folder. */
function pack(project, to) {
  mkdirSync(to, { recursive: true });
  return publishedPackages.map((name) => {
    const printed = ask('npm', ['pack', join(project, name), '--json', '--pack-destination', to], to);
    const [{ filename }] = Object.values(JSON.parse(printed));
    return { name, tarball: join(to, filename), bytes: readFileSync(join(to, filename)) };
  });
}

/** The files of a tarball, by their paths. */
function filesOf({ name, tarball }) {
  const folder = join(dirname(tarball), name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [relative(folder, path), readFileSync(path)];
    }),
  );
}

/** A paragraph for each difference of two tarballs. */
function compare(here, there) {
  if (Buffer.compare(here.bytes, there.bytes) === 0) return [];
  const found = differences(filesOf(here), filesOf(there), names).map((one) => one.replace(/^package/, here.name));
  if (found.length > 0) return found;
  const [listed, other] = [here, there].map(({ tarball }) => Buffer.from(ask('tar', ['-tvzf', tarball])));
  const [place, one, two] = firstDifference(listed, other) ?? ['in its compression', '', ''];
  return [
    `the tarball of ${here.name} holds the same files, but differs ${place} of its list\n      ${one}\n      ${two}`,
  ];
}

const build = (project, title, env = process.env) =>
  run(process.execPath, [join(project, 'scripts', 'build.mjs')], { title, cwd: project, env, limitMinutes: 60 });

await asProgram(async () => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'unloc-built-again-')));
  let differ = false;
  // At the exit, for Ctrl-C ends this without a `finally`; what was ended may write for a moment.
  process.once('exit', () => differ || rmSync(place, { recursive: true, force: true, maxRetries: 10 }));
  const copy = join(place, 'another folder', 'with a longer path', 'project');
  console.log('The build here');
  await build(root, 'the build here');
  const here = pack(root, join(place, 'packed here'));

  console.log(`\nThe build there: ${copy}`);
  const umask = process.umask(0o077);
  try {
    copyTree(copy);
    await build(copy, 'the build there', otherEnvironment(place));
  } finally {
    process.umask(umask);
  }
  const there = pack(copy, join(place, 'packed there'));

  const found = here.flatMap((one, index) => compare(one, there[index]));
  if (found.length > 0) {
    differ = true;
    throw new CannotContinue(
      `two builds of one commit differ; both are in ${place}\n\n    ${found.join('\n    ')}\n\n`
        + '  docs/packaging.md says what makes them equal.',
    );
  }
  console.log('\nTwo builds in two folders are the same to the byte:');
  for (const { tarball, bytes } of here)
    console.log(`  sha256 ${createHash('sha256').update(bytes).digest('hex')}  ${tarball.split('/').pop()}`);
});
