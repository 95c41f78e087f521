/** The date on which the extension judges: for training and class rooms, where no election may be near. */
import { isCivilDate } from '../../domain/settings.ts';
import { presets } from '../shared/calendar.ts';
import { longDate } from '../shared/dates.ts';
import { fillElement, h } from '../shared/dom.ts';
import { STAGE_KEYS } from '../shared/keys.ts';
import { type Context, field, heldNote, type Section, sectionElement } from './parts.ts';

export const simulatedSection = ({ rules, language, t, save }: Context): Section => {
  // While a year is being typed the control reports the years 2, 20, 202: the range keeps them from being saved.
  const date = h('input', {
    type: 'date',
    id: 'simulated-date',
    min: '2000-01-01',
    max: '2099-12-31',
    'aria-describedby': 'simulated-state',
    onchange: () => {
      if (date.value === '' && date.validity.valid) void save({ simulatedDate: null });
      else if (date.validity.valid && isCivilDate(date.value)) void save({ simulatedDate: date.value });
    },
  });
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'button',
      id: 'simulated-clear',
      onclick: () => {
        date.value = '';
        date.focus();
        void save({ simulatedDate: null });
      },
    },
    t('options_simulated_clear'),
  );
  const preset = h('select', {
    id: 'simulated-preset',
    onchange: () => {
      if (preset.value !== '') void save({ simulatedDate: preset.value });
    },
  });
  const state = h('p', { id: 'simulated-state' });

  const held = heldNote('simulatedDate', t, date, preset);

  /** The stages on offer follow the region. */
  const listPresets = (region: string | null) =>
    fillElement(
      preset,
      h('option', { value: '' }, t('options_simulated_preset_choose')),
      presets(rules.elections, region).map(({ election, stages }) =>
        h(
          'optgroup',
          { label: election.short[language] },
          stages.map((stage) =>
            h(
              'option',
              { value: stage.start },
              t('options_simulated_preset_item', {
                stage: t(STAGE_KEYS[stage.kind]),
                date: longDate(stage.start, language),
              }),
            ),
          ),
        ),
      ),
    );

  let listedFor: string | null | undefined;
  return {
    id: 'simulated',
    heading: 'options_simulated',
    element: sectionElement(
      'simulated',
      t('options_simulated'),
      h('p', { class: 'help' }, t('options_simulated_help')),
      h(
        'div',
        { class: 'fields' },
        field(t('options_simulated_date'), date),
        field(t('options_simulated_preset'), preset),
      ),
      held.element,
      h('div', { class: 'actions' }, clear, state),
    ),
    update: (stored) => {
      const { simulatedDate, region } = stored.settings;
      if (listedFor !== region) {
        listedFor = region;
        listPresets(region);
      }
      if (date.value !== (simulatedDate ?? '')) date.value = simulatedDate ?? '';
      const offered = [...preset.options].some((option) => option.value === simulatedDate);
      if (preset.value !== simulatedDate) preset.value = offered && simulatedDate ? simulatedDate : '';
      const isHeld = held.show(stored);
      date.disabled = isHeld;
      preset.disabled = isHeld;
      clear.disabled = isHeld || simulatedDate === null;
      fillElement(
        state,
        simulatedDate
          ? t('options_simulated_on', { date: longDate(simulatedDate, language) })
          : t('options_simulated_off'),
      );
    },
  };
};
