/** What every part of the calendar page is drawn from, and the few phrases that several of them say. */
import type { CivilDate, Language } from '../../domain/vocabulary.ts';
import type { Rules } from '../../pack/bundle.ts';
import type { Translate } from '../../platform/i18n.ts';
import { ALL_REGIONS } from '../shared/calendar.ts';
import { daysBetween, daysLeft, longDate } from '../shared/dates.ts';
import type { PackMark } from '../shared/pack-mark.ts';
import type { Filter, Row } from './rows.ts';

export interface Model {
  /** Those in force. */
  readonly rules: Pick<Rules, 'elections' | 'regions' | 'sources'>;
  /** The agency's pack in them; null: none. */
  readonly pack: PackMark | null;
  readonly date: CivilDate;
  readonly language: Language;
  readonly t: Translate;
  readonly filter: Filter;
  /** The rows of the filter. */
  readonly rows: readonly Row[];
}

/** "Masa tenang"; where several regions are in view also whose: "· Kota Sabang", "· 8 daerah". */
export const rowName = ({ stage, stages }: Row, { rules, filter, language, t }: Model): string => {
  const name = stage.name[language];
  if (stages.length > 1) return `${name} · ${t('calendar_regions_count', { count: stages.length })}`;
  if (stage.region === '*' || filter.region !== ALL_REGIONS) return name;
  const region = rules.regions.regions.find(({ code }) => code === stage.region)?.name ?? stage.region;
  return `${name} · ${region}`;
};

/** "11 Februari 2024 sampai 13 Februari 2024", or the one day. */
export const datesText = ({ stage: { start, end } }: Row, { language, t }: Model): string =>
  start === end
    ? longDate(start, language)
    : t('common_date_range', { start: longDate(start, language), end: longDate(end, language) });

/** Where a row stands as seen from today: "berlangsung hari ini", "3 hari lagi", "sudah lewat". */
export const stateText = ({ stage }: Row, { date, t }: Model): string => {
  if (stage.end < date) return t('calendar_state_past');
  return stage.start <= date ? t('calendar_state_running') : daysLeft(daysBetween(date, stage.start), t);
};

/** "Paket instansi dari BKD Kabupaten Contoh, nomor seri 3, diterbitkan 2 Maret 2030". */
export const originText = (
  { publisher, serial, issued }: PackMark,
  { language, t }: Pick<Model, 'language' | 't'>,
): string => t('common_pack_origin_text', { publisher, serial, date: longDate(issued, language) });
