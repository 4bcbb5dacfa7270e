import { usage } from './failure';

const option =
  /^--?(?:client[-_]?)?(?:secret|password|passwd|token|access[-_]?token|api[-_]?key|refresh[-_]?token)(?:=|$)/i;

/**
 * Refuses a secret among the words of the command line, before anything repeats it: other users see it in the process
 * list, and the shell keeps it in its history.
 */
export function refuseSecrets(words: readonly string[]): void {
  const end = words.indexOf('--');
  const found = words.slice(0, end < 0 ? undefined : end).find((word) => option.test(word));
  if (found === undefined) return;
  const [name] = found.split('=');
  throw usage(
    `There is no option ${name}: a secret does not belong on a command line. A secret that was there is now in the history of the shell, and was in the list of processes: have it replaced. Pass the new one at the question of \`unloc login\`, with --secret-stdin, or in UNLOC_CLIENT_SECRET.`,
  );
}
