/** What a reader gets of everything that it has no use for. Says no to a call and to `new`; as Node's own refusals do. */
export function refuse(): never {
  throw Object.assign(new Error('A reader of messages may not do this'), { code: 'ERR_ACCESS_DENIED' });
}
