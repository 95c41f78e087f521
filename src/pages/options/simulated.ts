/** The date on which the extension judges: for training and class rooms, where no election may be near. */
import { isCivilDate } from '../../domain/settings.ts';
import { presets } from '../shared/calendar.ts';
import { longDate } from '../shared/dates.ts';
import { fillElement, h } from '../shared/dom.ts';
import { STAGE_KEYS } from '../shared/keys.ts';
import { namedAsPacks } from '../shared/pack-mark.ts';
import { type Context, field, heldNote, type Section, sectionElement } from './parts.ts';

export const simulatedSection = ({ inForce, language, t, save }: Context): Section => {
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

  /** The stages on offer follow the region, and the agency's pack. */
  const listPresets = (region: string | null, { rules, pack }: ReturnType<Context['inForce']>) =>
    fillElement(
      preset,
      h('option', { value: '' }, t('options_simulated_preset_choose')),
      presets(rules.elections, region).map(({ election, stages }) =>
        h(
          'optgroup',
          {
            label: namedAsPacks(election.short[language], pack?.elections.has(election.id) === true, t),
          },
          stages.map((stage) =>
            h(
              'option',
              { value: stage.start },
              namedAsPacks(
                t('options_simulated_preset_item', {
                  stage: t(STAGE_KEYS[stage.kind]),
                  date: longDate(stage.start, language),
                }),
                // Where the whole election is the pack's, its name has said so.
                pack?.stages.has(stage.id) === true && !pack.elections.has(election.id),
                t,
              ),
            ),
          ),
        ),
      ),
    );

  let listedFor: string | undefined;
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
      const offered = inForce();
      const now = JSON.stringify([region, offered.pack?.sha256]);
      if (listedFor !== now) {
        listedFor = now;
        listPresets(region, offered);
      }
      // Whoever types is ahead of what is stored: day and month are saved before the year is whole.
      if (date.value !== (simulatedDate ?? '') && document.activeElement !== date)
        date.value = simulatedDate ?? '';
      const isOffered = [...preset.options].some((option) => option.value === simulatedDate);
      if (preset.value !== simulatedDate) preset.value = isOffered && simulatedDate ? simulatedDate : '';
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
