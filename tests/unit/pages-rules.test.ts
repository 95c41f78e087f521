// @vitest-environment jsdom
/**
 * The decree on its page: the printed table against expectations written by hand from Lampiran II, and the items,
 * filters and answers as they are drawn.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import { ACTIONS, type Action, type Language } from '../../src/domain/vocabulary.ts';
import { guidanceViews } from '../../src/pages/rules/guidance.ts';
import { itemsView, itemView, matches } from '../../src/pages/rules/items.ts';
import {
  type Cell,
  cellItems,
  matrixOf,
  OBJECT_GROUPS,
  type ObjectGroup,
  type StageGroup,
  unnamedItems,
} from '../../src/pages/rules/matrix.ts';
import { matrixView } from '../../src/pages/rules/matrix-view.ts';
import { type Context, domainItems } from '../../src/pages/rules/parts.ts';
import { translator } from '../../src/platform/i18n.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { rules } = loadRules(join(root, 'rules'));
const items = domainItems(rules.items);
const cells = matrixOf(items);

const context = (language: Language = 'id', more: Partial<Context> = {}): Context => ({
  decree: rules.items,
  guidance: rules.guidance,
  sources: new Map(rules.sources.map((source) => [source.id, source])),
  language,
  t: translator(language),
  version: '0.0.0',
  employment: 'pns',
  ...more,
});

/** "ke4 d2/b": items in a cell; after the stroke on what each depends, "?" where it is only the nearest. */
const written = ({ items: named }: Cell): string =>
  named
    .map(({ id, conditions, nearest }) => {
      const code = id.replace('kode-etik-', 'ke').replace('disiplin-', 'd');
      const letters = { partisan: 'b', photo: 'f', spouse: 's', own: 'm' };
      const marks = conditions.map((one) => letters[one]).join('') + (nearest ? '?' : '');
      return marks ? `${code}/${marks}` : code;
    })
    .join(' ');

const cell = (object: ObjectGroup, action: Action, stage: StageGroup): string => {
  const found = cells.find((one) => one.object === object && one.action === action && one.stage === stage);
  return found ? written(found) : 'missing';
};

/*
 * Read from the decree by a person, not computed. Ethics item 4 and discipline item 6 name posting, commenting,
 * sharing, liking, joining and following; ethics 2 and discipline 2 campaigning online, so that passing on what
 * others wrote falls under them where it takes sides; ethics 5 and discipline 7 photos; ethics 3 and 6 and
 * discipline 4 events; ethics 7 a spouse's campaign; discipline 9 and 10 membership of a team; discipline 8 calls
 * and appeals, at any time; discipline 5 membership of a party, at any time. Outside any stage nobody is a
 * candidate and no team campaigns; a party remains a party.
 */
const EXPECTED: readonly [ObjectGroup, Action, StageGroup, string][] = [
  ['candidate', 'like', 'bakal-calon', 'ke4'],
  ['candidate', 'like', 'calon', 'd6'],
  ['candidate', 'like', 'outside', ''],
  ['candidate', 'share', 'bakal-calon', 'ke4 ke2/b ke5/f'],
  ['candidate', 'share', 'calon', 'd6 d2/b d7/f'],
  ['candidate', 'share', 'outside', ''],
  ['candidate', 'quote', 'bakal-calon', 'ke4 ke2/b ke5/f'],
  ['candidate', 'quote', 'calon', 'd6 d2/b d7/f'],
  ['candidate', 'comment', 'bakal-calon', 'ke4 ke2/b ke5/f'],
  ['candidate', 'comment', 'calon', 'd6 d2/b d7/f'],
  ['candidate', 'follow', 'bakal-calon', 'ke4'],
  ['candidate', 'follow', 'calon', 'd6'],
  ['candidate', 'follow', 'outside', ''],
  ['candidate', 'join', 'bakal-calon', 'ke4'],
  ['candidate', 'join', 'calon', 'd6'],
  ['candidate', 'post', 'bakal-calon', 'ke2 ke4 ke5/f d8/b'],
  ['candidate', 'post', 'calon', 'd2 d6 d7/f d8/b'],
  ['candidate', 'post', 'outside', ''],
  ['candidate', 'attend', 'bakal-calon', 'ke3 ke6 ke7/s'],
  ['candidate', 'attend', 'calon', 'd4 ke7/s'],
  ['candidate', 'attend', 'outside', ''],
  ['team', 'like', 'bakal-calon', 'ke4'],
  ['team', 'like', 'calon', 'd6'],
  ['team', 'share', 'calon', 'd6 d2/b d7/f'],
  ['team', 'follow', 'bakal-calon', 'ke4'],
  ['team', 'follow', 'calon', 'd6'],
  ['team', 'follow', 'outside', ''],
  ['team', 'join', 'bakal-calon', 'ke4 d9'],
  ['team', 'join', 'calon', 'd6 d10'],
  ['team', 'join', 'outside', ''],
  ['team', 'post', 'calon', 'd2 d6 d7/f d8/b'],
  // A team is nobody's spouse.
  ['team', 'attend', 'bakal-calon', 'ke3 ke6'],
  ['team', 'attend', 'calon', 'd4'],
  ['party', 'like', 'bakal-calon', 'ke4'],
  ['party', 'like', 'calon', 'd6'],
  ['party', 'like', 'outside', 'd8/m?'],
  ['party', 'share', 'outside', 'd8/m?'],
  ['party', 'quote', 'outside', 'd8/m?'],
  ['party', 'comment', 'outside', 'd8/m?'],
  ['party', 'follow', 'calon', 'd6'],
  ['party', 'follow', 'outside', 'd5/m?'],
  ['party', 'join', 'bakal-calon', 'ke4'],
  ['party', 'join', 'calon', 'd6'],
  ['party', 'join', 'outside', 'd5/m?'],
  ['party', 'post', 'calon', 'd2 d6 d7/f d8/b'],
  ['party', 'post', 'outside', 'd8/m'],
  ['party', 'attend', 'calon', 'd4'],
  ['party', 'attend', 'outside', 'd5/m?'],
];

describe('the table', () => {
  it.each(EXPECTED)('%s, %s, %s: %s', (object, action, stage, expected) => {
    expect(cell(object, action, stage)).toBe(expected);
  });

  it('has a cell for every action, object and stage', () => {
    expect(cells).toHaveLength(ACTIONS.length * OBJECT_GROUPS.length * 3);
  });

  it('is the same in the campaign, the quiet period and on voting day as after determination', () => {
    for (const object of OBJECT_GROUPS)
      for (const action of ACTIONS)
        for (const stage of ['kampanye', 'masa-tenang', 'pemungutan-suara', 'rekapitulasi'] as const)
          expect(cellItems(items, action, object, stage)).toEqual(cellItems(items, action, object, 'calon'));
  });

  it('leaves out exactly the items about deeds outside social media', () => {
    expect(unnamedItems(items, cells)).toEqual([
      'kode-etik-1',
      'disiplin-1',
      'disiplin-3',
      'disiplin-11',
      'disiplin-12',
    ]);
  });

  it.each(['id', 'en'] as const)(
    'prints its header, all item names, its note and its version (%s)',
    (language) => {
      let printed = 0;
      const { element } = matrixView(context(language), () => {
        printed += 1;
      });
      const text = element.textContent ?? '';
      for (const number of rules.items.numbers) expect(text).toContain(number);
      for (const { short } of rules.items.items) expect(text).toContain(short[language]);
      expect(text).toContain(rules.items.name[language]);
      expect(text).toContain(language === 'id' ? 'dapat dianggap' : 'may be treated as');
      expect(text).toContain('2026');
      expect(element.querySelectorAll('tbody tr:not(.object)')).toHaveLength(24);
      element.querySelector('button')?.click();
      expect(printed).toBe(1);
    },
  );
});

describe('the items', () => {
  const shown = (element: HTMLElement) =>
    [...element.querySelectorAll<HTMLElement>('details.item')]
      .filter((one) => !one.hidden)
      .map(({ id }) => id);

  it('are nineteen, seven and twelve', () => {
    const all = shown(itemsView(context()).element);
    expect(all).toHaveLength(19);
    expect(all.filter((id) => id.startsWith('kode-etik-'))).toHaveLength(7);
  });

  it('are filtered by what the person wants to do', () => {
    const view = itemsView(context());
    document.body.replaceChildren(view.element);
    const choose = (name: string, value: string) =>
      view.element.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)?.click();
    choose('action', 'follow');
    expect(shown(view.element)).toEqual(['kode-etik-4', 'disiplin-5', 'disiplin-6']);
    choose('phase', 'calon');
    expect(shown(view.element)).toEqual(['disiplin-5', 'disiplin-6']);
    choose('phase', 'any');
    expect(shown(view.element)).toEqual(['disiplin-5']);
    expect(view.element.querySelector('[role=status]')?.textContent).toContain('mengikuti');
    view.reveal();
    expect(shown(view.element)).toHaveLength(19);
    expect(view.element.querySelector<HTMLInputElement>('input[name=action][value=all]')?.checked).toBe(true);
  });

  it('that hold at any time hold in every stage', () => {
    const anytime = rules.items.items.filter(({ phase }) => phase === 'any');
    expect(anytime.length).toBeGreaterThan(0);
    for (const item of anytime)
      for (const phase of ['bakal-calon', 'calon', 'any'] as const)
        expect(matches(item, { action: 'all', phase })).toBe(true);
  });

  it.each(['id', 'en'] as const)('show every statement, every doubt and every source (%s)', (language) => {
    for (const item of rules.items.items) {
      const element = itemView(item, context(language));
      const text = element.textContent ?? '';
      const statements = [
        item.wording,
        item.explanation[language],
        item.sanction.range[language],
        item.sanction.cite,
        ...item.conditions.map((one) => one[language]),
        ...item.legalBasis.flatMap(({ cite, note }) => [cite, note?.[language] ?? cite]),
      ];
      for (const statement of statements) expect(text).toContain(statement);
      const doubts = element.querySelector('.doubts')?.textContent ?? '';
      for (const doubt of item.doubts) expect(doubts).toContain(doubt.text[language]);
      for (const source of item.sources) expect(rules.sources.some(({ id }) => id === source)).toBe(true);
      expect(element.querySelectorAll('a[href^="http"]').length).toBeGreaterThan(0);
      for (const link of element.querySelectorAll('a[href^="http"]'))
        expect(link.getAttribute('rel')).toBe('noopener noreferrer');
      expect(element.querySelector('blockquote')?.lang).toBe('id');
    }
  });

  it('say so when no legal basis was found, and when sources give different sanctions', () => {
    const t = translator('id');
    for (const item of rules.items.items) {
      const text = itemView(item, context()).textContent ?? '';
      expect([item.id, text.includes(t('rules_basis_none'))]).toEqual([
        item.id,
        item.legalBasis.length === 0,
      ]);
      expect([item.id, text.includes(t('rules_sanction_conflict'))]).toEqual([
        item.id,
        item.sanction.confidence === 'conflict',
      ]);
    }
  });
});

describe('what stands around the decree', () => {
  it('is left out where the pack has nothing', () => {
    const guidance = { ...rules.guidance, persons: [], laterLaw: [], answers: [], reporting: [] };
    expect(guidanceViews(context('id', { guidance }))).toEqual([]);
  });

  it.each(['id', 'en'] as const)('shows who said what, all sides, and when (%s)', (language) => {
    const views = guidanceViews(context(language));
    expect(views.map(({ id }) => id)).toEqual(['answers', 'persons', 'later-law', 'reporting']);
    const [answers] = views;
    for (const question of rules.guidance.answers) {
      const card = answers?.element.querySelector(`[id="answer-${question.id}"]`);
      for (const { who, text } of question.answers) {
        expect(card?.textContent).toContain(who[language]);
        expect(card?.textContent).toContain(text[language]);
      }
      for (const { text } of question.doubts)
        expect(card?.querySelector('.doubts')?.textContent).toContain(text[language]);
    }
  });

  it.each(['id', 'en'] as const)('shows every doubt as a doubt (%s)', (language) => {
    const { answers, persons, laterLaw, reporting } = rules.guidance;
    const shown = guidanceViews(context(language)).flatMap(({ element }) =>
      [...element.querySelectorAll('.doubts')].map(({ textContent }) => textContent ?? ''),
    );
    for (const list of [answers, persons, laterLaw, reporting]) {
      const doubts = list.flatMap((one) => one.doubts);
      expect(doubts.length).toBeGreaterThan(0);
      for (const { text } of doubts) expect(shown.join('\n')).toContain(text[language]);
    }
  });

  it('marks the card of the person who reads', () => {
    const persons = guidanceViews(context('id', { employment: 'pppk' })).find(({ id }) => id === 'persons');
    const own = [...(persons?.element.querySelectorAll('.card.own') ?? [])].map(({ id }) => id);
    const expected = rules.guidance.persons
      .filter(({ employment }) => employment === 'pppk')
      .map(({ id }) => `person-${id}`);
    expect(own).toEqual(expected);
  });
});
