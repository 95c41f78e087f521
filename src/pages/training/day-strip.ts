/**
 * The calendar of the lesson as one strip to drag along: the real stages of the elections in which the training's
 * people stand, the day that is chosen, and the names of its stages. A plain range input, so that keys and screen
 * readers have it for nothing.
 */
import type { CivilDate } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { type Bar, barOf, runningOn } from '../shared/calendar.ts';
import { addDays, daysBetween, longDate, monthYear } from '../shared/dates.ts';
import { fillElement, h } from '../shared/dom.ts';
import type { Context } from './parts.ts';
import { HOME } from './stage-view.ts';

/** After the last stage so much more, in days: the same post on a day without an election. */
const AFTER_DAYS = 60;

type ElectionData = (typeof rules.elections)[number];

/** The elections in which somebody of the cast stands. */
const lessonElections = ({ training }: Pick<Context, 'training'>): readonly ElectionData[] => {
  const ids = new Set(training.cast.participants.map(({ id }) => id.split('/')[0]));
  return rules.elections.filter(({ id }) => ids.has(id));
};

/** "Pilkada 2024: Masa tenang", or that nothing runs; as the beginning of a sentence. */
export const stageText = (date: CivilDate, context: Pick<Context, 'training' | 'language' | 't'>): string => {
  const { language, t } = context;
  const running = runningOn(lessonElections(context), HOME, date);
  if (running.length === 0) return t('training_day_none');
  const text = running
    .map(({ election, stages }) =>
      t('training_day_stage', {
        election: election.short[language],
        stages: stages.map(({ name }) => name[language]).join(', '),
      }),
    )
    .join(' · ');
  // It begins a sentence, and in English a name may begin with "the".
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export interface DayStrip {
  readonly element: HTMLElement;
  /** Shows a day without calling back. @param marked days to be seen on the strip */
  show(date: CivilDate, marked: readonly CivilDate[]): void;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** @param onDay called while it is dragged, with each day that is reached */
export const dayStrip = (context: Context, onDay: (date: CivilDate) => void): DayStrip => {
  const { language, t, training } = context;
  const elections = lessonElections(context);
  const days = training.scenarios.flatMap((scenario) => scenario.days.map((day) => day.date)).sort();
  const bars = elections
    .map((election) => ({ election, bar: barOf(election, HOME, days[0] ?? '') }))
    .filter((one): one is { election: ElectionData; bar: Bar } => one.bar !== null);
  const ends = [...days, ...bars.flatMap(({ bar }) => [bar.start, bar.end])].sort();
  const start = ends[0] ?? '2024-01-01';
  const end = addDays(ends.at(-1) ?? start, AFTER_DAYS);
  const length = daysBetween(start, end);
  const at = (date: CivilDate) => daysBetween(start, date) / length;
  /** Days on which a stage begins, and the day after the last one ends. */
  const edges = [
    ...new Set(
      bars.flatMap(({ bar }) => {
        const whole = daysBetween(bar.start, bar.end) + 1;
        return [
          ...bar.segments.map(({ from }) => addDays(bar.start, Math.round(from * whole))),
          addDays(bar.end, 1),
        ];
      }),
    ),
  ].sort();

  let date = start;
  const range = h('input', {
    type: 'range',
    id: 'day',
    min: 0,
    max: length,
    step: 1,
    'aria-describedby': 'day-help',
    oninput: () => choose(addDays(start, Number(range.value))),
  });
  const words = h('p', { class: 'day-words' });
  const marks = h('div', { class: 'marks', 'aria-hidden': 'true' });
  const draw = () => {
    const long = longDate(date, language);
    const stage = stageText(date, context);
    range.value = String(daysBetween(start, date));
    range.setAttribute('aria-valuetext', `${long}. ${stage}`);
    fillElement(words, h('strong', {}, long), ' ', h('span', {}, stage));
  };
  const choose = (next: CivilDate) => {
    date = next;
    draw();
    onDay(next);
  };
  const jump = (to: CivilDate | undefined) => {
    if (to !== undefined) choose(to);
  };
  const element = h(
    'section',
    { class: 'days' },
    h(
      'div',
      { class: 'day-head' },
      h('label', { for: 'day' }, t('training_day')),
      words,
      h(
        'div',
        { class: 'day-jumps' },
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            id: 'day-earlier',
            onclick: () => jump(edges.findLast((edge) => edge < date)),
          },
          t('training_day_earlier'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            id: 'day-later',
            onclick: () => jump(edges.find((edge) => edge > date)),
          },
          t('training_day_later'),
        ),
      ),
    ),
    h(
      'div',
      { class: 'strip' },
      h(
        'div',
        { class: 'bars', 'aria-hidden': 'true' },
        bars.map(({ election, bar }) => {
          const from = at(bar.start);
          const width = at(addDays(bar.end, 1)) - from;
          return h(
            'div',
            { class: 'election' },
            h(
              'span',
              { class: 'name', style: { '--from': percent(Math.min(from, 0.7)) } },
              election.short[language],
            ),
            h(
              'div',
              { class: 'track' },
              bar.segments.map((segment) =>
                h('span', {
                  class: `segment kind-${segment.kind}`,
                  style: {
                    '--from': percent(from + segment.from * width),
                    '--width': percent(segment.width * width),
                  },
                }),
              ),
            ),
          );
        }),
      ),
      marks,
      range,
      h(
        'div',
        { class: 'ends' },
        h('span', { 'aria-hidden': 'true' }, monthYear(start, language)),
        h('span', { id: 'day-help' }, t('training_day_help')),
        h('span', { 'aria-hidden': 'true' }, monthYear(end, language)),
      ),
    ),
  );
  return {
    element,
    show: (next, marked) => {
      date = next;
      fillElement(
        marks,
        marked.map((day) => h('span', { style: { '--from': percent(at(day)) } })),
      );
      draw();
    },
  };
};
