/** A phone number as E.164 writes it: without the spaces, dashes, dots and brackets that people put into it. */
export function withoutSpacing(text) {
  return text.replace(/[\s().\-/\u2010-\u2015]/g, '');
}

/** What is wrong with a phone number that Unloc need not be asked about, in words, or `undefined`. */
export function complaintAbout(number) {
  if (number === '') return 'Enter the phone number of the person who gets the key.';
  if (!number.startsWith('+')) return 'Begin with + and the country’s code, such as +47 for Norway or +46 for Sweden.';
  return undefined;
}
