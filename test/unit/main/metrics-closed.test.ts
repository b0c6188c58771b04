import { expect, test } from 'vitest';
import { toegangSchema } from '#main/config/toegang.schema.ts';
import { tellMetrics } from '#main/tell-metrics.ts';
import { readEnvironment } from '#main/config/environment.ts';
import { checkMetrics } from '#main/cli/checks/metrics-check.ts';

const none = toegangSchema.parse({});
const token = toegangSchema.parse({ metingen: { sha256: 'a'.repeat(64) } });
const environmentOf = (variables: NodeJS.ProcessEnv) => readEnvironment(variables).environment;

test.each<[NodeJS.ProcessEnv]>([[{ PUBLIC_URL: 'https://intake.voorbeeldstad.example' }], [{ HOST: '0.0.0.0' }]])(
  'with %o the start and `check` say that nobody reads the measurements, and which key opens them',
  async (variables) => {
    const lines: string[] = [];
    tellMetrics(environmentOf(variables), none, (line) => void lines.push(line));
    expect(lines.join()).toContain('toegang.metingen.sha256');
    expect(await checkMetrics(environmentOf(variables), none).run()).toMatchObject({ oordeel: 'let op' });
    lines.length = 0;
    tellMetrics(environmentOf(variables), token, (line) => void lines.push(line));
    expect(lines).toEqual([]);
    expect(await checkMetrics(environmentOf(variables), token).run()).toMatchObject({ oordeel: 'ok' });
  },
);

test('a program that only this machine can reach says nothing of it', async () => {
  const lines: string[] = [];
  tellMetrics(environmentOf({}), none, (line) => void lines.push(line));
  expect(lines).toEqual([]);
  expect(await checkMetrics(environmentOf({}), none).run()).toMatchObject({ oordeel: 'ok' });
});

test('a token for the measurements is a hash, as every token', () => {
  expect(toegangSchema.safeParse({ metingen: { sha256: 'meet-token' } }).success).toBe(false);
});
