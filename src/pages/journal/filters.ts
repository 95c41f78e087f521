/** The filter's controls: site, action, outcome, and whether exercises are shown. */
import { ACTIONS, SITE_IDS } from '../../domain/vocabulary.ts';
import type { Translate } from '../../platform/i18n.ts';
import { h } from '../shared/dom.ts';
import { actionKey, outcomeKey, siteKey } from '../shared/keys.ts';
import { EVERYTHING, type Filter, isEverything } from './filter.ts';
import { OUTCOMES } from './lines.ts';

export interface FilterView {
  readonly element: HTMLElement;
  /** Shows a filter. @param exercises whether the journal has any */
  update(filter: Filter, exercises: boolean): void;
}

interface Choice<Value extends string> {
  readonly element: HTMLElement;
  value(): Value | null;
  show(value: Value | null): void;
}

const choice = <Value extends string>(
  id: string,
  label: string,
  all: string,
  values: readonly (readonly [value: Value, text: string])[],
  changed: () => void,
): Choice<Value> => {
  const select = h(
    'select',
    { id, onchange: changed },
    h('option', { value: '' }, all),
    values.map(([value, text]) => h('option', { value }, text)),
  );
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), select),
    value: () => values.find(([value]) => value === select.value)?.[0] ?? null,
    show: (value) => {
      select.value = value ?? '';
    },
  };
};

/** @param changed is told what the person wants to see now */
export const filterView = (t: Translate, changed: (filter: Filter) => void): FilterView => {
  const tell = () =>
    changed({
      site: site.value(),
      action: action.value(),
      outcome: outcome.value(),
      realOnly: exercises.checked,
    });
  const site = choice(
    'filter-site',
    t('journal_site'),
    t('journal_site_all'),
    SITE_IDS.map((one) => [one, t(siteKey(one))] as const),
    tell,
  );
  const action = choice(
    'filter-action',
    t('journal_action'),
    t('journal_action_all'),
    ACTIONS.map((one) => [one, t(actionKey(one))] as const),
    tell,
  );
  const outcome = choice(
    'filter-outcome',
    t('journal_outcome'),
    t('journal_outcome_all'),
    OUTCOMES.map((one) => [one, t(outcomeKey(one))] as const),
    tell,
  );
  const exercises = h('input', { type: 'checkbox', id: 'filter-exercises', onchange: tell });
  const hide = h('label', { class: 'check' }, exercises, h('span', {}, t('journal_exercises_hide')));
  const all = h(
    'button',
    {
      type: 'button',
      class: 'button',
      id: 'filter-all',
      onclick: () => {
        // The button goes with what it did; the focus stays in the filter.
        document.getElementById('filter-site')?.focus();
        changed(EVERYTHING);
      },
    },
    t('journal_show_all'),
  );
  return {
    element: h(
      'div',
      { class: 'filters', role: 'group', 'aria-label': t('calendar_filters') },
      site.element,
      action.element,
      outcome.element,
      h('div', { class: 'more' }, hide, all),
    ),
    update: (filter, some) => {
      site.show(filter.site);
      action.show(filter.action);
      outcome.show(filter.outcome);
      exercises.checked = filter.realOnly;
      hide.hidden = !some && !filter.realOnly;
      all.hidden = isEverything(filter);
    },
  };
};
