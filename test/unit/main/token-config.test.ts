import { describe, expect, it } from 'vitest';
import { ConfigProblems } from '#main/config/config-problem.ts';
import { parseConfig } from '#main/config/load-config.ts';
import { tokenWarnings } from '#main/token-warnings.ts';

const SHA256 = 'a'.repeat(64);
const WACHTWOORD = `scrypt$1024$8$1$${'a'.repeat(22)}$${'b'.repeat(43)}`;
const withTokens = (...tokens: object[]) => ({
  gemeente: 'Voorbeeldstad',
  kanalen: { balie: {} },
  afdelingen: [
    { code: 'KCC', naam: 'Klantcontactcentrum' },
    { code: 'BURG', naam: 'Burgerzaken' },
  ],
  toegang: {
    accounts: [{ gebruikersnaam: 'anna', naam: 'Anna', wachtwoord: WACHTWOORD, rollen: ['kcc'] }],
    tokens: tokens.map((token) => ({ naam: 'kiss', sha256: SHA256, rechten: ['lezen'], ...token })),
  },
});
const tokensOf = (...tokens: object[]) => parseConfig(withTokens(...tokens)).toegang.tokens;
function problemsOf(...tokens: object[]) {
  try {
    parseConfig(withTokens(...tokens));
  } catch (thrown) {
    if (thrown instanceof ConfigProblems) return thrown.problems;
    throw thrown;
  }
  return [];
}

describe('a token in the configuration', () => {
  it('of before there were limits means what it meant, but for what is confidential', () => {
    expect(tokensOf({})).toEqual([
      { naam: 'kiss', sha256: SHA256, rechten: ['lezen'], vertrouwelijk: false, perMinuut: 6_000 },
    ]);
  });

  it('has limits, and an end at midnight in the Netherlands or at a moment', () => {
    const limits = {
      eenheden: ['BURG'],
      kanalen: ['email', 'whatsapp'],
      vertrouwelijk: true,
      namens: ['anna'],
      perMinuut: 60,
    };
    expect(tokensOf({ ...limits, verlooptOp: '2027-07-01' })).toMatchObject([
      { ...limits, verlooptOp: new Date('2027-06-30T22:00:00Z') },
    ]);
    expect(tokensOf({ verlooptOp: '2027-07-01T12:00:00Z' })).toMatchObject([
      { verlooptOp: new Date('2027-07-01T12:00:00Z') },
    ]);
  });

  it('that names what is not there is told with where and an example', () => {
    expect(
      problemsOf(
        { eenheden: ['KCC', 'AFVAL'], namens: ['anna', 'niemand'] },
        { verlooptOp: 'volgend jaar' },
        { kanalen: ['fax'] },
      ),
    ).toEqual(
      expect.arrayContaining([
        { key: 'toegang.tokens[0].eenheden', wrong: 'de eenheid AFVAL staat niet onder afdelingen', example: '[KCC]' },
        {
          key: 'toegang.tokens[0].namens',
          wrong: 'het account niemand staat niet onder toegang.accounts',
          example: '[f.jansen]',
        },
        { key: 'toegang.tokens[1].verlooptOp', wrong: 'geen datum (JJJJ-MM-DD)', example: '2027-06-30' },
        expect.objectContaining({ key: 'toegang.tokens[2].kanalen[0]' }),
      ]),
    );
    for (const wrong of [
      { verlooptOp: 20270630 },
      { verlooptOp: '2027-02-30x' },
      { perMinuut: 0 },
      { eenheden: [] },
      { kanalen: [] },
    ])
      expect([wrong, problemsOf(wrong).length]).toEqual([wrong, 1]);
  });
});

describe('at the start one line is said', () => {
  const now = new Date('2027-06-01T10:00:00Z');
  const warningsOf = (token: object) => tokenWarnings(tokensOf(token), now);

  it.each([
    [{}, ['token kiss verloopt nooit (zet verlooptOp).']],
    [
      { rechten: ['schrijven'] },
      ['token kiss mag handelen in de taken van elke eenheid (zet eenheden), en verloopt nooit (zet verlooptOp).'],
    ],
    [{ verlooptOp: '2027-06-10' }, ['token kiss verloopt op 2027-06-10.']],
    [{ verlooptOp: '2027-05-31' }, ['token kiss is verlopen sinds 2027-05-31.']],
    [{ verlooptOp: '2027-06-20' }, []],
    [{ rechten: ['schrijven'], eenheden: ['KCC'], verlooptOp: '2028-01-01' }, []],
  ])('of a token with %j', (token, said) => {
    expect(warningsOf(token)).toEqual(said);
  });
});
