import { exitCodes } from '../command/exit-code';
import { Failure } from '../command/failure';

/** A question that was left: by Ctrl-D, or because the terminal is gone. */
function left(): Failure {
  return new Failure('The question was not answered. Nothing was sent.', exitCodes.declined);
}

/** Ctrl-C at a question, which the terminal gives to us as a key. A signal to itself would kill the process on Windows. */
function interrupt(): void {
  if (!process.emit('SIGINT', 'SIGINT')) process.exit(exitCodes.interrupted);
}

/** Asks on stderr and resolves to the line that was typed. Rejects if the question is left, or `signal` is aborted. */
export async function ask(question: string, given: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true, historySize: 0 });
  const ended = new AbortController();
  lines.once('SIGINT', interrupt);
  lines.once('close', () => ended.abort());
  try {
    return await lines.question(question, { signal: AbortSignal.any([given, ended.signal]) });
  } catch (error) {
    process.stderr.write('\n');
    throw given.aborted ? error : left();
  } finally {
    lines.close();
  }
}

/** How long after the end of the line more of a paste may come. */
const pasteMs = 50;
const longest = 64 * 1024;

/**
 * Asks for a line that is not shown. What is pasted after its end is dropped: it would be typed into the next question or
 * into the shell.
 */
export async function askHidden(question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = process;
  // Before the question: whoever answers at once, as a script does, would see the answer on the screen.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.resume();
  stdin.setEncoding('utf8');
  const stop: Array<() => void> = [];
  try {
    return await new Promise<string>((resolve, reject) => {
      let line = '';
      let whole = false;
      const take = (text: string): void => {
        for (const character of pasted(text)) {
          if (whole) return;
          if (character === '\u0003') {
            interrupt();
            return;
          }
          if (character === '\u0004') {
            reject(left());
            return;
          }
          if (character === '\r' || character === '\n') {
            whole = true;
            setTimeout(() => resolve(line), pasteMs);
          } else if (character === '\u007f' || character === '\b') line = [...line].slice(0, -1).join('');
          else if (character === '\u0015') line = '';
          else if (character >= ' ' && line.length < longest) line += character;
        }
      };
      const aborted = (): void => reject(signal.reason);
      const gone = (): void => reject(left());
      stdin.on('data', take);
      stdin.once('end', gone);
      signal.addEventListener('abort', aborted);
      stop.push(() => {
        stdin.removeListener('data', take);
        stdin.removeListener('end', gone);
        signal.removeEventListener('abort', aborted);
      });
      if (signal.aborted) aborted();
    });
  } finally {
    for (const one of stop) one();
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

/** Text without the marks that some terminals put around what is pasted, and without the sequences of arrow keys. */
function pasted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the control sequences.
  return text.replace(/\u001b\[[\d;]*[A-Za-z~]/g, '');
}
