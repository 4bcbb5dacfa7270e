import { access } from '../commands/access/index';
import { accountCommands } from '../commands/account/index';
import { apiCommand } from '../commands/api/index';
import { doctorCommand } from '../commands/doctor/index';
import { tokenCommand } from '../commands/token/index';
import { centre } from '../commands/centre/index';
import { demo } from '../commands/demo/index';
import { completionCommand } from '../commands/completion/index';
import { doors } from '../commands/doors/index';
import { groups } from '../commands/groups/index';
import { helpCommand } from '../commands/help/index';
import { keys } from '../commands/keys/index';
import { people } from '../commands/people/index';
import { profiles } from '../commands/profiles/index';
import { planCommands } from '../commands/plan/index';
import { projects } from '../commands/projects/index';
import { sharing } from '../commands/sharing/index';
import { subprojects } from '../commands/subprojects/index';
import { hooks } from '../commands/hooks/index';
import { listen } from '../commands/listen/index';
import { log } from '../commands/log/index';
import { sandbox } from '../commands/sandbox/index';
import { trigger } from '../commands/trigger/index';
import type { Entry } from './command';

/** All commands. A new command is a row in its group; the order of help is in chapters.ts. */
export const tree: readonly Entry[] = [
  // A line for each, so that two changes seldom meet.
  demo,
  centre,
  ...accountCommands,
  profiles,
  projects,
  subprojects,
  doors,
  people,
  keys,
  access,
  sharing,
  groups,
  log,
  hooks,
  listen,
  trigger,
  sandbox,
  apiCommand,
  tokenCommand,
  doctorCommand,
  completionCommand,
  ...planCommands,
  helpCommand,
];
