/** What all ways of training share: what a view may use, and how a day, an answer and a scenario are told in words. */
import type { ItemId, Language, Level } from '../../domain/vocabulary.ts';
import type { CastData, ScenarioData, Training } from '../../pack/training-schema.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import type { Context as SourceContext } from '../rules/parts.ts';
import { doubtsView, sourceFold } from '../rules/parts.ts';
import { longDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { actionKey, itemLabel, siteKey } from '../shared/keys.ts';
import { levelShape } from '../shared/shapes.ts';

export type Day = ScenarioData['days'][number];

/** What a view may use. Built anew when the language changes. */
export interface Context {
  readonly training: Training;
  readonly language: Language;
  readonly t: Translate;
  /** For sources and doubts, told as on the rules page. */
  readonly sources: SourceContext;
  /** Goes to a place of the page: `explore/x`, `scenario/<id>/<date>`. */
  go(place: string): void;
}

/** One way of training. */
export interface View {
  readonly element: HTMLElement;
  /** Lets go of listeners and frames. */
  close(): void;
  /** Takes a place within the view without building it anew; false: it must be built. */
  move?(place: readonly string[]): boolean;
}

const ANSWERS: Readonly<Record<Level, MessageKey>> = {
  dilarang: 'training_answer_dilarang',
  'hati-hati': 'training_answer_hati_hati',
  aman: 'training_answer_aman',
};

/** "No", "With care", "Yes". */
export const answerText = (level: Level, t: Translate): string => t(ANSWERS[level]);

/** The answer with its sign; "yes" has none. */
export const answerView = (level: Level, t: Translate, size = 16): HTMLElement =>
  h(
    'span',
    { class: `answer answer-${level}` },
    levelShape(level, size),
    h('span', {}, answerText(level, t)),
  );

/** "Kode etik butir 4, Disiplin butir 9"; empty for a day without an item. */
export const itemsText = (items: readonly string[], t: Translate): string =>
  items.map((item) => itemLabel(item as ItemId, t)).join(', ');

/** "Facebook · Menyukai". */
export const kindText = ({ site, action }: Pick<ScenarioData, 'site' | 'action'>, t: Translate): string =>
  `${t(siteKey(site))} · ${t(actionKey(action))}`;

/** What stands on the page of a scenario, in words: for paper, and for whoever does not see the frame. */
export const contentLines = (
  { subject }: ScenarioData,
  cast: CastData,
  { language, t }: Pick<Context, 'language' | 't'>,
): string[] => {
  const name = (id: string) => cast.people.find((one) => one.id === id)?.name ?? id;
  const post = (shown: Extract<ScenarioData['subject'], { kind: 'event' }>['post']) => [
    ...(shown.sharedBy ? [t('training_shared_by', { name: name(shown.sharedBy) })] : []),
    ...(shown.group ? [t('training_in_group', { name: shown.group[language] })] : []),
    t('training_by', { name: name(shown.author), words: shown.words[language] }),
    ...(shown.images ?? []).map((image) => t('training_picture', { words: image[language] })),
  ];
  const own = (draft: Extract<ScenarioData['subject'], { kind: 'draft' }>['draft'] | undefined) =>
    draft
      ? [
          t('training_own_words', { words: draft.words[language] }),
          ...(draft.photo ? [t('training_own_photo', { words: draft.photo[language] })] : []),
        ]
      : [];
  switch (subject.kind) {
    case 'post': {
      const { quoted } = subject.post;
      return [
        ...post(subject.post),
        ...(quoted
          ? [t('training_quoted', { name: name(quoted.author), words: quoted.words[language] })]
          : []),
        ...own(subject.draft),
      ];
    }
    case 'account': {
      const bio = cast.people.find(({ id }) => id === subject.account)?.bio?.[language] ?? '';
      return [t('training_account', { name: name(subject.account), words: bio }).trim()];
    }
    case 'group':
      return post(subject.post);
    case 'event': {
      const { name: title, when } = subject.event;
      return [t('training_event', { name: title[language], when: when[language] }), ...post(subject.post)];
    }
    case 'draft':
      return [
        ...(subject.group ? [t('training_in_group', { name: subject.group[language] })] : []),
        ...own(subject.draft),
      ];
  }
};

/** The explanation of a scenario on a day, with its way out, its doubts and its sources. */
export const explanationView = (scenario: ScenarioData, day: Day, context: Context): HTMLElement => {
  const { language, t, sources } = context;
  return h(
    'div',
    { class: 'explanation' },
    day.items.length > 0 && h('p', { class: 'items' }, itemsText(day.items, t)),
    day.note && h('p', {}, day.note[language]),
    day.stage === null &&
      scenario.days.some(({ level }) => level !== 'aman') &&
      h('p', {}, t('training_free_day')),
    h('h3', {}, t('training_why')),
    h('p', {}, scenario.explanation[language]),
    scenario.instead && [h('h3', {}, t('training_instead')), h('p', {}, scenario.instead[language])],
    doubtsView(scenario.doubts, sources),
    sourceFold(scenario.sources, sources),
  );
};

/** "14 Februari 2024: Tidak". */
export const dayText = (day: Day, { language, t }: Pick<Context, 'language' | 't'>): string =>
  t('training_day_verdict', { date: longDate(day.date, language), level: answerText(day.level, t) });
