import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { KnownDevices } from '#application/ports/known-devices.ts';
import { guarded } from './connection.ts';
import { defineModel } from './models.ts';

interface DeviceDocument {
  /** SHA-256 of secret and account: whoever reads the database has no device with it. */
  _id: string;
  gebruikersnaam: string;
  verlooptOp: Date;
}

const MOST_OF_ONE = 20;

export function createKnownDeviceRepository(connection: Connection): KnownDevices {
  const devices = defineModel<DeviceDocument>(connection, 'toestellen', [
    [{ verlooptOp: 1 }, { expireAfterSeconds: 0 }],
    [{ gebruikersnaam: 1, verlooptOp: -1 }],
  ]).collection as unknown as mongo.Collection<DeviceDocument>;

  return {
    find: (secrets, gebruikersnaam) =>
      guarded(async () => {
        const byId = new Map(secrets.map((secret) => [idOf(secret, gebruikersnaam), secret]));
        if (byId.size === 0) return undefined;
        const found = await devices.findOne({ _id: { $in: [...byId.keys()] } });
        return found === null ? undefined : byId.get(found._id);
      }),
    remember: (secret, gebruikersnaam, verlooptOp, former) =>
      guarded(async () => {
        await devices.insertOne({ _id: idOf(secret, gebruikersnaam), gebruikersnaam, verlooptOp });
        if (former !== undefined) await devices.deleteOne({ _id: idOf(former, gebruikersnaam) });
        const older = { sort: { verlooptOp: -1 }, skip: MOST_OF_ONE, projection: { _id: 1 } } as const;
        const tooMany = await devices.find({ gebruikersnaam }, older).toArray();
        if (tooMany.length > 0) await devices.deleteMany({ _id: { $in: tooMany.map(({ _id }) => _id) } });
      }),
    forget: (gebruikersnaam) =>
      guarded(async () => {
        await devices.deleteMany({ gebruikersnaam });
      }),
  };
}

const idOf = (secret: string, gebruikersnaam: string) =>
  createHash('sha256').update(`${secret}\n${gebruikersnaam}`).digest('hex');
