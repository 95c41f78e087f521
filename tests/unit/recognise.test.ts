/** Evidence: what counts, where it was seen, what it weighs, and what must stay silent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { rules } from '../../src/pack/bundle.ts';
import { compileWholeLexicon } from '../../src/pack/compile.ts';
import { buildMatcher } from '../../src/recognition/lexicon.ts';
import type { NameFinder, NameHit } from '../../src/recognition/names.ts';
import { recognise } from '../../src/recognition/recognise.ts';
import { matcher, NONE_IGNORED, post } from './fixtures.ts';

const see = (subject: Subject) => recognise(subject, matcher, NONE_IGNORED);
const tiers = (subject: Subject) =>
  see(subject).evidence.map(({ tier, where, text }) => `${tier}@${where}:${text}`);

describe('what counts', () => {
  it.each<[string, Subject, string[]]>([
    [
      'exact handle of the author',
      post('halo', { author: { handle: 'Wirasaba' } }),
      ['account@author:Wirasaba'],
    ],
    ['handle of a look-alike account', post('halo', { author: { handle: 'wirasaba_' } }), []],
    [
      'display name that is a full name',
      post('x', { author: { name: 'Wirasaba Kertapati Official' } }),
      ['account@author:Wirasaba Kertapati'],
    ],
    ['display name with more to it', post('x', { author: { name: 'Pecinta Wirasaba Kertapati' } }), []],
    ['name in the text', post('kata Wirasaba Kertapati tadi'), ['name@text:Wirasaba Kertapati']],
    ['joined name', post('kata wirasabakertapati tadi'), ['name@text:wirasabakertapati']],
    ['name with digits for letters', post('b1masakt1 hadir'), ['short-name@text:b1masakt1']],
    ['number glued to a name', post('bimasakti2 hadir'), ['short-name@text:bimasakti']],
    ['inside another word', post('perbimasaktian'), []],
    [
      'campaign hashtag',
      post('#WirasabaMenang'),
      ['hashtag@text:#WirasabaMenang', 'short-name@text:Wirasaba'],
    ],
    ['joined hashtag cut into known words', post('#coblosbimasakti'), ['short-name@text:#coblosbimasakti']],
    ['mention', post('setuju @wirasaba'), ['account@text:@wirasaba']],
    ['image text', post('x', { imageText: 'teks: BIMASAKTI JALU' }), ['name@imageText:BIMASAKTI JALU']],
    ['group name', post('x', { groupName: 'Timnas Wirasaba Kota' }), ['group@group:Timnas Wirasaba']],
    [
      'a quoted post',
      post('lihat', { quoted: post('kabar', { author: { handle: 'wirasaba' } }) }),
      ['account@quoteAuthor:wirasaba'],
    ],
    [
      'the person’s own words',
      post('', { kind: 'draft', draft: 'bimasakti saja' }),
      ['short-name@draft:bimasakti'],
    ],
  ])('%s', (_, subject, expected) => {
    expect(tiers(subject)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(tiers(subject)).toEqual([]);
  });

  it('a street that bears a name is a street', () => {
    expect(tiers(post('macet di Jalan Wirasaba'))).toEqual([]);
  });
});

it('names of built-in properties are handles and words like any other', () => {
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    expect(tiers(post(`${word} @${word} #${word}`, { author: { handle: word, name: word } }))).toEqual([]);
});

describe('ambiguous terms need a second signal', () => {
  it.each([
    ['saba datang', false],
    ['coblos saba', true],
    ['pak saba datang', true],
    ['pak lurah dan saba', false],
    ['tanggal 01 bulan depan', false],
    ['01 coblos saja', false],
    ['nomor urut 1 saja', false],
    ['coblos nomor urut 1', true],
    ['saba saba saba', false],
    ['hidup damai', false],
    // A voucher speaks for what it stands near, an honorific for the one word after it.
    ['coblos dulu baru nanti sore kita makan sama saba', false],
    ['pak, saba datang', false],
    ['siapa yang coblos? saba datang', false],
    ['pak lastri handaru', false],
    ['coblos lastri handaru', true],
    // Somebody who certainly stands vouches for the name beside; an ambiguous name does not.
    ['bimasakti dan lastri handaru', true],
    ['endah dan lastri handaru', false],
    // Tone is enough for a call name of the person's own region and for nothing weaker.
    ['saba keren', false],
    ['saba keren parah', false],
    ['endah keren', true],
    ['endah parah', true],
    ['endah datang', false],
    // A campaign word far away is worth half.
    ['endah datang ke pasar tadi pagi bersama ibu saya, bukan kampanye', true],
    ['saba datang ke pasar tadi pagi bersama ibu saya, bukan kampanye', false],
    // Who is named in an office is at work.
    ['bupati wirasaba membuka pasar', false],
    ['bupati nusa wirasaba membuka pasar', false],
    ['bupati wirasaba membuka pasar, coblos', true],
    ['bupati datang pagi tadi, lalu wirasaba', true],
  ])('%s -> %s', (text, expected) => {
    expect(see(post(text)).evidence.length > 0).toBe(expected);
  });
});

describe('stance and voice', () => {
  it.each([
    ['Bimasakti rapat hari ini', 'none', 'other'],
    ['coblos Bimasakti', 'support', 'other'],
    ['tolak Bimasakti', 'attack', 'other'],
    ['#wirasabamenang', 'support', 'other'],
    ['KPU menetapkan Bimasakti', 'none', 'organiser'],
    ['Bimasakti rapat. Baca juga: cuaca', 'none', 'news'],
    ['Bimasakti #PemiluDamai', 'none', 'organiser'],
    ['bimasakti parah', 'attack', 'other'],
    ['bimasakti keren', 'support', 'other'],
    ['hari ini #tolakbimasakti', 'attack', 'other'],
    ['hari ini #TolakBimasakti #wirasabamenang', 'support', 'other'],
    // A tag is a tag: whatever words stand inside, it is the participant's; the words say which side.
    ['rapat #bimasakti2030', 'support', 'other'],
    ['tolak #bimasakti2030', 'attack', 'other'],
    ['Ratusan Nelayan Pesisir Deklarasi Menang Bersama Bimasakti', 'support', 'news'],
    ['ratusan nelayan pesisir deklarasi menang bersama bimasakti', 'support', 'other'],
    ['RATUSAN NELAYAN PESISIR DEKLARASI MENANG BERSAMA BIMASAKTI', 'support', 'other'],
  ])('%s', (text, stance, voice) => {
    expect(see(post(text))).toMatchObject({ stance, voice });
  });
});

describe('the page around a post', () => {
  it('vouches for an ambiguous name, and a post of its own does not', () => {
    expect(tiers(post('saba hadir'))).toEqual([]);
    for (const place of ['pageTitle', 'groupName'])
      expect(tiers(post('saba hadir', { [place]: 'Debat kampanye' }))).toContain('short-name@text:saba');
  });

  it('names somebody, but then nobody can tell whose side a word takes', () => {
    const page = { pageTitle: 'Debat Wirasaba Kertapati dan Bimasakti Jalu' };
    expect(see(post('coblos, keren', page))).toMatchObject({ stance: 'none', signals: [] });
    expect(see(post('coblos, keren', page)).evidence).not.toEqual([]);
    expect(see(post('coblos bimasakti', page))).toMatchObject({ stance: 'support' });
    expect(see(post('', { ...page, draft: 'coblos' }))).toMatchObject({ stance: 'support' });
  });
});

describe('names of the gazetteer', () => {
  /** A finder of one name, wherever its words stand. */
  const finder = (
    name: string,
    hit: Omit<NameHit, 'from' | 'to' | 'people'>,
    own: boolean,
    ordinary: boolean,
  ) => {
    const words = name.split(' ');
    const find: NameFinder['find'] = (tokens) =>
      tokens.flatMap((_, from) =>
        words.every((word, at) => tokens[from + at]?.text === word)
          ? [{ ...hit, from, to: from + words.length, people: [{ participant: 'dct/1', own, ordinary }] }]
          : [],
      );
    return { find };
  };
  const names = ['sekar', 'sekar arum', 'sekar arum wening'];

  it.each<[width: number, own: boolean, ordinary: boolean, before: string, expected: boolean]>([
    [3, false, false, '', true],
    [3, false, true, '', false],
    [3, false, true, 'coblos ', false],
    [3, true, true, '', false],
    [3, true, true, 'coblos ', true],
    [2, true, false, '', true],
    [2, false, false, 'coblos ', false],
    [2, true, true, '', false],
    [2, true, true, 'coblos ', true],
    [2, true, true, 'coblos si ', true],
    [2, true, true, 'coblos dulu baru ', false],
    [1, true, false, '', false],
    [1, true, false, 'pak ', true],
    [1, true, false, 'pak lurah dan ', false],
    [1, true, false, 'keren ', false],
    [1, true, false, 'damai ', true],
    [1, false, false, 'pak ', false],
  ])('of %i words, own %s, ordinary %s, after "%s": %s', (width, own, ordinary, before, expected) => {
    const name = names[width - 1] ?? '';
    const text = `ada ${before}${name} nanti`;
    const { evidence } = recognise(post(text), matcher, NONE_IGNORED, finder(name, { width }, own, ordinary));
    const found = evidence.filter(({ participant }) => participant === 'dct/1');
    expect(found.some(({ tier }) => tier === 'name')).toBe(expected);
    for (const one of found) expect(text.slice(one.start, one.end)).toBe(one.text);
  });

  it('said twice is one reason', () => {
    const twice = finder('sekar', { width: 1 }, true, false);
    expect(recognise(post('sekar dan sekar'), matcher, NONE_IGNORED, twice).evidence).toEqual([]);
  });

  it('lose to a stop term that covers them', () => {
    const street = finder('wirasaba', { width: 3 }, true, false);
    expect(recognise(post('di jalan wirasaba'), matcher, NONE_IGNORED, street).evidence).toEqual([]);
    expect(recognise(post('di wirasaba'), matcher, NONE_IGNORED, street).evidence).not.toEqual([]);
  });
});

describe('what the shipped rules derive', () => {
  const inRegion = (region: string | null) =>
    buildMatcher(compileWholeLexicon(rules, region === null ? [] : [region]));
  const matchers = new Map([null, '36', '31'].map((region) => [region, inRegion(region)]));
  const concerned = (text: string, region: string | null) => {
    const own = matchers.get(region);
    if (!own) throw new Error(`no matcher for ${region}`);
    const { evidence } = recognise(post(text), own, NONE_IGNORED);
    return [...new Set(evidence.map(({ participant }) => participant))];
  };
  const AIRIN = 'pilkada-2024/gubernur/36/1';
  const ANDRA = 'pilkada-2024/gubernur/36/2';

  it.each<[string, string | null, string[]]>([
    // Call names and short names of a pair: own region, beside another sign.
    ['airin datang', '36', []],
    ['bu airin datang', '36', [AIRIN]],
    ['airin keren', '36', [AIRIN]],
    ['airin keren', '31', []],
    ['coblos airin ade', '36', [AIRIN]],
    ['dimyati untuk banten', '36', [ANDRA]],
    ['dimyati untuk banten', '31', []],
    // Call names derived from the members alone weigh less: praise is not enough.
    ['achmad keren', '36', []],
    // Names of two words: own region, or unknown; in another one they need a clear sign.
    ['andra soni bertemu pedagang', '36', [ANDRA]],
    ['andra soni bertemu pedagang', null, [ANDRA]],
    ['andra soni bertemu pedagang', '31', []],
    ['dukung andra soni', '31', [ANDRA]],
    // Three words and more: anywhere.
    ['achmad dimyati natakusumah bertemu pedagang', '31', [ANDRA]],
    // Numbers, in all their forms, of the own region and the nation only.
    ['coblos no. 2', '36', [ANDRA, 'pemilu-2024/presiden/2']],
    ['coblos paslon nomor urut dua', '36', [ANDRA, 'pemilu-2024/presiden/2']],
    ['coblos nomor 02', '31', ['pemilu-2024/presiden/2', 'pilkada-2024/gubernur/31/2']],
    // Volunteer words before any name that is enough alone.
    ['relawan prabowo rapat', null, ['pemilu-2024/presiden/2', 'pemilu-2024/relawan/2']],
    ['posko mahfud md rapat', null, ['pemilu-2024/presiden/3']],
    ['sahabat airin rapat', '36', [AIRIN]],
    ['sahabat airin rapat', '31', []],
    ['sahabat amin datang', null, []],
    // Joined, glued, split.
    ['mahfudmd hadir', null, ['pemilu-2024/presiden/3']],
    ['ganjar3 hadir', null, ['pemilu-2024/presiden/3']],
    ['#tolakprabowo', null, ['pemilu-2024/presiden/2']],
    // In office, a stop phrase, a prayer.
    ['gubernur dki jakarta anies baswedan membuka pasar', null, []],
    ['novel baswedan bersaksi', null, []],
    ['semoga sehat selalu, amin', null, []],
  ])('%s in %s', (text, region, expected) => {
    const found = concerned(text, region);
    for (const one of expected) expect(found).toContain(one);
    if (expected.length === 0) expect(found).toEqual([]);
  });

  it('no term of the lexicon stands in two lists that weigh', () => {
    const { attack, campaign, context, insult, praise, support } = rules.lexicon;
    const all = [attack, campaign, context, insult, praise, support].flat();
    expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
  });
});

describe('exceptions', () => {
  it('silence an author, but not the person’s own words', () => {
    const ignored = { authors: new Set(['x:wirasaba']), terms: new Set<string>() };
    const subject = post('coblos', { author: { handle: 'Wirasaba' } });
    expect(recognise(subject, matcher, ignored).evidence).toEqual([]);
    expect(recognise({ ...subject, draft: 'bimasakti' }, matcher, ignored).evidence).toHaveLength(1);
  });

  it('silence a term wherever it stands', () => {
    const ignored = { authors: new Set<string>(), terms: new Set(['bimasakti']) };
    expect(recognise(post('Bimasakti!'), matcher, ignored).evidence).toEqual([]);
  });
});

describe('for every text', () => {
  it('never throws, and every offset gives the matched text', () => {
    const piece = fc.constantFrom(
      'wirasaba ',
      '#coblos',
      'kertapati',
      '01',
      'b1masakt1',
      '\u0301',
      '👍🏽',
      '@wirasaba',
      ' ',
      '𝗕imasakti',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const one of see(post(text)).evidence)
            if (one.where === 'text') expect(text.slice(one.start, one.end)).toBe(one.text);
        },
      ),
      { numRuns: 400 },
    );
  });

  // Time is measured by `npm run bench:recognition`; here a quadratic step would run into the time limit.
  it.each([
    'coblos saba #TolakBimasakti ',
    '#bimasakti',
    'b1masakt1',
    '@a.',
    'a\u0301',
    '01 ',
    '𝗔 👩‍👧 ',
    'Pak Saba ',
  ])('takes 100 kB of "%s"', (piece) => {
    const long = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    expect(see(post(long)).evidence.length).toBeLessThanOrEqual(long.length);
  });

  it('every sum is explained: what is kept reaches the threshold by its own evidence', () => {
    const word = fc.constantFrom(
      'saba',
      'endah',
      'coblos',
      'keren',
      'pak',
      '01',
      'bimasakti',
      'bupati',
      'kampanye',
      'dan',
      'lastri handaru',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const sums = new Map<string, number>();
        for (const { participant, weight } of see(post(words.join(' '))).evidence)
          sums.set(participant, (sums.get(participant) ?? 0) + weight);
        for (const sum of sums.values()) expect(sum).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });

  it('adding words never removes evidence of strength', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), (words) => {
        expect(tiers(post(`${words} . Wirasaba Kertapati . ${words}`))).toContain(
          'name@text:Wirasaba Kertapati',
        );
      }),
    );
  });
});
