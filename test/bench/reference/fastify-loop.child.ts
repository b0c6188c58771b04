import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import { z } from 'zod';
import mongoose from 'mongoose';

export interface LoopTask {
  readonly mongodbUri: string;
  readonly appSecret: string;
}

export interface LoopAnswer {
  readonly address: string;
}

const deliverySchema = z.looseObject({
  object: z.string(),
  entry: z.array(z.looseObject({ id: z.string(), changes: z.array(z.looseObject({ field: z.string() })) })),
});

/** Reference loop 2: fastify, the signature over the raw body, zod, and one acknowledged insert for each request. */
process.once('message', (task: LoopTask) => {
  void serve(task).then((answer: LoopAnswer) => process.send?.(answer));
});

async function serve({ mongodbUri, appSecret }: LoopTask): Promise<LoopAnswer> {
  const connection = await mongoose.createConnection(mongodbUri, { maxPoolSize: 20 }).asPromise();
  const events = connection.collection('events', { writeConcern: { w: 'majority', journal: true } });
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/events', async (request, reply) => {
    const raw = request.body as Buffer;
    const expected = Buffer.from(`sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`);
    const given = Buffer.from(String(request.headers['x-hub-signature-256']));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send();
    const delivery = deliverySchema.parse(JSON.parse(raw.toString()));
    await events.insertOne({ receivedAt: new Date(), delivery });
    return reply.code(200).send();
  });
  return { address: await app.listen({ host: '127.0.0.1', port: 0 }) };
}
