/**
 * Explore: a free feed of a site, or one scenario, with the real guard on it, on any day of the calendar. Dragging the
 * day changes nothing on the page of the make-believe site but what the guard makes of it.
 */
import { ACTIONS, type Action, type CivilDate, SITE_IDS, type SiteId } from '../../domain/vocabulary.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { actionKey, outcomeKey, siteKey } from '../shared/keys.ts';
import { dayStrip } from './day-strip.ts';
import {
  type Context,
  contentLines,
  dayText,
  explanationView,
  itemsText,
  kindText,
  type View,
} from './parts.ts';
import { makePhoto } from './photo.ts';
import { feedFor, orderFor } from './scenes.ts';
import { type Happening, type StageView, stageView } from './stage-view.ts';

/** The quiet period of the simultaneous elections: most of what can be met is a matter of discipline then. */
const FIRST_DAY: CivilDate = '2024-11-25';

const isSite = (value: string | undefined): value is SiteId =>
  (SITE_IDS as readonly unknown[]).includes(value);

/** @param place `explore`, `explore/<site>`, `scenario/<id>`, `scenario/<id>/<date>` */
export const exploreView = (context: Context, place: readonly string[]): View => {
  const { training, language, t } = context;
  const [kind, name, wantedDay] = place;
  const scenario = kind === 'scenario' ? (training.scenarios.find(({ id }) => id === name) ?? null) : null;
  const site = scenario?.site ?? (isSite(name) ? name : 'x');
  const employment = scenario?.employment ?? 'pns';
  let date = scenario
    ? (scenario.days.find((day) => day.date === wantedDay)?.date ?? scenario.days[0]?.date ?? FIRST_DAY)
    : FIRST_DAY;
  if (!scenario && wantedDay && /^\d{4}-\d{2}-\d{2}$/.test(wantedDay)) date = wantedDay;

  const said = h('p', { role: 'status', class: 'small' }, t('training_happened_none'));
  const happened = (what: Happening) => {
    const text =
      what.kind === 'sent'
        ? t('training_happened_sent')
        : t('training_happened_warned', {
            items: itemsText(what.entry.items, t),
            outcome: t(outcomeKey(what.entry.outcome)),
          });
    said.textContent = text;
  };

  const holder = h('div', { class: 'stage-holder' });
  let stage: StageView | null = null;
  const restart = () => {
    stage?.close();
    stage = stageView(
      t('training_stage', { site: t(siteKey(site)) }),
      scenario
        ? orderFor(scenario, training.cast, language, makePhoto)
        : feedFor(site, training.scenarios, training.cast, language),
      { language, date, employment, covered: false },
      happened,
    );
    fillElement(holder, stage.element);
    said.textContent = t('training_happened_none');
  };

  const expected = h('div', { class: 'expected' });
  const dayButtons = h('div', { class: 'day-buttons' });
  const drawDay = () => {
    if (!scenario) return;
    keepingFocus(() =>
      fillElement(
        dayButtons,
        scenario.days.map((day) =>
          h(
            'button',
            {
              type: 'button',
              class: 'button',
              id: `on-${day.date}`,
              'aria-pressed': day.date === date ? 'true' : 'false',
              onclick: () => setDay(day.date),
            },
            dayText(day, context),
          ),
        ),
      ),
    );
    const day = scenario.days.find((one) => one.date === date);
    fillElement(expected, day ? explanationView(scenario, day, context) : null);
  };
  const follow = (next: CivilDate) => {
    date = next;
    stage?.set({ date });
    drawDay();
  };
  const strip = dayStrip(context, follow);
  const marked = scenario?.days.map((day) => day.date) ?? [];
  const setDay = (next: CivilDate) => {
    strip.show(next, marked);
    follow(next);
  };

  const choose = h(
    'select',
    { id: 'what', onchange: () => context.go(choose.value) },
    SITE_IDS.map((one) =>
      h(
        'option',
        { value: `explore/${one}`, selected: !scenario && one === site },
        `${t('training_feed')} · ${t(siteKey(one))}`,
      ),
    ),
    ACTIONS.map((action: Action) =>
      h(
        'optgroup',
        { label: t(actionKey(action)) },
        training.scenarios
          .filter((one) => one.action === action)
          .map((one) =>
            h(
              'option',
              { value: `scenario/${one.id}`, selected: one === scenario },
              `${one.title[language]} · ${t(siteKey(one.site))}`,
            ),
          ),
      ),
    ),
  );

  const telling = scenario
    ? [
        h('h2', {}, scenario.title[language]),
        h('p', { class: 'soft small' }, kindText(scenario, t)),
        h('p', {}, scenario.setting[language]),
        h(
          'ul',
          { class: 'content' },
          contentLines(scenario, training.cast, context).map((line) => h('li', {}, line)),
        ),
        h('p', { class: 'question' }, scenario.question[language]),
        h('h3', {}, t('training_days')),
        dayButtons,
        expected,
      ]
    : [h('h2', {}, t('training_feed')), h('p', {}, t('training_feed_help'))];

  const element = h(
    'div',
    { class: 'explore' },
    strip.element,
    h(
      'div',
      { class: 'beside' },
      h(
        'div',
        { class: 'panel' },
        h('div', { class: 'field' }, h('label', { for: 'what' }, t('training_what')), choose),
        telling,
      ),
      h(
        'div',
        { class: 'stage-side' },
        holder,
        h(
          'div',
          { class: 'stage-foot' },
          h(
            'section',
            { 'aria-labelledby': 'happened' },
            h('h3', { id: 'happened' }, t('training_happened')),
            said,
          ),
          h(
            'button',
            { type: 'button', class: 'button', id: 'again', onclick: restart },
            t('training_again'),
          ),
        ),
      ),
    ),
  );
  strip.show(date, marked);
  drawDay();
  restart();
  return {
    element,
    close: () => stage?.close(),
    move: ([toKind, toName, toDay]) => {
      if (toKind !== kind || toName !== name || !toDay || toDay === date) return false;
      setDay(toDay);
      return true;
    },
  };
};
