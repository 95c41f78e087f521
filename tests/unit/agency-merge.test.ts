/** An accepted pack laid over the shipped rules: seen by the page and by the worker, and nothing shipped is lost. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/domain/judge.ts';
import type { RegionCode, Subject } from '../../src/domain/vocabulary.ts';
import { messages } from '../../src/generated/guard-messages.ts';
import { packParts } from '../../src/pack/agency-contents.ts';
import { mergePack } from '../../src/pack/agency-merge.ts';
import type { AgencyPack } from '../../src/pack/agency-pack.ts';
import { readPack } from '../../src/pack/agency-read.ts';
import { type Rules, rules } from '../../src/pack/bundle.ts';
import { compilePagePack, decreeOf } from '../../src/pack/compile.ts';
import { createRecogniser } from '../../src/pack/recogniser.ts';
import { siteRules } from '../../src/pack/sites.ts';
import { ignoredOf } from '../../src/recognition/ignored.ts';
import { bytesOf, ELECTION, goodPack, type Loose, PAIR, REGION } from './agency-fixtures.ts';

const SURFACE = { words: messages, style: '', badgeStyle: '', sites: siteRules };

const packOf = (change: (pack: Loose) => void = () => {}): AgencyPack => {
  const data = goodPack();
  change(data);
  const reading = readPack(bytesOf(data), rules);
  if ('fault' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.pack;
};

const judged = (merged: Rules, subject: Partial<Subject>, date: string, regions: RegionCode[] = [REGION]) => {
  const recogniser = createRecogniser(merged, null, regions);
  const recognition = recogniser.recognise({ kind: 'post', site: 'x', text: '', ...subject }, ignoredOf([]));
  return judge(
    recognition,
    { action: 'like', date, employment: 'pns', photo: false },
    { ...decreeOf(merged), participants: { get: (id: string) => recogniser.participant(id) } },
  );
};

describe('a merged pack', () => {
  const author = { handle: 'Wirasaba_Contoh', name: 'W' };

  it('makes the candidate’s account forbidden in the stages of its election, and only there', () => {
    const merged = mergePack(rules, packOf());
    expect(judged(rules, { author }, '2030-04-15').level).toBe('aman');
    expect(judged(merged, { author }, '2030-04-15')).toMatchObject({
      level: 'dilarang',
      participant: PAIR,
      own: true,
      stage: { election: ELECTION, stage: { id: `${ELECTION}.kampanye` } },
    });
    expect(judged(merged, { author }, '2030-04-15', [])).toMatchObject({ participant: PAIR });
    expect(judged(merged, { author }, '2030-12-01').level).toBe('aman');
    expect(judged(merged, { author, site: 'instagram' }, '2030-04-15').level).toBe('aman');
  });

  it('reaches the page of a person of the region, and no other page', () => {
    const merged = mergePack(rules, packOf());
    const own = compilePagePack(merged, SURFACE, [REGION]);
    expect(own.lexicon.accounts.x.wirasaba_contoh).toHaveLength(1);
    expect(own.participants.map(({ id }) => id)).toContain(PAIR);
    expect(own.elections.map(({ id }) => id)).toContain(ELECTION);
    expect(own.texts.elections[ELECTION]?.id).toBe('Pilkada Contoh');
    expect(JSON.stringify(own.lexicon.terms)).toContain('mantapkan pilihan');
    const other = compilePagePack(merged, SURFACE, ['11.01']);
    expect(other.participants.map(({ id }) => id)).not.toContain(PAIR);
  });

  it('recognises those on its lists by name where they stand', () => {
    const merged = mergePack(rules, packOf());
    const here = { text: 'Ayo coblos Ratnasari Wulandaru!' };
    expect(judged(merged, here, '2030-04-15')).toMatchObject({
      participant: `${ELECTION}/dprd-kabkota/360301/5/1`,
    });
    const pair = { text: 'Dukung Bimasakti Jalu dan Endah Prameswari' };
    expect(judged(merged, pair, '2030-04-15', ['36.04'])).toMatchObject({
      participant: `${ELECTION}/bupati-walikota/36.04/2`,
    });
    expect(judged(rules, here, '2030-04-15').participant).toBeNull();
  });

  it('adds an account to a shipped participant without touching the rest', () => {
    const id = 'pemilu-2024/presiden/1';
    const merged = mergePack(
      rules,
      packOf((pack) => (pack.accounts[0].participant = id)),
    );
    const rowOf = (from: Rules) =>
      from.participants.flatMap(({ participants }) => participants).find((row) => row.id === id) as Loose;
    expect(rowOf(merged).accounts).toEqual([
      ...rowOf(rules).accounts,
      expect.objectContaining({ handle: 'wirasaba_contoh' }),
    ]);
    expect({ ...rowOf(merged), accounts: 0 }).toEqual({ ...rowOf(rules), accounts: 0 });
  });

  it('gives a shipped pair of the lists an account', () => {
    const shipped = rules.pairs[0] as Rules['pairs'][number];
    const merged = mergePack(
      rules,
      packOf((pack) => (pack.accounts[0].participant = shipped.id)),
    );
    expect(merged.pairs).toHaveLength(rules.pairs.length - 1);
    expect(judged(merged, { author }, '2024-10-15', [shipped.region])).toMatchObject({
      level: 'dilarang',
      participant: shipped.id,
    });
  });

  it('replaces what it marks, and brings stages to a shipped election', () => {
    const id = 'pemilu-2024/presiden/1';
    const merged = mergePack(
      rules,
      packOf((pack) => {
        pack.replaces = [id];
        pack.participants.push({
          ...pack.participants[0],
          id,
          region: '*',
          office: 'presiden',
          name: 'Pengganti',
        });
        pack.stages = [{ ...pack.elections[0].stages[0], id: 'bkd-contoh.psu', election: 'pilkada-2031' }];
      }),
    );
    const rows = merged.participants
      .flatMap(({ participants }) => participants)
      .filter((row) => row.id === id);
    expect(rows.map(({ name }) => name)).toEqual(['Pengganti']);
    const stages = (from: Rules) =>
      from.elections.find((one) => one.id === 'pilkada-2031')?.stages.map((one) => one.id);
    expect(stages(merged)).toEqual([...(stages(rules) ?? []), 'bkd-contoh.psu']);
  });

  it('leaves the shipped rules as they are', () => {
    const before = JSON.stringify(rules);
    mergePack(rules, packOf());
    expect(JSON.stringify(rules)).toBe(before);
  });

  it('can be checked again over the same rules, and still holds with its own ids', () => {
    const merged = mergePack(rules, packOf());
    const ids = merged.participants.flatMap(({ participants }) => participants.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(merged.sources.map(({ id }) => id));
    expect(known.size).toBe(merged.sources.length);
  });
});

describe('what a pack brings', () => {
  it('is counted election by election, lists and accounts of rows included', () => {
    const pack = packOf((made) => {
      const { participant: _, ...account } = made.accounts[0];
      made.participants[0].accounts = [{ ...account, handle: 'akun_kedua' }];
      made.accounts.push({ ...made.accounts[0], participant: 'pemilu-2024/presiden/1' });
      made.stages = ['psu', 'psu-lain'].map((name, at) => ({
        ...made.elections[0].stages[at],
        id: `bkd-contoh.${name}`,
        election: 'pilkada-2031',
      }));
    });
    expect(packParts(pack)).toEqual([
      { election: 'pemilu-2024', whole: false, stages: 0, participants: 0, accounts: 1 },
      { election: 'pilkada-2031', whole: false, stages: 2, participants: 0, accounts: 0 },
      // The pair itself, a pair and a candidate of the lists.
      { election: ELECTION, whole: true, stages: 2, participants: 3, accounts: 2 },
    ]);
  });

  it('may be words alone', () => {
    const pack = packOf((made) => {
      for (const list of ['elections', 'participants', 'accounts', 'candidates']) made[list] = [];
    });
    expect(packParts(pack)).toEqual([]);
  });
});
