import { z } from 'zod';
import { routingRuleSchema } from './routing-rule.schema.ts';

/** `triage` of the configuration: the ordered rules; the learned classifier will add its own keys. */
export const triageConfigSchema = z.strictObject({
  regels: z.array(routingRuleSchema).default([]),
});
export type TriageConfig = z.infer<typeof triageConfigSchema>;
