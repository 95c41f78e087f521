/**
 * The person's settings: their shape, their defaults, and a reader that never fails.
 * Hand-written because content scripts use it too, where a schema library would cost every page its start.
 */
import {
  type CivilDate,
  type Employment,
  type LanguageSetting,
  type RegionCode,
  SITE_IDS,
  type SiteId,
  type Strictness,
} from './vocabulary.ts';

/** Key in `storage.local`. */
export const SETTINGS_KEY = 'settings';

/** The person said "not a participant": one author of one site, or one term wherever it stands. */
export type Exception =
  | { readonly kind: 'author'; readonly site: SiteId; readonly author: string; readonly added: CivilDate }
  | { readonly kind: 'term'; readonly term: string; readonly added: CivilDate };

export interface Settings {
  /** Where the person works; null while they have not said. */
  readonly region: RegionCode | null;
  /** Other regions whose participants they know: where they come from, where their family lives. */
  readonly moreRegions: readonly RegionCode[];
  readonly employment: Employment;
  readonly language: LanguageSetting;
  readonly strictness: Strictness;
  readonly simulatedDate: CivilDate | null;
  /** How long lines of the journal stay, in days; 0: none is written; null: as many as there is room for. */
  readonly journalDays: number | null;
  readonly exceptions: readonly Exception[];
}

export const DEFAULT_SETTINGS: Settings = {
  region: null,
  moreRegions: [],
  employment: 'pns',
  language: 'auto',
  strictness: 'normal',
  simulatedDate: null,
  journalDays: null,
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
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);

/** Ten years: longer than anything that a line could be about. */
export const MAX_JOURNAL_DAYS = 3_650;

/** More would make the page's lexicon large and the alarms many. */
export const MAX_MORE_REGIONS = 4;

/** True for the form of a region's code; whether the region exists, the data knows. */
export const isRegion = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{2}(\.\d{2})?$/.test(value);

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
    ? (SITE_IDS as readonly unknown[]).includes(value.site) && typeof value.author === 'string'
    : value.kind === 'term' && typeof value.term === 'string');

/** What each plain field accepts. */
const ACCEPTS: Record<Exclude<keyof Settings, 'exceptions'>, (value: unknown) => boolean> = {
  region: (value) => value === null || isRegion(value),
  moreRegions: (value) => Array.isArray(value) && value.length <= MAX_MORE_REGIONS && value.every(isRegion),
  employment: isOneOf('pns', 'pppk', 'ppnpn', 'spouse'),
  language: isOneOf('id', 'en', 'auto'),
  strictness: isOneOf('longgar', 'normal', 'ketat'),
  simulatedDate: (value) => value === null || isCivilDate(value),
  journalDays: (value) =>
    value === null || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_JOURNAL_DAYS),
};

/**
 * Reads whatever was stored. Unknown keys are ignored (a newer version may have written them); a field that does
 * not parse falls back to its default alone and is reported, so that the person loses nothing unsaid.
 */
export const readSettings = (stored: unknown): SettingsReading => {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const problems: SettingsProblem[] = [];
  const report = (field: string, found: unknown) => problems.push({ field, found });
  if (isRecord(stored)) {
    for (const [field, accepts] of Object.entries(ACCEPTS)) {
      const value = stored[field];
      if (value === undefined) continue;
      if (accepts(value)) settings[field] = value;
      else report(field, value);
    }
    const { exceptions = [] } = stored;
    const list: unknown[] | null = Array.isArray(exceptions) ? exceptions : null;
    settings.exceptions = list?.filter(isException) ?? [];
    const lost = list?.filter((entry) => !isException(entry));
    if (lost?.length !== 0) report('exceptions', lost ?? exceptions);
  } else if (stored !== undefined && stored !== null) report(SETTINGS_KEY, stored);
  // Every field was checked against the list above.
  return { settings: settings as unknown as Settings, problems };
};

/** All regions whose participants concern the person; their own first. */
export const regionsOf = ({
  region,
  moreRegions,
}: Pick<Settings, 'region' | 'moreRegions'>): RegionCode[] => [
  ...new Set([...(region === null ? [] : [region]), ...moreRegions]),
];

/** Field of the stored settings that names those which the person chose, also where they chose the ordinary value. */
export const CHOSEN_FIELD = 'chosen';

/**
 * Which settings the person chose. Settings of a version that kept no note of it name every field: there, what differs
 * from the ordinary value was chosen.
 * @param settings as read from `stored`
 */
export const chosenIn = (stored: unknown, settings: Settings): ReadonlySet<string> => {
  const noted =
    isRecord(stored) && Array.isArray(stored[CHOSEN_FIELD]) ? (stored[CHOSEN_FIELD] as unknown[]) : [];
  const fields = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];
  return new Set(
    fields.filter(
      (field) =>
        noted.includes(field) || JSON.stringify(settings[field]) !== JSON.stringify(DEFAULT_SETTINGS[field]),
    ),
  );
};
