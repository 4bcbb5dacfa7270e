import { abortable } from '../../account/abortable';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import type { Check, Finding } from './check';
import { credentials, discovery } from './login';
import { keychain, proxy, settings, versions, webAssembly } from './machine';
import { dns, http, tls } from './network';
import { safe } from './safe';

export async function run({ account, output, signal }: Invocation): Promise<ExitCode> {
  const all: Finding[] = [];
  const check = async (one: Check): Promise<void> => {
    for (const finding of await abortable(Promise.resolve(one()), signal)) {
      const { found, advice } = finding;
      const shown = { ...finding, found: safe(found), ...(advice !== undefined && { advice: safe(advice) }) };
      all.push(shown);
      if (!output.machine) await output.write(line(shown));
    }
  };
  const line = ({ name, status, found, advice }: Finding): string => {
    const paint = { ok: output.style.good, note: output.style.warning, problem: output.style.bad }[status];
    const told = `${paint.call(output.style, status.padEnd(8))} ${name.padEnd(12)} ${found}\n`;
    return advice === undefined ? told : `${told}${' '.repeat(22)}${advice}\n`;
  };

  for (const one of [versions, webAssembly, settings, () => keychain(account), () => proxy(account.env)])
    await check(one);
  const { findings, identity } = await credentials(account);
  await check(() => findings);
  if (identity) {
    const { api } = identity;
    for (const one of [() => dns(api), () => tls(api), () => http(api, signal)]) await check(one);
    const known = findings.every(({ status }) => status !== 'problem');
    if (known) await check(() => discovery(account));
  }
  const problems = all.filter(({ status }) => status === 'problem').length;
  if (output.machine)
    await output.list(all, [
      { name: 'status', title: 'Status', value: ({ status }) => status, priority: 1 },
      { name: 'name', title: 'Check', value: ({ name }) => name, priority: 1 },
      { name: 'found', title: 'Found', value: ({ found }) => found, priority: 1 },
      { name: 'advice', title: 'What to do', value: ({ advice }) => advice, priority: 1 },
    ]);
  else
    output.say(
      problems === 0 ? 'Nothing needs to be done.' : `${problems} ${problems === 1 ? 'thing' : 'things'} must be done.`,
    );
  return problems === 0 ? exitCodes.done : exitCodes.failed;
}
