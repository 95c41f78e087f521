/**
 * The agency's pack that was good last: read from storage, checked again, laid over the rules. Nothing that lies in
 * storage is trusted: what was changed there, has expired, or collides with what a new version of the extension brings
 * is not used, and the shipped rules stand alone.
 */
import type { PackRefusal, PackState } from '../domain/agency-state.ts';
import { civilDateAt } from '../domain/civil-date.ts';
import type { Policy } from '../domain/policy.ts';
import type { CivilDate, RegionCode } from '../domain/vocabulary.ts';
import { type Accepted, acceptPack, type Offer, type Refused } from '../pack/agency-accept.ts';
import { mergePack } from '../pack/agency-merge.ts';
import { type Rules, rules } from '../pack/bundle.ts';
import { readKey } from '../platform/worker.ts';

/** `StoredPack`. */
export const PACK_KEY = 'agencyPack';

/** The exact content of both files. Bytes that are no UTF-8 are no pack, so that a text can hold them. */
export interface StoredPack {
  readonly sha256: string;
  readonly text: string;
  readonly signature: string;
}

const isStoredPack = (value: unknown): value is StoredPack =>
  typeof value === 'object' &&
  value !== null &&
  ['sha256', 'text', 'signature'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');

/** The text of bytes, from which `TextEncoder` makes the same bytes; null: they are no UTF-8. */
export const exactText = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** The real day where the person is. A simulated one must not bring back what has expired. */
export const realToday = (region: RegionCode | null): CivilDate => civilDateAt(Date.now(), region);

/** The kept pack as it would come from the server; null: there is none, or not the one that the state tells of. */
export const keptOffer = async ({ kept, publicKey }: PackState): Promise<Offer | null> => {
  const stored = kept && (await readKey(PACK_KEY));
  return isStoredPack(stored) && stored.sha256 === kept?.sha256
    ? { bytes: new TextEncoder().encode(stored.text), signature: stored.signature, publicKey }
    : null;
};

/** Why a pack is not used, in the form in which it is kept and shown. */
export const refusalOf = ({ reason, problems }: Refused): PackRefusal => ({
  reason,
  details: problems
    .slice(0, MAX_DETAILS)
    .map(({ path, message, remedy }) => `${path && `${path}: `}${message}. ${remedy}`.slice(0, MAX_DETAIL)),
});
const MAX_DETAILS = 5;
const MAX_DETAIL = 300;

const DAMAGED: PackRefusal = { reason: 'not-kept', details: [] };

export interface PackInUse {
  /** The shipped rules, with the pack over them where one is used. */
  readonly rules: Rules;
  /** Of the pack; null: none is used. */
  readonly sha256: string | null;
  /** Why a kept one is not. */
  readonly unused: PackRefusal | null;
}

const NONE: PackInUse = { rules, sha256: null, unused: null };

const check = async (state: PackState, today: CivilDate): Promise<PackInUse> => {
  const { kept } = state;
  if (!kept) return NONE;
  const offer = await keptOffer(state);
  if (!offer) return { ...NONE, unused: DAMAGED };
  const answer: Accepted | Refused = await acceptPack(offer, {
    current: { id: kept.id, serial: kept.serial, sha256: kept.sha256 },
    rules,
    today,
    subtle: crypto.subtle,
  });
  return answer.outcome === 'accepted'
    ? { rules: mergePack(rules, answer.pack), sha256: kept.sha256, unused: null }
    : { ...NONE, unused: refusalOf(answer) };
};

/** Checked once in the worker's life, and again when the pack, its key or the day is another. */
let checked: { readonly of: string; readonly use: Promise<PackInUse> } | null = null;

/** Another pack lies in storage now. */
export const checkAnew = (): void => {
  checked = null;
};

/**
 * The rules with the agency's pack, as far as the policy of this moment wants it and it stands the test today.
 * @param region the person's, whose day it is
 */
export const packInUse = (
  { packUrl, packPublicKey }: Policy,
  state: PackState | null,
  region: RegionCode | null,
): Promise<PackInUse> => {
  // The address may be a new one, from which nothing came yet: what the same key has signed goes on being used.
  if (packUrl === undefined || state?.publicKey !== packPublicKey || !state?.kept)
    return Promise.resolve(NONE);
  const today = realToday(region);
  const of = JSON.stringify([state.publicKey, state.kept, today]);
  if (checked?.of !== of) {
    const use = check(state, today);
    checked = { of, use };
    // What could not be read now may be readable later.
    use.catch(() => {
      if (checked?.use === use) checked = null;
    });
  }
  return checked.use;
};
