// npm run docs [-- --base /path/] [--out FOLDER] [--without rust] [--serve]
// Builds docs/ as a site into site/dist, with the references of the package and of the crates, and checks its links.
import { cpSync, rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotContinue, asProgram, run, spokenTime } from './setup/command.mjs';
import { emptyFolder } from './setup/output-folder.mjs';
import { installOwnPackages } from './setup/own-packages.mjs';
import { root } from './setup/project.mjs';
import { steps } from './test/steps.mjs';

const site = join(root, 'site');
const staged = join(site, 'build', 'content');
const usual = join(site, 'dist');

await asProgram(async () => {
  const { base, out, without, serve } = options(process.argv.slice(2));
  const started = Date.now();
  // In target/ everything can be made again.
  const isOurs = out === usual || out.startsWith(join(root, 'target') + sep);
  emptyFolder(out, isOurs ? /./ : undefined);
  await installOwnPackages(site);
  const { stage } = await import('../site/stage.mjs');
  const { writePackageReference } = await import('../site/package-reference.mjs');
  const { deadLinks } = await import('../site/check-links.mjs');
  try {
    stage(root, staged);
    await writePackageReference(join(site, 'build'), join(staged, 'package'));
  } catch (error) {
    throw new CannotContinue(error.message);
  }
  console.log('✓ pages, and the reference of the package');
  const vitepress = join(site, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
  await run(process.execPath, [vitepress, 'build', site], {
    title: 'vitepress',
    env: { ...process.env, DOCS_BASE: base, DOCS_OUT: out },
    quiet: true,
    limitMinutes: 15,
  });
  console.log('✓ site');
  if (!without.includes('rust')) {
    await addRust(join(out, 'rust'));
    console.log('✓ reference of the crates');
  }
  const { pages, sentences } = deadLinks(out, base, without.includes('rust') ? ['rust/'] : []);
  if (sentences.length > 0) throw new CannotContinue(`The site has dead links:\n  ${sentences.join('\n  ')}`);
  console.log(`✓ links of ${pages} pages`);
  console.log(`${out} is the site below ${base}, ready after ${spokenTime(Date.now() - started)}`);
  if (serve) await serveAt(base, out);
});

function options(parameters) {
  let values;
  try {
    ({ values } = parseArgs({
      args: parameters,
      options: {
        base: { type: 'string', default: '/' },
        out: { type: 'string', default: usual },
        without: { type: 'string', multiple: true, default: [] },
        serve: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new CannotContinue(
      `${error.message} npm run docs -- [--base /path/] [--out FOLDER] [--without rust] [--serve]`,
    );
  }
  if (!/^\/(?:[\w.~-]+\/)*$/.test(values.base))
    throw new CannotContinue(`--base ${values.base} is no path that begins and ends with a slash, such as /docs/.`);
  if (values.without.some((part) => part !== 'rust')) throw new CannotContinue('Only `rust` can be left out.');
  return { ...values, out: resolve(values.out) };
}

/** Writes the documents of the crates; a link in a comment that leads nowhere is an error. */
async function addRust(folder) {
  const written = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'doc');
  rmSync(written, { recursive: true, force: true });
  const [command, ...parameters] = steps.find(({ name }) => name === 'rustdoc').command;
  await run(command, parameters, { cwd: root, quiet: true, limitMinutes: 30 });
  cpSync(written, folder, { recursive: true });
}

async function serveAt(base, folder) {
  const { createPageServer, listen } = await import('./start/page-server.mjs');
  const address = await listen(createPageServer({ [base]: folder }), 8090);
  console.log(`${address}${base.slice(1)}   Ctrl-C ends it`);
}
