const foreign: { readonly [letter: string]: string } = {
  ø: 'o',
  æ: 'ae',
  ß: 'ss',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
  œ: 'oe',
  ı: 'i',
};

/** Text for finding: without capitals, marks, and spaces within numbers; `Nygård` is `nygard`, `912 34 567` is `91234567`. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßðþłđœı]/g, (letter) => foreign[letter] ?? letter)
    .replace(/(?<=\d)[\s\u00a0-]+(?=\d)/g, '');
}

let last: { search: string; words: readonly string[] } = { search: '', words: [''] };

/** The words of a search, folded. A list asks for the same at each of its rows. */
function wordsOf(search: string): readonly string[] {
  if (last.search !== search) last = { search, words: fold(search).split(/\s+/) };
  return last.words;
}

/** Whether each word of a search is in a folded text. `aa` also finds å. */
export function fits(folded: string, search: string): boolean {
  return wordsOf(search).every((word) => folded.includes(word) || folded.includes(word.replaceAll('aa', 'a')));
}
