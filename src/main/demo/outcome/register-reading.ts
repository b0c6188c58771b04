import { z } from 'zod';

const listSchema = z.looseObject({ count: z.int() });
const taakSchema = z.looseObject({ toegewezenAanActoren: z.array(z.looseObject({ uuid: z.uuid() })) });
const contactSchema = z.looseObject({ gingOverOnderwerpobjecten: z.array(z.looseObject({ uuid: z.uuid() })) });
const subjectSchema = z.looseObject({ wasKlantcontact: z.looseObject({ uuid: z.uuid() }).nullable() });
const actorSchema = z.looseObject({ actoridentificator: z.looseObject({ objectId: z.string() }) });

/** The register through its own API, with a token, as other programs read it. */
export interface RegisterReading {
  countKlantcontacten(): Promise<number>;
  hasKlantcontact(uuid: string): Promise<boolean>;
  /** The earlier klantcontacten that this one is tied to. */
  findEarlier(klantcontact: string): Promise<string[]>;
  /** Code of the eenheid to which the taak was given. */
  findEenheid(internetaak: string): Promise<string | undefined>;
}

export function createRegisterReading(address: string, token: string): RegisterReading {
  return {
    countKlantcontacten: async () => listSchema.parse(await get('klantcontacten?pageSize=1')).count,
    hasKlantcontact: async (uuid) => (await get(`klantcontacten/${uuid}`)) !== undefined,
    async findEarlier(klantcontact) {
      const { gingOverOnderwerpobjecten } = contactSchema.parse(await get(`klantcontacten/${klantcontact}`));
      const subjects = await Promise.all(gingOverOnderwerpobjecten.map(({ uuid }) => get(`onderwerpobjecten/${uuid}`)));
      return subjects.flatMap((subject) => subjectSchema.parse(subject).wasKlantcontact?.uuid ?? []);
    },
    async findEenheid(internetaak) {
      const taak = await get(`internetaken/${internetaak}`);
      const [first] = taak === undefined ? [] : taakSchema.parse(taak).toegewezenAanActoren;
      const actor = first === undefined ? undefined : await get(`actoren/${first.uuid}`);
      return actor === undefined ? undefined : actorSchema.parse(actor).actoridentificator.objectId;
    },
  };

  async function get(path: string): Promise<unknown> {
    const response = await fetch(`${address}/klantinteracties/api/v1/${path}`, {
      headers: { authorization: `Token ${token}` },
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the register answered ${response.status}`);
    return response.json();
  }
}
