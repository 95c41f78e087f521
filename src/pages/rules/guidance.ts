/**
 * What stands around the decree: whom it concerns, what officials answered, what changed later, and the road of a
 * report. Each statement with who said it and when; where officials disagree all answers stand side by side.
 */
import { ACTIONS, type Action } from '../../domain/vocabulary.ts';
import type { GuidanceData } from '../../pack/schema.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { longDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import {
  actionVerb,
  type Context,
  chips,
  confidenceTag,
  doubtsView,
  sourceFold,
  type View,
} from './parts.ts';

type Question = GuidanceData['answers'][number];
type Answer = Question['answers'][number];
type Person = GuidanceData['persons'][number];

const WEIGHT_KEYS: Readonly<Record<Answer['weight'], MessageKey>> = {
  lisan: 'rules_weight_lisan',
  edaran: 'rules_weight_edaran',
  aturan: 'rules_weight_aturan',
  praktik: 'rules_weight_praktik',
};

const certainty = (
  { confidence, sources }: Pick<Answer, 'confidence' | 'sources'>,
  context: Context,
): HTMLElement[] => [h('p', {}, confidenceTag(confidence, context.t)), sourceFold(sources, context)];

/** One answer: who said it and when, what, how much it binds, and on which sources it rests. */
export const answerView = (answer: Answer, context: Context): HTMLElement => {
  const { t, language } = context;
  return h(
    'li',
    { class: 'said' },
    h(
      'p',
      { class: 'who' },
      h('strong', {}, answer.who[language]),
      h('span', { class: 'soft' }, answer.date ? longDate(answer.date, language) : t('rules_date_unknown')),
    ),
    h('p', {}, answer.text[language]),
    h('p', { class: 'soft small' }, t(WEIGHT_KEYS[answer.weight])),
    certainty(answer, context),
  );
};

const questionView = (question: Question, context: Context): HTMLElement => {
  const { t, language } = context;
  return h(
    'article',
    { id: `answer-${question.id}`, class: 'card', 'aria-labelledby': `answer-${question.id}-heading` },
    h('h3', { id: `answer-${question.id}-heading` }, question.question[language]),
    question.answers.length > 1 ? h('p', { class: 'soft small' }, t('rules_answers_several')) : null,
    question.answers.length > 0
      ? h(
          'ul',
          { class: question.answers.length > 1 ? 'sides' : 'stack' },
          question.answers.map((answer) => answerView(answer, context)),
        )
      : h('p', { class: 'soft' }, t('rules_answers_none')),
    doubtsView(question.doubts, context),
  );
};

/** Questions that officials answered, filtered by action. */
export const answersView = (guidance: GuidanceData, context: Context): View => {
  const { t } = context;
  const rows = guidance.answers.map((question) => ({ question, element: questionView(question, context) }));
  const count = h('p', { class: 'answer', role: 'status' });
  const show = (action: Action | 'all') => {
    let shown = 0;
    for (const { question, element } of rows) {
      element.hidden = action !== 'all' && !question.actions.includes(action);
      if (!element.hidden) shown += 1;
    }
    count.textContent = t('rules_answers_count', { count: shown });
  };
  show('all');
  const asked = new Set(guidance.answers.flatMap(({ actions }) => actions));
  return {
    id: 'answers',
    heading: 'rules_view_answers',
    element: h(
      'div',
      {},
      h('h2', {}, t('rules_view_answers')),
      h('p', { class: 'soft' }, t('rules_answers_intro')),
      chips<Action | 'all'>(
        'answers-action',
        t('rules_answers_filter'),
        [
          { value: 'all', label: t('rules_filter_all') },
          ...ACTIONS.filter((action) => asked.has(action)).map((action) => ({
            value: action,
            label: actionVerb(action, t),
          })),
        ],
        show,
      ),
      count,
      rows.map(({ element }) => element),
    ),
  };
};

/** A heading of the page that shows something, and the one below it. */
type Heading = 'h3' | 'h4';
const BELOW = { h3: 'h4', h4: 'h5' } as const;

const pointsView = (
  points: Person['points'],
  allowed: boolean,
  { t, language }: Context,
  heading: 'h4' | 'h5',
) => {
  const some = points.filter((point) => point.allowed === allowed);
  return some.length === 0
    ? null
    : h(
        'div',
        {},
        h(heading, {}, t(allowed ? 'rules_allowed' : 'rules_not_allowed')),
        h(
          'ul',
          { class: 'bullets' },
          some.map(({ text }) => h('li', {}, text[language])),
        ),
      );
};

/** Whom the decree concerns: the rule, what stays allowed and what does not, and what is not certain about it. */
export const personView = (person: Person, context: Context, heading: Heading = 'h3'): HTMLElement => {
  const { t, language, employment } = context;
  const own = person.employment === employment;
  return h(
    'article',
    {
      id: `person-${person.id}`,
      class: own ? 'card own' : 'card',
      'aria-labelledby': `person-${person.id}-heading`,
    },
    h(
      heading,
      { id: `person-${person.id}-heading` },
      person.name[language],
      own ? h('span', { class: 'tag' }, t('rules_person_you')) : null,
    ),
    h('p', {}, person.rule[language]),
    h(
      'div',
      { class: 'sides' },
      pointsView(person.points, true, context, BELOW[heading]),
      pointsView(person.points, false, context, BELOW[heading]),
    ),
    h('p', { class: 'soft small' }, t('rules_instrument', { cite: person.instrument })),
    certainty(person, context),
    doubtsView(person.doubts, context, BELOW[heading]),
  );
};

/** Whom the decree concerns, and by which instrument. */
export const personsView = (guidance: GuidanceData, context: Context): View => ({
  id: 'persons',
  heading: 'rules_view_persons',
  element: h(
    'div',
    {},
    h('h2', {}, context.t('rules_view_persons')),
    h('p', { class: 'soft' }, context.t('rules_persons_intro')),
    guidance.persons.map((person) => personView(person, context)),
  ),
});

/** What changed after the decree, oldest first; undated rows last. */
export const laterLawView = (guidance: GuidanceData, context: Context): View => {
  const { t, language } = context;
  const rows = [...guidance.laterLaw].sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
  return {
    id: 'later-law',
    heading: 'rules_view_later_law',
    element: h(
      'div',
      {},
      h('h2', {}, t('rules_view_later_law')),
      h('p', { class: 'soft' }, t('rules_later_law_intro')),
      h(
        'ol',
        { class: 'steps' },
        rows.map((row) =>
          h(
            'li',
            { id: `law-${row.id}`, class: 'card' },
            h(
              'p',
              { class: 'soft small' },
              row.date ? longDate(row.date, language) : t('rules_date_unknown'),
            ),
            h('h3', {}, row.title[language]),
            h('p', {}, row.text[language]),
            h('p', { class: 'soft small' }, row.cite),
            certainty(row, context),
            doubtsView(row.doubts, context),
          ),
        ),
      ),
    ),
  };
};

/** The steps of the road of a report, in their order. */
export const reportingSteps = (
  guidance: GuidanceData,
  context: Context,
  heading: Heading = 'h3',
): HTMLElement => {
  const { t, language } = context;
  return h(
    'ol',
    { class: 'steps' },
    [...guidance.reporting]
      .sort((a, b) => a.step - b.step)
      .map((step) =>
        h(
          'li',
          { id: `step-${step.id}`, class: 'card' },
          h('p', { class: 'soft small' }, t('rules_reporting_step', { step: step.step })),
          h(heading, {}, step.title[language]),
          h('p', {}, step.text[language]),
          certainty(step, context),
          doubtsView(step.doubts, context, BELOW[heading]),
        ),
      ),
  );
};

/** The road of a report, step by step. */
export const reportingView = (guidance: GuidanceData, context: Context): View => ({
  id: 'reporting',
  heading: 'rules_view_reporting',
  element: h(
    'div',
    {},
    h('h2', {}, context.t('rules_view_reporting')),
    h('p', { class: 'soft' }, context.t('rules_reporting_intro')),
    reportingSteps(guidance, context),
  ),
});

/** The views that the pack has something for. */
export const guidanceViews = (context: Context): readonly View[] => {
  const { guidance } = context;
  return [
    ...(guidance.answers.length > 0 ? [answersView(guidance, context)] : []),
    ...(guidance.persons.length > 0 ? [personsView(guidance, context)] : []),
    ...(guidance.laterLaw.length > 0 ? [laterLawView(guidance, context)] : []),
    ...(guidance.reporting.length > 0 ? [reportingView(guidance, context)] : []),
  ];
};
