import type { FastifyInstance } from 'fastify';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';

/** Meta's Cloud API. The body is taken as bytes: it is signed as such, and nothing looks into it before that is checked. */
export async function addWhatsappRoute(app: FastifyInstance, webhook: WhatsappWebhook): Promise<void> {
  await app.register((scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: webhook.maxBodyBytes }, (_request, body, done) => {
      done(null, body);
    });
    scope.get('/webhooks/whatsapp', (request, reply) => {
      const { status, body } = webhook.challenge(request.query as Record<string, unknown>);
      return reply.status(status).type('text/plain; charset=utf-8').send(body);
    });
    // No browser reads this answer: the headers that protect browsers would only cost time.
    scope.post('/webhooks/whatsapp', { bodyLimit: webhook.maxBodyBytes, helmet: false }, async (request, reply) => {
      const signature = request.headers['x-hub-signature-256'];
      const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const { status } = await webhook.receive(raw, typeof signature === 'string' ? signature : undefined);
      return reply.status(status).send();
    });
    return Promise.resolve();
  });
}
