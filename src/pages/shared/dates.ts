/**
 * Civil dates as people write them, without weekdays: "14 Februari 2024". Pages only; the warning formats its
 * few dates with `Intl`, which costs the page nothing.
 */
import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays, format, parseISO } from 'date-fns';
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

/** An instant (ms) as date and time of day in the person's zone: "14 Februari 2024, 09.30". */
export const longMoment = (instant: number, region: RegionCode | null, language: Language): string => {
  const zone = zoneOf(region);
  const moment = zone ? new TZDate(instant, ZONE_NAMES[zone]) : new Date(instant);
  return format(moment, language === 'id' ? 'd MMMM yyyy, HH.mm' : 'd MMMM yyyy, HH:mm', {
    locale: LOCALES[language],
  });
};

/** Whole days from one civil date to another; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  differenceInCalendarDays(parseISO(to), parseISO(from));

/** "hari ini", "besok", "3 hari lagi". */
export const daysLeft = (days: number, t: Translate): string => {
  if (days === 0) return t('common_today');
  return t(days === 1 ? 'common_days_left_one' : 'common_days_left_other', { days });
};
