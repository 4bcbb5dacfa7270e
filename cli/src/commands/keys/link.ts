import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { findKeys } from '../../input/keys';

interface Options {
  redirect?: string;
  redirectOnError?: string;
  prefetch?: boolean;
  work?: boolean;
  partnerId?: string;
  auto?: boolean;
}

export async function run(invocation: Invocation<Options>): Promise<void> {
  const url = await urlOf(invocation);
  await invocation.output.result({ url }, url);
}

async function urlOf({ args, options, account, terminal, signal }: Invocation<Options>): Promise<string> {
  const wanted = args[0] as string | undefined;
  const { redirect, redirectOnError, prefetch, work, partnerId, auto } = options;
  if (prefetch && work) throw usage('--prefetch and --work cannot be used together.');
  const package_ = await import('unloc-integrator-client');
  if (prefetch) {
    if (wanted !== undefined) throw usage('--prefetch is about all keys of who opens the link: name no key.');
    if (redirect === undefined) throw usage('--prefetch needs --redirect, where the app goes afterwards.');
    return package_.prefetchKeysUrl({ returnUrl: redirect });
  }
  if (wanted === undefined) throw usage('Name the key, by its id.');
  if (work) {
    if (redirect === undefined || partnerId === undefined) throw usage('--work needs --redirect and --partner-id.');
    // A secret as an argument could be read by every process of this machine.
    const hmacSecret =
      process.env.UNLOC_WORK_SECRET
      || (await terminal.secret('Secret of Unloc Work:', 'Set UNLOC_WORK_SECRET to the secret that Unloc gave you.'));
    const [key] = await findKeys(account, [wanted], signal);
    return package_.unlocWorkUrl({
      keyId: key?.id ?? wanted,
      returnUrl: redirect,
      partnerId,
      hmacSecret,
      ...(auto && { auto }),
    });
  }
  const [key] = await findKeys(account, [wanted], signal);
  if (!key?.appUser) throw usage('The door hides who has this key, and a link needs the phone number.');
  return package_.useKeyUrl({
    keyId: key.id,
    userId: key.appUser.id,
    ...(redirect !== undefined && { redirect }),
    ...(redirectOnError !== undefined && { redirectOnError }),
  });
}
