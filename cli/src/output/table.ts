import type { Column } from './column';
import { printable } from './printable';
import type { Style } from './style';

const gap = 2;
const narrowest = 8;
const segments = new Intl.Segmenter();

/** Columns of a terminal that a text takes; wide characters (East Asian, emoji) take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segments.segment(text)) {
    const wide =
      /\p{Extended_Pictographic}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
    width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of segments.segment(text)) {
    if (displayWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/**
 * Rows as a table that fits the width: columns go by priority, then the widest texts are cut. A number, a phone number, an
 * id and a time are never cut or wrapped, because half of one is another one: only columns of `priority` above 0 that
 * hold words are.
 */
export function renderTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { width, style, all }: { width: number; style: Style; all: boolean },
): string {
  const cells = (column: Column<Row>): string[] => rows.map((row) => printable(String(column.value(row) ?? '')));
  let shown = columns
    .filter((column) => all || !column.hidden)
    .map((column) => {
      const texts = cells(column);
      const widest = Math.max(displayWidth(column.title), ...texts.map(displayWidth));
      const words = texts.some((text) => /\p{L}\p{L}/u.test(text) && / /.test(text) && !/\d{4}/.test(text));
      return { column, texts, widest, shrinks: words };
    });
  const total = (): number => shown.reduce((sum, { widest }) => sum + widest, 0) + gap * (shown.length - 1);
  const shrink = (): void => {
    for (;;) {
      const excess = total() - width;
      if (excess <= 0) return;
      const widest = shown
        .filter((one) => one.shrinks && one.widest > Math.max(narrowest, displayWidth(one.column.title)))
        .sort((a, b) => b.widest - a.widest)[0];
      if (widest === undefined) return;
      widest.widest = Math.max(narrowest, displayWidth(widest.column.title), widest.widest - excess);
    }
  };
  while (shown.length > 1 && total() > width && !all) {
    const least = Math.max(...shown.map(({ column }) => column.priority));
    if (least <= 1) break;
    shown = shown.filter(({ column }) => column.priority !== least);
  }
  shrink();
  const line = (text: (one: (typeof shown)[number]) => string, paint: (text: string) => string): string =>
    shown
      .map((one) => {
        const fits = cut(text(one), one.widest);
        const space = ' '.repeat(Math.max(0, one.widest - displayWidth(fits)));
        return one.column.right ? `${space}${paint(fits)}` : `${paint(fits)}${space}`;
      })
      .join(' '.repeat(gap))
      .trimEnd();
  const lines = [
    line(
      ({ column }) => column.title,
      (text) => style.bold(text),
    ),
    ...rows.map((_, row) =>
      line(
        ({ texts }) => texts[row] ?? '',
        (text) => text,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
