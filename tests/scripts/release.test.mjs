// What the workflow of a release calls, as far as it needs no other machine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { releaseLine } from '../../.changeset/changelog.mjs';
import { dated, sectionOf } from '../../scripts/release/changelog.mjs';
import { published, publishedCrates } from '../../scripts/release/components.mjs';
import { bill } from '../../scripts/release/sbom.mjs';
import { places, versionIn, withVersion } from '../../scripts/release/versions.mjs';
import { root } from '../../scripts/setup/project.mjs';

const repository = 'https://github.com/o/r';

describe('the version', () => {
  test('is the same in all places', () => {
    const [version, ...others] = places.map((place) => versionIn(place));
    assert.match(version, /^\d+\.\d+\.\d+/);
    for (const other of others) assert.equal(other, version);
  });

  test('is replaced in its place only', () => {
    for (const place of places) {
      const before = readFileSync(join(root, place.file), 'utf8').split('\n');
      const after = withVersion(place, '9.8.7-next.6').split('\n');
      const changed = after.filter((line, index) => line !== before[index]);
      assert.equal(changed.length, 1, place.file);
      assert.match(changed[0], /9\.8\.7-next\.6/);
    }
  });
});

describe('the changelog', () => {
  const changelog =
    '# Changelog\n\n## 0.2.0\n\n### Minor Changes\n\n- Doors.\n\n## 0.1.0, not yet released\n\n- All.\n';

  test('a line links the pull request of its commit, else the commit', () => {
    const commit = '0123456789abcdef';
    assert.equal(
      releaseLine('Doors.\n\nMore of them.', commit, 'Doors (#12)', repository),
      `- Doors. ([#12](${repository}/pull/12))\n\n  More of them.`,
    );
    assert.equal(
      releaseLine('Doors.', commit, 'Fixes #3', repository),
      `- Doors. ([0123456](${repository}/commit/${commit}))`,
    );
    assert.equal(releaseLine('Doors.', undefined, '', repository), '- Doors.');
  });

  test('the section of a version is what stands below its heading', () => {
    assert.equal(sectionOf(changelog, '0.2.0'), '### Minor Changes\n\n- Doors.');
    assert.equal(sectionOf(dated(changelog, '0.2.0', '2027-01-31'), '0.2.0'), '### Minor Changes\n\n- Doors.');
  });

  test('a version without a section, or one that is not yet released, is refused', () => {
    assert.throws(() => sectionOf(changelog, '0.2'), /no section "## 0\.2"/);
    assert.throws(() => sectionOf(changelog, '0.1.0'), /not yet released/);
    assert.throws(() => sectionOf('## 1.0.0\n\n', '1.0.0'), /empty/);
  });
});

describe('the release on GitHub', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
    mkdirSync(join(folder, 'files'));
    writeFileSync(join(folder, 'files', 'a.tgz'), '');
    // A `gh` that says what it is told, and knows the release if the test says so.
    const gh = `#!/bin/sh\nif [ "$2" = view ]; then exit "$VIEW"; fi\necho "$*"\n`;
    writeFileSync(join(folder, 'gh'), gh, { mode: 0o755 });
  });
  after(() => rmSync(folder, { recursive: true }));
  const asked = (tag, exists) => {
    const program = join(root, 'scripts', 'release', 'publish-github.mjs');
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, VIEW: exists ? '0' : '1' };
    const printed = execFileSync(process.execPath, [program, tag, '.'], { cwd: folder, env, encoding: 'utf8' });
    return printed.trim().split('\n');
  };
  const said = (tag) => `--verify-tag --title ${tag} --notes-file notes.md`;

  test('is made of the files and the notes', () => {
    assert.deepEqual(asked('v1.2.3', false), [`release create v1.2.3 ${said('v1.2.3')} files/a.tgz`]);
    assert.deepEqual(asked('v1.2.3-next.0', false), [
      `release create v1.2.3-next.0 ${said('v1.2.3-next.0')} --prerelease files/a.tgz`,
    ]);
  });

  test('is completed and published if it has been begun', () => {
    assert.deepEqual(asked('v1.2.3', true), [
      'release upload v1.2.3 --clobber files/a.tgz',
      `release edit v1.2.3 --draft=false ${said('v1.2.3')}`,
    ]);
  });
});

describe('the crates', () => {
  const metadata = JSON.parse(
    execFileSync('cargo', ['metadata', '--locked', '--no-deps', '--format-version', '1'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    }),
  );
  const crates = metadata.packages.filter(({ publish }) => publish === null);

  test('that are published are those that have a bill of materials', () => {
    assert.deepEqual(
      crates.map(({ manifest_path }) => manifest_path).sort(),
      publishedCrates.map((folder) => join(root, folder, 'Cargo.toml')).sort(),
    );
  });

  test('say what a registry shows', () => {
    for (const crate of crates) {
      for (const key of ['description', 'documentation', 'license', 'readme', 'repository', 'rust_version'])
        assert.ok(crate[key], `${crate.name}: ${key}`);
      assert.ok(crate.keywords.length === 5 && crate.categories.length > 1, crate.name);
    }
  });

  test('hold their sources and what a registry shows, and nothing else of the repository', () => {
    const others =
      /^(?:src\/README\.md|README\.md|CHANGELOG\.md|LICENSE-(?:MIT|APACHE)|Cargo\.(?:toml|toml\.orig|lock)|\.cargo_vcs_info\.json)$/;
    for (const { name } of crates) {
      const list = ['package', '--list', '--locked', '--allow-dirty', '--package', name];
      const files = execFileSync('cargo', list, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .trim()
        .split('\n');
      assert.ok(files.includes('src/lib.rs') && files.includes('LICENSE-MIT') && files.includes('Cargo.lock'), name);
      const rest = files.filter((file) => !/^(?:src|examples)\/[\w/]+\.rs$/.test(file));
      for (const file of rest) assert.match(file, others, `${name}: ${file}`);
    }
  });
});

describe('the bills of materials', () => {
  let bills;
  before(() => {
    bills = published().map(({ file, ...one }) => ({ file, document: bill(one, '2026-01-01T00:00:00.000Z') }));
  });
  const document = (name) => bills.find(({ file }) => file.startsWith(name)).document;
  const names = ({ components }) => components.map(({ name }) => name);

  test('are valid CycloneDX 1.6', () => {
    const library = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json');
    const schema = (name) =>
      JSON.parse(readFileSync(join(library, '..', 'res', 'schema', `${name}.SNAPSHOT.schema.json`), 'utf8'));
    const ajv = new Ajv({ strict: false, logger: false });
    addFormats.default(ajv);
    for (const name of ['spdx', 'jsf-0.82'])
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    const validate = ajv.compile(schema('bom-1.6'));
    assert.ok(!validate({ bomFormat: 'CycloneDX' }));
    assert.equal(bills.length, 4);
    for (const { file, document: one } of bills)
      assert.ok(validate(one), `${file}: ${JSON.stringify(validate.errors)}`);
  });

  test('name each component once, and every dependency is a component', () => {
    for (const { file, document: one } of bills) {
      const refs = [one.metadata.component, ...one.components].map((component) => component['bom-ref']);
      assert.equal(new Set(refs).size, refs.length, file);
      for (const { ref, dependsOn } of one.dependencies)
        for (const name of [ref, ...dependsOn]) assert.ok(refs.includes(name), `${file}: ${name}`);
    }
  });

  test('hold the crates of each wasm and the standard library', () => {
    for (const name of ['unloc-integrator-client-0', 'unloc-cli']) {
      const found = names(document(name));
      for (const crate of ['wasm-bindgen', 'hmac-sha256', 'talc', 'indexmap', 'unloc-access-core', 'rust-std'])
        assert.ok(found.includes(crate), `${name}: ${crate}`);
      // What runs in the compiler only.
      for (const crate of ['syn', 'wasm-bindgen-macro', 'proptest'])
        assert.ok(!found.includes(crate), `${name}: ${crate}`);
    }
  });

  test('hold what is installed with the command line, and what is built into it', () => {
    const found = names(document('unloc-cli'));
    for (const name of ['unloc-integrator-client', 'libphonenumber-js', 'commander', 'preact', '@napi-rs/keyring'])
      assert.ok(found.includes(name), name);
    assert.ok(!names(document('unloc-integrator-client-0')).includes('preact'));
  });

  test('say of what is not ours by which licence, and by which checksum it is known', () => {
    for (const { document: one } of bills)
      for (const { name, licenses, hashes } of one.components) {
        assert.ok(licenses?.[0].expression, name);
        if (!name.startsWith('unloc-') && name !== 'rust-std')
          assert.match(hashes[0].content, /^[0-9a-f]{64,128}$/, name);
      }
  });
});
