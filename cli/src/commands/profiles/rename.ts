import { readSecret } from '../../account/credentials';
import { changeProfiles, checkProfileName, profileNamed, readProfiles } from '../../account/profiles';
import { secretStore } from '../../account/secrets';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';

export async function run({ args, account, global, output }: Invocation): Promise<void> {
  const [from, to] = [String(args[0]), checkProfileName(String(args[1]))];
  const before = await readProfiles();
  const profile = profileNamed(before, from);
  const free = (profiles: object): void => {
    if (Object.hasOwn(profiles, to)) throw usage(`There is a profile "${to}" already.`);
  };
  free(before.profiles);
  const data = { from, to };
  if (global.dryRun) {
    await output.result(data, `The profile "${from}" would be called "${to}"; nothing was changed.`);
    return;
  }
  // The secret is in both places until the profile has its new name, so that nothing can lose it.
  const store = await secretStore(profile.store, account.patience);
  await store.set(to, await readSecret(from, profile, account.patience));
  await changeProfiles((profiles) => {
    free(profiles.profiles);
    profiles.profiles[to] = profileNamed(profiles, from);
    delete profiles.profiles[from];
    if (profiles.current === from) profiles.current = to;
  });
  await store.remove(from);
  await output.result(data, `The profile "${from}" is called "${to}" now.`);
}
