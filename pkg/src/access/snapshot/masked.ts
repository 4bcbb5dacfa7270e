/** A phone number of which only the country and the last four digits are shown. */
export const masked = (number: string): string =>
  number.length < 10 ? '••••' : `${number.slice(0, 3)} •••• ${number.slice(-4)}`;
