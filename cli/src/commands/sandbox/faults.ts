import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { controlOf } from '../../embedded/control';
import { readJsonOrStdin } from '../../input/file';
import { readWhole } from '../../input/whole';
import type { Column } from '../../output/column';
import { wouldSend } from '../../output/would-send';

interface Options {
  status?: string;
  path?: string;
  count?: string;
  clear?: boolean;
}

/** A rule, as the embedded Unloc reports it. */
interface Report {
  rule: { method?: string; path?: string; count?: number; fault: unknown };
  matched?: number;
  hits?: number;
}

const columns: readonly Column<Report>[] = [
  { name: 'method', title: 'Method', value: ({ rule }) => rule.method ?? 'any', priority: 3 },
  { name: 'path', title: 'Path', value: ({ rule }) => rule.path ?? 'any', priority: 1 },
  { name: 'fault', title: 'Fault', value: ({ rule }) => JSON.stringify(rule.fault), priority: 1 },
  { name: 'count', title: 'At most', value: ({ rule }) => rule.count, priority: 2, right: true },
  { name: 'matched', title: 'Matched', value: ({ matched }) => matched, priority: 4, right: true },
  { name: 'hits', title: 'Applied', value: ({ hits }) => hits, priority: 2, right: true },
];

/** The new rules; `undefined` if none were given. */
async function newRules(file: string | undefined, { status, path, count, clear }: Options): Promise<unknown> {
  if ([file, status, clear].filter((one) => one !== undefined).length > 1)
    throw usage('A file, --status and --clear cannot be used together.');
  if (status === undefined && (path !== undefined || count !== undefined))
    throw usage('--path and --count need --status.');
  if (clear) return [];
  if (file !== undefined) return readJsonOrStdin(file, 'file of rules');
  if (status === undefined) return undefined;
  const rule = { fault: { status: readWhole(status, '--status') } };
  return [
    {
      ...(path !== undefined && { path }),
      ...(count !== undefined && { count: readWhole(count, '--count') }),
      ...rule,
    },
  ];
}

export async function run({ args, options, global, account, output, signal }: Invocation<Options>): Promise<void> {
  const rules = await newRules(args[0] as string | undefined, options);
  const control = await controlOf(account, signal);
  if (global.dryRun && rules !== undefined) {
    const sentence = 'The rules for faults will be replaced.';
    await wouldSend(output, sentence, [{ method: 'POST', path: '/_sandbox/faults', body: rules }]);
    return;
  }
  const reports = (await control.call('faults', rules)) as Report[];
  await output.list(reports, columns, { empty: 'There are no rules: no call fails on purpose.' });
}
