import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { usage } from '../command/failure';

/**
 * The folder of profiles: `UNLOC_CONFIG_DIR`, else the platform's folder for settings.
 *
 * @param platform and `home` are those of this machine, except in tests.
 */
export function configFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: () => string = homedir,
): string {
  const path = platform === 'win32' ? win32 : posix;
  if (env.UNLOC_CONFIG_DIR) return path.resolve(env.UNLOC_CONFIG_DIR);
  const inHome = (...names: string[]): string => path.join(homeFolder(home), ...names);
  if (platform === 'win32') return path.join(env.APPDATA || inHome('AppData', 'Roaming'), 'unloc');
  // The XDG specification has relative paths ignored.
  const { XDG_CONFIG_HOME: xdg } = env;
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : inHome('.config'), 'unloc');
}

/** A user of a container may have neither a home nor a name. */
function homeFolder(home: () => string): string {
  let folder = '';
  try {
    folder = home();
  } catch {
    // No such user.
  }
  if (folder === '') throw usage('This user has no home folder. Set UNLOC_CONFIG_DIR to the folder for profiles.');
  return folder;
}
