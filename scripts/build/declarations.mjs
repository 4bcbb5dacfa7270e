// Writes the type declarations, for TypeScript 3.7 and newer: a tree of .d.ts for `require` and old
// resolvers, and the same tree as .d.mts for `import`, with only the files that an entry imports.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { distribution, root } from './paths.mjs';

const emitted = join(root, 'target', 'declarations');
const specifier = /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.[^'"]*)\2/g;

function emit() {
  rmSync(emitted, { recursive: true, force: true });
  try {
    // Not node_modules/.bin/tsc: that is the oldest version that the types must support.
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
        '--project',
        join(root, 'pkg', 'tsconfig.json'),
        '--noEmit',
        'false',
        '--emitDeclarationOnly',
        '--declaration',
        '--outDir',
        emitted,
      ],
      { stdio: 'inherit', cwd: root },
    );
  } catch {
    throw new Error("pkg/src has type errors; TypeScript's output is above");
  }
}

/** The emitted file that a relative specifier refers to. */
function target(from, path) {
  const base = join(dirname(from), path.replace(/\.(?:js|ts)$/, ''));
  const found = [`${base}.d.ts`, join(base, 'index.d.ts')].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${relative(emitted, from)} refers to ${path}, which has no declaration`);
  return found;
}

/** TypeScript before 3.8 does not support `import type` and `export type { }`. In declarations the plain forms mean the same. */
const withoutTypeOnly = (text) =>
  text
    .replace(/^(import|export) type (\{|\*)/gm, '$1 $2')
    .replace(/^import type (\w+)/gm, 'import $1')
    .replace(
      /^((?:import|export) \{)([^}]*)\}/gm,
      (_, start, names) => `${start}${names.replace(/\btype (?=\w)/g, '')}}`,
    );

/**
 * The path of a declaration in the package: that of an entry is beside its JavaScript, all others are in `types`.
 */
function pathInPackage(file, entries) {
  const source = `pkg/src/${relative(emitted, file).replace(/\.d\.ts$/, '.ts')}`;
  const entry = entries.find((one) => one.source === source);
  return entry === undefined ? `types/${relative(emitted, file).replace(/\.d\.ts$/, '')}` : entry.output;
}

function write(file, entries, ending) {
  const own = pathInPackage(file, entries);
  const text = withoutTypeOnly(readFileSync(file, 'utf8')).replace(specifier, (_, before, quote, path) => {
    const other = relative(dirname(own), pathInPackage(target(file, path), entries));
    const local = other.startsWith('.') ? other : `./${other}`;
    return `${before}${quote}${local}${ending === 'mts' ? '.mjs' : ''}${quote}`;
  });
  const output = join(distribution, `${own}.d.${ending}`);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, text);
}

/** Writes the declarations of the entries and of what they import to pkg/dist. */
export function buildDeclarations(entries) {
  emit();
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, , , path] of readFileSync(file, 'utf8').matchAll(specifier)) visit(target(file, path));
  };
  for (const { source } of entries) {
    visit(join(emitted, relative(join('pkg', 'src'), source).replace(/\.ts$/, '.d.ts')));
  }
  for (const file of reached) {
    write(file, entries, 'ts');
    write(file, entries, 'mts');
  }
}
