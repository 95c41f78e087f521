/**
 * Civil dates as people write them, without weekdays: "14 Februari 2024". Pages only; the warning formats its
 * few dates with `Intl`, which costs the page nothing.
 */
import { TZDate } from '@date-fns/tz';
import {
  differenceInCalendarDays,
  format,
  addDays as later,
  addMonths as monthsLater,
  parseISO,
  startOfISOWeek,
} from 'date-fns';
import { enGB } from 'date-fns/locale/en-GB';
import { id } from 'date-fns/locale/id';
import { type Zone, zoneOf } from '../../domain/civil-date.ts';
import type { CivilDate, Language, RegionCode } from '../../domain/vocabulary.ts';
import type { Translate } from '../../platform/i18n.ts';

const LOCALES = { id, en: enGB };
const ZONE_NAMES: Record<Zone, string> = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
};

/** "14 Februari 2024", "14 February 2024". */
export const longDate = (date: CivilDate, language: Language): string =>
  format(parseISO(date), 'd MMMM yyyy', { locale: LOCALES[language] });

/** "Feb 2024": for the ends of the bar. */
export const monthYear = (date: CivilDate, language: Language): string =>
  format(parseISO(date), 'MMM yyyy', { locale: LOCALES[language] });

/** "Februari 2024": the head of a month. */
export const longMonth = (date: CivilDate, language: Language): string =>
  format(parseISO(date), 'MMMM yyyy', { locale: LOCALES[language] });

/** "11 Feb 2024": where room is short. */
export const shortDate = (date: CivilDate, language: Language): string =>
  format(parseISO(date), 'd MMM yyyy', { locale: LOCALES[language] });

/** "11 Feb": under a bar, where even the year finds no room. */
export const dayMonth = (date: CivilDate, language: Language): string =>
  format(parseISO(date), 'd MMM', { locale: LOCALES[language] });

/** "Senin" and "Sen", Monday first: the heads of a week's columns. */
export const weekdays = (language: Language): readonly { readonly long: string; readonly short: string }[] =>
  Array.from({ length: 7 }, (_, index) => {
    // 1 January 2024 was a Monday.
    const day = new Date(2024, 0, 1 + index);
    const locale = LOCALES[language];
    return { long: format(day, 'EEEE', { locale }), short: format(day, 'EEE', { locale }) };
  });

const civil = (day: Date): CivilDate => format(day, 'yyyy-MM-dd');

/** The civil date some days later, or earlier. */
export const addDays = (date: CivilDate, days: number): CivilDate => civil(later(parseISO(date), days));

/** The same day some months later or earlier, the month's last where it has no such day. */
export const addMonths = (date: CivilDate, months: number): CivilDate =>
  civil(monthsLater(parseISO(date), months));

/** The Monday of a day's week. */
export const mondayOf = (date: CivilDate): CivilDate => civil(startOfISOWeek(parseISO(date)));

/** An instant (ms) on the clock of the person's zone; without a region on the machine's. */
const momentOf = (instant: number, region: RegionCode | null): Date => {
  const zone = zoneOf(region);
  return zone ? new TZDate(instant, ZONE_NAMES[zone]) : new Date(instant);
};

/** An instant (ms) as date and time of day in the person's zone: "14 Februari 2024, 09.30". */
export const longMoment = (instant: number, region: RegionCode | null, language: Language): string =>
  format(momentOf(instant, region), language === 'id' ? 'd MMMM yyyy, HH.mm' : 'd MMMM yyyy, HH:mm', {
    locale: LOCALES[language],
  });

/** An instant's time of day in the person's zone, the same in every language: "09:30". */
export const clockTime = (instant: number, region: RegionCode | null): string =>
  format(momentOf(instant, region), 'HH:mm');

/** Whole days from one civil date to another; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  differenceInCalendarDays(parseISO(to), parseISO(from));

/** "hari ini", "besok", "3 hari lagi". */
export const daysLeft = (days: number, t: Translate): string => {
  if (days === 0) return t('common_today');
  return t(days === 1 ? 'common_days_left_one' : 'common_days_left_other', { days });
};
