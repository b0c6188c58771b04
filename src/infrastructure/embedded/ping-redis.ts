import { exchange } from './loopback-exchange.ts';

/** True when the server on this port answers PING; a server that still loads its data says -LOADING, which is false. */
export async function pingRedis(port: number): Promise<boolean> {
  const answer = await exchange(port, Buffer.from('PING\r\n'), (bytes) => bytes.includes('\r\n'));
  return answer.toString('latin1').startsWith('+PONG');
}
