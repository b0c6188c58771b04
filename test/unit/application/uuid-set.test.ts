import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createUuidSet } from '#application/audit/uuid-set.ts';

it('a set of uuids knows what was added and nothing else, also after it grew', () => {
  const set = createUuidSet();
  const added = Array.from({ length: 5_000 }, () => randomUUID());
  for (const uuid of added) expect(set.add(uuid)).toBe(true);
  for (const uuid of added.slice(0, 10)) set.add(uuid);
  expect(set.size).toBe(5_000);
  expect([...set.unasked()].sort()).toEqual(added.toSorted());
  expect(added.filter((uuid) => !set.has(uuid))).toEqual([]);
  expect([...set.unasked()]).toEqual([]);
  expect(Array.from({ length: 5_000 }, () => randomUUID()).filter((uuid) => set.has(uuid))).toEqual([]);
});

it('a uuid that differs in one place is another one, wherever that is', () => {
  const set = createUuidSet();
  const uuid = '0f3a5c7e-1b2d-4e6f-8a9b-c0d1e2f3a4b5';
  set.add(uuid);
  for (let place = 0; place < uuid.length; place += 1) {
    if (uuid[place] === '-') continue;
    expect(set.has(`${uuid.slice(0, place)}${uuid[place] === '1' ? '2' : '1'}${uuid.slice(place + 1)}`)).toBe(false);
  }
});

it('what is no uuid is never in it', () => {
  const set = createUuidSet();
  expect(set.add('geen uuid')).toBe(false);
  for (const odd of ['geen uuid', '', 7, undefined, null, { blok: 2 }]) expect(set.has(odd)).toBe(false);
  expect(set.size).toBe(0);
});
