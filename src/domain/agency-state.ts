/**
 * How it stands with the agency's own pack: what is kept of it, when it was last asked for, and why it is not used.
 * The worker writes it, the options show it. The pack itself lies beside it, under a key of its own.
 */
import type { Policy } from './policy.ts';
import type { CivilDate } from './vocabulary.ts';

/** `PackState` in `storage.local`. */
export const PACK_STATE_KEY = 'agencyPackState';
/** The content of both files in `storage.local`, written together with the state. */
export const PACK_KEY = 'agencyPack';

/** Every reason for which a pack is not taken or not used; each has texts `pack_why_…` and `pack_remedy_…`. */
export const PACK_TROUBLES = [
  'unreachable',
  'timeout',
  'redirected',
  'not-found',
  'server-error',
  'too-large',
  'bad-key',
  'unsupported',
  'bad-signature-file',
  'wrong-key',
  'bad-signature',
  'not-json',
  'format-too-new',
  'schema',
  'content',
  'other-pack',
  'downgrade',
  'replay',
  'expired',
  'not-kept',
] as const;
export type PackTrouble = (typeof PACK_TROUBLES)[number];

/** Why, and in an administrator's words where and what; those are English, as the tools say them. */
export interface PackRefusal {
  readonly reason: PackTrouble;
  readonly details: readonly string[];
}

/** The last good pack. */
export interface PackFacts {
  /** Where it came from. */
  readonly address: string;
  readonly id: string;
  readonly serial: number;
  /** Of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly publisher: string;
  readonly issued: CivilDate;
  readonly expires: CivilDate | null;
  /** When it was fetched; ms since the epoch, as all moments here. */
  readonly fetched: number;
}

export interface PackState {
  /** The policy's, for which all of this holds. */
  readonly address: string;
  readonly publicKey: string;
  readonly kept: PackFacts | null;
  /** Why the kept pack is not used, though it once was good; null: it is used, or there is none. */
  readonly unused: PackRefusal | null;
  /** When the server last had a good pack, new or the same. */
  readonly confirmed: number | null;
  readonly tried: { readonly at: number; readonly refusal: PackRefusal | null } | null;
  /** Tries in a row that brought nothing good. */
  readonly failures: number;
  /** When it is asked for next. */
  readonly next: number;
}

/** A state that tells of a kept pack. */
export type KeptState = PackState & { readonly kept: PackFacts };

/**
 * True when the policy of this moment still wants what is kept. The address may be a new one, from which nothing came
 * yet: what the same key has signed goes on being used.
 */
export const isStillWanted = (
  { packUrl, packPublicKey }: Policy,
  state: PackState | null,
): state is KeptState =>
  packUrl !== undefined && state !== null && state.publicKey === packPublicKey && state.kept !== null;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isMoment = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const isRefusal = (value: unknown): value is PackRefusal =>
  isRecord(value) &&
  (PACK_TROUBLES as readonly unknown[]).includes(value.reason) &&
  Array.isArray(value.details) &&
  value.details.every(isText);

const isFacts = (value: unknown): value is PackFacts =>
  isRecord(value) &&
  ['address', 'id', 'sha256', 'publisher', 'issued'].every((key) => isText(value[key])) &&
  (value.expires === null || isText(value.expires)) &&
  isMoment(value.serial) &&
  isMoment(value.fetched);

const orNull = <T>(value: unknown, is: (value: unknown) => value is T): T | null =>
  is(value) ? value : null;

const isTry = (value: unknown): value is NonNullable<PackState['tried']> =>
  isRecord(value) && isMoment(value.at) && (value.refusal === null || isRefusal(value.refusal));

/** Reads what is stored, which another version may have written; null: there is none, or it is damaged. */
export const readPackState = (stored: unknown): PackState | null =>
  isRecord(stored) && isText(stored.address) && isText(stored.publicKey)
    ? {
        address: stored.address,
        publicKey: stored.publicKey,
        kept: orNull(stored.kept, isFacts),
        unused: orNull(stored.unused, isRefusal),
        confirmed: orNull(stored.confirmed, isMoment),
        tried: orNull(stored.tried, isTry),
        failures: orNull(stored.failures, isMoment) ?? 0,
        next: orNull(stored.next, isMoment) ?? 0,
      }
    : null;
