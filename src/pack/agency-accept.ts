/**
 * Decides about a pack that an agency published: is it theirs, is it whole, is it good, and is it newer than what is
 * in use. Pure but for the browser's own cryptography: it fetches nothing and keeps nothing, so the last good pack stays
 * whatever comes in, until the caller puts an accepted one in its place.
 *
 * The order matters: nothing is parsed before the signature has been found good.
 */
import type { CivilDate } from '../domain/vocabulary.ts';
import type { AgencyPack, PackProblem } from './agency-pack.ts';
import { type PackFault, readPack, tooLarge } from './agency-read.ts';
import {
  checkSignature,
  keyIdOf,
  readPublicKey,
  readSignature,
  type Subtle,
  toHex,
} from './agency-signature.ts';
import type { Rules } from './bundle.ts';

/** The pack in use. It belongs to one address and one key: where the policy names others, begin with null. */
export interface CurrentPack {
  readonly id: string;
  readonly serial: number;
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Why a pack is not used. Stable: interface texts and logs go by it. */
export type Refusal =
  | PackFault
  /** The public key is not 32 bytes in base64, or no key that proves anything. */
  | 'bad-key'
  /** The browser cannot check Ed25519 (Chromium before 137). */
  | 'unsupported'
  /** `pack.json.sig` is not of the form that `pack:sign` writes. */
  | 'bad-signature-file'
  /** Signed with another key than the one in the policy. */
  | 'wrong-key'
  | 'bad-signature'
  /** Another pack than the one in use, under the same address and key. */
  | 'other-pack'
  /** An older serial than the one in use. */
  | 'downgrade'
  /** The serial in use, with other content. */
  | 'replay'
  | 'expired';

export interface Accepted {
  readonly outcome: 'accepted';
  readonly pack: AgencyPack;
  readonly current: CurrentPack;
  /** False when it is the pack in use, byte for byte. */
  readonly changed: boolean;
}

export interface Refused {
  readonly outcome: 'refused';
  readonly reason: Refusal;
  /** At least one; field, message and remedy. */
  readonly problems: readonly PackProblem[];
}

export interface Offer {
  /** The exact bytes of `pack.json`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The text of `pack.json.sig`. */
  readonly signature: string;
  /** Base64, from the policy. */
  readonly publicKey: string;
}

export interface Circumstances {
  readonly current: CurrentPack | null;
  /** The rules that ship with the extension. */
  readonly rules: Rules;
  /** The real day, never a simulated one: a training date must not revive what has expired. */
  readonly today: CivilDate;
  readonly subtle: Subtle;
}

const refused = (reason: Refusal, message: string, remedy: string, path = ''): Refused => ({
  outcome: 'refused',
  reason,
  problems: [{ path, message, remedy }],
});

/** The signature's part of the decision; null when it is good. */
const refusalOfSignature = async (
  { bytes, signature: text, publicKey }: Offer,
  subtle: Subtle,
): Promise<Refused | null> => {
  const badKey = refused(
    'bad-key',
    'the public key is not an Ed25519 key of 32 bytes in base64',
    'Put the line that pack:keygen printed into the policy, 44 characters ending in "=".',
  );
  const key = readPublicKey(publicKey);
  if (!key) return badKey;
  const signature = readSignature(text);
  if (!signature)
    return refused(
      'bad-signature-file',
      'pack.json.sig is not a signature of this kind',
      'Publish the file that pack:sign wrote, unchanged, as text.',
    );
  const keyId = await keyIdOf(key, subtle);
  if (signature.keyId !== keyId)
    return refused(
      'wrong-key',
      `the pack is signed with the key ${signature.keyId}, the policy names ${keyId}`,
      'Sign with the key that belongs to the policy, or change the policy.',
    );
  const checked = await checkSignature(bytes, signature, key, subtle);
  if (checked === 'unsupported')
    return refused(
      'unsupported',
      'this browser cannot check Ed25519 signatures',
      'Update the browser: Chromium 137 or Firefox 129, or newer.',
    );
  if (checked === 'bad-key') return badKey;
  if (checked === 'bad')
    return refused(
      'bad-signature',
      'the signature does not belong to these bytes',
      'Sign the pack again and publish both files together, unchanged: no editor, no converted line ends.',
    );
  return null;
};

/** What the pack in use says to a good one; null: nothing against it. */
const refusalOfOrder = (
  { id, serial, expires }: AgencyPack,
  sha256: string,
  { current, today }: Circumstances,
): Refused | null => {
  if (current && current.id !== id)
    return refused(
      'other-pack',
      `the pack in use is "${current.id}", this one is "${id}"`,
      'Publish under the same id; another pack needs another address in the policy.',
      'id',
    );
  if (current && serial < current.serial)
    return refused(
      'downgrade',
      `serial ${serial} is older than the serial in use, ${current.serial}`,
      `To go back, publish the old content with a serial above ${current.serial}.`,
      'serial',
    );
  if (current && serial === current.serial && sha256 !== current.sha256)
    return refused(
      'replay',
      `serial ${serial} is in use with other content`,
      `Raise the serial above ${current.serial} with every change.`,
      'serial',
    );
  if (expires !== undefined && expires < today)
    return refused(
      'expired',
      `the pack was good until ${expires}`,
      'Publish a new one with a higher serial.',
      'expires',
    );
  return null;
};

/**
 * Accepts or refuses a pack. Never throws.
 *
 * Also the road for a stored pack when the browser starts: offered again beside its own `current`, it is accepted
 * unchanged, or refused because it has expired or because a new version of the extension brings what it collides with.
 */
export const acceptPack = async (offer: Offer, circumstances: Circumstances): Promise<Accepted | Refused> => {
  const { bytes } = offer;
  const { current, rules, subtle } = circumstances;
  const large = tooLarge(bytes);
  if (large) return { outcome: 'refused', reason: large.fault, problems: large.problems };
  const unsigned = await refusalOfSignature(offer, subtle);
  if (unsigned) return unsigned;
  const reading = readPack(bytes, rules);
  if ('fault' in reading) return { outcome: 'refused', reason: reading.fault, problems: reading.problems };
  const { pack } = reading;
  const sha256 = toHex(await subtle.digest('SHA-256', bytes));
  const outOfOrder = refusalOfOrder(pack, sha256, circumstances);
  if (outOfOrder) return outOfOrder;
  return {
    outcome: 'accepted',
    pack,
    current: { id: pack.id, serial: pack.serial, sha256 },
    changed: current?.sha256 !== sha256,
  };
};
