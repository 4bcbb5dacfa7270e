// Runtimes that npm has installed, run as programs.
import { chmodSync } from 'node:fs';
import { run } from '../../scripts/setup/command.mjs';

/** The first report in a program's output; throws if there is none. */
export function reportIn(output, mark = 'passed: ') {
  const line = output.split('\n').find((text) => text.startsWith(mark));
  if (line === undefined) throw new Error(`it did not report:\n${output}`);
  return line.slice(mark.length);
}

/** Runs files by a runtime that npm has installed; resolves to the first report. */
export async function runtime(workspace, program, parameterLists) {
  chmodSync(program, 0o755);
  const reports = [];
  for (const parameters of parameterLists) {
    const title = [program.split('/').pop(), ...parameters].join(' ');
    reports.push(reportIn(await run(program, parameters, { cwd: workspace, quiet: true, title, limitMinutes: 2 })));
  }
  return reports[0];
}
