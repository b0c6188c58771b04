import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createAuditKeys } from '#application/audit/audit-keys.ts';
import { auditPlace } from '#main/audit-place.ts';
import type { ConfigProblems } from '#main/config/config-problem.ts';
import { parseConfig } from '#main/config/load-config.ts';
import { MUNICIPALITY } from '#test/support/program-environment.ts';
import { SLEUTEL } from '#test/support/audit/keys.ts';

const parse = (audit: object) => parseConfig({ ...MUNICIPALITY, kanalen: {}, audit }).audit;
function problemsOf(audit: object) {
  try {
    parse(audit);
    return [];
  } catch (thrown) {
    return (thrown as ConfigProblems).problems.map(({ key }) => key);
  }
}

it('a key of 32 random bytes is taken in every form in which they are written down', () => {
  for (let round = 0; round < 200; round += 1) {
    const bytes = randomBytes(32);
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(problemsOf({ sleutel: bytes.toString(form) })).toEqual([]);
  }
});

it.each(['', 'welkom01', 'a'.repeat(64), '0123456789'.repeat(3), 'ab'.repeat(40), '00000001'.repeat(8)])(
  'the key %j is refused at its own place, and not shown',
  (sleutel) => {
    expect(problemsOf({ sleutel })).toEqual(['audit.sleutel']);
    expect(problemsOf({ sleutel: SLEUTEL, eerdere: [sleutel] })).toEqual(['audit.eerdere[0]']);
  },
);

it('a key that is not there is complained about once', () => {
  expect(problemsOf({ sleutel: '${NIET_HIER}' })).toEqual(['audit.sleutel']);
  expect(problemsOf({})).toEqual(['audit.sleutel']);
});

it('the block after which the chain goes on without proof is a number and a hash', () => {
  const hash = 'ab'.repeat(32);
  expect(parse({ sleutel: SLEUTEL, aanvaard: `12:${hash}` })?.aanvaard).toEqual({ blok: 12, hash });
  for (const aanvaard of ['12', `0:${hash}`, `12:${hash}0`, 12])
    expect(problemsOf({ sleutel: SLEUTEL, aanvaard })).toEqual(['audit.aanvaard']);
});

it('the name of a key is the same every time, and says which one it is', () => {
  const other = `${SLEUTEL.slice(1)}x`;
  const [one, again] = [createAuditKeys([SLEUTEL, other]), createAuditKeys([SLEUTEL])];
  expect(one.huidig?.naam).toMatch(/^[0-9a-f]{16}$/);
  expect(one.huidig?.naam).toBe(again.huidig?.naam);
  expect(one.find(createAuditKeys([other]).huidig?.naam ?? '')?.hash('tekst')).not.toBe(one.huidig?.hash('tekst'));
  expect(again.find(createAuditKeys([other]).huidig?.naam ?? '')).toBeUndefined();
  expect(createAuditKeys([]).huidig).toBeUndefined();
});

it('a database is named by its hosts and its name, without who comes in', () => {
  expect(auditPlace('mongodb://anna:geheim@een:27017,twee/intake?replicaSet=rs0', 'intake')).toBe(
    'een:27017,twee/intake',
  );
  expect(auditPlace(undefined, 'klantcontact-intake')).toBe('ingebouwd/klantcontact-intake');
});
