/** What can happen at a door, as the command line names it. */
export const eventNames = ['opened', 'locked', 'viewed-code'] as const;
