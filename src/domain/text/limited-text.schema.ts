import { z } from 'zod';
import { characterCount } from './cut-text.ts';

/** A non-empty string of at most `limit` characters; an empty optional value is left out, never stored as `""`. */
export const limitedText = (limit: number) =>
  z
    .string()
    .min(1)
    .refine((text) => text.length <= limit || characterCount(text) <= limit, {
      error: `more than ${limit} characters`,
    });
