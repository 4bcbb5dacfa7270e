import { accessNow } from '../../wasm/access-module';

/** A text that JSON writes as it is, which is quicker found out than done. */
const plain = /^[ !#-[\]-~]*$/;

/** JSON with the members of all objects in the order of their names: one text for one content. */
export function canonical(value: unknown): string {
  if (typeof value === 'string' && plain.test(value)) return `"${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += (text === '' ? '' : ',') + canonical(item);
    return `[${text}]`;
  }
  const members = value as { [name: string]: unknown };
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${canonical(name)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

/** The id of a plan: the digest of all its members but the id. */
export function idOf(document: object): string {
  return `sha256:${sha256(canonical({ ...document, id: undefined }))}`;
}

/** The digest of a text, in hexadecimal digits. */
export function sha256(text: string): string {
  const exports = accessNow();
  const handle = exports.accessCreate('{"projectId":"none"}');
  try {
    return JSON.parse(exports.accessAsk(handle, 'sha256', text)) as string;
  } finally {
    exports.accessDrop(handle);
  }
}

/** A short hash of a text, for what nobody forges. */
export function hashOf(text: string): string {
  return sha256(text).slice(0, 32);
}
