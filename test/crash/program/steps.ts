import type { InstanceName } from './instance-name.ts';

const WORKER = [
  'messages.find:after',
  'messages.setAside:before',
  'messages.setAside:after',
  'documents.put:before',
  'documents.put:after',
  'register.reserveNummers:after',
  'register.saveRegistrations:before',
  'register.saveRegistrations:after',
  'register.park:before',
  'register.park:after',
  'taken.change:before',
  'taken.change:after',
  'payloads.findOpen:after',
  'payloads.close:before',
  'payloads.close:after',
  'messages.accept:after',
  'conversations.join:before',
  'conversations.join:after',
  'conversations.seal:before',
  'conversations.seal:after',
  'conversations.finish:before',
  'conversations.finish:after',
  'conversations.saveMedium:before',
  'conversations.saveMedium:after',
  'outbox.take:after',
  'outbox.markSent:before',
  'outbox.markSent:after',
  'queues.enqueue:before',
  'queues.enqueue:after',
];
const ACCEPTING = ['messages.accept:before', 'messages.accept:after', 'queues.enqueue:before', 'queues.enqueue:after'];

/** The named steps of a message's way at which a process can be killed, by the process that takes them. */
export const STEPS: Readonly<Partial<Record<InstanceName, readonly string[]>>> = {
  web: [
    ...ACCEPTING,
    ...['payloads.insert:before', 'payloads.insert:after', 'documents.put:after'],
    ...['taken.change:before', 'taken.change:after'],
  ],
  mail: [...ACCEPTING, 'mailboxes.save:before', 'mailboxes.save:after'],
  post: [...ACCEPTING, 'messages.find:after'],
  'workers-1': WORKER,
  'workers-2': WORKER,
};
