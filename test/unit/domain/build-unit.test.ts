import { describe, expect, it } from 'vitest';
import { automaatUuid, eenheidUuid } from '#domain/actor/actor-uuid.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import { validateUnit } from '#domain/klantcontact/validate-unit.ts';
import { settings } from '#test/support/spine/register-settings.ts';

const now = new Date('2026-11-20T10:00:00Z');
const facts = {
  key: 'email:info:1',
  messages: ['5f0b1c52-0d3c-4c0e-8c53-2b6c3d1c3c11'],
  nummer: '1000000001',
  taakNummer: '2000000001',
  routering: { eenheid: 'KCC', uitleg: 'geen regel van toepassing' },
  antwoordOp: [],
  now,
};
const mail: InboundMessage = {
  kanaal: 'email',
  onderwerp: 'Grofvuil',
  inhoud: 'Wanneer wordt het grofvuil opgehaald?',
  vertrouwelijk: false,
  plaatsgevondenOp: new Date('2026-11-20T09:15:00+01:00'),
  betrokkenen: [
    {
      rol: 'klant',
      initiator: true,
      naam: { volledig: 'Noor van Dijk' },
      digitaleAdressen: [{ adres: 'noor@post.example', soort: 'email', omschrijving: 'Uit ontvangen e-mail' }],
    },
  ],
  actor: { automaat: 'email' },
  documenten: [],
  onderwerpobjecten: [],
  taak: { gevraagdeHandeling: 'Lezen en bepalen benodigde actie', toelichting: 'Uit een e-mail' },
  triage: { tekst: '' },
};
const build = (changes: Partial<InboundMessage> = {}, more: Partial<typeof facts> = {}) =>
  validateUnit(buildUnit({ ...mail, ...changes }, { ...facts, ...more }, settings));

describe('the unit of a klantcontact', () => {
  it('holds everything that VNG asks for, tied together', () => {
    const unit = build();
    const { klantcontact, betrokkenen, digitaleAdressen, actorKlantcontacten, internetaken } = unit;
    expect(klantcontact).toMatchObject({
      kanaal: 'e-mail',
      onderwerp: 'Grofvuil',
      indicatieContactGelukt: true,
      taal: 'und',
    });
    expect(betrokkenen).toEqual([
      {
        uuid: expect.any(String) as string,
        hadKlantcontact: klantcontact.uuid,
        rol: 'klant',
        initiator: true,
        contactnaam: { achternaam: 'Noor van Dijk' },
      },
    ]);
    expect(digitaleAdressen[0]).toMatchObject({
      verstrektDoorBetrokkene: betrokkenen[0]?.uuid,
      soortDigitaalAdres: 'email',
    });
    expect(actorKlantcontacten[0]).toMatchObject({ actor: automaatUuid('email'), klantcontact: klantcontact.uuid });
    expect(internetaken[0]).toMatchObject({
      aanleidinggevendKlantcontact: klantcontact.uuid,
      status: 'te_verwerken',
      toegewezenAanActoren: [eenheidUuid('KCC')],
    });
    expect(internetaken[0]).not.toHaveProperty('afgehandeldOp');
  });

  it('has the same ids whenever it is made, and other ids for another message', () => {
    expect(build()).toEqual(build());
    expect(build({}, { key: 'email:info:2' }).klantcontact.uuid).not.toBe(build().klantcontact.uuid);
  });

  it('keeps no key for what is empty', () => {
    const { klantcontact, betrokkenen } = build({
      inhoud: '  \n ',
      betrokkenen: [{ rol: 'klant', initiator: true, naam: { volledig: ' ' }, digitaleAdressen: [] }],
    });
    expect(klantcontact).not.toHaveProperty('inhoud');
    expect(klantcontact).not.toHaveProperty('reactie');
    expect(betrokkenen[0]).not.toHaveProperty('contactnaam');
    expect(betrokkenen[0]).not.toHaveProperty('wasPartij');
  });

  it('cuts at the limits of the register and says so with an ellipsis', () => {
    const { klantcontact } = build({ onderwerp: 'o'.repeat(300), inhoud: 'i'.repeat(5_000) });
    expect(klantcontact.onderwerp).toHaveLength(200);
    expect(klantcontact.inhoud).toHaveLength(1_000);
    expect(klantcontact.inhoud?.endsWith('…')).toBe(true);
  });

  it('has a subject for every way in when the message has none', () => {
    expect(build({ onderwerp: '' }).klantcontact.onderwerp).toBe('E-mail zonder onderwerp');
    expect(build({ onderwerp: ' \t', kanaal: 'brief' }).klantcontact.onderwerp).toBe('Brief');
  });

  it('leaves out an address that the register would refuse', () => {
    const adressen = [
      { adres: `${'a'.repeat(90)}@post.example`, soort: 'email' as const, omschrijving: 'x' },
      { adres: '06-12345678', soort: 'telefoonnummer' as const, omschrijving: 'x' },
    ];
    expect(
      build({ betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: adressen }] }).digitaleAdressen,
    ).toEqual([]);
  });

  it('takes control characters and lone surrogates out of what is shown', () => {
    expect(build({ onderwerp: 'Een\u0000 ve\uD800rzoek\r\nBcc: x' }).klantcontact.onderwerp).toBe(
      'Een ve\uFFFDrzoek Bcc: x',
    );
  });

  it('asks its unit to be told only when the task was routed away from the KCC', () => {
    expect(build().dossiers[0]?.melden).toBe(false);
    expect(build({}, { routering: { eenheid: 'BURG', uitleg: 'regel: paspoort' } }).dossiers[0]).toMatchObject({
      melden: true,
      eenheid: 'BURG',
    });
  });

  it('needs no task when the contact needs no follow-up', () => {
    const { taak: _, ...withoutTaak } = mail;
    const unit = validateUnit(buildUnit(withoutTaak, facts, settings));
    expect([unit.internetaken, unit.dossiers]).toEqual([[], []]);
  });

  it('without a betrokkene is refused as a defect of ours', () => {
    expect(() => build({ betrokkenen: [] })).toThrow(
      expect.objectContaining({ kind: 'defect', code: 'unit-incomplete' }),
    );
  });
});
