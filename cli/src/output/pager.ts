import { spawn } from 'node:child_process';

/** The pager: `UNLOC_PAGER`, else `PAGER`, else `less`. An empty one is none. */
function command(): string {
  const { UNLOC_PAGER, PAGER } = process.env;
  return UNLOC_PAGER ?? PAGER ?? (process.platform === 'win32' ? '' : 'less');
}

/** Shows a text in the pager, if it is longer than the screen. Resolves to whether it was shown. */
export async function page(text: string): Promise<boolean> {
  const { stdout } = process;
  const pager = command();
  if (!stdout.isTTY || pager.trim() === '' || pager === 'cat') return false;
  if (text.split('\n').length <= (stdout.rows || 24)) return false;
  return new Promise((resolve) => {
    // F leaves a short text on the screen, R lets colours through, X does not clear the screen.
    const env = { LESS: 'FRX', ...process.env };
    const child = spawn(pager, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env });
    let shown = true;
    child.once('error', () => resolve(false));
    child.once('spawn', () => child.stdin.end(text));
    child.stdin.on('error', () => {
      // The person closed the pager before the end.
    });
    child.once('close', (code) => {
      // The shell's code for a command that does not exist.
      if (code === 127) shown = false;
      resolve(shown);
    });
  });
}
