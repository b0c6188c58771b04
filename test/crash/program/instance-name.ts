import type { Role } from '#main/config/environment.ts';

/** The processes of one installation, as an operator would split it. `full` is a second installation in one process. */
export const INSTANCES = {
  web: ['http', 'whatsapp'],
  mail: ['email'],
  post: ['letter'],
  'workers-1': ['workers'],
  'workers-2': ['workers'],
  full: ['http', 'email', 'whatsapp', 'letter', 'workers'],
} as const satisfies Record<string, readonly Role[]>;
export type InstanceName = keyof typeof INSTANCES;

/** The ones that always run. */
export const STANDING: readonly InstanceName[] = ['web', 'mail', 'post', 'workers-1', 'workers-2'];
