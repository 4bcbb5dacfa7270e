let segmenter: Intl.Segmenter | undefined;
/** Made when it is first needed: it takes longer than everything else that a command does before its first call. */
const segments = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
};
/** Letters and punctuation of Latin, Greek and Cyrillic that take one column each, and never join. */
const plain = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b]*$/;
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2}/u;
const eastAsian =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const takesNone = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;

/** Columns that what a person sees as one character takes: two if it is wide (East Asian, emoji). */
function segmentWidth(segment: string): number {
  if (takesNone.test(segment)) return 0;
  return emoji.test(segment) || eastAsian.test(segment) ? 2 : 1;
}

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments(text)) width += segmentWidth(segment);
  return width;
}

/** A text that takes no more than this many columns: cut between characters, with an ellipsis at the end. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  let kept = '';
  let used = 0;
  for (const { segment } of segments(text)) {
    used += segmentWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A text with spaces after it, or before it, up to this many columns. */
export function padToWidth(text: string, width: number, right = false): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? `${space}${text}` : `${text}${space}`;
}
