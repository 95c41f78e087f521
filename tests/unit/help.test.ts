// @vitest-environment jsdom
/**
 * The help page without a browser: every question is there, whole, in both languages and with its sources; the check of
 * its data refuses what is wrong; and the search finds what people type.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHelp } from '../../scripts/help.ts';
import { loadRules } from '../../scripts/rules.ts';
import { type Language, SITE_IDS } from '../../src/domain/vocabulary.ts';
import { messages } from '../../src/generated/messages.ts';
import type { HelpData } from '../../src/pack/help-schema.ts';
import { productTopics } from '../../src/pages/help/product-topics.ts';
import { type Context, EXTRAS, ruleTopics } from '../../src/pages/help/rule-topics.ts';
import { folded, isFound } from '../../src/pages/help/search.ts';
import { saidOf, TRIED } from '../../src/pages/welcome/try.ts';
import { translator } from '../../src/platform/i18n.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { rules, help, training } = loadRules(join(root, 'rules'));
const LANGUAGES: readonly Language[] = ['id', 'en'];

/** The questions that the page promises, so that none is lost in an edit. */
const QUESTIONS = [
  'tanpa-sengaja',
  'foto-lama-bersama-calon',
  'pasangan-menjadi-calon',
  'hadir-di-acara-kampanye',
  'media-kpu-bawaslu',
  'akun-pejabat',
  'dilaporkan-atau-dipanggil',
  'bertanya-kepada-siapa',
];
const ABOUT_PRODUCT = [
  'yang-dilihat',
  'periksa-sendiri',
  'matikan-atau-hapus',
  'tidak-ada-peringatan',
  'peringatan-keliru',
];

const context = (language: Language, more: Partial<Context> = {}): Context => ({
  decree: rules.items,
  guidance: rules.guidance,
  help,
  sources: new Map(rules.sources.map((source) => [source.id, source])),
  language,
  t: translator(language),
  version: '0.0.0',
  employment: 'pns',
  contact: '',
  ...more,
});

const textOf = (node: Element | null | undefined): string => node?.textContent ?? '';

describe('the questions about the rules', () => {
  it('are all there, each once, and none shares its place with one about the extension', () => {
    const ids = ruleTopics(context('id')).map(({ id }) => id);
    const others = productTopics(translator('id')).map(({ id }) => id);
    expect(ids).toEqual(QUESTIONS);
    expect(others).toEqual(ABOUT_PRODUCT);
    expect(new Set([...ids, ...others]).size).toBe(QUESTIONS.length + ABOUT_PRODUCT.length);
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(help.topics.map((topic) => [topic.id, topic] as const))(
      '%s: the short answer first, then what to do, why, and every source',
      (id, topic) => {
        const element = ruleTopics(context(language)).find((one) => one.id === id)?.element;
        const [heading, short] = element?.children ?? [];
        expect([textOf(heading), textOf(short)]).toEqual([topic.question[language], topic.short[language]]);
        for (const line of [topic.why, ...topic.steps]) expect(textOf(element)).toContain(line[language]);
        expect(element?.querySelector('.certainty')?.className).toContain(topic.confidence);
        const own = [...(element?.querySelectorAll(':scope > .sources li') ?? [])].map(textOf);
        expect(own).toHaveLength(topic.sources.length);
        for (const [at, source] of topic.sources.entries()) {
          const row = rules.sources.find((one) => one.id === source);
          expect(own[at]).toContain(row?.title[language]);
        }
        for (const item of topic.items)
          expect(element?.querySelector(`a[href="../rules/index.html#${item}"]`)).not.toBeNull();
        for (const link of element?.querySelectorAll('a[href^="http"]') ?? [])
          expect([link.getAttribute('rel'), link.getAttribute('target')]).toEqual([
            'noopener noreferrer',
            '_blank',
          ]);
      },
    );

    it.each(help.topics.map((topic) => [topic.id, topic] as const))(
      '%s: whatever is not certain stands openly, and what officials said comes from the guidance',
      (id, topic) => {
        const element = ruleTopics(context(language)).find((one) => one.id === id)?.element;
        const said = rules.guidance.answers.filter((one) => topic.answers.includes(one.id));
        const persons = rules.guidance.persons.filter((one) => topic.persons.includes(one.id));
        expect([said.length, persons.length]).toEqual([topic.answers.length, topic.persons.length]);
        const open = [...(element?.querySelectorAll('.doubts li > p') ?? [])];
        for (const node of open) expect(node.closest('details')).toBeNull();
        const steps = topic.reporting ? rules.guidance.reporting : [];
        const doubts = [topic, ...said, ...persons, ...steps].flatMap((one) => one.doubts);
        for (const { text } of doubts) expect(open.map(textOf)).toContain(text[language]);
        for (const { who, text } of said.flatMap((one) => one.answers)) {
          expect(textOf(element)).toContain(who[language]);
          expect(textOf(element)).toContain(text[language]);
        }
        for (const { rule, points } of persons)
          for (const text of [rule, ...points.map((one) => one.text)])
            expect(textOf(element)).toContain(text[language]);
        for (const { title, text } of steps)
          for (const line of [title, text]) expect(textOf(element)).toContain(line[language]);
      },
    );
  });

  it('add to an answer only where there is one, and say for every site how to take an act back', () => {
    expect(Object.keys(EXTRAS).filter((id) => !QUESTIONS.includes(id))).toEqual([]);
    const undo = EXTRAS['tanpa-sengaja']?.(context('id'));
    expect([...(undo?.querySelectorAll('dt') ?? [])].map(textOf)).toEqual(
      SITE_IDS.map((site) => translator('id')(`site_${site}`)),
    );
  });

  it('name the agency’s contact as it wrote it, or say that there is none', () => {
    const asked = (contact: string) =>
      textOf(
        ruleTopics(context('id', { contact })).find(({ id }) => id === 'bertanya-kepada-siapa')?.element,
      );
    expect(asked('Ibu <b>Sari</b>, (021) 555-0100')).toContain('Ibu <b>Sari</b>, (021) 555-0100');
    expect(asked('')).toContain(messages.id.help_contact_none);
  });
});

describe('names in quotation marks', () => {
  const labels = (language: Language): string[] =>
    SITE_IDS.flatMap((site) => {
      const file = JSON.parse(readFileSync(join(root, `rules/sites/${site}.json`), 'utf8')) as {
        readonly labels: Readonly<Record<string, Readonly<Partial<Record<Language, readonly string[]>>>>>;
      };
      return Object.values(file.labels).flatMap((one) => one[language] ?? []);
    });

  it.each(LANGUAGES)('are names that the extension or the sites really use (%s)', (language) => {
    const known = new Set([...Object.values(messages[language]), ...labels(language)].map(folded));
    const quoted = Object.entries(messages[language])
      .filter(([key]) => key.startsWith('help_'))
      .flatMap(([key, message]) => [...message.matchAll(/“([^”]+)”/g)].map(([, name = '']) => [key, name]));
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter(([, name = '']) => !known.has(folded(name)))).toEqual([]);
  });
});

describe('the check of the data', () => {
  type Loose = { topics: Record<string, unknown>[] };
  const spoilt = (change: (topic: Record<string, unknown>, data: Loose) => void) => {
    const data = JSON.parse(JSON.stringify(help)) as Loose;
    const [first] = data.topics;
    if (first) change(first, data);
    return checkHelp(data as unknown as HelpData, rules).map(({ path }) => path);
  };

  it('finds nothing in the questions as they ship', () => {
    expect(spoilt(() => undefined)).toEqual([]);
  });

  it.each(['answers', 'persons', 'items'])('refuses a stranger among the %s', (list) => {
    expect(
      spoilt((topic) => {
        topic[list] = ['tidak-ada'];
      }),
    ).toEqual([`topics[0].${list}[0]`]);
  });

  it('refuses a question that stands twice', () => {
    expect(
      spoilt((topic, { topics }) => {
        topics.push({ ...topic });
      }),
    ).toEqual([`topics[${help.topics.length}].id`]);
  });

  it.each([
    ['a raised voice', 'Jangan panik!', 'Do not panic.'],
    ['an accusation', 'Anda telah melanggar aturan.', 'This may be treated so.'],
    ['a sanction foretold', 'Anda akan dikenai hukuman.', 'This may be treated so.'],
    ['a familiar address', 'Tanyakan kepada atasan anda.', 'Ask your superior.'],
  ])('refuses %s', (_, id, en) => {
    expect(
      spoilt((topic) => {
        topic.short = { id, en };
      }),
    ).toContain('topics[0].short.id');
  });
});

describe('the search', () => {
  const topics = [...ruleTopics(context('id')), ...productTopics(translator('id'))];
  const found = (typed: string): string[] =>
    topics.filter(({ text }) => isFound(folded(text), typed)).map(({ id }) => id);

  it.each([
    ['', [...QUESTIONS, ...ABOUT_PRODUCT]],
    ['  ?! ', [...QUESTIONS, ...ABOUT_PRODUCT]],
    ['zxqw', []],
    ['cltn', ['pasangan-menjadi-calon']],
  ])('of "%s" finds %j', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });

  it.each([
    ['foto lama', 'foto-lama-bersama-calon'],
    ['kepencet', 'tanpa-sengaja'],
    ['unfollow', 'tanpa-sengaja'],
    ['UNDANGAN', 'hadir-di-acara-kampanye'],
    ['istri', 'pasangan-menjadi-calon'],
    ['koran', 'media-kpu-bawaslu'],
    ['bupati', 'akun-pejabat'],
    ['panggilan', 'dilaporkan-atau-dipanggil'],
    ['bkd', 'bertanya-kepada-siapa'],
    ['privasi', 'yang-dilihat'],
    ['uninstall', 'matikan-atau-hapus'],
    ['tidak muncul', 'tidak-ada-peringatan'],
    ['nama sama', 'peringatan-keliru'],
  ])('of "%s" finds %s', (typed, id) => {
    expect(found(typed)).toContain(id);
  });

  it('finds any text by any of its words, however they are written and in whatever order', () => {
    const letters = fc.stringMatching(/^[a-zà-ÿ0-9]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (words, order) => {
          const text = folded(words.join(', '));
          const typed = [...words].sort(() => ((order.next().value ?? 0) % 2 === 0 ? 1 : -1)).join('  ');
          expect(isFound(text, typed)).toBe(true);
          expect(isFound(text, typed.toUpperCase())).toBe(true);
          expect(isFound(text, `${typed} ${words.join('')}x`)).toBe(false);
        },
      ),
    );
  });
});

describe('the post to try on the welcome page', () => {
  it('is a like that is held on that day, under one item', () => {
    const scenario = training.scenarios.find(({ id }) => id === TRIED.scenario);
    const day = scenario?.days.find(({ date }) => date === TRIED.date);
    expect([scenario?.site, scenario?.action, day?.response, day?.items]).toEqual([
      'x',
      'like',
      'hold',
      ['disiplin-6'],
    ]);
  });

  it.each([
    ['cancelled', 'welcome_try_cancelled'],
    ['continued', 'welcome_try_continued'],
    ['excepted', 'welcome_try_excepted'],
  ] as const)('says what has happened: %s', (outcome, key) => {
    const entry = {
      at: 0,
      date: TRIED.date,
      site: 'x',
      action: 'like',
      level: 'dilarang',
      items: [],
      about: '',
      evidence: [],
      outcome,
    } as const;
    expect(saidOf({ kind: 'warned', entry })).toBe(key);
    expect(saidOf({ kind: 'sent', op: 'FavoriteTweet' })).toBe('welcome_try_sent');
  });
});
