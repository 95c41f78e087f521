/** Who the person is, as far as the rules ask: region and employment. */
import type { Employment } from '../../domain/vocabulary.ts';
import { fillElement, h } from '../shared/dom.ts';
import { employmentHelpKey, employmentKey } from '../shared/keys.ts';
import { provinces, regencies } from '../shared/regions.ts';
import { type Context, choiceGroup, field, heldNote, type Section, sectionElement } from './parts.ts';

const EMPLOYMENTS: readonly Employment[] = ['pns', 'pppk', 'ppnpn', 'spouse'];

const option = (value: string, text: string) => h('option', { value }, text);

export const personSection = ({ rules, t, save }: Pick<Context, 'rules' | 't' | 'save'>): Section => {
  const { regions } = rules.regions;
  const all = provinces(regions);
  const province = h('select', {
    id: 'province',
    onchange: () => void save({ region: province.value || null }),
  });
  const regency = h('select', {
    id: 'regency',
    onchange: () => void save({ region: regency.value || province.value || null }),
  });
  const employment = choiceGroup(
    'employment',
    t('options_employment'),
    EMPLOYMENTS.map((value) => ({
      value,
      label: t(employmentKey(value)),
      help: t(employmentHelpKey(value)),
    })),
    (value) => void save({ employment: value }),
    'pairs',
  );
  fillElement(
    province,
    option('', t('options_province_none')),
    all.map(({ code, name }) => option(code, name)),
  );

  const held = heldNote('region', t, province, regency);

  /** The list of regencies is rebuilt only for another province, so that an open list stays open. */
  let listed: string | null = null;
  const listRegencies = (code: string) => {
    if (listed === code) return;
    listed = code;
    fillElement(
      regency,
      option('', t(code === '' ? 'options_regency_wait' : 'options_regency_none')),
      regencies(regions, code).map((region) => option(region.code, region.name)),
    );
  };

  /** A stored code that the data does not know keeps its place in the list instead of being lost unseen. */
  const select = (list: HTMLSelectElement, code: string) => {
    if (![...list.options].some((known) => known.value === code)) list.append(option(code, code));
    list.value = code;
  };

  return {
    id: 'you',
    heading: 'options_you',
    element: sectionElement(
      'you',
      t('options_you'),
      h('p', { class: 'help' }, t('options_you_help')),
      h(
        'div',
        { class: 'fields' },
        field(t('options_province'), province),
        field(t('options_regency'), regency),
      ),
      held.element,
      employment.element,
    ),
    update: (stored) => {
      const { settings } = stored;
      const code = settings.region ?? '';
      select(province, code.slice(0, 2));
      listRegencies(code.slice(0, 2));
      select(regency, code.length > 2 ? code : '');
      const isHeld = held.show(stored);
      province.disabled = isHeld;
      regency.disabled = isHeld || code === '';
      employment.select(settings.employment);
    },
  };
};
