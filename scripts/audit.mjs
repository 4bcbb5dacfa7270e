// npm run audit: may everything that we use be used, and does whoever builds this commit get the published bytes? Crates:
// deny.toml, npm packages: audit/licences.mjs, bytes: audit/reproducible.mjs. Needs no network.
// npm run audit -- --full: also asks for known vulnerabilities (audit/vulnerabilities.mjs).
import { commands as full } from './audit/vulnerabilities.mjs';
import { CannotContinue, asProgram, run } from './setup/command.mjs';
import { root } from './setup/project.mjs';
import { steps } from './test/steps.mjs';

await asProgram(async () => {
  const parameters = process.argv.slice(2);
  if (parameters.some((parameter) => parameter !== '--full')) {
    throw new CannotContinue(`\`${parameters.join(' ')}\` is not understood here: npm run audit [-- --full].`);
  }
  const commands = steps
    .filter(({ name }) => ['deny', 'deny-build', 'licences'].includes(name))
    .map(({ command }) => command);
  if (parameters.includes('--full')) commands.push(...full);
  commands.push([process.execPath, 'scripts/audit/reproducible.mjs']);
  const failures = [];
  for (const [command, ...rest] of commands) {
    await run(command, rest, { cwd: root, limitMinutes: 55 }).catch((error) =>
      failures.push(`${error.message}: its own words are above.`),
    );
  }
  if (failures.length > 0) throw new CannotContinue(failures.join('\n  '));
});
