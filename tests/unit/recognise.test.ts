/** Evidence: what counts, where it was seen, what it weighs, and what must stay silent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/domain/vocabulary.ts';
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
  ])('%s', (text, stance, voice) => {
    expect(see(post(text))).toMatchObject({ stance, voice });
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
