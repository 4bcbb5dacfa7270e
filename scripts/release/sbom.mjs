// node scripts/release/sbom.mjs FOLDER: a bill of materials for each published package and crate, as CycloneDX 1.6.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotContinue, asProgram } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';
import { published } from './components.mjs';

/** An id that follows from the content, so that the same sources have the same bill. */
function serialNumber(content) {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((Number.parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The document of one that is published. `timestamp` is in ISO 8601. */
export function bill({ subject, components, dependencies }, timestamp) {
  const byRef = (one, other) => (one < other ? -1 : 1);
  const content = {
    metadata: { timestamp, component: subject },
    components: [...components].sort((one, other) => byRef(one.purl, other.purl)),
    dependencies: [...dependencies]
      .sort(([one], [other]) => byRef(one, other))
      .map(([ref, on]) => ({ ref, dependsOn: [...on].sort(byRef) })),
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(JSON.stringify(content)),
    version: 1,
    ...content,
  };
}

/** The checksum of the tarball that a bill is about, if it lies beside it. */
function checksum(folder, { name, version, purl }) {
  const tarball = join(folder, `${name}-${version}.tgz`);
  if (!purl.startsWith('pkg:npm/') || !existsSync(tarball)) return {};
  return { hashes: [{ alg: 'SHA-512', content: createHash('sha512').update(readFileSync(tarball)).digest('hex') }] };
}

/** Writes the bills; gives their names. */
export function writeBills(folder) {
  const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  const timestamp = new Date(Number(seconds) * 1000).toISOString();
  mkdirSync(folder, { recursive: true });
  return published().map(({ file, subject, ...rest }) => {
    const one = { subject: { ...subject, ...checksum(folder, subject) }, ...rest };
    writeFileSync(join(folder, file), `${JSON.stringify(bill(one, timestamp), null, 2)}\n`);
    return file;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await asProgram(() => {
    const [folder, ...rest] = process.argv.slice(2);
    if (folder === undefined || rest.length > 0)
      throw new CannotContinue('Name the folder of the bills: node scripts/release/sbom.mjs FOLDER.');
    for (const file of writeBills(folder)) console.log(file);
  });
