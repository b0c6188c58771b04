import { transient } from '#domain/failure/failure.ts';

/** Why the server could not listen, and what to do about it, in one line. */
export function explainListenFailure(thrown: unknown, host: string, port: number): unknown {
  const { code } = thrown as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return transient(
      'port-in-use',
      `Poort ${port} op ${host} is al bezet: stop het andere programma of kies PORT=8081`,
    );
  }
  if (code === 'EACCES')
    return transient('port-not-allowed', `Poort ${port} mag niet geopend worden: kies een PORT boven 1023`);
  if (code === 'EADDRNOTAVAIL')
    return transient('host-not-here', `Het adres ${host} is niet van deze machine: kies HOST=127.0.0.1`);
  return thrown;
}
