// libphonenumber-js knows how each country writes its numbers at home (trunk digits, lengths), which no short table does. It
// is loaded when somebody is named by such a number.

/** A number with its country: `+47 912 34 567`, `0047…`. `undefined` if it is none. */
export function internationalNumber(text: string): string | undefined {
  const plain = withoutSeparators(text).replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(plain) ? plain : undefined;
}

/** Whether a text is meant as a number, and not as a name. */
export function looksLikeNumber(text: string): boolean {
  const plain = withoutSeparators(text);
  return /^\+?\d+$/.test(plain) && plain.length >= 4;
}

/** The numbers that a number as it is written at home may be, in these countries (ISO 3166). */
export async function nationalNumbers(text: string, countries: readonly string[]): Promise<string[]> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const found = countries.flatMap((country) => {
    if (!isSupportedCountry(country)) return [];
    const parsed = parsePhoneNumberFromString(text, country);
    return parsed?.isPossible() ? [parsed.number as string] : [];
  });
  return [...new Set(found)];
}

function withoutSeparators(text: string): string {
  return text.replace(/[\s\p{Cf}\p{Pd}()./]/gu, '');
}
