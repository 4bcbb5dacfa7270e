/** The last word of a line as bash sees it while it is typed. */
export interface TypedLine {
  words: string[];
  /** The quotation mark that is open at the end. */
  quote: '"' | "'" | '';
}

/** The words of a command line that ends in the middle of one, as bash reads it. */
export function readLine(line: string): TypedLine {
  const words: string[] = [];
  let word: string | undefined;
  let quote: TypedLine['quote'] = '';
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (quote === "'" || (quote === '"' && sign !== '\\')) {
      if (sign === quote) quote = '';
      else word = (word ?? '') + sign;
    } else if (sign === '\\') {
      at += 1;
      word = (word ?? '') + line.charAt(at);
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/[|;&\n]/.test(sign)) {
      // Another command begins.
      words.length = 0;
      word = undefined;
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + sign;
  }
  return { words: [...words, word ?? ''], quote };
}

/** A word as it is typed in bash: behind the quotation mark that is open, or with backslashes. */
export function asTyped(word: string, quote: TypedLine['quote']): string {
  if (quote === "'") return word.replaceAll("'", "'\\''");
  if (quote === '"') return word.replace(/["\\$`]/g, '\\$&');
  return word.replace(/[^\w@%+=:,./\u0080-\uffff-]/g, '\\$&');
}

/** A word of which fish gives what is typed: a quotation mark at its beginning, backslashes in it. */
export function withoutQuotes(word: string): string {
  return word.replace(/^["']/, '').replace(/\\(.)/g, '$1');
}
