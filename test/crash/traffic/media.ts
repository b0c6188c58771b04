import type { SeedMedium } from '#main/demo/seed/whatsapp/seed-conversation.ts';

/** Pictures that the Graph server has: bytes are enough, nobody looks at them. */
export const MEDIA: readonly SeedMedium[] = Array.from({ length: 8 }, (_, index) => ({
  id: `98765432100${index}`,
  mediaType: 'image/jpeg',
  bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20_000 * (index + 1), index + 1)]),
}));
