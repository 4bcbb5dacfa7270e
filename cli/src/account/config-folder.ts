import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of profiles: `UNLOC_CONFIG_DIR`, else the platform's folder for settings. */
export function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.UNLOC_CONFIG_DIR) return env.UNLOC_CONFIG_DIR;
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'unloc');
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'unloc');
}
