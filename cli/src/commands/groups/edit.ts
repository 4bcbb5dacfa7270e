import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { hoursInWords, readHours } from '../../input/hours';
import { readPairs } from '../../input/pairs';
import { count, joined } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { groupColumns, groupName, readGroup } from './groups';

interface Options {
  name?: string;
  description?: string;
  hours?: string;
  allHours?: boolean;
  share?: boolean;
  set?: string[];
  unset?: string[];
}

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { args, options, global, account, output, terminal, signal, underWay } = invocation;
  const { name, description, hours, allHours, share, set = [], unset = [] } = options;
  if (name !== undefined && (name.length < 4 || name.length > 64)) throw usage('--name must have 4 to 64 characters.');
  if (hours !== undefined && allHours) throw usage('--hours and --all-hours cannot be used together.');
  const recurrence = hours === undefined ? undefined : readHours(hours, '--hours');
  const pairs = readPairs(set, '--set');
  const parts = [
    name !== undefined && `the name "${name}"`,
    description !== undefined && (description === '' ? 'no description' : `the description "${description}"`),
    recurrence && `the hours ${hoursInWords(recurrence)}`,
    allHours && 'no hours: its keys open at any time',
    share !== undefined && (share ? 'the right to share keys' : 'no right to share keys'),
    ...Object.entries(pairs).map(([key, value]) => `${key}=${value}`),
    ...unset.map((key) => `no "${key}"`),
  ].filter((part) => typeof part === 'string');
  if (parts.length === 0)
    throw usage('Name the change: --name, --description, --hours, --all-hours, --share, --no-share, --set or --unset.');
  const { group } = await readGroup(account, String(args[0]), signal, []);
  if ((share ?? group.allowKeySharing) && (recurrence ?? (allHours ? undefined : group.recurrence)))
    throw usage('The API lets nobody share keys that have hours: use --no-share, or --all-hours.');
  // The API takes all pairs or none, and not single ones.
  const metadata = { ...group.metadata, ...pairs };
  for (const key of unset) delete metadata[key];
  const change: V2.AccessGroupChange = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description === '' ? null : description }),
    ...(recurrence && { recurrence }),
    ...(allHours && { recurrence: null }),
    ...(share !== undefined && { allowKeySharing: share }),
    ...(set.length + unset.length > 0 && { metadata: Object.keys(metadata).length === 0 ? null : metadata }),
  };
  const keys = (group.appUserIds?.length ?? 0) * (group.lockIds?.length ?? 0);
  const touched = recurrence || allHours ? ` ${count(keys, 'key opens', 'keys open')} then.` : '';
  const sentence = `${groupName(group).replace('the', 'The')} gets ${joined(parts)}.${touched}`;
  const projectId = await account.projectId();
  if (global.dryRun)
    return wouldSend(output, sentence, [
      {
        method: 'PATCH',
        path: `/v2/projects/${projectId}/access-groups/${encodeURIComponent(group.id)}`,
        body: change,
      },
    ]);
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`the change of ${groupName(group)}`);
  const saved = await unloc.accessGroups.update({ projectId, accessGroupId: group.id, ...change }, { signal });
  underWay(undefined);
  await output.one(saved ?? (await readGroup(account, group.id, signal, [])).group, groupColumns);
}
