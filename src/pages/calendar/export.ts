/** Stages as a file for the person's own calendar, offered as a link to what is already in memory. */
import type { CivilDate } from '../../domain/vocabulary.ts';
import { longDate } from '../shared/dates.ts';
import { fileLink } from '../shared/file-link.ts';
import { type IcsEvent, icsFileName, icsText } from '../shared/ics.ts';
import { CONFIDENCE_KEYS } from '../shared/keys.ts';
import { regionName } from '../shared/regions.ts';
import { type Model, originText } from './model.ts';
import type { Row } from './rows.ts';

/** One event for each stage of a row: a stage of one region keeps its id, whatever the filter joined it with. */
export const icsEvents = ({ election, stages, fromPack }: Row, model: Model): readonly IcsEvent[] => {
  const { rules, pack, language, t } = model;
  return stages.map((stage) => ({
    id: stage.id,
    start: stage.start,
    end: stage.end,
    summary: [
      stage.name[language],
      stage.region !== '*' && stages.length > 1 && regionName(rules.regions.regions, stage.region),
      election.name[language],
      stage.confidence === 'inferred' && t('common_inferred'),
    ]
      .filter(Boolean)
      .join(' · '),
    description: [
      `${t('calendar_regulation')}: ${stage.regulation}`,
      `${t('calendar_regions')}: ${
        stage.region === '*' ? t('calendar_regions_nation') : regionName(rules.regions.regions, stage.region)
      }`,
      `${t('calendar_confidence')}: ${t(CONFIDENCE_KEYS[stage.confidence])}`,
      fromPack && pack && `${t('common_pack_origin')}: ${originText(pack, model)}`,
      stage.note && `${t('calendar_note')}: ${stage.note[language]}`,
      ...stage.sources.map((id) => {
        const source = rules.sources.find((one) => one.id === id);
        return (
          source &&
          `${t('calendar_sources')}: ${source.publisher}, ${source.title[language]}${
            source.url ? ` ${source.url}` : source.cite ? ` (${source.cite})` : ''
          } (${t('calendar_accessed', { date: longDate(source.accessed, language) })})`
        );
      }),
    ]
      .filter(Boolean)
      .join('\n'),
    tentative: stage.confidence === 'inferred',
  }));
};

/** The day of the data: a calendar takes what is newer for a correction of what it has. */
const stampOf = (rows: readonly Row[], { pack }: Pick<Model, 'pack'>): CivilDate =>
  rows
    .flatMap(({ election, fromPack }) => [election.lastReviewed, ...(fromPack && pack ? [pack.issued] : [])])
    .sort()
    .at(-1) ?? '';

/** A link that saves rows as one file; null where there are none. */
export const icsLink = (
  rows: readonly Row[],
  model: Model,
  { id, text, name }: { readonly id: string; readonly text: string; readonly name: string },
): HTMLElement | null => {
  const [first] = rows;
  if (!first) return null;
  return fileLink(id, text, () => ({
    name: icsFileName(name),
    type: 'text/calendar;charset=utf-8',
    text: icsText(
      rows.flatMap((row) => icsEvents(row, model)),
      stampOf(rows, model),
      model.language,
    ),
  }));
};
