import type { Command } from '../../command/command';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Check this machine, the credentials and the way to the API',
  description:
    'What it writes may be sent to support: it has no secret, no token and no phone number, and ids are cut short. It ends with 1 if something must be done.',
  examples: [{ line: 'unloc doctor > doctor.txt', does: 'to attach to a mail' }],
  load: () => import('./doctor'),
};
