import { accountCommands } from '../commands/account/index';
import { doors } from '../commands/doors/index';
import { people } from '../commands/people/index';
import { projects } from '../commands/projects/index';
import type { Entry } from './command';

/** All commands, in the order of help. A new command is a row in its group. */
export const tree: readonly Entry[] = [...accountCommands, projects, doors, people];
