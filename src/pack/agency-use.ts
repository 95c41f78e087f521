/**
 * Whether the pack that lies in storage may be used today: the one judgement of the worker, which judges by it, and of the
 * extension's pages, which show it. Nothing that was kept is trusted: what was changed where it lies, has expired, or
 * collides with what a new version of the extension brings is not used, and the shipped rules stand alone.
 */
import type { KeptState, PackRefusal, PackState } from '../domain/agency-state.ts';
import type { CivilDate } from '../domain/vocabulary.ts';
import { acceptPack, type Offer, type Refused } from './agency-accept.ts';
import { mergePack } from './agency-merge.ts';
import type { AgencyPack } from './agency-pack.ts';
import type { Subtle } from './agency-signature.ts';
import { type Rules, rules } from './bundle.ts';

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

/** The stored pack as it would come from the server; null: there is none, or not the one that the state tells of. */
export const keptOffer = (stored: unknown, { kept, publicKey }: PackState): Offer | null =>
  isStoredPack(stored) && stored.sha256 === kept?.sha256
    ? { bytes: new TextEncoder().encode(stored.text), signature: stored.signature, publicKey }
    : null;

const MAX_DETAILS = 5;
const MAX_DETAIL = 300;

/** Why a pack is not used, in the form in which it is kept and shown. */
export const refusalOf = ({ reason, problems }: Refused): PackRefusal => ({
  reason,
  details: problems
    .slice(0, MAX_DETAILS)
    .map(({ path, message, remedy }) => `${path && `${path}: `}${message}. ${remedy}`.slice(0, MAX_DETAIL)),
});

const DAMAGED: PackRefusal = { reason: 'not-kept', details: [] };

/** The shipped rules, with the pack over them where it may be used. */
export type PackUse =
  | { readonly rules: Rules; readonly pack: AgencyPack; readonly unused: null }
  /** `unused`: why not; null: there is none to use. */
  | { readonly rules: Rules; readonly pack: null; readonly unused: PackRefusal | null };

/** No pack. */
export const SHIPPED_ALONE: PackUse = { rules, pack: null, unused: null };

/**
 * Checks the kept pack as if it had just come, beside its own facts, and lays it over the shipped rules.
 * @param stored what lies under `PACK_KEY`
 * @param today the real day, never a simulated one
 */
export const useKept = async (
  stored: unknown,
  state: KeptState,
  today: CivilDate,
  subtle: Subtle,
): Promise<PackUse> => {
  const { id, serial, sha256 } = state.kept;
  const offer = keptOffer(stored, state);
  if (!offer) return { rules, pack: null, unused: DAMAGED };
  const answer = await acceptPack(offer, { current: { id, serial, sha256 }, rules, today, subtle });
  return answer.outcome === 'accepted'
    ? { rules: mergePack(rules, answer.pack), pack: answer.pack, unused: null }
    : { rules, pack: null, unused: refusalOf(answer) };
};
