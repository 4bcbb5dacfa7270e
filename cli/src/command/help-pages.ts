import type { Page, Section } from '../output/page';
import { inChapters } from './chapters';
import { isGroup, type Argument, type Command, type Entry, type Group, type Option } from './command';
import { globalOptions } from './global-options';

/** An argument as the usage line writes it: `<door>`, `[file...]`. */
export function argumentTerm({ name, optional, variadic }: Argument): string {
  const text = variadic ? `${name}...` : name;
  return optional ? `[${text}]` : `<${text}>`;
}

const sentence = (summary: string): string => (/[.!?]$/.test(summary) ? summary : `${summary}.`);
const withChoices = ({ description, choices }: Pick<Option, 'description' | 'choices'>): string =>
  choices ? `${description}; one of ${choices.join(', ')}` : description;
const optionTerms = (options: readonly Option[]): Array<readonly [string, string]> =>
  options.map((option) => [option.flags, withChoices(option)] as const);
const names = ({ name, aliases = [] }: Entry): string => [name, ...aliases].join(', ');

/** The examples of `unloc` alone. */
export const firstExamples = [
  { line: 'unloc demo', does: 'try everything, on this machine alone' },
  { line: 'unloc login', does: 'keep the credentials of a project' },
  { line: 'unloc doors list', does: 'the doors of the project' },
  {
    line: 'unloc keys give --to +4790000001 --door "Main entrance" --from "fri 16:00" --for 2d',
    does: 'a key for the weekend',
  },
  { line: 'unloc access who "Main entrance"', does: 'who can open a door now, and why' },
  { line: 'unloc plan list.csv --out plan.json', does: 'what would change to make the keys match a list' },
] as const;

/** What `unloc help` explains beside commands. */
export const helpTopics: ReadonlyArray<readonly [name: string, about: string]> = [
  ['options', 'the options of all commands'],
  ['output', 'tables, JSON, CSV, colours, the pager'],
  ['times', 'how times are written and read'],
  ['errors', 'exit codes, what goes wrong, and who has to act'],
];

const moreHelp: Section = {
  heading: 'More help',
  blocks: [
    {
      terms: [
        ['unloc <command> --help', 'a command, with its options and examples'],
        ...helpTopics.map(([name, about]) => [`unloc help ${name}`, about] as const),
      ],
    },
  ],
};

/** The page of `unloc --help`. */
export function programPage(tree: readonly Entry[]): Page {
  return {
    name: 'unloc',
    summary: 'Doors, people and keys of Unloc',
    blocks: [{ text: 'Doors, people and keys of Unloc.' }],
    sections: [
      { heading: 'Usage', blocks: [{ lines: [{ line: 'unloc <command> [options]', does: '' }] }] },
      ...inChapters(tree).map(([heading, entries]) => ({
        heading,
        blocks: [{ terms: entries.map((entry) => [entry.name, entry.summary] as const) }],
      })),
      { heading: 'Options of all commands', blocks: [{ terms: optionTerms(globalOptions) }] },
      { heading: 'Options of unloc alone', blocks: [{ terms: [['--version', 'write the version']] }] },
      { heading: 'Examples', blocks: [{ lines: firstExamples }] },
      moreHelp,
    ],
  };
}

function groupPage(group: Group): Page {
  const { name, summary, aliases = [], commands } = group;
  return {
    name: `unloc ${name}`,
    summary,
    blocks: [{ text: sentence(summary) }],
    sections: [
      { heading: 'Usage', blocks: [{ lines: [{ line: `unloc ${name} <command> [options]`, does: '' }] }] },
      ...(aliases.length > 0
        ? [{ heading: 'Also', blocks: [{ text: aliases.map((one) => `unloc ${one}`).join(', ') }] }]
        : []),
      {
        heading: 'Commands',
        blocks: [{ terms: commands.map((command) => [names(command), command.summary] as const) }],
      },
      {
        heading: 'More help',
        blocks: [{ terms: [[`unloc ${name} <command> --help`, 'a command, with its options and examples']] }],
      },
    ],
  };
}

function commandPage(command: Command, path: string): Page {
  const { summary, description, aliases = [], arguments: positional = [], options = [], examples = [] } = command;
  const before = path.split(' ').slice(0, -1);
  const usage = ['unloc', path, ...positional.map(argumentTerm), ...(options.length > 0 ? ['[options]'] : [])];
  return {
    name: `unloc ${path}`,
    summary,
    blocks: [{ text: [sentence(summary), description].filter(Boolean).join('\n\n') }],
    sections: [
      { heading: 'Usage', blocks: [{ lines: [{ line: usage.join(' '), does: '' }] }] },
      ...(aliases.length > 0
        ? [
            {
              heading: 'Also',
              blocks: [{ text: aliases.map((one) => ['unloc', ...before, one].join(' ')).join(', ') }],
            },
          ]
        : []),
      ...(positional.length > 0
        ? [
            {
              heading: 'Arguments',
              blocks: [{ terms: positional.map((one) => [argumentTerm(one), withChoices(one)] as const) }],
            },
          ]
        : []),
      ...(options.length > 0 ? [{ heading: 'Options', blocks: [{ terms: optionTerms(options) }] }] : []),
      ...(examples.length > 0 ? [{ heading: 'Examples', blocks: [{ lines: examples }] }] : []),
      {
        heading: 'Options of all commands',
        blocks: [{ text: 'Such as --json, --profile, --project and --dry-run: `unloc help options`' }],
      },
    ],
  };
}

/** The page of a group or a command. */
export function entryPage(entry: Entry, path: string): Page {
  return isGroup(entry) ? groupPage(entry) : commandPage(entry, path);
}

/** The page of `unloc help options`. */
export const optionsPage: Page = {
  name: 'options',
  summary: 'The options of all commands',
  blocks: [
    { text: 'Every command has these options. They may stand before and after its name: `unloc --json doors list`.' },
  ],
  sections: [
    {
      heading: 'Options of all commands',
      blocks: [{ terms: [...optionTerms(globalOptions), ['-h, --help', 'write help, and do nothing else']] }],
    },
    {
      heading: 'Variables',
      blocks: [
        {
          terms: [
            ['UNLOC_CLIENT_ID, UNLOC_CLIENT_SECRET', 'credentials, which take precedence over the current profile'],
            ['UNLOC_URL', 'the base URL of the API, with the credentials above'],
            ['UNLOC_PROFILE, UNLOC_PROJECT', 'the same as --profile and --project, which take precedence'],
            ['UNLOC_CONFIG_DIR', 'the folder of the profiles'],
            ['UNLOC_KEYCHAIN_TIMEOUT', 'how long to wait for the keychain (30s)'],
            ['UNLOC_PAGER, PAGER', 'the pager; none if it is empty'],
            ['NO_COLOR, FORCE_COLOR', 'no colours, or colours also in a pipe'],
          ],
        },
      ],
    },
  ],
};
