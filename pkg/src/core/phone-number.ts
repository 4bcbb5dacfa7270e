/** A phone number without the spaces, hyphens and brackets that people write into it. The core says whether it is one. */
export function withoutSeparators(text: string): string {
  // The zero of "+47 (0) 99…" would become a part of the number: such a text stays, and is refused.
  return /\( *0/.test(text) ? text : text.replace(/[ ()-]/g, '');
}
