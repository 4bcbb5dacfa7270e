// node scripts/release/check.mjs TAG: may this tag be released? It must be the version that stands everywhere, and have its
// section in the changelog.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue, asProgram } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';
import { sectionOf } from './changelog.mjs';
import { places, versionIn } from './versions.mjs';

await asProgram(() => {
  const [tag, ...rest] = process.argv.slice(2);
  const version = tag?.match(/^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/)?.[1];
  if (version === undefined || rest.length > 0)
    throw new CannotContinue(`The tag of a release is v1.2.3 or v1.2.3-next.0, not "${tag ?? ''}".`);
  for (const place of places) {
    const found = versionIn(place);
    if (found !== version) throw new CannotContinue(`The tag is ${tag}, and ${place.file} says ${found}.`);
  }
  sectionOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
  console.log(`${tag} may be released.`);
});
