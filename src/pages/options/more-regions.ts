/** Other regions whose participants the person knows: where they come from, where their family lives. */
import { MAX_MORE_REGIONS } from '../../domain/settings.ts';
import type { RegionCode } from '../../domain/vocabulary.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { provinces, regencies, regionName } from '../shared/regions.ts';
import { type Context, focusHeading, heldNote, type Section, sectionElement } from './parts.ts';

const ID = 'more-regions';

export const moreRegionsSection = ({ rules, t, save }: Context): Section => {
  const { regions } = rules.regions;
  const list = h('div');
  const choice = h(
    'select',
    { id: 'more-region' },
    h('option', { value: '' }, t('options_more_regions_add')),
    provinces(regions).map(({ code, name }) =>
      h(
        'optgroup',
        { label: name },
        h('option', { value: code }, t('options_more_regions_province', { province: name })),
        regencies(regions, code).map((region) => h('option', { value: region.code }, region.name)),
      ),
    ),
  );

  /** A button of its own: arrows in a closed list change its choice with every press, and would add each. */
  const put = h(
    'button',
    { type: 'button', class: 'button', id: 'more-region-put', onclick: () => void add(choice.value) },
    t('options_more_add'),
  );
  const add = async (code: RegionCode) => {
    choice.value = '';
    if (code === '') {
      choice.focus();
      return;
    }
    await save(
      ({ moreRegions }) => ({ moreRegions: [...new Set([...moreRegions, code])] }),
      'options_more_regions_added',
    );
    // The last one that may be added takes the button's use, and with it the focus.
    if (put.disabled) focusHeading(ID);
  };
  const remove = async (code: RegionCode) => {
    await save(
      ({ moreRegions }) => ({ moreRegions: moreRegions.filter((kept) => kept !== code) }),
      'options_more_regions_removed',
    );
    focusHeading(ID);
  };

  const held = heldNote('moreRegions', t, choice);

  const row = (code: RegionCode, isHeld: boolean) => {
    const name = regionName(regions, code);
    return h(
      'li',
      {},
      h('div', { class: 'plain' }, name),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: `more-region-remove-${code}`,
          disabled: isHeld,
          'aria-label': t('options_more_regions_remove_label', { region: name }),
          onclick: () => void remove(code),
        },
        t('options_exception_remove'),
      ),
    );
  };

  let shown = '';
  return {
    id: ID,
    heading: 'options_more_regions',
    element: sectionElement(
      ID,
      t('options_more_regions'),
      h('p', { class: 'help' }, t('options_more_regions_help', { count: MAX_MORE_REGIONS })),
      list,
      h(
        'div',
        { class: 'fields' },
        h('div', { class: 'field' }, h('label', { for: choice.id }, t('options_more_regions_label')), choice),
      ),
      h('div', { class: 'actions' }, put),
      held.element,
    ),
    update: (stored) => {
      const { moreRegions } = stored.settings;
      const isHeld = held.show(stored);
      const now = JSON.stringify([moreRegions, isHeld]);
      if (now === shown) return;
      shown = now;
      choice.disabled = isHeld || moreRegions.length >= MAX_MORE_REGIONS;
      put.disabled = choice.disabled;
      keepingFocus(() =>
        fillElement(
          list,
          moreRegions.length === 0
            ? h('p', { class: 'empty' }, t('options_more_regions_none'))
            : h(
                'ul',
                { class: 'rows', 'aria-label': t('options_more_regions') },
                moreRegions.map((code) => row(code, isHeld)),
              ),
        ),
      );
    },
  };
};
