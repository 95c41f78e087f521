/**
 * Civil dates in Indonesia's three zones. None observes daylight saving time, so a fixed offset is exact.
 * The decree and the election regulations speak of days, never of hours; "waktu setempat" (local time) is the
 * only clock they name.
 */
import type { CivilDate, RegionCode } from './vocabulary.ts';

export type Zone = 'WIB' | 'WITA' | 'WIT';

const OFFSET_HOURS: Record<Zone, number> = { WIB: 7, WITA: 8, WIT: 9 };

/** Provinces (Kemendagri codes) in WITA: Bali, Nusa Tenggara, Kalimantan except West and Central, Sulawesi. */
const WITA_PROVINCES = '51 52 53 63 64 65 71 72 73 74 75 76';
/** Maluku and Papua. */
const WIT_PROVINCES = '81 82 91 92 93 94 95 96 97';

/** The zone of a region; null when the region is unknown or not given. */
export const zoneOf = (region: RegionCode | null): Zone | null => {
  const province = region?.slice(0, 2);
  if (!province || !/^\d{2}$/.test(province)) return null;
  if (WITA_PROVINCES.includes(province)) return 'WITA';
  if (WIT_PROVINCES.includes(province)) return 'WIT';
  return 'WIB';
};

/**
 * The civil date of an instant.
 * @param instant milliseconds since the epoch
 * @param region the person's region; null: the machine's own zone
 */
export const civilDateAt = (instant: number, region: RegionCode | null): CivilDate => {
  const zone = zoneOf(region);
  const hours = zone ? OFFSET_HOURS[zone] : -new Date(instant).getTimezoneOffset() / 60;
  return new Date(instant + hours * 3_600_000).toISOString().slice(0, 10);
};
