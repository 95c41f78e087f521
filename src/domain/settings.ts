/**
 * The person's settings: their shape, their defaults, and a reader that never fails.
 * Hand-written because content scripts use it too, where a schema library would cost every page its start.
 */
import type { CivilDate, Employment, LanguageSetting, RegionCode, SiteId, Strictness } from './vocabulary.ts';

/** Key in `storage.local`. */
export const SETTINGS_KEY = 'settings';

/** The person said "not a participant": one author of one site, or one term wherever it stands. */
export type Exception =
  | { readonly kind: 'author'; readonly site: SiteId; readonly author: string; readonly added: CivilDate }
  | { readonly kind: 'term'; readonly term: string; readonly added: CivilDate };

export interface Settings {
  readonly region: RegionCode | null;
  readonly employment: Employment;
  readonly language: LanguageSetting;
  readonly strictness: Strictness;
  readonly simulatedDate: CivilDate | null;
  readonly exceptions: readonly Exception[];
}

export const DEFAULT_SETTINGS: Settings = {
  region: null,
  employment: 'pns',
  language: 'auto',
  strictness: 'normal',
  simulatedDate: null,
  exceptions: [],
};

/** One field that could not be read; its default stands in. `field` is `settings` when the whole is not an object. */
export interface SettingsProblem {
  readonly field: string;
  readonly found: unknown;
}

export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

const isOneOf =
  <T extends string>(...values: readonly T[]) =>
  (value: unknown): value is T =>
    typeof value === 'string' && (values as readonly string[]).includes(value);

const isRegion = (value: unknown): value is RegionCode | null =>
  value === null || (typeof value === 'string' && /^\d{2}(\.\d{2})?$/.test(value));

/** True for a real day of the calendar written `YYYY-MM-DD`. */
export const isCivilDate = (value: unknown): value is CivilDate => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isException = (value: unknown): value is Exception =>
  isRecord(value) &&
  typeof value.added === 'string' &&
  (value.kind === 'author'
    ? isOneOf('x', 'facebook', 'instagram')(value.site) && typeof value.author === 'string'
    : value.kind === 'term' && typeof value.term === 'string');

/**
 * Reads whatever was stored. Unknown keys are ignored (a newer version may have written them); a field that does
 * not parse falls back to its default alone and is reported, so that the person loses nothing unsaid.
 */
export const readSettings = (stored: unknown): SettingsReading => {
  if (stored === undefined || stored === null) return { settings: DEFAULT_SETTINGS, problems: [] };
  if (!isRecord(stored))
    return { settings: DEFAULT_SETTINGS, problems: [{ field: SETTINGS_KEY, found: stored }] };
  const problems: SettingsProblem[] = [];
  const field = <K extends keyof Settings>(
    key: K,
    accepts: (value: unknown) => value is Settings[K],
  ): Settings[K] => {
    const value = stored[key];
    if (value === undefined) return DEFAULT_SETTINGS[key];
    if (accepts(value)) return value;
    problems.push({ field: key, found: value });
    return DEFAULT_SETTINGS[key];
  };
  const exceptions = (): readonly Exception[] => {
    const value = stored.exceptions;
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      problems.push({ field: 'exceptions', found: value });
      return [];
    }
    const kept = value.filter(isException);
    if (kept.length < value.length)
      problems.push({ field: 'exceptions', found: value.filter((entry) => !isException(entry)) });
    return kept;
  };
  return {
    settings: {
      region: field('region', isRegion),
      employment: field('employment', isOneOf('pns', 'pppk', 'ppnpn', 'spouse')),
      language: field('language', isOneOf('id', 'en', 'auto')),
      strictness: field('strictness', isOneOf('longgar', 'normal', 'ketat')),
      simulatedDate: field(
        'simulatedDate',
        (value): value is CivilDate | null => value === null || isCivilDate(value),
      ),
      exceptions: exceptions(),
    },
    problems,
  };
};
