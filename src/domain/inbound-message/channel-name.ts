import { z } from 'zod';

/** Our ways in. A channel is the adapter; `kanaal` is the field in the register that it fills. */
export const CHANNELS = ['email', 'whatsapp', 'letter', 'form'] as const;
export const channelNameSchema = z.enum(CHANNELS);
export type ChannelName = z.infer<typeof channelNameSchema>;

/** Keys under which the configuration names the register's `kanaal` values. */
export const KANALEN = ['email', 'whatsapp', 'brief', 'balie', 'telefoon', 'webformulier'] as const;
export const kanaalSleutelSchema = z.enum(KANALEN);
export type KanaalSleutel = z.infer<typeof kanaalSleutelSchema>;
