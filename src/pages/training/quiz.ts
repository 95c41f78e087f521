/**
 * The quiz: "may you?" first, then the act, held or not by the real guard. For one person, or for a room whose hands
 * the trainer counts. Keys alone are enough. Answers live in this page until it is left; nothing is stored.
 */
import { longDate } from '../shared/dates.ts';
import { fillElement, h } from '../shared/dom.ts';
import { itemLabel, siteKey } from '../shared/keys.ts';
import { stageText } from './day-strip.ts';
import {
  ANSWERS,
  type Answer,
  answered,
  MAX_HANDS,
  MAX_SHEET,
  markOf,
  nextOpen,
  type Question,
  type Quiz,
  readHands,
  resultText,
  scoreOf,
  startQuiz,
} from './model.ts';
import {
  answerText,
  answerView,
  type Context,
  contentLines,
  explanationView,
  kindText,
  type View,
} from './parts.ts';
import { makePhoto } from './photo.ts';
import { orderFor } from './scenes.ts';
import { type StageView, stageView } from './stage-view.ts';

const COUNTS = [5, 10, 20] as const;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** @param place `quiz`, or `quiz/<sheet>/<count>` to begin at once */
export const quizView = (context: Context, place: readonly string[]): View => {
  const { training, language, t } = context;
  const element = h('div', { class: 'quiz' });
  const off = new AbortController();
  let stage: StageView | null = null;
  let quiz: Quiz | null = null;
  let at = 0;
  let isClass = false;
  /** What the keys do now. */
  let keys: Readonly<Record<string, () => void>> = {};

  const show = (heading: HTMLElement, ...parts: (Node | null | undefined | false)[]) => {
    fillElement(element, heading, ...parts);
    heading.tabIndex = -1;
    heading.focus();
  };
  const leaveStage = () => {
    stage?.close();
    stage = null;
  };
  const button = (id: string, label: string, press: () => void, primary = false) =>
    h('button', { type: 'button', id, class: primary ? 'button primary' : 'button', onclick: press }, label);

  const setUp = () => {
    leaveStage();
    keys = {};
    const count = h(
      'select',
      { id: 'count' },
      COUNTS.map((one) => h('option', { value: one, selected: one === 10 }, one)),
    );
    const sheet = h('input', {
      type: 'number',
      id: 'sheet',
      min: 1,
      max: MAX_SHEET,
      required: true,
      value: 1 + Math.floor(Math.random() * MAX_SHEET),
      'aria-describedby': 'sheet-help',
    });
    const who = (value: string, label: string, checked: boolean) =>
      h(
        'label',
        { class: 'chip' },
        h('input', { type: 'radio', name: 'who', value, checked }),
        h('span', {}, label),
      );
    const form = h(
      'form',
      {
        class: 'setup',
        onsubmit: (event) => {
          event.preventDefault();
          isClass = form.querySelector<HTMLInputElement>('[name=who]:checked')?.value === 'class';
          begin(Number(sheet.value), Number(count.value));
        },
      },
      h('div', { class: 'field' }, h('label', { for: 'count' }, t('training_quiz_count')), count),
      h(
        'div',
        { class: 'field' },
        h('label', { for: 'sheet' }, t('training_quiz_sheet')),
        sheet,
        h('p', { class: 'soft small', id: 'sheet-help' }, t('training_quiz_sheet_help')),
      ),
      h(
        'fieldset',
        { class: 'chips' },
        h('legend', {}, t('training_quiz_who')),
        h(
          'div',
          {},
          who('one', t('training_quiz_one'), !isClass),
          who('class', t('training_quiz_class'), isClass),
        ),
      ),
      h('button', { type: 'submit', class: 'button primary', id: 'start' }, t('training_quiz_start')),
    );
    show(h('h2', {}, t('training_quiz')), h('p', {}, t('training_quiz_intro')), form);
  };

  const begin = (sheet: number, count: number) => {
    quiz = startQuiz(training.scenarios, { sheet, count });
    ask(0);
  };

  const answer = (given: Answer) => {
    if (!quiz || quiz.answers[at] !== null) return;
    quiz = answered(quiz, at, given);
    stage?.set({ covered: false });
    explain(given);
  };

  const side = h('div', { class: 'panel' });

  const hands = (): HTMLElement => {
    const fields = ANSWERS.map((level) =>
      h('input', {
        type: 'number',
        id: `hands-${level}`,
        min: 0,
        max: MAX_HANDS,
        inputmode: 'numeric',
        'aria-describedby': 'hands-said',
      }),
    );
    const said = h('p', { role: 'status', class: 'small', id: 'hands-said' });
    return h(
      'form',
      {
        class: 'hands',
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          const [dilarang = '', careful = '', aman = ''] = fields.map(({ value }) => value);
          const given = readHands({ dilarang, 'hati-hati': careful, aman });
          if (given) answer(given);
          else said.textContent = t('training_quiz_hands_bad');
        },
      },
      ANSWERS.map((level, index) =>
        h(
          'div',
          { class: 'field' },
          h('label', { for: `hands-${level}` }, t('training_quiz_hands', { answer: answerText(level, t) })),
          fields[index],
        ),
      ),
      h('button', { type: 'submit', class: 'button primary' }, t('training_quiz_hands_save')),
      said,
    );
  };

  const choices = (): HTMLElement =>
    h(
      'div',
      { class: 'choices', role: 'group', 'aria-label': t('training_quiz_answers') },
      ANSWERS.map((level, index) =>
        h(
          'button',
          {
            type: 'button',
            class: 'button choice',
            id: `answer-${level}`,
            'aria-keyshortcuts': index + 1,
            onclick: () => answer({ kind: 'one', level }),
          },
          h('kbd', { 'aria-hidden': 'true' }, index + 1),
          answerView(level, t),
        ),
      ),
    );

  const questionParts = ({ scenario, day }: Question): HTMLElement[] => [
    h('p', { class: 'soft small' }, kindText(scenario, t)),
    h(
      'p',
      { class: 'when' },
      t('training_quiz_on', {
        date: longDate(day.date, language),
        stage: stageText(day.date, context),
      }),
    ),
    h('p', {}, scenario.setting[language]),
    h(
      'ul',
      { class: 'content' },
      contentLines(scenario, training.cast, context).map((line) => h('li', {}, line)),
    ),
    h('p', { class: 'question' }, scenario.question[language]),
  ];

  const heading = () =>
    h('h2', {}, t('training_quiz_progress', { at: at + 1, of: quiz?.questions.length ?? 0 }));

  const ask = (place: number) => {
    const question = quiz?.questions[place];
    if (!question) return;
    at = place;
    leaveStage();
    const { scenario, day } = question;
    stage = stageView(
      t('training_stage', { site: t(siteKey(scenario.site)) }),
      orderFor(scenario, training.cast, language, makePhoto),
      { language, date: day.date, employment: scenario.employment ?? 'pns', covered: true },
      () => undefined,
      (key) => key.length === 1 && stage !== null && quiz?.answers[at] === null && press(key),
    );
    fillElement(
      side,
      questionParts(question),
      isClass ? hands() : choices(),
      h('p', { class: 'soft small' }, t(isClass ? 'training_quiz_hands_keys' : 'training_quiz_keys')),
    );
    keys = isClass
      ? {}
      : Object.fromEntries(
          ANSWERS.map((level, index) => [String(index + 1), () => answer({ kind: 'one', level })]),
        );
    show(
      heading(),
      h(
        'div',
        { class: 'beside' },
        side,
        h(
          'div',
          { class: 'stage-side' },
          h('p', { class: 'soft small', id: 'cover' }, t('training_quiz_covered')),
          h('div', { class: 'stage-holder' }, stage.element),
        ),
      ),
    );
    if (isClass) side.querySelector('input')?.focus();
  };

  const verdictText = (question: Question, given: Answer): string => {
    const right = answerText(question.day.level, t);
    if (given.kind === 'hands') {
      const { right: hit, all } = markOf(question, given);
      return t('training_quiz_share', { percent: Math.round((100 * hit) / all), answer: right });
    }
    return t(given.level === question.day.level ? 'training_quiz_right' : 'training_quiz_wrong', {
      answer: right,
    });
  };

  const explain = (given: Answer) => {
    const question = quiz?.questions[at];
    if (!quiz || !question) return;
    const open = nextOpen(quiz);
    const next = () => (open < 0 ? result() : ask(open));
    const said = h('p', { role: 'status', class: 'small' });
    const tryIt = () => {
      said.textContent = stage?.aim() ? '' : t('training_try_none');
    };
    const verdict = h('h3', { class: 'verdict', tabindex: -1 }, verdictText(question, given));
    element.querySelector('#cover')?.remove();
    fillElement(
      side,
      questionParts(question),
      verdict,
      explanationView(question.scenario, question.day, context),
      h(
        'div',
        { class: 'actions' },
        button('try', t('training_try'), tryIt),
        button('next', t(open < 0 ? 'training_quiz_end' : 'training_quiz_next'), next, true),
      ),
      said,
    );
    keys = { t: tryIt, n: next };
    verdict.focus();
  };

  const result = () => {
    if (!quiz) return;
    leaveStage();
    keys = {};
    const done = quiz;
    const score = scoreOf(done);
    const text = resultText(done, t);
    const told = h('p', { role: 'status', class: 'small' });
    const area = h('textarea', { id: 'result', readonly: true, rows: 7 });
    area.value = text;
    show(
      h('h2', {}, t('training_result')),
      h('div', { class: 'field' }, h('label', { for: 'result' }, t('training_result_text')), area),
      h(
        'div',
        { class: 'actions' },
        button(
          'copy',
          t('training_result_copy'),
          () => {
            const failed = () => {
              area.select();
              told.textContent = '';
            };
            navigator.clipboard.writeText(text).then(() => {
              told.textContent = t('common_copied');
            }, failed);
          },
          true,
        ),
        button('anew', t('training_result_again'), setUp),
        told,
      ),
      h(
        'table',
        { class: 'scores' },
        h('caption', {}, t('training_result_items')),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            (['training_result_item', 'training_result_asked', 'training_result_share'] as const).map((key) =>
              h('th', { scope: 'col' }, t(key)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          [...score.byItem].map(([item, { asked, share }]) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, item === 'aman' ? t('training_answer_aman') : itemLabel(item, t)),
              h('td', {}, asked),
              h('td', {}, percent(share)),
            ),
          ),
        ),
      ),
      score.wrong.length > 0 &&
        h(
          'section',
          { 'aria-labelledby': 'wrong' },
          h('h3', { id: 'wrong' }, t('training_result_wrong')),
          h(
            'ul',
            { class: 'bullets' },
            score.wrong.flatMap((index) => {
              const question = done.questions[index];
              return question
                ? [
                    h(
                      'li',
                      {},
                      h(
                        'a',
                        { href: `#scenario/${question.scenario.id}/${question.day.date}` },
                        question.scenario.title[language],
                      ),
                      ` · ${longDate(question.day.date, language)}`,
                    ),
                  ]
                : [];
            }),
          ),
        ),
    );
  };

  const press = (key: string): boolean => {
    const run = keys[key.toLowerCase()];
    run?.();
    return run !== undefined;
  };
  document.addEventListener(
    'keydown',
    (event) => {
      const { target } = event;
      const isTyping = target instanceof Element && target.matches('input:not([type=radio]),select,textarea');
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping) return;
      if (press(event.key)) event.preventDefault();
    },
    { signal: off.signal },
  );

  setUp();
  const [, sheet = '', count = ''] = place;
  if (/^\d{1,4}$/.test(sheet) && Number(sheet) > 0) begin(Number(sheet), Number(count) || 10);
  return {
    element,
    close: () => {
      off.abort();
      leaveStage();
    },
  };
};
