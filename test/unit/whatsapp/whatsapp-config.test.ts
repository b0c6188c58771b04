import { describe, expect, it } from 'vitest';
import { conversationSettings, whatsappConfigSchema } from '#channels/whatsapp/whatsapp.config.ts';

const least = { verifyToken: 'a', appSecret: 'b', accessToken: 'c' };

describe('the configuration of WhatsApp', () => {
  it('needs the three secrets and nothing else', () => {
    const config = whatsappConfigSchema.parse(least);
    expect(config).toMatchObject({ stilteSeconden: 300, maximumUren: 24, limieten: { webhookBytes: 3_145_728 } });
    expect(conversationSettings(config)).toMatchObject({ stilteMs: 300_000, maximumMs: 86_400_000 });
  });

  it.each(['verifyToken', 'appSecret', 'accessToken'])('is refused with an empty %s', (key) => {
    expect(whatsappConfigSchema.safeParse({ ...least, [key]: '' }).success).toBe(false);
  });

  it('is refused with a key that does not exist', () => {
    expect(whatsappConfigSchema.safeParse({ ...least, stilteSecondes: 3 }).success).toBe(false);
  });
});
