import { z } from 'zod';
import { kanaalSleutelSchema } from '../inbound-message/channel-name.ts';

/**
 * One configured rule. All conditions that are given must hold; within a list one hit is enough. The first rule that
 * holds decides, in the order of the configuration.
 */
export const routingRuleSchema = z.strictObject({
  /** Kept as the explanation of the choice. */
  naam: z.string().min(1).max(80),
  /** Code of an eenheid from `afdelingen`. */
  naar: z.string().min(1),
  als: z
    .strictObject({
      /** Whole words or word groups in subject and text, case and accents ignored; `*` at the end matches any ending. */
      woorden: z.array(z.string().min(2)).min(1).optional(),
      /** Addresses, or `@domain`. */
      afzender: z.array(z.string().min(3)).min(1).optional(),
      mailbox: z.array(z.string().min(1)).min(1).optional(),
      geadresseerde: z.array(z.string().min(2)).min(1).optional(),
      formulierOnderwerp: z.array(z.string().min(1)).min(1).optional(),
      kanaal: z.array(kanaalSleutelSchema).min(1).optional(),
    })
    .refine((als) => Object.values(als).some((value) => value !== undefined), {
      error: 'een regel heeft minstens één voorwaarde nodig',
    }),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;
