import { inspectMongo } from '#infrastructure/mongo/inspect-mongo.ts';
import { placeOf } from '#infrastructure/network/server-place.ts';
import { inspectRedis } from '#infrastructure/queues/inspect-redis.ts';
import type { OpenServers } from '../open-servers.ts';
import type { Check } from './check.ts';

export function checkMongodb({ mongodbUri, via }: OpenServers): Check {
  return {
    naam: 'MongoDB',
    run: async () => {
      const { version, transactions } = await inspectMongo(mongodbUri);
      const wat = `versie ${version} op ${placeOf(mongodbUri)} (${via})`;
      if (transactions) return { oordeel: 'ok', wat: `${wat}, met transacties` };
      const herstel = 'maak er een replicaset van (mongod --replSet rs0, rs.initiate())';
      return { oordeel: 'let op', wat: `${wat}, zonder transacties`, herstel };
    },
  };
}

export function checkRedis({ redisUrl, via }: OpenServers): Check {
  return {
    naam: 'Redis',
    run: async () => {
      const { version, evictionPolicy, persistent } = await inspectRedis(redisUrl);
      const wat = `${version} op ${placeOf(redisUrl)} (${via}), maxmemory-policy ${evictionPolicy}`;
      if (evictionPolicy !== 'noeviction') {
        return { oordeel: 'fout', wat, herstel: 'zet maxmemory-policy op noeviction, anders verdwijnen opdrachten' };
      }
      if (persistent) return { oordeel: 'ok', wat };
      const herstel = 'zet appendonly op yes; zonder dat worden opdrachten na een herstart opnieuw gemaakt';
      return { oordeel: 'let op', wat: `${wat}, bewaart niets op schijf`, herstel };
    },
  };
}
