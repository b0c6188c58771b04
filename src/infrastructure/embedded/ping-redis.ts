import { exchange } from './server-exchange.ts';

/** True when the server at this address answers PING; a server that still loads its data says -LOADING, which is false. */
export async function pingRedis(url: string): Promise<boolean> {
  const answer = await exchange(url, Buffer.from('PING\r\n'), (bytes) => bytes.includes('\r\n'));
  return answer.toString('latin1').startsWith('+PONG');
}
