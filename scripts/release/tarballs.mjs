// The tarballs of a release.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue } from '../setup/command.mjs';

/** The packages, in the order in which they are published: the command line depends on the client. */
export const packages = ['unloc-integrator-client', 'unloc-cli'];

/** Name and path of each package's tarball of this version; throws if one is missing. */
export function tarballsIn(folder, version) {
  return packages.map((one) => {
    const name = `${one}-${version}.tgz`;
    const path = join(folder, name);
    if (!existsSync(path)) throw new CannotContinue(`${path} does not exist: node scripts/release/pack.mjs makes it.`);
    return { package: one, name, path };
  });
}
