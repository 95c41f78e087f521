/** The pseudo-locale: longer words that are still the same message, and marks that can be taken off again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthenedModule } from '../../scripts/pseudo/plugin.ts';
import {
  CLOSING,
  lengthened,
  lengthenedData,
  lengthenedMessages,
  OPENING,
  unmarked,
} from '../../scripts/pseudo/words.ts';
import { messages } from '../../src/generated/messages.ts';
import { fill } from '../../src/platform/fill.ts';

const word = fc.stringMatching(/^[A-Za-z]{1,14}$/);
const text = fc
  .array(fc.oneof(word, fc.constantFrom('{who}', '{days}', '·', '“x”', '12')), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.join(' '));

const bare = (marked: string): string => marked.slice(OPENING.length, -CLOSING.length);
const placeholders = (message: string) => message.match(/\{\w+\}/g) ?? [];
const wordsIn = (message: string) => message.replace(/\{\w+\}/g, '').match(/\p{L}+/gu) ?? [];

describe('a longer text', () => {
  it('has every word four tenths longer, and the same placeholders', () => {
    fc.assert(
      fc.property(text, (message) => {
        const long = bare(lengthened(message));
        expect(placeholders(long)).toEqual(placeholders(message));
        const after = wordsIn(long);
        for (const [at, one] of wordsIn(message).entries()) {
          expect(after[at]?.length).toBeGreaterThanOrEqual(one.length * 1.4);
          expect(after[at]?.length).toBeLessThanOrEqual(Math.ceil(one.length * 1.4));
          expect(after[at]?.[0]).toBe(one[0]);
        }
      }),
    );
  });

  it('leaves nothing unmarked, whatever is filled in', () => {
    fc.assert(
      fc.property(text, text, (message, other) => {
        const filled = fill(lengthened(message), { who: lengthened(other), days: 3 });
        expect(unmarked(filled).trim()).toBe('');
      }),
    );
    expect(unmarked(`kata ${lengthened('lain')} polos`).split(/\s+/)).toEqual(['kata', 'polos']);
  });
});

describe('the longer catalogue', () => {
  const longer = lengthenedMessages(messages);

  it('has every key, all of it longer but lists', () => {
    for (const language of ['id', 'en'] as const) {
      expect(Object.keys(longer[language])).toEqual(Object.keys(messages[language]));
      const unchanged = Object.entries(longer[language]).filter(
        ([, message]) => !message.startsWith(OPENING),
      );
      expect(unchanged.map(([key]) => key)).toEqual(['dialog_months']);
    }
  });

  it('takes the place of the one in a generated module', () => {
    const source = `/** Why. */\nexport const messages = ${JSON.stringify({ id: { a: 'Ya' }, en: { a: 'Yes' } }, null, 1)} as const;\nexport type X = 1;\n`;
    const changed = lengthenedModule(source);
    expect(changed).toContain(`"a":"${lengthened('Ya')}"`);
    expect(changed).toContain('export type X = 1;');
    expect(() => lengthenedModule('export default {};')).toThrow(/another form/);
  });
});

it('data: texts in two languages become longer, names and what people on a site say do not', () => {
  expect(
    lengthenedData({
      name: { id: 'Butir', en: 'Item' },
      wording: 'Tetap',
      subject: { words: { id: 'Dukung', en: 'Support' } },
      list: [{ id: 'kode-etik-1', short: { id: 'Hadir', en: 'Attend' } }],
    }),
  ).toEqual({
    name: { id: lengthened('Butir'), en: lengthened('Item') },
    wording: 'Tetap',
    subject: { words: { id: 'Dukung', en: 'Support' } },
    list: [{ id: 'kode-etik-1', short: { id: lengthened('Hadir'), en: lengthened('Attend') } }],
  });
});
