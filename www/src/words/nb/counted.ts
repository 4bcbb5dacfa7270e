const plural = new Intl.PluralRules('nb');

/** A number and its noun: `1 dør`, `2 dører`. */
export const counted = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('nb')} ${plural.select(count) === 'one' ? one : other}`;
