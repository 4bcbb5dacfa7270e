// Type declarations, for TypeScript 3.7 to the newest: one tree of .d.ts for `require` and old
// resolvers, and its twin of .d.mts for `import`, with only the files that an entry reaches.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { distribution, root } from './paths.mjs';

const emitted = join(root, 'target', 'declarations');
const specifier = /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.[^'"]*)\2/g;

function emit() {
  rmSync(emitted, { recursive: true, force: true });
  try {
    // The command itself: `tsc` in node_modules/.bin is the oldest version that the types must suit.
    execFileSync(process.execPath, [
      join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', join(root, 'pkg', 'tsconfig.json'),
      '--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--outDir', emitted,
    ], { stdio: 'inherit', cwd: root });
  } catch {
    throw new Error('the facade in pkg/src has type errors; TypeScript\'s words are above');
  }
}

/** The emitted file that a relative specifier means. */
function target(from, path) {
  const base = join(dirname(from), path.replace(/\.(?:js|ts)$/, ''));
  const found = [`${base}.d.ts`, join(base, 'index.d.ts')].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${relative(emitted, from)} refers to ${path}, which has no declaration`);
  return found;
}

/** TypeScript before 3.8 does not know `import type` and `export type { }`; in declarations they say nothing more. */
const withoutTypeOnly = (text) => text
  .replace(/^(import|export) type (\{|\*)/gm, '$1 $2')
  .replace(/^import type (\w+)/gm, 'import $1')
  .replace(/^((?:import|export) \{)([^}]*)\}/gm, (_, start, names) => `${start}${names.replace(/\btype (?=\w)/g, '')}}`);

/**
 * Where a declaration lies in the package: an entry's beside its JavaScript, all others in `types`.
 */
function place(file, entries) {
  const source = `pkg/src/${relative(emitted, file).replace(/\.d\.ts$/, '.ts')}`;
  const entry = entries.find((one) => one.source === source);
  return entry === undefined ? `types/${relative(emitted, file).replace(/\.d\.ts$/, '')}` : entry.output;
}

function write(file, entries, ending) {
  const own = place(file, entries);
  const text = withoutTypeOnly(readFileSync(file, 'utf8')).replace(specifier, (_, before, quote, path) => {
    const other = relative(dirname(own) , place(target(file, path), entries));
    const local = other.startsWith('.') ? other : `./${other}`;
    return `${before}${quote}${local}${ending === 'mts' ? '.mjs' : ''}${quote}`;
  });
  const output = join(distribution, `${own}.d.${ending}`);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, text);
}

/** Writes the declarations of the entries and of what they reach below pkg/dist. */
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
