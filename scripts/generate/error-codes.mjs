// The error codes of the client for the command line, which does not load the client for its help.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/project.mjs';

const row = /^ \* - `(\w+)`: (.*) Acts: (.*)\. Repeat: (.*)\.$/gm;

/** cli/src/generated/error-codes.ts, from the list that the model in Rust wrote. */
export function errorCodesModule() {
  const list = readFileSync(join(root, 'pkg', 'src', 'generated', 'codes.ts'), 'utf8');
  const codes = [...list.matchAll(row)].map(([, code, meaning, acts, repeat]) => ({
    code,
    meaning,
    acts,
    safe: repeat === 'safe',
  }));
  if (codes.length < 20) throw new Error('pkg/src/generated/codes.ts does not list the error codes as it did');
  return [
    '// Generated from pkg/src/generated/codes.ts by `npm run generate`.',
    '',
    '/** The error codes of the client: what each means, who acts, whether repeating is safe for every call. */',
    'export const errorCodes: ReadonlyArray<{ code: string; meaning: string; acts: string; safe: boolean }> = [',
    ...codes.map((one) => `  ${JSON.stringify(one)},`),
    '];',
    '',
  ].join('\n');
}
