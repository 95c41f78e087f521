/**
 * What the extension keeps, behind typed functions: settings and journal in `storage.local` (never `sync`, which
 * would leave the machine), the sites' health in `storage.session`.
 *
 * Everything read back is untrusted: another version may have written it, or a hand. What does not parse is left
 * out, and settings that do not parse are put aside for the person to see, never dropped.
 */
import browser from 'webextension-polyfill';
import { PACK_KEY, PACK_STATE_KEY, type PackState, readPackState } from '../domain/agency-state.ts';
import {
  applyPolicy,
  isHeld,
  LOCKABLE,
  type Lockable,
  type PolicyProblem,
  type PolicyReading,
  readPolicy,
} from '../domain/policy.ts';
import {
  CHOSEN_FIELD,
  chosenIn,
  DEFAULT_SETTINGS,
  readSettings,
  SETTINGS_KEY,
  type Settings,
  type SettingsProblem,
} from '../domain/settings.ts';
import { ACTIONS, SITE_IDS, type SiteId } from '../domain/vocabulary.ts';
import type { JournalEntry, OperationCounts, SiteHealth } from './messages.ts';

/** `JournalEntry[]`, newest last. */
export const JOURNAL_KEY = 'journal';
/** `Partial<Record<SiteId, SiteHealth>>`, in `storage.session`. */
export const HEALTH_KEY = 'health';
/** Settings that could not be read, kept until the person dismisses them. */
export const REJECTED_KEY = 'settings.rejected';

/** `Stranger[]`: other extensions that tried to reach this one, the one that tried last at the end. */
export const STRANGERS_KEY = 'strangers';

/** `PolicyReading`: the policy that was good last, as the worker read it. */
export const POLICY_KEY = 'policy';

const MAX_REJECTED = 20;
const MAX_STRANGERS = 20;
/** No browser gives an extension a longer name. */
const LONGEST_ID = 120;

/** Another extension that sent to this one or wanted to connect, and was refused. */
export interface Stranger {
  /** As the browser names it; '' where it does not say. */
  readonly id: string;
  readonly times: number;
  /** Of the last time; ms since the epoch. */
  readonly at: number;
}

/** Stored settings that did not parse, with the moment (ms since the epoch) they were put aside. */
export interface RejectedSettings {
  readonly at: number;
  readonly problems: readonly SettingsProblem[];
}

export type Health = Readonly<Partial<Record<SiteId, SiteHealth>>>;

/** Everything the extension's pages show, read at one moment. */
export interface Stored {
  /** Those in force: the person's, under the agency's policy. */
  readonly settings: Settings;
  readonly policy: PolicyReading;
  /** Names of the settings that the person chose. */
  readonly chosen: ReadonlySet<string>;
  readonly journal: readonly JournalEntry[];
  readonly health: Health;
  readonly rejected: RejectedSettings | null;
  readonly strangers: readonly Stranger[];
  /** How it stands with the agency's own pack; null: none is wanted, or it was not looked for yet. */
  readonly pack: PackState | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

/** Later moments have no date with a year of four digits, ms since the epoch. */
const LAST_MOMENT = Date.UTC(9999, 0);

/** A moment that has a date: a number may be none, and a page that shows it would break. */
const isMoment = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < LAST_MOMENT;

/** True when a stored value can be shown as a line of the journal. */
export const isJournalEntry = (value: unknown): value is JournalEntry =>
  isRecord(value) &&
  isMoment(value.at) &&
  isText(value.date) &&
  (SITE_IDS as readonly unknown[]).includes(value.site) &&
  (ACTIONS as readonly unknown[]).includes(value.action) &&
  ['dilarang', 'hati-hati', 'aman'].includes(String(value.level)) &&
  Array.isArray(value.items) &&
  value.items.every(isText) &&
  isText(value.about) &&
  ['cancelled', 'continued', 'excepted', 'slipped'].includes(String(value.outcome)) &&
  Array.isArray(value.evidence) &&
  value.evidence.every(isRecord);

const readJournal = (stored: unknown): readonly JournalEntry[] =>
  Array.isArray(stored) ? stored.filter(isJournalEntry) : [];

const isCounts = (value: unknown): value is OperationCounts =>
  isRecord(value) && ['witnessed', 'foreseen', 'slipped'].every((key) => Number.isFinite(value[key]));

const isSiteHealth = (value: unknown): value is SiteHealth =>
  isRecord(value) &&
  Number.isFinite(value.at) &&
  ['ok', 'idle', 'partial', 'blind'].includes(String(value.state)) &&
  isRecord(value.sample) &&
  (value.place === undefined || isText(value.place)) &&
  (value.operations === undefined || isCounts(value.operations));

const readHealth = (stored: unknown): Health => {
  if (!isRecord(stored)) return {};
  const health: Partial<Record<SiteId, SiteHealth>> = {};
  for (const site of SITE_IDS) {
    const value = stored[site];
    if (isSiteHealth(value)) health[site] = value;
  }
  return health;
};

const isStranger = (value: unknown): value is Stranger =>
  isRecord(value) && isText(value.id) && Number.isFinite(value.times) && Number.isFinite(value.at);

const readStrangers = (stored: unknown): readonly Stranger[] =>
  Array.isArray(stored) ? stored.filter(isStranger) : [];

const readRejected = (stored: unknown): RejectedSettings | null => {
  if (!isRecord(stored) || !Array.isArray(stored.problems)) return null;
  const at = stored.at;
  const problems = stored.problems
    .filter(isRecord)
    .map((problem) => ({ field: String(problem.field), found: problem.found }));
  return problems.length > 0 ? { at: typeof at === 'number' ? at : 0, problems } : null;
};

const isProblem = (value: unknown): value is PolicyProblem =>
  isRecord(value) && isText(value.key) && isText(value.remedy);

/** The kept policy. Its values are read anew: what another version wrote may be none today. */
export const readKeptPolicy = (stored: unknown): PolicyReading => {
  const { policy, problems } = isRecord(stored) ? stored : {};
  const reading = readPolicy(policy);
  const kept = Array.isArray(problems) ? (problems as unknown[]).filter(isProblem) : [];
  return { policy: reading.policy, problems: [...kept, ...reading.problems] };
};

interface Person {
  /** As stored, whatever the agency wants. */
  readonly own: Settings;
  readonly chosen: ReadonlySet<string>;
  readonly policy: PolicyReading;
  readonly inForce: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** The person's settings and the policy over them. @param kept with `SETTINGS_KEY` and `POLICY_KEY` */
const personOf = (kept: Record<string, unknown>): Person => {
  const { settings, problems } = readSettings(kept[SETTINGS_KEY]);
  const policy = readKeptPolicy(kept[POLICY_KEY]);
  const chosen = chosenIn(kept[SETTINGS_KEY], settings);
  return { own: settings, chosen, policy, problems, inForce: applyPolicy(settings, chosen, policy.policy) };
};

const local = () => browser.storage.local;
/** Browsers without `storage.session` simply show no health. */
const session = () =>
  (browser.storage as { session?: typeof browser.storage.local }).session as
    | typeof browser.storage.local
    | undefined;

/**
 * Writes go one after another: each reads what is there before it changes it, and two at once would lose one.
 * A failed write is reported to its caller and does not stop the next.
 */
let lastWrite: Promise<unknown> = Promise.resolve();
const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
  const turn = lastWrite.then(write, write);
  lastWrite = turn.catch(() => undefined);
  return turn;
};

/** Earlier problems with the new ones after them, the same one only once. */
const putAside = (
  earlier: RejectedSettings | null,
  problems: readonly SettingsProblem[],
  now: number,
): RejectedSettings => {
  const known = new Map(
    [...(earlier?.problems ?? []), ...problems].map((problem) => [JSON.stringify(problem), problem]),
  );
  return { at: now, problems: [...known.values()].slice(-MAX_REJECTED) };
};

/** What the worker judges by, and nothing else that is kept. Never changes what is stored. */
export const readStanding = async (): Promise<Pick<Stored, 'settings' | 'policy' | 'pack'>> => {
  const kept = await local().get([SETTINGS_KEY, POLICY_KEY, PACK_STATE_KEY]);
  const { inForce, policy } = personOf(kept);
  return { settings: inForce, policy, pack: readPackState(kept[PACK_STATE_KEY]) };
};

/** Reads all that the pages show. Never changes what is stored. */
export const readAll = async (): Promise<Stored> => {
  const [kept, passing] = await Promise.all([
    local().get([SETTINGS_KEY, POLICY_KEY, JOURNAL_KEY, REJECTED_KEY, STRANGERS_KEY, PACK_STATE_KEY]),
    session()?.get(HEALTH_KEY) ?? {},
  ]);
  const { inForce, policy, chosen, problems } = personOf(kept);
  const rejected = readRejected(kept[REJECTED_KEY]);
  return {
    settings: inForce,
    policy,
    chosen,
    journal: readJournal(kept[JOURNAL_KEY]),
    health: readHealth((passing as Record<string, unknown>)[HEALTH_KEY]),
    rejected: problems.length > 0 ? putAside(rejected, problems, Date.now()) : rejected,
    strangers: readStrangers(kept[STRANGERS_KEY]),
    pack: readPackState(kept[PACK_STATE_KEY]),
  };
};

/** The agency's pack as it lies in storage, unchecked and of any form; apart from `readAll`, for it may have 2 MB. */
export const readKeptPack = async (): Promise<unknown> => (await local().get(PACK_KEY))[PACK_KEY];

/** Writes settings with the note of which were chosen; what did not parse is put aside in the same write. */
const writeSettings = async (
  kept: Record<string, unknown>,
  problems: readonly SettingsProblem[],
  next: Settings,
  chosen: Iterable<string>,
): Promise<void> => {
  const stored = kept[SETTINGS_KEY];
  await local().set({
    [SETTINGS_KEY]: { ...(isRecord(stored) ? stored : {}), ...next, [CHOSEN_FIELD]: [...chosen] },
    ...(problems.length > 0
      ? { [REJECTED_KEY]: putAside(readRejected(kept[REJECTED_KEY]), problems, Date.now()) }
      : {}),
  });
};

const readPerson = () => local().get([SETTINGS_KEY, POLICY_KEY, REJECTED_KEY]);

/**
 * Changes some settings and keeps the rest, also fields that only a newer version knows. Fields that did not
 * parse are replaced by their defaults and put aside under `settings.rejected` in the same write. What the agency
 * holds is not changed.
 * @param change fields to set, or a function of the settings in force at that moment
 * @throws when the browser cannot store (disk full, storage disabled)
 */
export const changeSettings = (
  change: Partial<Settings> | ((settings: Settings) => Partial<Settings>),
): Promise<void> =>
  inTurn(async () => {
    const kept = await readPerson();
    const { own, chosen, policy, inForce, problems } = personOf(kept);
    const wanted = Object.entries(typeof change === 'function' ? change(inForce) : change).filter(
      ([field]) => !isHeld(policy.policy, field as Lockable),
    );
    const fields = wanted.map(([field]) => field);
    const choosable = fields.filter((field) => (LOCKABLE as readonly string[]).includes(field));
    const noted = [...chosen].filter((field) => (LOCKABLE as readonly string[]).includes(field));
    await writeSettings(
      kept,
      problems,
      { ...own, ...(Object.fromEntries(wanted) as Partial<Settings>) },
      new Set([...noted, ...choosable]),
    );
  });

/** Takes a choice back: the agency's value holds again, or the ordinary one where it has none. */
export const forgetChoice = (field: Lockable): Promise<void> =>
  inTurn(async () => {
    const kept = await readPerson();
    const { own, chosen, problems } = personOf(kept);
    const left = [...chosen].filter((one) => one !== field && (LOCKABLE as readonly string[]).includes(one));
    await writeSettings(kept, problems, { ...own, [field]: DEFAULT_SETTINGS[field] }, left);
  });

/** Forgets the settings that could not be read; those still standing in the settings become defaults. */
export const dismissRejected = async (): Promise<void> => {
  await changeSettings({});
  await inTurn(() => local().remove(REJECTED_KEY));
};

/** A value in one spelling: Chromium gives back what it stores with its keys in another order. */
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
/** True for equal content, whatever the order of keys. */
export const same = (a: unknown, b: unknown): boolean => spelled(a) === spelled(b);

/** So many of the newest lines stay when the browser has no more room. */
const KEPT_WHEN_FULL = 200;

const DAY_MS = 86_400_000;

/** Lines that are not older than so many days; null: all. */
const recent = (
  journal: readonly JournalEntry[],
  days: number | null,
  now: number,
): readonly JournalEntry[] =>
  days === null ? journal : journal.filter(({ at }) => at > now - days * DAY_MS);

/**
 * Adds a line to the journal, and lets go of those that are too old. The same line again, sent by a page that did not
 * hear of the first, changes nothing.
 * @param days how long lines are kept; 0: nothing is written; null: for as long as there is room
 * @param limit how many lines are kept; the oldest go first
 * @throws when the browser cannot store, not even fewer lines
 */
export const addToJournal = (entry: JournalEntry, days: number | null = null, limit = 1_000): Promise<void> =>
  inTurn(async () => {
    if (days === 0) return;
    const kept = await local().get(JOURNAL_KEY);
    const journal = recent(readJournal(kept[JOURNAL_KEY]), days, Date.now());
    if (journal.slice(-KEPT_WHEN_FULL).some((known) => same(known, entry))) return;
    const write = (lines: number) =>
      local().set({ [JOURNAL_KEY]: [...journal, entry].slice(-Math.min(lines, limit)) });
    await write(limit).catch(() => write(KEPT_WHEN_FULL));
  });

/** Deletes lines that are older than so many days; 0: all of them; null: none. */
export const trimJournal = (days: number | null): Promise<void> =>
  inTurn(async () => {
    if (days === null) return;
    const kept = await local().get(JOURNAL_KEY);
    const journal = readJournal(kept[JOURNAL_KEY]);
    const left = recent(journal, days, Date.now());
    if (left.length === journal.length) return;
    if (left.length === 0) await local().remove(JOURNAL_KEY);
    else await local().set({ [JOURNAL_KEY]: left });
  });

/** Deletes one line, told by its content: its place may have moved since it was shown. */
export const removeFromJournal = (entry: JournalEntry): Promise<void> =>
  inTurn(async () => {
    const kept = await local().get(JOURNAL_KEY);
    const journal = [...readJournal(kept[JOURNAL_KEY])];
    const place = journal.findIndex((candidate) => same(candidate, entry));
    if (place < 0) return;
    journal.splice(place, 1);
    await local().set({ [JOURNAL_KEY]: journal });
  });

/** Deletes the whole journal. */
export const clearJournal = (): Promise<void> => inTurn(() => local().remove(JOURNAL_KEY));

/**
 * Notes how a site is understood; does nothing where the browser has no `storage.session`.
 * @param next what is known now, from what was known before
 * @returns all sites as they are noted now
 */
export const noteHealth = (
  site: SiteId,
  next: (before: SiteHealth | undefined) => SiteHealth,
): Promise<Health> =>
  inTurn(async () => {
    const area = session();
    if (!area) return {};
    const health = readHealth((await area.get(HEALTH_KEY))[HEALTH_KEY]);
    const now = { ...health, [site]: next(health[site]) };
    await area.set({ [HEALTH_KEY]: now });
    return now;
  });

/**
 * Counts attempts of other extensions that were refused. Of them it keeps name, number and last moment, nothing of what
 * they sent.
 * @param times attempts by the extension's id
 */
export const noteStrangers = (times: ReadonlyMap<string, number>, now: number): Promise<void> =>
  inTurn(async () => {
    const kept = await local().get(STRANGERS_KEY);
    const known = new Map(readStrangers(kept[STRANGERS_KEY]).map((stranger) => [stranger.id, stranger]));
    for (const [name, more] of times) {
      const id = name.slice(0, LONGEST_ID);
      const before = known.get(id)?.times ?? 0;
      known.delete(id);
      known.set(id, { id, times: before + more, at: now });
    }
    await local().set({ [STRANGERS_KEY]: [...known.values()].slice(-MAX_STRANGERS) });
  });

/** Forgets who tried. */
export const forgetStrangers = (): Promise<void> => inTurn(() => local().remove(STRANGERS_KEY));

const WATCHED = new Set([
  SETTINGS_KEY,
  POLICY_KEY,
  JOURNAL_KEY,
  REJECTED_KEY,
  STRANGERS_KEY,
  HEALTH_KEY,
  PACK_STATE_KEY,
]);

/**
 * Calls the listener after each change of anything that `readAll` reads, from whichever page it came.
 * @returns a function that stops listening
 */
export const onChange = (listener: () => void): (() => void) => {
  const heard = (changes: Record<string, unknown>) => {
    if (Object.keys(changes).some((key) => WATCHED.has(key))) listener();
  };
  browser.storage.onChanged.addListener(heard);
  return () => browser.storage.onChanged.removeListener(heard);
};

/** The extension's version as the manifest states it. */
export const extensionVersion = (): string => browser.runtime.getManifest().version;
