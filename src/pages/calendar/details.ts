/** What stands behind a span: dates, regions, basis, certainty in words, notes, and the sources to read. */
import type { CivilDate } from '../../domain/vocabulary.ts';
import { daysBetween, longDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { CONFIDENCE_KEYS, OFFICE_KEYS, STAGE_KEYS } from '../shared/keys.ts';
import { packTag } from '../shared/pack-mark.ts';
import { regionName } from '../shared/regions.ts';
import { stageShape } from '../shared/shapes.ts';
import { icsLink } from './export.ts';
import { datesText, type Model, originText, rowName, stateText } from './model.ts';
import { type Row, runs } from './rows.ts';

/** Takes the focus when something is chosen. */
export const DETAILS_HEADING = 'details-heading';

const heading = (text: string) => h('h2', { id: DETAILS_HEADING, tabindex: -1 }, text);

const entry = (term: string, ...description: readonly (Node | string)[]): HTMLElement[] => [
  h('dt', {}, term),
  h('dd', {}, description),
];

/** The sources of a fact as a list, with links where there is a page to read. */
export const sourceList = (ids: readonly string[], { rules, language, t }: Model): HTMLElement =>
  h(
    'ul',
    { class: 'sources' },
    [...new Set(ids)].map((id) => {
      const source = rules.sources.find((one) => one.id === id);
      if (!source) return h('li', {}, id);
      const title = `${source.publisher}: ${source.title[language]}`;
      return h(
        'li',
        {},
        source.url
          ? h('a', { href: source.url, target: '_blank', rel: 'noreferrer noopener' }, title)
          : h('span', {}, title),
        source.cite && h('span', {}, ` · ${source.cite}`),
        h(
          'span',
          { class: 'soft' },
          ` · ${t('calendar_accessed', { date: longDate(source.accessed, language) })}`,
        ),
      );
    }),
  );

const regionsText = ({ stages }: Row, { rules, t }: Model): string[] =>
  stages.map(({ region }) =>
    region === '*' ? t('calendar_regions_nation') : regionName(rules.regions.regions, region),
  );

const lengthText = ({ stage }: Row, { t }: Model): string => {
  const days = daysBetween(stage.start, stage.end) + 1;
  return t(days === 1 ? 'calendar_length_one' : 'calendar_length_other', { days });
};

const notesOf = (row: Row, model: Model): Node[] => {
  const { language, rules } = model;
  const notes = new Map<string, string[]>();
  for (const { note, region } of row.stages)
    if (note) notes.set(note[language], [...(notes.get(note[language]) ?? []), region]);
  return [...notes].map(([note, regions]) =>
    h(
      'p',
      {},
      // Where regions differ, each note names its own.
      notes.size > 1 &&
        h('strong', {}, `${regions.map((region) => regionName(rules.regions.regions, region)).join('; ')}: `),
      note,
    ),
  );
};

/** One stage. */
export const rowDetails = (row: Row, model: Model): Node[] => {
  const { pack, language, t } = model;
  const { election, stage, stages } = row;
  const notes = notesOf(row, model);
  const regions = regionsText(row, model);
  return [
    h(
      'p',
      { class: `kind kind-${stage.kind}` },
      stageShape(stage.kind, 14),
      h('span', {}, t(STAGE_KEYS[stage.kind])),
      stage.confidence === 'inferred' && h('span', { class: 'tag' }, t('common_inferred')),
      row.fromPack && packTag(t),
    ),
    heading(rowName(row, model)),
    h('p', { class: 'soft' }, election.name[language]),
    h(
      'dl',
      {},
      entry(
        t('calendar_dates'),
        datesText(row, model),
        h('span', { class: 'soft second' }, `${lengthText(row, model)} · ${stateText(row, model)}`),
      ),
      entry(
        t('calendar_regions'),
        regions.length === 1
          ? (regions[0] ?? '')
          : h(
              'ul',
              { class: 'names' },
              regions.map((name) => h('li', {}, name)),
            ),
      ),
      stage.offices
        ? entry(t('calendar_offices'), stage.offices.map((office) => t(OFFICE_KEYS[office])).join(', '))
        : [],
      entry(t('calendar_regulation'), stage.regulation),
      row.fromPack && pack ? entry(t('common_pack_origin'), originText(pack, model)) : [],
      entry(
        t('calendar_confidence'),
        t(CONFIDENCE_KEYS[stage.confidence]),
        stage.confidence === 'inferred' ? ` ${t('calendar_inferred_effect')}` : '',
      ),
      notes.length > 0 ? entry(t('calendar_note'), ...notes) : [],
      entry(
        t('calendar_sources'),
        sourceList(
          stages.flatMap(({ sources }) => sources),
          model,
        ),
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      icsLink([row], model, { id: 'save-stage', text: t('calendar_add_stage'), name: stage.id }),
    ),
  ];
};

/** A row as a button, for the lists of a day and of what comes next. */
export const rowButton = (
  row: Row,
  model: Model,
  { id, second, open }: { readonly id: string; readonly second: string; readonly open: () => void },
): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'choice', id, onclick: open },
    stageShape(row.stage.kind, 14),
    h('span', {}, rowName(row, model)),
    h(
      'span',
      { class: 'second' },
      second,
      row.stage.confidence === 'inferred' && [' ', h('span', { class: 'tag' }, model.t('common_inferred'))],
      row.fromPack && [' ', packTag(model.t)],
    ),
  );

/** All that runs on one day. */
export const dayDetails = (date: CivilDate, model: Model, open: (row: Row) => void): Node[] => {
  const { language, rows, t } = model;
  const here = rows.filter((row) => runs(row, date));
  return [
    heading(longDate(date, language)),
    here.length === 0
      ? h('p', { class: 'soft' }, t('calendar_day_none'))
      : h(
          'ul',
          { class: 'choices' },
          here.map((row) =>
            h(
              'li',
              {},
              rowButton(row, model, {
                id: `here-${row.id}`,
                second: row.election.short[language],
                open: () => open(row),
              }),
            ),
          ),
        ),
  ];
};

/** Nothing chosen yet. */
export const noDetails = ({ t }: Model): Node[] => [
  heading(t('calendar_details')),
  h('p', { class: 'soft' }, t('calendar_details_hint')),
];
