import { withoutSecrets } from './concealed';
import { displayWidth } from './display-width';

/** The pager: `UNLOC_PAGER`, else `PAGER`, else `less`. An empty one is none. */
function command(): string {
  const { UNLOC_PAGER, PAGER } = process.env;
  return UNLOC_PAGER ?? PAGER ?? (process.platform === 'win32' ? '' : 'less');
}

/** The words of a command line, with quotation marks as shells have them. No shell: there may be none, or another one. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours.
const colours = /\u001b\[[\d;]*m/g;

/** Rows of the screen that a text takes. */
function rowsOf(text: string, columns: number): number {
  return text
    .replace(colours, '')
    .replace(/\n$/, '')
    .split('\n')
    .reduce((rows, line) => rows + Math.max(1, Math.ceil(displayWidth(line) / columns)), 0);
}

/** Shows a text in the pager, if it is longer than the screen. Resolves to whether it was shown. */
export async function page(text: string): Promise<boolean> {
  const { stdout } = process;
  const [pager, ...parameters] = wordsOf(command());
  if (!stdout.isTTY || pager === undefined || pager === 'cat' || process.env.TERM === 'dumb') return false;
  // The prompt of the shell needs a row, too.
  if (rowsOf(text, stdout.columns || 80) < (stdout.rows || 24)) return false;
  // Ctrl-C belongs to the pager while it is there.
  const listeners = process.listeners('SIGINT');
  const ignore = (): void => undefined;
  process.removeAllListeners('SIGINT').on('SIGINT', ignore);
  try {
    return await show(text, pager, parameters);
  } finally {
    process.removeListener('SIGINT', ignore);
    for (const listener of listeners) process.on('SIGINT', listener);
  }
}

async function show(text: string, pager: string, parameters: string[]): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve) => {
    // F leaves a short text on the screen, R lets colours through, X does not clear the screen.
    const env = { LESS: 'FRX', LV: '-c', ...withoutSecrets(process.env) };
    const child = spawn(pager, parameters, { stdio: ['pipe', 'inherit', 'inherit'], env });
    child.once('error', () => resolve(false));
    child.once('spawn', () => child.stdin.end(text));
    child.stdin.on('error', () => {
      // The person closed the pager before the end.
    });
    // One that failed may have shown nothing.
    child.once('close', (code) => resolve(code === 0));
  });
}
