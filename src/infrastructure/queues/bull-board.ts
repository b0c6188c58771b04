import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { Queue } from 'bullmq';
import type { FastifyPluginAsync } from 'fastify';

/**
 * The queues as operators see them: jobs with their ids and codes (jobs carry no more), to pause, to retry and to look
 * into. Whoever registers it SHALL let operators in only, refuse changes that other sites ask for, and give it a scope
 * of its own: it sets its own error handler.
 */
export function createBullBoardPlugin(queues: readonly Queue[], path: string): FastifyPluginAsync {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue)),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Wachtrijen', miscLinks: [{ text: 'Terug naar taken', url: '/taken' }] } },
  });
  return async (scope) => {
    await scope.register(serverAdapter.registerPlugin());
  };
}
