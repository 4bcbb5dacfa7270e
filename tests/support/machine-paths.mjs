// Finds in a published file what tells of the machine that built it: folders of its user, of Cargo, rustup and the compiler.
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

const folders =
  '(?:/(?:home|Users|root|tmp|private|opt|mnt|builds|workspaces?|github|__w)|/var/(?:folders|lib|tmp)|/usr/(?:local|src|lib))/[\\w.-]';
/** Where a path of a text begins. The texts of a binary file follow each other without anything between them. */
const beginning = '(?<![\\w.:/)}\\]-])';

/** On any machine. Paths of tools that every machine has, such as /usr/bin/env, are none. */
const anywhere = [
  /[A-Z]:(?:\\{1,2}|\/)(?:Users|Windows|Program Files)\b/,
  /[A-Z]:\\{1,2}(?:a|actions|temp|tmp)\\/,
  /file:\/\/\/[\w.%]/,
  /\/rustc\/[0-9a-f]{6}/,
  /registry\/src\/[\w.-]+-[0-9a-f]{16}\b/,
  /\.(?:cargo|rustup)[/\\]/,
  /lib\/rustlib\//,
  /\.\.\/node_modules\//,
  /sourceMappingURL/,
];

/** The folders of this machine. One of a single name may be a word of a text; `anywhere` has those that are usual. */
const ownFolders = [
  root,
  homedir(),
  tmpdir(),
  process.cwd(),
  process.env.CARGO_HOME ?? join(homedir(), '.cargo'),
  process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
].filter((folder) => folder.split(/[/\\]/).filter(Boolean).length > 1);

/** What stands in a file's bytes that no published file may hold, with what is around it; `undefined` if there is none. */
export function machinePath(bytes) {
  // Each byte is a character: in a binary file a path is between bytes that are no text.
  const text = bytes.toString('latin1');
  const places = [
    ...ownFolders.map((folder) => text.indexOf(Buffer.from(folder).toString('latin1'))),
    ...anywhere.map((pattern) => text.search(pattern)),
    text.search(new RegExp(bytes.includes(0) ? folders : `${beginning}${folders}`)),
  ].filter((place) => place >= 0);
  if (places.length === 0) return undefined;
  const place = Math.min(...places);
  return `at byte ${place}: ${JSON.stringify(text.slice(Math.max(0, place - 20), place + 80))}`;
}

/** The sections of a wasm that name functions, compilers or sources, which a published one has not. */
export function tellingSections(bytes) {
  const module = new WebAssembly.Module(bytes);
  const names = [
    'name',
    'producers',
    'sourceMappingURL',
    'external_debug_info',
    '.debug_info',
    '.debug_line',
    '.debug_str',
  ];
  return names.filter((name) => WebAssembly.Module.customSections(module, name).length > 0);
}
