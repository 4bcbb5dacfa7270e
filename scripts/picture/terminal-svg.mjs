// A terminal's text as a picture.

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const marks = [
  [/^\s*\$ /, '#8b949e'],
  [/^\s*\+ /, '#56d364'],
  [/^\s*~ /, '#e3b341'],
  [/^\s*- /, '#ff7b72'],
  [/^\s*! /, '#e3b341'],
];

const size = { character: 8.43, line: 20, margin: 18, font: 14 };

/**
 * An SVG of lines of monospaced text, of which those that begin with `+`, `~`, `-` and `!` are coloured.
 *
 * @param text the lines.
 * @param title what a screen reader says first.
 */
export function terminalSvg(text, title) {
  const lines = text.trimEnd().split('\n');
  const longest = Math.max(...lines.map((line) => [...line].length));
  const width = Math.ceil(longest * size.character + 2 * size.margin);
  const height = lines.length * size.line + 2 * size.margin;
  const rows = lines.map((line, index) => {
    const [, colour] = marks.find(([mark]) => mark.test(line)) ?? [undefined, '#e6edf3'];
    const y = size.margin + size.font + index * size.line;
    return `  <text x="${size.margin}" y="${y}" fill="${colour}">${escaped(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:space="preserve" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${size.font}">`,
    `  <title id="title">${escaped(title)}</title>`,
    '  <style>text { white-space: pre }</style>',
    `  <rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}
