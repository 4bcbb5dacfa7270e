const numbers = /(\+|%2B)(\d{2})\d{3,11}(\d{2})(?!\d)/gi;
const secretMembers = /("[^"]*(?:secret|token|password|authorization)[^"]*"\s*:\s*")[^"]+(")/gi;

/** A text without phone numbers in whole: `+47•••12`. */
export function maskNumbers(text: string): string {
  return text.replace(numbers, (_, plus: string, first: string, last: string) => `${plus}${first}•••${last}`);
}

/** A text without what opens something, whatever is shown otherwise. */
export function maskSecrets(text: string): string {
  return text.replace(secretMembers, '$1•••$2');
}
