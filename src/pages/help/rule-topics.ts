/**
 * Questions about the rules. Answers are data with sources (`rules/skb-2-2022/help.json`); what officials said, whom the
 * decree concerns and the road of a report come from the same guidance as on the rules page. What is not certain stands
 * openly in every answer, never behind a press.
 */
import { SITE_IDS, type SiteId } from '../../domain/vocabulary.ts';
import type { HelpData } from '../../pack/help-schema.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { answerView, personView, reportingSteps } from '../rules/guidance.ts';
import { confidenceTag, doubtsView, type Context as RulesContext, sourceFold } from '../rules/parts.ts';
import { h } from '../shared/dom.ts';
import { itemLabel, siteKey } from '../shared/keys.ts';
import { bullets, partOf, type Topic, topicOf } from './topic.ts';

type TopicData = HelpData['topics'][number];

export interface Context extends RulesContext {
  readonly help: HelpData;
  /** Whom the agency names for questions; '' where it names nobody. */
  readonly contact: string;
}

const UNDO: Readonly<Record<SiteId, MessageKey>> = {
  x: 'help_undo_x',
  facebook: 'help_undo_facebook',
  instagram: 'help_undo_instagram',
  threads: 'help_undo_threads',
};

/** Whom the agency names, as it wrote it. */
export const contactView = ({ contact, t }: Pick<Context, 'contact' | 't'>): HTMLElement =>
  contact
    ? h(
        'p',
        { class: 'contact' },
        h('strong', {}, t('help_contact')),
        ' ',
        h('span', { class: 'who-to-ask' }, contact),
      )
    : h('p', { class: 'soft' }, t('help_contact_none'));

/** What the extension itself adds to an answer, by the question's id. */
export const EXTRAS: Readonly<Record<string, (context: Context) => HTMLElement>> = {
  'tanpa-sengaja': ({ t }) =>
    partOf(
      t('help_undo'),
      h(
        'dl',
        { class: 'acts' },
        SITE_IDS.map((site) => h('div', {}, h('dt', {}, t(siteKey(site))), h('dd', {}, t(UNDO[site])))),
      ),
      h('p', { class: 'soft small' }, t('help_undo_note')),
    ),
  'media-kpu-bawaslu': ({ t }) => partOf(t('help_media'), h('p', {}, t('help_media_note'))),
  'bertanya-kepada-siapa': (context) => partOf(context.t('help_contact_heading'), contactView(context)),
};

/** What officials answered to the questions that a topic names; those that nobody answered are told as doubts. */
const saidView = (data: TopicData, context: Context): HTMLElement | null => {
  const { guidance, language, t } = context;
  const questions = guidance.answers.filter(
    ({ id, answers }) => data.answers.includes(id) && answers.length > 0,
  );
  const count = questions.reduce((sum, { answers }) => sum + answers.length, 0);
  return count === 0
    ? null
    : h(
        'details',
        { class: 'said-by' },
        h('summary', {}, t('help_said', { count })),
        h(
          'div',
          { class: 'stack' },
          questions.map(({ question, answers }) =>
            h(
              'div',
              { class: 'part' },
              h('h4', {}, question[language]),
              h(
                'ul',
                { class: answers.length > 1 ? 'sides' : 'stack' },
                answers.map((answer) => answerView(answer, context)),
              ),
            ),
          ),
        ),
      );
};

/** The topic's own doubts, and those of what it names; each once. */
const doubtsOf = ({ doubts, answers }: TopicData, { guidance }: Context): TopicData['doubts'] => {
  const all = [
    ...doubts,
    ...guidance.answers.filter(({ id }) => answers.includes(id)).flatMap((one) => one.doubts),
  ];
  return all.filter(({ text }, at) => all.findIndex((one) => one.text.id === text.id) === at);
};

const topicView = (data: TopicData, context: Context): Topic => {
  const { guidance, language, t } = context;
  const steps = data.steps.map((step) => step[language]);
  return topicOf(
    data.id,
    data.question[language],
    data.short[language],
    { words: data.words[language], found: [data.why[language], ...steps] },
    t,
    h('p', {}, confidenceTag(data.confidence, t)),
    partOf(t('help_why'), h('p', {}, data.why[language])),
    steps.length > 0
      ? partOf(t('help_steps'), bullets(steps), h('p', { class: 'soft small' }, t('help_steps_note')))
      : null,
    EXTRAS[data.id]?.(context) ?? null,
    guidance.persons
      .filter(({ id }) => data.persons.includes(id))
      .map((person) => personView(person, context, 'h4')),
    data.reporting ? partOf(t('help_road'), reportingSteps(guidance, context, 'h4')) : null,
    saidView(data, context),
    doubtsView(doubtsOf(data, context), context),
    data.items.length > 0
      ? h(
          'p',
          { class: 'small' },
          `${t('help_items')} `,
          data.items.flatMap((item, at) => [
            ...(at > 0 ? [', '] : []),
            h('a', { href: `../rules/index.html#${item}` }, itemLabel(item as never, t)),
          ]),
        )
      : null,
    sourceFold(data.sources, context),
  );
};

/** All questions about the rules, in the order of the data. */
export const ruleTopics = (context: Context): readonly Topic[] =>
  context.help.topics.map((data) => topicView(data, context));
