import type { Command } from '../../command/command';

export const completionCommand: Command = {
  name: 'completion',
  summary: 'Write the script that completes commands, options and names in your shell',
  description:
    'It completes commands, options, the values that they may have, files, and the names of profiles, projects, doors and people. Names of an account are read when you press Tab, for two seconds at most; nothing is asked and nothing is changed. They are not completed if the secret is in a keychain, which may ask for its password.\n\nbash: add `source <(unloc completion bash)` to ~/.bashrc. zsh: add `source <(unloc completion zsh)` to ~/.zshrc, after compinit. fish: write the script to ~/.config/fish/completions/unloc.fish.',
  arguments: [
    { name: 'shell', description: 'the shell', choices: ['bash', 'zsh', 'fish'] },
    {
      name: 'words',
      description: 'what is typed so far, behind `--`: the script itself calls the command so',
      optional: true,
      variadic: true,
    },
  ],
  examples: [
    { line: 'source <(unloc completion bash)', does: 'completes in this shell' },
    {
      line: 'unloc completion fish > ~/.config/fish/completions/unloc.fish',
      does: 'completes in every fish that is started from now on',
    },
  ],
  load: () => import('./completion'),
};
