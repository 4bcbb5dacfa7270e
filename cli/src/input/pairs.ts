import { usage } from '../command/failure';

/** Metadata as it is read: `name=value`, in the order of the API. */
export function pairsInWords(metadata: { [name: string]: string }): string {
  return Object.entries(metadata)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** Reads `name=value`, as the API takes metadata: names of at most 40 characters, values of 256. */
export function readPairs(texts: readonly string[], option: string): { [name: string]: string } {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw usage(`${option} must be name=value, but is "${text}".`);
      const name = text.slice(0, at);
      const value = text.slice(at + 1);
      if (name.length > 40 || value.length > 256)
        throw usage(`${option} "${name}": names have at most 40 characters, values 256.`);
      if (/^unloc/i.test(name)) throw usage(`${option} "${name}": names that begin with "unloc" are the API’s own.`);
      return [name, value];
    }),
  );
}
