import { accessNow } from '../../wasm/access-module';

/** JSON with the members of all objects in the order of their names: one text for one content. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = value as { [name: string]: unknown };
  const texts: string[] = [];
  for (const name of Object.keys(members).sort()) {
    if (members[name] !== undefined) texts.push(`${JSON.stringify(name)}:${canonical(members[name])}`);
  }
  return `{${texts.join(',')}}`;
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
