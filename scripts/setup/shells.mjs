// zsh and fish, for the tests of completion, and ShellCheck, for the scripts in workflows. bash is there wherever the project
// builds.
import { CannotContinue, answer } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import { spokenVersion } from './project.mjs';
import { find } from './search-path.mjs';

const shells = ['zsh', 'fish', 'shellcheck'];

/**
 * Finds the shells, and installs Debian's where they are not. Where that cannot be done, their tests are left out and say
 * so, but not under `CI=true`.
 */
export async function prepareShells(env = process.env) {
  const missing = shells.filter((shell) => !find(shell));
  try {
    if (missing.length > 0)
      await installDebianPackages(missing, `The tests of completion and shell scripts need ${missing.join(', ')}`);
  } catch (error) {
    if (!(error instanceof CannotContinue) || env.CI === 'true') throw error;
    return {
      programs: [],
      variables: {},
      said: `no ${missing.join(', ')}, so a test is left out. ${error.message}`,
    };
  }
  const said = shells.map((shell) => `${shell} ${spokenVersion(answer(shell, ['--version'])) ?? ''}`.trim());
  return { programs: [], variables: {}, said: said.join(', ') };
}
