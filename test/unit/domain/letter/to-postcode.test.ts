import { expect, it } from 'vitest';
import { toPostcode } from '#domain/letter/find-postcode.ts';

it.each([
  ['1234ab', '1234 AB'],
  [' 1234 AB ', '1234 AB'],
  ['5211.AP', '5211 AP'],
])('%j is the postcode %j', (written, postcode) => {
  expect(toPostcode(written)).toBe(postcode);
});
it.each(['0234 AB', '1234', '12345 AB', '1234 ABC', '1234 SA', 'B-1000', '1234 AB Stad', ''])(
  '%j is none',
  (written) => {
    expect(toPostcode(written)).toBeUndefined();
  },
);
