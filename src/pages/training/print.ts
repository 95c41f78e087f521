/**
 * The handout and its answer sheet, for A4 paper, from the same questions as the quiz of that number: who lost the paper
 * can print it again, and a room without a projector has the same lesson.
 */
import { longDate } from '../shared/dates.ts';
import { fillElement, h } from '../shared/dom.ts';
import { stageText } from './day-strip.ts';
import { ANSWERS, MAX_SHEET, type Question, questionsFor } from './model.ts';
import { answerText, type Context, contentLines, itemsText, kindText, type View } from './parts.ts';

const COUNTS = [5, 10, 20] as const;

const inRange = (value: string | undefined): number => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= MAX_SHEET ? number : 1;
};

/** @param place `print`, or `print/<sheet>/<count>` */
export const printView = (context: Context, place: readonly string[]): View => {
  const { training, language, t } = context;
  const paper = h('div', { class: 'paper' });

  const questionView = ({ scenario, day }: Question, index: number): HTMLElement =>
    h(
      'li',
      { class: 'task' },
      h('h4', {}, `${index + 1}. ${scenario.title[language]}`),
      h(
        'p',
        { class: 'soft' },
        `${kindText(scenario, t)} · ${longDate(day.date, language)} · ${stageText(day.date, context)}`,
      ),
      h('p', {}, scenario.setting[language]),
      h(
        'ul',
        { class: 'content' },
        contentLines(scenario, training.cast, context).map((line) => h('li', {}, line)),
      ),
      h('p', { class: 'question' }, scenario.question[language]),
      h(
        'p',
        { class: 'boxes' },
        ANSWERS.map((level) => h('span', {}, h('span', { class: 'tick' }), answerText(level, t))),
        h('span', { class: 'reason' }, t('training_print_reason')),
      ),
    );

  const keyRow = ({ scenario, day }: Question, index: number): HTMLElement =>
    h(
      'tr',
      {},
      h('td', {}, index + 1),
      h(
        'td',
        {},
        answerText(day.level, t),
        day.items.length > 0 && h('span', { class: 'items' }, itemsText(day.items, t)),
      ),
      h('td', {}, scenario.explanation[language]),
    );

  const draw = (sheet: number, count: number) => {
    const questions = questionsFor(training.scenarios, { sheet, count });
    const name = String(sheet).padStart(4, '0');
    fillElement(
      paper,
      h(
        'section',
        { class: 'handout', 'aria-labelledby': 'handout' },
        h('h3', { id: 'handout' }, t('training_print_sheet', { sheet: name })),
        h('p', {}, t('training_print_task')),
        h('ol', { class: 'tasks' }, questions.map(questionView)),
        h('p', { class: 'soft' }, t('training_print_note')),
      ),
      h(
        'section',
        { class: 'answers', 'aria-labelledby': 'answers' },
        h('h3', { id: 'answers' }, t('training_print_key', { sheet: name })),
        h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              (['training_print_no', 'training_print_answer', 'training_why'] as const).map((key) =>
                h('th', { scope: 'col' }, t(key)),
              ),
            ),
          ),
          h('tbody', {}, questions.map(keyRow)),
        ),
        h('p', { class: 'soft' }, t('training_print_note')),
      ),
    );
  };

  const count = h(
    'select',
    { id: 'count', onchange: () => update() },
    COUNTS.map((one) => h('option', { value: one, selected: one === (Number(place[2]) || 10) }, one)),
  );
  const sheet = h('input', {
    type: 'number',
    id: 'sheet',
    min: 1,
    max: MAX_SHEET,
    value: inRange(place[1]),
    'aria-describedby': 'sheet-help',
    oninput: () => update(),
  });
  const update = () => draw(inRange(sheet.value), Number(count.value));
  update();
  return {
    element: h(
      'div',
      { class: 'printing' },
      h(
        'div',
        { class: 'setup screen-only' },
        h('h2', {}, t('training_print')),
        h('p', {}, t('training_print_intro')),
        h('div', { class: 'field' }, h('label', { for: 'count' }, t('training_quiz_count')), count),
        h(
          'div',
          { class: 'field' },
          h('label', { for: 'sheet' }, t('training_quiz_sheet')),
          sheet,
          h('p', { class: 'soft small', id: 'sheet-help' }, t('training_quiz_sheet_help')),
        ),
        h(
          'button',
          { type: 'button', class: 'button primary', id: 'print', onclick: () => print() },
          t('training_print_start'),
        ),
      ),
      paper,
    ),
    close: () => undefined,
  };
};
