// npm run audit: may everything that we use be used, and may what we ship be shipped? Needs no network.
// npm run audit -- --full: also asks the registries for known weaknesses, which needs one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crates } from './audit/crates.mjs';
import { exceptions } from './audit/exceptions.mjs';
import { packages, runTimeDependencies } from './audit/packages.mjs';
import { census, findings } from './audit/verdict.mjs';
import { CannotContinue, asProgram, run } from './setup/command.mjs';
import { root } from './setup/project.mjs';
import { find } from './setup/search-path.mjs';

await asProgram(async () => {
  const parameters = process.argv.slice(2);
  if (parameters.some((parameter) => parameter !== '--full')) {
    throw new CannotContinue(`\`${parameters.join(' ')}\` is not understood here: npm run audit [-- --full].`);
  }
  const items = [
    ...crates().map((one) => ({ ...one, source: 'Cargo.lock' })),
    ...packages().map((one) => ({ ...one, shipped: false })),
  ];
  const sentences = [...findings(items, exceptions), ...dependencyFindings()];
  const shipped = items.filter((item) => item.shipped);
  console.log(`${shipped.length} crates are linked into what is published:\n${census(shipped).join('\n')}`);
  console.log(`${items.length} crates and packages are in use:\n${census(items).join('\n')}`);
  if (parameters.includes('--full')) sentences.push(...await knownWeaknesses());
  if (sentences.length > 0) throw new CannotContinue(sentences.join('\n  '));
  console.log('Every licence fits, and the published package depends on no other.');
});

function dependencyFindings() {
  const names = runTimeDependencies(JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8')));
  return names.length > 0 ? [`pkg/package.json makes its users install ${names.join(', ')}: the published package depends on no other.`] : [];
}

async function knownWeaknesses() {
  const sentences = [];
  const ask = async (command, parameters) => {
    try {
      await run(command, parameters, { cwd: root, limitMinutes: 10 });
    } catch (error) {
      sentences.push(`${error.message}: its own words are above.`);
    }
  };
  await ask('npm', ['audit']);
  if (find('cargo-audit')) await ask(find('cargo-audit'), ['audit']);
  else sentences.push('cargo-audit is missing: install it with `cargo install --locked cargo-audit`, and start again.');
  return sentences;
}
