import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findBadKey } from '#domain/text/json-keys.ts';

const find = (json: string) => findBadKey(new TextEncoder().encode(json));

test.each<[string, string]>([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":[{"c":1},{"c":1,"d":[],"c":2}]}}', 'a.b.1.c'],
  ['{"a":"x\\"}{","b":{},"a":null}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['[{"":1,"":2}]', '0.'],
  ['{"é":1,"\\u00e9":2}', 'é'],
  ['{"a":[{"a":{"a":1}}],"b":"a","a":0}', 'a'],
])('in %s the key %j stands twice', (json, path) => {
  expect(find(json)).toEqual({ path, kind: 'duplicate' });
});

test.each(['{"__proto__":1}', '{"a":[{"constructor":{}}]}', '{"\\u005f_proto__":1}'])(
  '%s reaches the prototype',
  (json) => {
    expect(find(json)?.kind).toBe('forbidden');
  },
);

test('the same key in two groups is no fault, nor is a value that looks like one', () => {
  expect(find('{"a":{"x":1},"b":{"x":1},"c":["x","x",{"x":"__proto__"}],"d":"{\\"x\\":1,\\"x\\":2}"}')).toBeUndefined();
});

test('whatever JSON.stringify writes has no key twice, and a key that is added again is found', () => {
  const group = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true });
  fc.assert(
    fc.property(group, (value) => {
      const json = JSON.stringify(value);
      fc.pre(!json.includes('__proto__') && !json.includes('constructor'));
      expect(find(json)).toBeUndefined();
      const [key = ''] = Object.keys(value);
      expect(find(`${json.slice(0, -1)},${JSON.stringify(key)}:0}`)?.kind).toBe('duplicate');
    }),
  );
});

test('any bytes at all are read to their end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => findBadKey(bytes)).not.toThrow();
    }),
  );
  expect(find('['.repeat(100_000))).toBeUndefined();
});
