/**
 * Where a server is, for people: the hosts or the socket of its address. Never user, password or options: an address in
 * which a password was not written as it should be (an @, / or ? of its own) is `onbekend` rather than half of it.
 */
export function placeOf(url: string): string {
  const [, socket] = /^unix:\/\/([^?#]*)/.exec(url) ?? [];
  if (socket !== undefined) return socket;
  const [, user, hosts = ''] = /^[a-z+]+:\/\/([^@/?#]*@)?([\w.,:[\]-]+)(?:[/?#]|$)/.exec(url) ?? [];
  const signs = url.split('@').length - 1;
  return hosts !== '' && signs === (user === undefined ? 0 : 1) ? hosts : 'onbekend';
}
