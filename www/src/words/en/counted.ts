const plural = new Intl.PluralRules('en');

/** A number and its noun: `1 door`, `2 doors`. */
export const counted = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('en')} ${plural.select(count) === 'one' ? one : other}`;
