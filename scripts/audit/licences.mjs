// Which licences may be in the house, and in which room.
import satisfies from 'spdx-satisfies';

/**
 * Licences of what is linked into the published wasm or copied into the published package: they ask for no more
 * than to keep a notice, and go together with MIT and with Apache-2.0.
 */
export const shippable = [
  '0BSD', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0', 'ISC',
  'MIT', 'MIT-0', 'Unicode-3.0', 'Unlicense', 'Zlib',
];

/**
 * Licences of tools and test subjects, which are run here and not handed on: besides the above those that ask
 * something only of who changes or hands on that very file (MPL), and those of data tables (CC-BY).
 */
export const usable = [
  ...shippable, 'BlueOak-1.0.0', 'CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0', 'PSF-2.0', 'Python-2.0', 'Unicode-DFS-2016', 'WTFPL',
];

/** Spellings from before SPDX expressions, which the registries still hold. */
function asExpression(text) {
  return text.replace(/\s*\/\s*/g, ' OR ');
}

/** Why a licence does not fit, as the end of a sentence, or `undefined` if it fits. */
export function objection(licence, allowed) {
  if (typeof licence !== 'string' || licence.trim() === '') return 'names no licence';
  try {
    return satisfies(asExpression(licence.trim()), allowed) ? undefined : `is under ${licence}`;
  } catch {
    return `names as its licence "${licence}", which is no SPDX expression`;
  }
}
