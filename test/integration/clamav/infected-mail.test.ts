import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EICAR, isClamdPresent, SIGNATURE, startClamd, type Clamd } from '#test/support/clamav/clamd.ts';
import { createScanningSpine, mailWith } from '#test/support/clamav/scanning-spine.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const text = { naam: 'vraag.txt', mediaType: 'text/plain', bytes: Buffer.from('Mijn vraag') };
const virus = { naam: 'factuur.com', mediaType: 'application/octet-stream', bytes: EICAR };
const huge = { naam: 'groot.bin', mediaType: 'application/octet-stream', bytes: new Uint8Array(1_500_000).fill(65) };

describe.skipIf(!isClamdPresent)('a mail, with a virus scanner configured', () => {
  let clamd: Clamd;
  let spine: Awaited<ReturnType<typeof createScanningSpine>>;
  beforeAll(async () => {
    [clamd, spine] = await Promise.all([startClamd(), createScanningSpine(stores)]);
  });
  afterAll(async () => {
    await Promise.all([clamd.stop(), spine.close()]);
  });

  const read = async (uuid: string) => (await spine.messages.find([uuid], { raw: false }))[0];
  const taakOf = async (uuid: string) =>
    spine.collection('taakdossiers').findOne({ nummer: (await read(uuid))?.internetaken[0]?.nummer });
  const verdicts = async (uuid: string) =>
    (await spine.documentsOf(uuid)).map((document) => (document['scan'] as { uitslag: string } | undefined)?.uitslag);
  const steps = async (uuid: string) => (await read(uuid))?.steps.map(({ step }) => step);

  it('in which a virus is found is registered with its text; attachment and original are set apart', async () => {
    const [infected, clean] = [mailWith(1, [text, virus]), mailWith(2, [text])];
    await spine.acceptMessages([infected, clean]);
    await spine.registerWith(clamd.socket)('email', [infected.uuid, clean.uuid]);
    expect((await read(infected.uuid))?.state).toBe('registered');
    const documents = await spine.documentsOf(infected.uuid);
    expect(
      documents.map((document) => [document['rol'], (document['scan'] as { uitslag: string }).uitslag]).toSorted(),
    ).toEqual([
      ['bijlage', 'besmet'],
      ['bijlage', 'schoon'],
      ['origineel', 'besmet'],
    ]);
    const apart = documents.find((document) => document['bestandsnaam'] === 'factuur.com');
    expect(apart?.['scan']).toMatchObject({ uitslag: 'besmet', kenmerk: SIGNATURE });
    expect(await verdicts(clean.uuid)).toEqual(['schoon', 'schoon']);

    const klantcontact = (await read(infected.uuid))?.klantcontacten[0]?.uuid;
    expect(await spine.collection('klantcontacten').findOne({ _id: klantcontact as never })).toMatchObject({
      onderwerp: 'Vraag 1 met bijlage',
      inhoud: 'Zie de bijlage.',
    });
    expect((await taakOf(infected.uuid))?.['toelichting']).toMatch(
      `Let op: Een bijlage is apart gezet, omdat er een virus in is gevonden (${SIGNATURE}).`,
    );
    expect((await taakOf(clean.uuid))?.['toelichting']).not.toContain('apart gezet');
    expect(await steps(infected.uuid)).toEqual([
      'ontvangen',
      'aangenomen',
      'virus-gevonden',
      'virus-gevonden',
      'geregistreerd',
    ]);
    expect(spine.scanned.filter((uitslag) => uitslag === 'besmet').length).toBeGreaterThan(0);
  });

  it('that is larger than the scanner takes is registered with the mark that it was not scanned', async () => {
    const mail = mailWith(3, [text, huge]);
    await spine.acceptMessages([mail]);
    await spine.registerWith(clamd.tcp)('email', [mail.uuid]);
    expect((await verdicts(mail.uuid)).toSorted()).toEqual(['niet-gescand', 'niet-gescand', 'schoon']);
    expect(await steps(mail.uuid)).toContain('niet-gescand');
    expect((await taakOf(mail.uuid))?.['toelichting']).not.toContain('apart gezet');
  });

  it('waits while the scanner is away, untouched, and is registered once when it is back', async () => {
    const mail = mailWith(4, [virus]);
    await spine.acceptMessages([mail]);
    await clamd.halt();
    const register = spine.registerWith(clamd.socket);
    await expect(register('email', [mail.uuid])).rejects.toMatchObject({
      kind: 'transient',
      code: 'virus-scanner-unreachable',
    });
    expect(await read(mail.uuid)).toMatchObject({ state: 'open', attempts: 0, klantcontacten: [] });
    await clamd.start();
    await register('email', [mail.uuid]);
    expect((await read(mail.uuid))?.state).toBe('registered');
    expect(await verdicts(mail.uuid)).toEqual(['besmet', 'besmet']);
  });

  it('passes with a visible mark while the scanner is away, where that is configured', async () => {
    const mail = mailWith(5, [text]);
    await spine.acceptMessages([mail]);
    await clamd.halt();
    await spine.registerWith(clamd.tcp, 'doorlaten')('email', [mail.uuid]);
    expect((await read(mail.uuid))?.state).toBe('registered');
    const documents = await spine.documentsOf(mail.uuid);
    for (const { scan } of documents) expect(scan).toMatchObject({ uitslag: 'niet-gescand', reden: 'scanner-weg' });
    await clamd.start();
  });
});

describe('a mail, without a virus scanner configured', () => {
  it('is registered without a mark', async () => {
    const spine = await createScanningSpine(stores);
    const mail = mailWith(6, [text]);
    await spine.acceptMessages([mail]);
    await spine.registerUnscanned('email', [mail.uuid]);
    for (const document of await spine.documentsOf(mail.uuid)) expect(document).not.toHaveProperty('scan');
    await spine.close();
  });
});
