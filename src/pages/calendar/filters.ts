/** The two filters: which region's dates, and which election's. */
import type { Language, RegionCode } from '../../domain/vocabulary.ts';
import type { Rules } from '../../pack/bundle.ts';
import type { ElectionData } from '../../pack/schema.ts';
import type { Translate } from '../../platform/i18n.ts';
import { ALL_REGIONS } from '../shared/calendar.ts';
import { h } from '../shared/dom.ts';
import { namedAsPacks, type PackMark } from '../shared/pack-mark.ts';
import { regionName } from '../shared/regions.ts';

const NATIONAL = '*';

const labelled = (label: string, control: HTMLSelectElement): HTMLElement =>
  h('div', { class: 'field' }, h('label', { for: control.id }, label), control);

/**
 * Regions to look at: the person's own, all, and those with dates of their own; every other region has the
 * national dates alone.
 */
export const regionSelect = (
  rules: Pick<Rules, 'elections' | 'regions'>,
  mine: RegionCode | null,
  current: RegionCode | null,
  t: Translate,
  changed: (region: RegionCode | null) => void,
): HTMLElement => {
  const { regions } = rules.regions;
  const codes = new Set(rules.elections.flatMap(({ stages }) => stages.map(({ region }) => region)));
  codes.delete('*');
  const others = [...codes]
    .map((code) => ({ code, name: regionName(regions, code) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'id'));
  const option = (value: string, text: string) =>
    h('option', { value, selected: value === (current ?? NATIONAL) }, text);
  const select = h(
    'select',
    {
      id: 'region',
      onchange: () => changed(select.value === NATIONAL ? null : select.value),
    },
    mine !== null && option(mine, t('calendar_region_mine', { region: regionName(regions, mine) })),
    option(ALL_REGIONS, t('calendar_region_all')),
    option(NATIONAL, t('calendar_region_national')),
    others.length > 0 &&
      h(
        'optgroup',
        { label: t('calendar_region_others') },
        others.filter(({ code }) => code !== mine).map(({ code, name }) => option(code, name)),
      ),
  );
  return labelled(t('calendar_region'), select);
};

/** All elections, or one. */
export const electionSelect = (
  elections: readonly ElectionData[],
  pack: Pick<PackMark, 'elections'> | null,
  language: Language,
  t: Translate,
  changed: (election: string | null) => void,
): HTMLElement => {
  const first = ({ stages }: ElectionData) => stages.map(({ start }) => start).sort()[0] ?? '';
  const select = h(
    'select',
    { id: 'election', onchange: () => changed(select.value || null) },
    h('option', { value: '' }, t('calendar_election_all')),
    [...elections]
      .sort((a, b) => first(a).localeCompare(first(b)) || a.id.localeCompare(b.id))
      .map(({ id, name }) =>
        h('option', { value: id }, namedAsPacks(name[language], pack?.elections.has(id) === true, t)),
      ),
  );
  return labelled(t('calendar_election'), select);
};
