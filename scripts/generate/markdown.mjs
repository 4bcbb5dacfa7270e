// Pages of help as Markdown.

// `<door>` would be taken for HTML, `|` for the next cell, `*` and `_` for emphasis; what stands in backticks is code already.
const escaped = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<>*_]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|');
const code = (text) =>
  text.includes('|')
    ? `<code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '\\|')}</code>`
    : `\`${text}\``;

function table(rows) {
  return ['| | |', '| --- | --- |', ...rows.map(([term, meaning]) => `| ${code(term)} | ${escaped(meaning)} |`)].join(
    '\n',
  );
}

function shell(lines) {
  const texts = lines.map(({ line, does }) => (does === '' ? line : `# ${does}\n${line}`));
  return ['```sh', texts.join('\n\n'), '```'].join('\n');
}

function block(one) {
  if ('text' in one)
    return one.text
      .split(/\n\s*\n/)
      .map(escaped)
      .join('\n\n');
  return 'terms' in one ? table(one.terms) : shell(one.lines);
}

/** The place of a heading in its document, as GitHub names it. */
export function anchor(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** A page below a heading of a level; a section that is only a usage line has no heading of its own. */
export function markdown({ name, summary, blocks, sections }, level, heading = name) {
  const parts = [`${'#'.repeat(level)} ${heading}`, ...blocks.map(block)];
  for (const { heading: title, blocks: below } of sections) {
    if (title === 'Usage') parts.push(...below.map(block));
    else parts.push(`**${title}**`, ...below.map(block));
  }
  if (parts.length === 1) parts.push(escaped(summary));
  return parts.join('\n\n');
}
