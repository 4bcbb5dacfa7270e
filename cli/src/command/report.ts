import { concealed } from '../output/concealed';
import { printableLines } from '../output/printable';
import { Style, wantsColor } from '../output/style';
import { outcomeOf, type Outcome } from './failure';
import type { ExitCode } from './exit-code';

/** How an error is written. */
export interface ReportOptions {
  json: boolean;
  /** `--color`. */
  color: 'auto' | 'always' | 'never' | undefined;
}

/**
 * Writes an error to stderr: `unloc keys give: …` for people, one line of JSON if the output is JSON. Returns the exit
 * code. No secret of this process is in either.
 *
 * @param path of the command, such as `keys give`; empty if it is not known.
 */
export function report(thrown: unknown, path: string, { json, color }: ReportOptions): ExitCode {
  const outcome = outcomeOf(thrown);
  process.stderr.write(concealed(json ? asJson(outcome, path) : asText(outcome, path, color)));
  return outcome.exitCode;
}

function asText({ sentence }: Outcome, path: string, color: ReportOptions['color']): string {
  const style = new Style(wantsColor(color, process.stderr.isTTY === true));
  return `${style.bad(path === '' ? 'unloc:' : `unloc ${path}:`)} ${printableLines(sentence)}\n`;
}

function asJson({ sentence, exitCode, code, details }: Outcome, path: string): string {
  const error = { code, message: sentence, command: path === '' ? null : path, exitCode, ...details };
  return `${JSON.stringify({ error })}\n`;
}
