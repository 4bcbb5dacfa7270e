import { join } from 'node:path';
import { exitCodes } from '../command/exit-code';
import { Failure, usage } from '../command/failure';
import { configFolder } from './config-folder';
import { alone, readableByOthers, readJson, writePrivateJson } from './private-file';
import type { SecretStore } from './secret-store';

/** The file of secrets, for machines without a keychain. */
export function secretsFile(): string {
  return join(configFolder(), 'secrets.json');
}

/** Keeps secrets in a file that its owner alone can read. A file that others can read is refused, as ssh refuses a key. */
export function fileStore(): SecretStore {
  const file = secretsFile();
  const read = async (): Promise<{ [profile: string]: string }> => {
    if (await readableByOthers(file))
      throw new Failure(
        `${file} can be read by other users of this machine, so unloc does not use the file. Run \`chmod 600 ${file}\`. If somebody may have read the file, have the secret replaced.`,
        exitCodes.credentials,
      );
    const secrets = (await readJson(file)) ?? {};
    if (typeof secrets !== 'object' || !Object.values(secrets).every((secret) => typeof secret === 'string'))
      throw usage(`${file} is damaged. Move it away and log in again.`);
    return secrets as { [profile: string]: string };
  };
  return {
    name: 'file',
    place: `the file ${file} (readable by you only)`,
    async get(profile) {
      const secrets = await read();
      return Object.hasOwn(secrets, profile) ? secrets[profile] : undefined;
    },
    set: (profile, secret) => alone(file, async () => writePrivateJson(file, { ...(await read()), [profile]: secret })),
    remove: (profile) =>
      alone(file, async () => {
        const { [profile]: removed, ...rest } = await read();
        if (removed !== undefined) await writePrivateJson(file, rest);
      }),
  };
}
