/** A phone number without its middle: `+44 •••• 0123`. */
export function mask(number: string): string {
  return number.length < 10 ? '••••' : `${number.slice(0, 3)} •••• ${number.slice(-4)}`;
}

/** A text with every phone number masked. */
export function maskAll(text: string): string {
  return text.replace(/\+\d{7,15}/g, mask);
}
