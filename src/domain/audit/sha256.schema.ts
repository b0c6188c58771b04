import { z } from 'zod';

/** SHA-256 or HMAC-SHA256, in hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
