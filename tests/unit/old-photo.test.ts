/** The advice on old photos comes from the guidance, whole: answer, weight, doubts and sources, in both languages. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import { messages } from '../../src/generated/guard-messages.ts';
import { toOldPhotoText } from '../../src/pack/old-photo.ts';

const { rules } = loadRules(join(import.meta.dirname, '../../rules'));
const sources = new Map(
  rules.sources.map(({ id, publisher, title, url }) => [id, { publisher, title, ...(url ? { url } : {}) }]),
);
const flat = (value: unknown): string => JSON.stringify(value);

describe.each(['id', 'en'] as const)('old photos, in %s', (language) => {
  const text = toOldPhotoText(rules.guidance, sources, messages);
  const question = rules.guidance.answers.find(({ id }) => id === 'foto-lama');
  const [first, ...others] = question?.answers ?? [];

  it('say first what was answered, by whom, when and with what weight', () => {
    expect(text.items).toEqual(['kode-etik-5', 'disiplin-7']);
    const lead = flat(text[language].lead);
    for (const part of [
      first?.text[language],
      first?.who[language],
      '2023',
      messages[language].rules_weight_lisan,
    ])
      expect(lead).toContain(JSON.stringify(part).slice(1, -1));
  });

  it('keep nothing back: other answers, every doubt, every source', () => {
    const more = flat(text[language].more);
    expect(others.length).toBeGreaterThan(0);
    for (const { text: said } of [...others, ...(question?.doubts ?? [])])
      expect(more).toContain(JSON.stringify(said[language]).slice(1, -1));
    const ids = new Set(
      [...(question?.answers ?? []), ...(question?.doubts ?? [])].flatMap((one) => one.sources),
    );
    for (const id of ids)
      expect(more).toContain(JSON.stringify(sources.get(id)?.title[language]).slice(1, -1));
  });
});

describe('old photos', () => {
  it('without their answer fail aloud, with file and remedy', () => {
    const answers = rules.guidance.answers.filter(({ id }) => id !== 'foto-lama');
    expect(() => toOldPhotoText({ ...rules.guidance, answers }, sources, messages)).toThrow(
      /guidance\.json: answers: .*foto-lama.*put it back/,
    );
  });
});
