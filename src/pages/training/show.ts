/**
 * The presentation: one situation a slide, in letters for the tenth row, revealed step by step by the keys of a
 * presenter. Beside the question stands the make-believe site with the real guard, so that the room sees what happens.
 */
import { ACTIONS, type Action, type CivilDate } from '../../domain/vocabulary.ts';
import { longDate } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { actionKey, siteKey } from '../shared/keys.ts';
import { mark } from '../shared/shapes.ts';
import { stageText } from './day-strip.ts';
import { answerView, type Context, contentLines, itemsText, kindText, type View } from './parts.ts';
import { makePhoto } from './photo.ts';
import { orderFor } from './scenes.ts';
import {
  dayOn,
  goTo,
  type Move,
  moved,
  moveFor,
  progressOf,
  revealed,
  type Show,
  type Step,
  startShow,
} from './slides.ts';
import { type StageView, stageView } from './stage-view.ts';

/** Steps at which the site is seen; the guard is on it from the answer on. */
const ON_STAGE: ReadonlySet<Step | undefined> = new Set<Step>(['post', 'question', 'answer']);
/** Keys that lead through the slides though the focus is in the frame: those of remote presenters. */
const REMOTE: ReadonlySet<string> = new Set(['PageDown', 'PageUp']);
/** What stands at the head of a slide of a situation: its kind and its title. */
const HEAD = 2;
/** A pressed control has its own use for these. */
const OF_CONTROLS: ReadonlySet<string> = new Set(['Enter', ' ']);

const isAction = (value: string | undefined): value is Action =>
  (ACTIONS as readonly unknown[]).includes(value);

/** @param place `show`, `show/all` or `show/<action>` to begin at once, with the place of a slide behind it */
export const showView = (context: Context, place: readonly string[]): View => {
  const { training, language, t } = context;
  const element = h('div', { class: 'show-setup' });
  const off = new AbortController();
  const screen = h('section', { class: 'show', tabindex: -1, 'aria-label': t('training_show') });
  let show: Show | null = null;
  let stage: StageView | null = null;
  /** The slide that the stage belongs to. */
  let staged = -1;
  /** One for all slides: what is put into a live region is announced, a live region that is put in is not. */
  const body = h('div', { class: 'slide-body', 'aria-live': 'polite' });
  /** The slide whose head stands in it; a step further only what is new is announced. */
  let headed = -1;
  let day: CivilDate | null = null;

  const leaveStage = () => {
    stage?.close();
    stage = null;
    staged = -1;
  };
  const leave = () => {
    show = null;
    headed = -1;
    leaveStage();
    screen.remove();
    document.body.classList.remove('presenting');
    element.querySelector<HTMLElement>('#start-show')?.focus();
  };

  const step = (move: Move) => {
    if (!show) return;
    const before = show;
    show = moved(show, move);
    if (show.slide !== before.slide) day = null;
    draw();
    // Where a slide taller than the window was scrolled to is no place of the next one.
    for (const scrolled of [screen, body]) scrolled.scrollTop = 0;
  };

  const stageFor = (
    now: Show,
    scenario: (typeof training.scenarios)[number],
    covered: boolean,
  ): HTMLElement => {
    const date = dayOn(scenario, day)?.date ?? '';
    if (staged !== now.slide || !stage) {
      leaveStage();
      staged = now.slide;
      stage = stageView(
        t('training_stage', { site: t(siteKey(scenario.site)) }),
        orderFor(scenario, training.cast, language, makePhoto),
        { language, date, employment: scenario.employment ?? 'pns', covered },
        () => undefined,
        (key) => {
          const move = REMOTE.has(key) ? moveFor(key) : null;
          if (move) step(move);
          return move !== null;
        },
      );
    } else stage.set({ date, covered });
    return stage.element;
  };

  const stepView = (now: Step, scenario: (typeof training.scenarios)[number]): (Node | null)[] => {
    const today = dayOn(scenario, day);
    if (!today) return [];
    switch (now) {
      case 'situation':
        return [h('p', {}, scenario.setting[language])];
      case 'post':
        return contentLines(scenario, training.cast, context).map((line) => h('p', { class: 'said' }, line));
      case 'question':
        return [
          h(
            'p',
            { class: 'when' },
            t('training_quiz_on', {
              date: longDate(today.date, language),
              stage: stageText(today.date, context),
            }),
          ),
          h('p', { class: 'ask' }, scenario.question[language]),
        ];
      case 'answer':
        return [
          h('p', { class: 'ask' }, answerView(today.level, t, 40)),
          today.items.length > 0 ? h('p', {}, itemsText(today.items, t)) : null,
          today.note ? h('p', {}, today.note[language]) : null,
        ];
      case 'why':
        return [h('h3', {}, t('training_why')), h('p', {}, scenario.explanation[language])];
      case 'days':
        return [
          h('h3', {}, t('training_show_days')),
          h(
            'ol',
            { class: 'other-days' },
            scenario.days.map((one) =>
              h(
                'li',
                {},
                h('span', {}, longDate(one.date, language)),
                answerView(one.level, t, 28),
                h('span', { class: 'soft' }, itemsText(one.items, t)),
              ),
            ),
          ),
        ];
      case 'instead':
        return [h('h3', {}, t('training_instead')), h('p', {}, scenario.instead?.[language] ?? '')];
      case 'doubts':
        return [
          h('h3', {}, t('training_doubts')),
          ...scenario.doubts.map(({ text }) => h('p', {}, text[language])),
        ];
    }
  };

  const draw = () => {
    if (!show) return;
    const now = show;
    const slide = now.slides[now.slide];
    const here = revealed(now).at(-1);
    const progress = progressOf(now);
    let side: HTMLElement | null = null;
    if (slide?.kind === 'scenario') {
      const { scenario } = slide;
      if (headed !== now.slide)
        fillElement(
          body,
          h('p', { class: 'kind soft' }, kindText(scenario, t)),
          h('h2', {}, scenario.title[language]),
        );
      for (const old of [...body.children].slice(HEAD)) old.remove();
      body.append(...(here ? stepView(here, scenario) : []).filter((one) => one !== null));
      if (ON_STAGE.has(here))
        side = h('div', { class: 'slide-stage' }, stageFor(now, scenario, here !== 'answer'));
    } else
      fillElement(
        body,
        h('p', { class: 'brand' }, mark(40), t('ext_name')),
        h('h2', {}, t(slide?.kind === 'end' ? 'training_show_end' : 'training_heading')),
        h('p', {}, t(slide?.kind === 'end' ? 'training_show_end_text' : 'training_print_note')),
      );
    headed = now.slide;
    if (!side) leaveStage();
    screen.classList.toggle('dark', now.dark);
    const control = (id: string, label: string, press: () => void) =>
      h('button', { type: 'button', id, class: 'button', onclick: press }, label);
    // A frame that is taken out of the page and put back starts anew, so it stays where it stands.
    const kept = screen.querySelector('.slide-stage');
    const slot = side?.firstElementChild && kept?.contains(side.firstElementChild) ? kept : side;
    const foot = h(
      'div',
      { class: 'slide-foot' },
      control('show-back', t('training_show_back'), () => step('back')),
      control('show-next', t('training_show_next'), () => step('next')),
      progress && h('p', { class: 'progress' }, t('training_show_progress', { ...progress })),
      control('show-leave', t('training_show_leave'), leave),
    );
    keepingFocus(() => {
      for (const child of [...screen.children]) if (child !== slot && child !== body) child.remove();
      if (!body.isConnected) screen.prepend(body);
      if (slot && slot !== kept) screen.append(slot);
      screen.append(foot);
    });
    // The focus was in the site that is gone, or on a control that the dark hides: the keys are the slides' again.
    if (now.dark || !screen.contains(document.activeElement)) screen.focus();
  };

  const begin = (action: Action | null, slide: number) => {
    show = goTo(
      startShow(training.scenarios.filter((one) => action === null || one.action === action)),
      slide,
    );
    day = null;
    document.body.classList.add('presenting');
    document.body.append(screen);
    draw();
    screen.focus();
  };

  document.addEventListener(
    'keydown',
    (event) => {
      const { target, key } = event;
      if (!show || event.ctrlKey || event.altKey || event.metaKey) return;
      if (key === 'Escape') {
        leave();
        return;
      }
      const isPressing = target instanceof Element && target.matches('button') && OF_CONTROLS.has(key);
      const move = isPressing ? null : moveFor(key);
      if (!move) return;
      event.preventDefault();
      step(move);
    },
    { signal: off.signal },
  );

  const which = h(
    'select',
    { id: 'which' },
    h('option', { value: 'all' }, t('training_show_all')),
    ACTIONS.map((action) => h('option', { value: action }, t(actionKey(action)))),
  );
  fillElement(
    element,
    h('h2', {}, t('training_show')),
    h('p', {}, t('training_show_intro')),
    h(
      'form',
      {
        class: 'setup',
        onsubmit: (event) => {
          event.preventDefault();
          begin(isAction(which.value) ? which.value : null, 0);
        },
      },
      h('div', { class: 'field' }, h('label', { for: 'which' }, t('training_show_actions')), which),
      h('button', { type: 'submit', class: 'button primary', id: 'start-show' }, t('training_show_start')),
    ),
    h('p', { class: 'soft small' }, t('training_show_keys')),
  );
  const [, wanted, slide] = place;
  if (wanted === 'all' || isAction(wanted)) begin(isAction(wanted) ? wanted : null, Number(slide) || 0);
  return {
    element,
    close: () => {
      off.abort();
      leave();
    },
  };
};
