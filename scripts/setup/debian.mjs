// Packages of Debian and its relatives, for what neither Cargo nor npm holds: a C compiler and a browser.
import { CannotContinue, answer, run } from './command.mjs';
import { find } from './search-path.mjs';

/** Installs packages with apt, or says in one sentence what to install. `purpose` ends "… is needed". */
export async function installDebianPackages(names, purpose) {
  const byHand = `install ${names.join(' and ')} (on Debian: \`apt-get install ${names.join(' ')}\` as root)`;
  if (!find('apt-get')) throw new CannotContinue(`${purpose}: ${byHand} and start again.`);
  const before = asRoot();
  if (!before) throw new CannotContinue(`${purpose}, and only root may install it: ${byHand} and start again.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...parameters) => {
    const [command, ...rest] = [...before, 'apt-get', '-q', '-y', '-o', 'DPkg::Lock::Timeout=300', ...parameters];
    return run(command, rest, { title: `apt-get ${parameters[0]}`, quiet: true, env });
  };
  try {
    await aptGet('update');
    await aptGet('install', '--no-install-recommends', ...names);
  } catch (error) {
    throw new CannotContinue(`${purpose}, and ${error.message}: ${byHand} and start again.`, { cause: error });
  }
}

/** What to put before a command that only root may run: nothing, `sudo` if it asks for no password, else `undefined`. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  if (find('sudo') && answer('sudo', ['-n', 'true']) !== undefined) return ['sudo', '-n'];
  return undefined;
}
