import { describe, expect, it } from 'vitest';
import { createLinks } from '#infrastructure/http/register-api/links.ts';
import { parsePaging, toPagedBody } from '#infrastructure/http/register-api/paging.ts';
import { toInternetaakShape } from '#infrastructure/http/register-api/shapes/internetaak.shape.ts';
import { toUtcTime } from '#infrastructure/http/register-api/shapes/utc-time.ts';

const UUID = '0d4e0f4e-8d5a-4f0a-9b8e-0c1f4c1d2e3f';

describe('the register as it is shown', () => {
  it.each([
    ['2026-08-20T08:15:00+02:00', '2026-08-20T06:15:00Z'],
    ['2026-08-20T06:15:00.120Z', '2026-08-20T06:15:00.120000Z'],
  ])('writes the moment %s as %s', (moment, written) => {
    expect(toUtcTime(new Date(moment))).toBe(written);
  });

  it('names the first assignee in the deprecated field and all of them in the other', () => {
    const links = createLinks('https://intake.example');
    const shape = toInternetaakShape(
      {
        uuid: UUID,
        nummer: '2000000001',
        referentienummer: '2000000001',
        gevraagdeHandeling: 'Terugbellen',
        aanleidinggevendKlantcontact: UUID,
        toegewezenAanActoren: ['een', 'twee'],
        status: 'verwerkt',
        toegewezenOp: new Date('2026-11-20T09:00:00Z'),
        afgehandeldOp: new Date('2026-11-20T10:00:00Z'),
      },
      links,
    );
    expect(shape).toMatchObject({
      toegewezenAanActor: { uuid: 'een' },
      toegewezenAanActoren: [{ uuid: 'een' }, { uuid: 'twee' }],
      toelichting: '',
      afgehandeldOp: '2026-11-20T10:00:00Z',
    });
  });

  it.each([
    ['7', 7],
    ['501', 500],
    ['0', 100],
    ['veel', 100],
  ])('takes %s rows asked for a page as %i', (pageSize, taken) => {
    expect(parsePaging({ pageSize })).toEqual({ page: 1, pageSize: taken });
  });

  it('links to neighbouring pages, to the first one without its number', () => {
    const body = toPagedBody({ page: 2, pageSize: 1 }, { page: '2' }, 'https://x.example/a', {
      count: 3,
      results: [1],
    });
    expect(body).toMatchObject({ next: 'https://x.example/a?page=3', previous: 'https://x.example/a' });
  });
});
