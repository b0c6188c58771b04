import { describe, expect, it } from 'vitest';
import { verifyPassword } from '#infrastructure/accounts/password.ts';
import { intake } from '#test/support/cli/intake.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

describe('the command line', () => {
  it.each([
    [['bestaatniet'], 'onbekende opdracht: bestaatniet'],
    [['mesages'], 'onbekende opdracht: mesages. Bedoelt u messages?'],
    [['messages', '--kleur'], 'onbekende optie: --kleur'],
    [['messages', '--state', 'weg'], 'onbekende staat: weg'],
    [['messages', '--channel', 'fax'], 'onbekend kanaal: fax'],
    [['messages', '--since', 'gisteren'], 'geen tijdstip: gisteren'],
    [['messages', '--limit', 'veel'], 'geen aantal: veel'],
    [['trace'], 'er ontbreekt iets: <zoekterm>'],
    [['trace', 'a', 'b'], 'te veel achter de opdracht'],
    [['parked', 'discard', 'a'], 'verplicht: --reason'],
  ])('used wrongly (%j) says what is wrong in one line and ends with 64', async (args, words) => {
    const { code, out, err } = await intake(args);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(words);
    expect(err.trim().split('\n').length).toBe(1);
  });

  it('shows every command when it is asked for help, and when it is asked nothing', async () => {
    const asked = await intake(['--help']);
    const nothing = await intake([]);
    expect([asked.code, nothing.code]).toEqual([0, 64]);
    for (const name of ['check', 'messages', 'trace', 'parked', 'reconcile', 'wachtwoord']) {
      expect(asked.out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
      expect(nothing.err).toContain(name);
    }
    expect(asked.out).not.toMatch(/\b(Usage|Options|Commands|display help|options)\b/);
  });

  it('explains a command with an example', async () => {
    for (const name of ['check', 'messages', 'trace', 'parked', 'reconcile', 'wachtwoord']) {
      const { code, out } = await intake([name, '--help']);
      expect([code, /Voorbeeld(en)?:/.test(out)], name).toEqual([0, true]);
    }
  });

  it('tells that the database is away, and how to mend it, and ends with 69', async () => {
    const { code, err } = await intake(['messages'], { MONGODB_URI: 'mongodb://gebruiker:geheim@127.0.0.1:1' });
    expect(code).toBe(69);
    expect(err).toMatch(/^MongoDB antwoordt niet - herstel: .*MONGODB_URI/);
    expect(err).not.toContain('geheim');
  });

  it('does not answer from a database that it would have to make first', async () => {
    const { code, err } = await intake(['messages'], { DATA_DIR: await temporaryFolder() });
    expect([code, err]).toEqual([69, expect.stringContaining('staat geen database')]);
  });

  it('refuses an environment that makes no sense, with every problem, and ends with 78', async () => {
    const { code, err } = await intake(['messages'], { MONGODB_URI: 'postgres://x', PORT: 'veel' });
    expect(code).toBe(78);
    expect(err).toContain('MONGODB_URI');
    expect(err).toContain('PORT');
  });
});

describe('intake wachtwoord', () => {
  it('makes a hash that fits the password', async () => {
    const { code, lines } = await intake(['wachtwoord'], {}, 'correct paard batterij\n');
    expect([code, lines.length]).toEqual([0, 1]);
    expect(await verifyPassword('correct paard batterij', lines[0] ?? '')).toBe(true);
  });

  it('refuses a short one, without repeating it', async () => {
    const { code, out, err } = await intake(['wachtwoord'], {}, 'geheim');
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toContain('geheim');
  });
});
