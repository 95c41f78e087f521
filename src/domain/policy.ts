/**
 * Managed policy: what an agency may set for its machines. Every key stands in `POLICY_KEYS` with what it accepts; the
 * browser's schema, the templates, the guides and the options page all go by that table.
 *
 * An agency may set defaults, hold some of them, and add to what is recognised. No key can read, send or keep the
 * journal, and none ever may: whoever adds a key here answers for that.
 */
import { disguised } from './disguise.ts';
import { IN_FORCE_FORMAT, type InForce } from './in-force.ts';
import {
  DEFAULT_SETTINGS,
  type Exception,
  isCivilDate,
  isRegion,
  MAX_JOURNAL_DAYS,
  MAX_MORE_REGIONS,
  type Settings,
} from './settings.ts';
import {
  type CivilDate,
  type LanguageSetting,
  type RegionCode,
  SITE_IDS,
  type SiteId,
  type Strictness,
} from './vocabulary.ts';

/** Settings of the person for which a policy can give a default, or hold it. */
export const LOCKABLE = [
  'region',
  'moreRegions',
  'strictness',
  'language',
  'simulatedDate',
  'journalDays',
] as const;
export type Lockable = (typeof LOCKABLE)[number];

/**
 * Parts of the interface that a policy can take away: conveniences only. The journal with its way to delete it, what is
 * said about privacy, and what the agency set are never among them.
 */
export const HIDEABLE = [
  /** The popup's way to the calendar. */
  'popup-calendar',
  /** The popup's way to the rules. */
  'popup-rules',
  /** The last warnings in the popup; the journal in the options stays. */
  'popup-warnings',
  /** Witness and report in the popup. */
  'popup-witness',
  'options-more-regions',
  'options-simulated',
  /** "Not an election participant?" in the warning. Exceptions made before can still be taken back. */
  'not-participant',
] as const;
export type HidePart = (typeof HIDEABLE)[number];

/** `warn`: who was warned may go on. `block`: a held action cannot be gone on with. */
export const MODES = ['warn', 'block'] as const;
export type Mode = (typeof MODES)[number];

/** A site with an account on it, as the policy's `site:handle`; the handle in lower case, without `@`. */
export interface PolicyAccount {
  readonly site: SiteId;
  readonly handle: string;
}

/** A policy as far as it could be read; what is absent was not set, or was set to something that is none. */
export interface Policy {
  readonly region?: RegionCode;
  readonly moreRegions?: readonly RegionCode[];
  readonly strictness?: Strictness;
  readonly language?: LanguageSetting;
  readonly mode?: Mode;
  readonly lockedKeys?: readonly Lockable[];
  readonly extraAccounts?: readonly string[];
  readonly extraGroups?: readonly string[];
  readonly extraTerms?: readonly string[];
  readonly exemptAccounts?: readonly string[];
  readonly helpContact?: string;
  readonly showWelcome?: boolean;
  readonly hideParts?: readonly HidePart[];
  readonly simulatedDate?: CivilDate;
  readonly journalDays?: number;
  readonly packUrl?: string;
  readonly packPublicKey?: string;
}
export type PolicyKey = keyof Policy;

/** What to do about a bad value; each has a text `policy_remedy_<name>` in the locale files. */
export type Remedy =
  | 'unknown_key'
  | 'text'
  | 'list'
  | 'flag'
  | 'number'
  | 'choice'
  | 'region'
  | 'date'
  | 'account'
  | 'neutral'
  | 'term'
  | 'contact'
  | 'address'
  | 'public_key'
  | 'too_many'
  | 'lock';

interface Common {
  /** A value that is accepted: stands in templates and guides. */
  readonly example: unknown;
}
/** A text; `fold` brings an accepted one into its one form. */
export interface TextSpec extends Common {
  readonly type: 'string';
  readonly values?: readonly string[];
  accepts(text: string): boolean;
  readonly fold?: (text: string) => string;
  readonly remedy: Remedy;
}
/** A list of texts, each accepted or refused by itself; the same one twice is one. */
export interface ListSpec extends Common {
  readonly type: 'array';
  /** Longest list, in entries. */
  readonly most: number;
  readonly of: Omit<TextSpec, 'example'>;
}
export interface FlagSpec extends Common {
  readonly type: 'boolean';
}
/** A whole number, both ends inclusive. */
export interface NumberSpec extends Common {
  readonly type: 'integer';
  readonly least: number;
  readonly most: number;
}
export type KeySpec = TextSpec | ListSpec | FlagSpec | NumberSpec;

const choice = (values: readonly string[]): Omit<TextSpec, 'example'> => ({
  type: 'string',
  values,
  accepts: (text) => values.includes(text),
  remedy: 'choice',
});

const regionText: Omit<TextSpec, 'example'> = { type: 'string', accepts: isRegion, remedy: 'region' };

const ACCOUNT = new RegExp(`^(${SITE_IDS.join('|')}):@?[a-z0-9._]{1,60}$`);
/** Handles are plain ASCII on all sites, so that nothing can look like another. */
const accountText = {
  type: 'string',
  accepts: (text: string) => ACCOUNT.test(text.trim().toLowerCase()),
  fold: (text: string) => text.trim().toLowerCase().replace(':@', ':'),
  remedy: 'account',
} as const;

/** Fewer letters or digits than this are part of somebody else's words too often. */
const SHORTEST_TERM = 3;
const LONGEST_TERM = 120;
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Literal words: no markup, no control, invisible or look-alike characters. */
const termText: Omit<TextSpec, 'example'> = {
  type: 'string',
  accepts: (text) =>
    text.length <= LONGEST_TERM &&
    (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= SHORTEST_TERM &&
    !CONTROL.test(text) &&
    !/[<>]/.test(text) &&
    disguised(text) === null,
  fold: (text) => text.trim().replace(/\s+/g, ' '),
  remedy: 'term',
};

const LONGEST_CONTACT = 200;

/** Every key of the policy, in the order in which people see them. */
export const POLICY_KEYS: Readonly<Record<PolicyKey, KeySpec>> = {
  region: { ...regionText, example: '36.03' },
  moreRegions: { type: 'array', most: MAX_MORE_REGIONS, of: regionText, example: ['31', '32.16'] },
  strictness: { ...choice(['longgar', 'normal', 'ketat']), example: 'normal' },
  language: { ...choice(['id', 'en', 'auto']), example: 'id' },
  mode: { ...choice(MODES), example: 'warn' },
  lockedKeys: { type: 'array', most: LOCKABLE.length, of: choice(LOCKABLE), example: ['region'] },
  extraAccounts: { type: 'array', most: 500, of: accountText, example: ['instagram:contoh.tim_sukses'] },
  extraGroups: { type: 'array', most: 200, of: termText, example: ['Relawan Contoh Sejahtera'] },
  extraTerms: { type: 'array', most: 200, of: termText, example: ['Salam Contoh Juara'] },
  exemptAccounts: { type: 'array', most: 200, of: accountText, example: ['facebook:pemkab.contoh'] },
  helpContact: {
    type: 'string',
    accepts: (text) =>
      text.trim() !== '' && text.length <= LONGEST_CONTACT && !CONTROL.test(text) && !/[<>]/.test(text),
    fold: (text) => text.trim(),
    remedy: 'contact',
    example: 'Subbagian Kepegawaian BKPSDM, telepon (021) 555-0100',
  },
  showWelcome: { type: 'boolean', example: true },
  hideParts: { type: 'array', most: HIDEABLE.length, of: choice(HIDEABLE), example: ['options-simulated'] },
  simulatedDate: { type: 'string', accepts: isCivilDate, remedy: 'date', example: '2024-01-15' },
  journalDays: { type: 'integer', least: 0, most: MAX_JOURNAL_DAYS, example: 90 },
  packUrl: {
    type: 'string',
    // Plain https: no name or password in it, nothing that cannot be read aloud.
    accepts: (text) => text.length <= 600 && /^https:\/\/[a-z0-9][a-z0-9.-]*(:\d{1,5})?\/[!-~]*$/i.test(text),
    remedy: 'address',
    example: 'https://bkpsdm.contoh.go.id/jaga-netral/pack.json',
  },
  packPublicKey: {
    type: 'string',
    // 32 bytes in base64: the last sign carries four bits.
    accepts: (text) => /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(text),
    remedy: 'public_key',
    example: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  },
};

/** A value of a policy that is not used, and what to do about it. */
export interface PolicyProblem {
  readonly key: string;
  /** The value, or the one entry of a list, as it was found. */
  readonly found: unknown;
  readonly remedy: Remedy;
}

export interface PolicyReading {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
}

/** Names of all keys, in their order. */
export const policyKeys = Object.keys(POLICY_KEYS) as readonly PolicyKey[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What only the rules know of a value that has the right form. */
export interface PolicyChecks {
  /** Whether a region exists. */
  isRegion(code: RegionCode): boolean;
  /** Whether an account speaks about everybody by trade: that of an election organiser or of a news medium. */
  isNeutral(account: PolicyAccount): boolean;
}
const FORM_ALONE: PolicyChecks = { isRegion: () => true, isNeutral: () => false };

type Report = (found: unknown, remedy: Remedy) => void;

/** Why a text is refused; null: it is none to refuse. */
const refusal = (
  key: PolicyKey,
  spec: Omit<TextSpec, 'example'>,
  text: string,
  checks: PolicyChecks,
): Remedy | null => {
  if (!spec.accepts(text)) return spec.remedy;
  if (spec.remedy === 'region' && !checks.isRegion(text)) return 'region';
  // Exempt they may be: that only repeats what holds for them.
  if (key === 'extraAccounts' && checks.isNeutral(accountOf(accountText.fold(text)))) return 'neutral';
  return null;
};

const readText = (
  key: PolicyKey,
  spec: Omit<TextSpec, 'example'>,
  found: unknown,
  report: Report,
  checks: PolicyChecks,
): string | undefined => {
  const remedy = typeof found === 'string' ? refusal(key, spec, found, checks) : 'text';
  if (remedy !== null) {
    report(found, remedy);
    return undefined;
  }
  return spec.fold ? spec.fold(found as string) : (found as string);
};

const readList = (
  key: PolicyKey,
  { of, most }: ListSpec,
  found: unknown,
  report: Report,
  checks: PolicyChecks,
): string[] | undefined => {
  if (!Array.isArray(found)) {
    report(found, 'list');
    return undefined;
  }
  const good = new Set<string>();
  for (const entry of found as unknown[]) {
    const text = readText(key, of, entry, report, checks);
    if (text === undefined) continue;
    if (good.size >= most && !good.has(text)) report(entry, 'too_many');
    else good.add(text);
  }
  return [...good];
};

const readValue = (key: PolicyKey, found: unknown, report: Report, checks: PolicyChecks): unknown => {
  const spec = POLICY_KEYS[key];
  switch (spec.type) {
    case 'string':
      return readText(key, spec, found, report, checks);
    case 'array':
      return readList(key, spec, found, report, checks);
    case 'boolean':
      if (typeof found === 'boolean') return found;
      // The registry of Windows and the profiles of macOS have no flags, and Firefox hands over what stands there.
      if (found === 0 || found === 1) return found === 1;
      report(found, 'flag');
      return undefined;
    case 'integer':
      if (typeof found === 'number' && Number.isInteger(found) && found >= spec.least && found <= spec.most)
        return found;
      report(found, 'number');
      return undefined;
  }
};

/**
 * Reads whatever the browser hands over as policy. Each value is looked at by itself: a bad one is left out and
 * reported, so is a bad entry of a list; the others stand. Never throws.
 * @param checks what the rules know; without them, whatever has the right form is good
 */
export const readPolicy = (raw: unknown, checks: PolicyChecks = FORM_ALONE): PolicyReading => {
  const policy: Record<string, unknown> = {};
  const problems: PolicyProblem[] = [];
  for (const key of isRecord(raw) ? Object.keys(raw) : []) {
    const found = (raw as Record<string, unknown>)[key];
    if (!Object.hasOwn(POLICY_KEYS, key)) problems.push({ key, found, remedy: 'unknown_key' });
    else {
      const report: Report = (entry, remedy) => problems.push({ key, found: entry, remedy });
      const value = readValue(key as PolicyKey, found, report, checks);
      if (value !== undefined) policy[key] = value;
    }
  }
  // A lock holds the value beside it, or where none was given the ordinary one. It never holds what the agency did not
  // mean: neither beside a value that could not be read, nor a person without any region.
  const locks = policy.lockedKeys as Lockable[] | undefined;
  const meant = (key: Lockable) =>
    key in policy || (key !== 'region' && !problems.some((problem) => problem.key === key));
  if (locks) {
    policy.lockedKeys = locks.filter(meant);
    for (const key of locks)
      if (!meant(key)) problems.push({ key: 'lockedKeys', found: key, remedy: 'lock' });
  }
  // Every field was read by the table above.
  return { policy: policy as Policy, problems };
};

/** A policy's account in its parts. */
export const accountOf = (text: string): PolicyAccount => {
  const [site, handle] = text.split(':');
  return { site: site as SiteId, handle: handle ?? '' };
};

/** True when the person cannot change a setting. */
export const isLocked = ({ lockedKeys }: Policy, key: string): boolean =>
  (lockedKeys as readonly string[] | undefined)?.includes(key) === true;

/** The shorter of two spans of the journal; null is the longest. */
const shorter = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/**
 * The settings in force: a value of the policy stands until the person chooses another; a locked one stands always.
 * Only the journal is never kept for longer than the person wants, whoever holds the setting.
 * @param chosen names of the settings that the person chose
 */
export const applyPolicy = (settings: Settings, chosen: ReadonlySet<string>, policy: Policy): Settings => {
  const inForce: Record<string, unknown> = { ...settings };
  for (const key of LOCKABLE)
    if (isLocked(policy, key)) inForce[key] = policy[key] ?? DEFAULT_SETTINGS[key];
    else if (policy[key] !== undefined && !chosen.has(key)) inForce[key] = policy[key];
  if (isLocked(policy, 'journalDays') && chosen.has('journalDays'))
    inForce.journalDays = shorter(policy.journalDays ?? null, settings.journalDays);
  return inForce as unknown as Settings;
};

/** True when the person cannot change a setting: the journal they can always keep for a shorter time. */
export const isHeld = (policy: Policy, key: Lockable): boolean =>
  key !== 'journalDays' && isLocked(policy, key);

/** What the agency exempts; no day stands by it, for nobody in this browser added it. */
const exempt = ({ exemptAccounts = [] }: Policy): Exception[] =>
  exemptAccounts.map((text) => {
    const { site, handle } = accountOf(text);
    return { kind: 'author', site, author: handle, added: '' };
  });

/** Settings, with the policy applied to them, in the form that pages read. */
export const inForceOf = (settings: Settings, policy: Policy): InForce => ({
  format: IN_FORCE_FORMAT,
  region: settings.region,
  employment: settings.employment,
  language: settings.language,
  strictness: settings.strictness,
  simulatedDate: settings.simulatedDate,
  exceptions: [...settings.exceptions, ...exempt(policy)],
  block: policy.mode === 'block',
  help: policy.helpContact ?? '',
  mayExcept: policy.hideParts?.includes('not-participant') !== true,
});
