import { exitCodeMeanings, exitCodes } from '../../command/exit-code';
import { exitCodeOfError } from '../../command/failure';
import { optionsPage } from '../../command/help-pages';
import { errorCodes } from '../../generated/error-codes';
import { timeForms } from '../../input/time-forms';
import type { Page } from '../../output/page';

/** Exit codes that an error may have. */
const failures = Object.keys(exitCodes).filter((name) => name !== 'done' && name !== 'differences');

const errors: Page = {
  name: 'errors',
  summary: 'Exit codes, what goes wrong, and who has to act',
  blocks: [
    {
      text: `An error is one or two sentences on stderr: what failed, on which call, what to do. stdout has data only. A script looks at the exit code.\n\nWith --json and --ndjson an error is one line of JSON, the last of stderr: { "error": { "code", "message", "command", "exitCode", … } }, with status, requestId and safeToRetry where the API answered. code is one of the codes of the client below, or one of ${failures.join(', ')}.`,
    },
  ],
  sections: [
    {
      heading: 'Exit codes',
      blocks: [{ terms: exitCodeMeanings.map(([code, meaning]) => [String(code), meaning] as const) }],
    },
    {
      heading: 'Error codes of the client',
      blocks: [
        {
          terms: errorCodes.map(({ code, meaning, acts, safe }) => {
            const repeat = safe ? ' May be repeated.' : '';
            return [code, `${meaning} Acts: ${acts}.${repeat} Exit code ${exitCodeOfError[code] ?? exitCodes.failed}.`];
          }),
        },
      ],
    },
  ],
};

const times: Page = {
  name: 'times',
  summary: 'How times are written and read',
  blocks: [
    {
      text: 'A time is read on the clock of the door: `--from "fri 16:00"` at a door in Oslo is 16:00 in Oslo, wherever you are. It is printed with the name of the zone. Before anything is sent, the question repeats the time.\n\nA time that does not exist, or occurs twice, because the clocks change is refused. The error names the two instants.',
    },
  ],
  sections: [
    { heading: 'Times', blocks: [{ terms: timeForms }] },
    {
      heading: 'Durations',
      blocks: [
        {
          terms: [
            ['30s, 5m, 2h', 'seconds, minutes, hours'],
            ['7d, 2w', 'days, weeks'],
          ],
        },
      ],
    },
  ],
};

const output: Page = {
  name: 'output',
  summary: 'Tables, JSON, CSV, colours and the pager',
  blocks: [
    {
      text: 'Data is written to stdout; questions, progress and errors to stderr. A table fits the terminal: the least important columns are left out, then long names are cut. Numbers, phone numbers, ids and times are never cut. In a pipe nothing is left out.',
    },
  ],
  sections: [
    {
      heading: 'Forms',
      blocks: [
        {
          terms: [
            [
              '--json',
              '{ "data": …, "next": … }: data is a list or an object, in the API\'s own shape; next is kept for a cursor, and null so far',
            ],
            ['--ndjson', 'a line of JSON for each row, as it is read: for lists of any length'],
            [
              '--csv',
              'a header row, commas, times as the API has them (UTC), and an apostrophe before every cell that a spreadsheet would compute, phone numbers (+47…) included',
            ],
            [
              '--columns a,b',
              'these columns in this order, in tables and CSV; an unknown name is an error that lists the names',
            ],
          ],
        },
      ],
    },
    {
      heading: 'Colours and the pager',
      blocks: [
        {
          terms: [
            [
              '--color always|never|auto',
              'takes precedence over NO_COLOR, FORCE_COLOR and TERM=dumb; the words say the same without colours',
            ],
            ['--no-pager', 'long output is shown by UNLOC_PAGER, PAGER or less, on a terminal only'],
          ],
        },
      ],
    },
    {
      heading: 'Questions',
      blocks: [
        {
          text: 'A command that changes something says what it will do, and asks. --yes answers; --dry-run says it and sends nothing. Where nobody can be asked (a pipe, --json, --ndjson), a command without --yes ends with exit code 2 and has sent nothing.',
        },
      ],
    },
  ],
};

/** What `unloc help` explains beside commands. */
export const topics: readonly Page[] = [errors, times, output, optionsPage];
