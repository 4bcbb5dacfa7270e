// npm run test:matrix [-- WORD …]: the packed package in every tool of cases.mjs, or in those whose name contains a word.
import { asProgram, spokenTime } from '../../scripts/setup/command.mjs';
import { closeBrowser } from '../support/chromium.mjs';
import { pack } from '../support/packed.mjs';
import { cases } from './cases.mjs';
import { prepareWorkspace, removeWorkspaces } from './workspace.mjs';

await asProgram(async () => {
  const words = process.argv.slice(2).map((word) => word.toLowerCase());
  const chosen = cases.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
  );
  const { tarball } = pack();
  const failures = [];
  for (const { name, folder, run } of chosen) {
    const started = Date.now();
    try {
      const report = await run(await prepareWorkspace(folder, tarball));
      if (!report) throw new Error('it succeeded, but reported nothing');
      console.log(`✓ ${name} (${spokenTime(Date.now() - started)}): ${report}`);
    } catch (error) {
      failures.push(name);
      console.log(`✗ ${name} (${spokenTime(Date.now() - started)}): ${error.message}`);
    }
  }
  await closeBrowser();
  if (process.env.CI) removeWorkspaces();
  if (failures.length > 0) console.log(`\nfailed: ${failures.join('; ')}`);
  console.log(`\nmatrix: ${chosen.length - failures.length} passed, ${failures.length} failed`);
  return chosen.length > 0 && failures.length === 0 ? 0 : 1;
});
