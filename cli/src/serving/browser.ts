import { spawn } from 'node:child_process';
import { withoutSecrets } from '../output/concealed';

/** The program that opens an address, by platform. `BROWSER` goes first, as many programs have it. */
function opener(env: NodeJS.ProcessEnv): [string, ...string[]] {
  if (env.BROWSER) return [env.BROWSER];
  if (process.platform === 'darwin') return ['open'];
  // The shell's `start` would take the & of an address for its own.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** How long a program that opens a browser may take before it is taken for the browser itself. */
const patienceMs = 3000;

/** Opens an address in the browser. Resolves to whether that seems to have worked. */
export function openBrowser(address: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const [program, ...words] = opener(env);
  return new Promise((resolve) => {
    const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true, env: withoutSecrets(env) });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    setTimeout(() => resolve(true), patienceMs).unref();
    child.unref();
  });
}
