import type { Command } from '../../command/command';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Check this machine, the credentials and the connection to the API',
  description:
    'You can send the output to support: it contains no secret, no token and no phone number, and ids are shortened. Exit code 1: something must be done.',
  examples: [{ line: 'unloc doctor > doctor.txt', does: 'to attach to a mail' }],
  load: () => import('./doctor'),
};
