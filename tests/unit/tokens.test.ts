/** Tokens: what is folded, what is split, and that every offset points into the original. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, tokenize, unleet } from '../../src/recognition/tokens.ts';

const words = (text: string) =>
  tokenize(text)
    .filter(({ kind }) => kind === 'word')
    .map(({ text }) => text);

describe('folding', () => {
  it.each([
    ['PRABOWO Subianto', ['prabowo', 'subianto']],
    ["Ma’ruf Ma'ruf", ['maruf', 'maruf']],
    ['Prabowooo menaaang', ['prabowo', 'menang']],
    ['Anïés', ['anies']],
    ['𝗔𝗻𝗶𝗲𝘀 𝓖𝓪𝓷𝓳𝓪𝓻', ['anies', 'ganjar']],
    ['ＧＡＮＪＡＲ', ['ganjar']],
    ['Gаnjаr dengan huruf Kiril', ['ganjar', 'dengan', 'huruf', 'kiril']],
    ['pra\u00adbo\u200bwo', ['prabowo']],
    ['mahfud3 02gemoy', ['mahfud', '3', '02', 'gemoy']],
    ['prabowo-gibran/02', ['prabowo', 'gibran', '02']],
    ['aman saat maaf', ['aman', 'saat', 'maaf']],
    ['PPP dan III', ['ppp', 'dan', 'iii']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('leaves web addresses out: their words are not the writer’s', () => {
    expect(words('lihat https://contoh.id/prabowo-gibran dan www.anies.id ya')).toEqual([
      'lihat',
      'dan',
      'ya',
    ]);
  });

  it('keeps mentions whole', () => {
    expect(tokenize('halo @Nama_Saya.id, apa kabar').find(({ kind }) => kind === 'mention')).toMatchObject({
      text: 'nama_saya.id',
      start: 5,
      end: 18,
    });
  });

  it('splits a hashtag into words and keeps its body', () => {
    const tokens = tokenize('ayo #GanjarMahfud2024!');
    expect(tokens.map(({ text, kind }) => `${kind}:${text}`)).toEqual([
      'word:ayo',
      'word:ganjar',
      'word:mahfud',
      'word:2024',
      'hashtag:ganjarmahfud2024',
    ]);
    expect(tokens.at(-1)).toMatchObject({ start: 4, end: 21 });
  });

  it('reads digits as letters only where all of them can be', () => {
    expect(unleet('pr4b0w0')).toBe('prabowo');
    expect(unleet('prabowo')).toBeNull();
    expect(unleet('a9b')).toBeNull();
  });
});

describe('for every text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '#',
          '@',
          'a',
          'Z',
          '9',
          ' ',
          '_',
          '\u0301',
          '\u200d',
          '👩‍👧',
          '𝓐',
          '\ud800',
          'http://',
          '.',
        ),
      )
      .map((parts) => parts.join('')),
  );

  it('folding twice is folding once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 400 },
    );
  });

  it('offsets are ordered and inside the original', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start, end } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('offsets survive emoji, joiners, combining marks and letters outside the first plane', () => {
    const piece = fc.constantFrom(
      '𝗔𝗻𝗶𝗲𝘀',
      'pra\u0301bowo',
      '👩‍👧',
      '👍🏽',
      'gan\u200djar',
      ' ',
      '🇮🇩',
      'Ма',
      '𝓖',
      'x',
      '\ufe0f',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
          // What it points at is what it says, and no half of a letter.
          expect(words(text.slice(token.start, token.end)).join('')).toBe(token.text);
          expect(text.slice(token.start, token.end)).not.toMatch(/\p{Cs}/u);
          expect(text.slice(token.end)).not.toMatch(/^\p{M}/u);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never throws on long texts of any kind', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 100_000 }), (text, size) => {
        const long = text === '' ? '' : text.repeat(Math.ceil(size / text.length)).slice(0, size);
        expect(tokenize(long).length).toBeLessThanOrEqual(long.length);
      }),
      { numRuns: 25 },
    );
  });

  it('a word’s offsets give the same word again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (text) => {
        for (const token of tokenize(text))
          if (token.kind === 'word')
            expect(words(text.slice(token.start, token.end)).join('')).toBe(token.text);
      }),
      { numRuns: 300 },
    );
  });
});
