/**
 * Fetches the pack that the agency publishes, where its policy names an address and a key: the only request of the
 * extension. What comes is checked before it is kept, and kept before it is used; whatever goes wrong, the last good
 * pack stays and the options say why.
 */
import {
  PACK_KEY,
  PACK_STATE_KEY,
  type PackFacts,
  type PackRefusal,
  type PackState,
} from '../domain/agency-state.ts';
import { type Accepted, acceptPack, type CurrentPack, type Offer } from '../pack/agency-accept.ts';
import { mergePack } from '../pack/agency-merge.ts';
import { MAX_PACK_BYTES } from '../pack/agency-read.ts';
import { MAX_SIGNATURE_TEXT } from '../pack/agency-signature.ts';
import { keptOffer, refusalOf, type StoredPack } from '../pack/agency-use.ts';
import { rules } from '../pack/bundle.ts';
import { createRecogniser } from '../pack/recogniser.ts';
import { download } from '../platform/agency-server.ts';
import type { PackNews } from '../platform/messages.ts';
import { readStanding, same } from '../platform/storage.ts';
import { readKey, removeKey, wakeAt, wakeNoMore, writeKey, writeKeys } from '../platform/worker.ts';
import { checkAnew, packInUse, realToday } from './agency-kept.ts';

/** From one good answer to the next question. */
const EVERY_MS = 6 * 3_600_000;
/** After the first failure; each further one doubles it, up to `EVERY_MS`. */
const AGAIN_MS = 5 * 60_000;
/** Every wait is up to so much shorter or longer, so that machines that began together do not stay together. */
const JITTER = 0.25;
/**
 * For both files together. Browsers end a worker that has done nothing but wait for 30 s; the try must be over, and
 * written down, before.
 */
const PATIENCE_MS = 20_000;

const spread = (ms: number): number => Math.round(ms * (1 + JITTER * (2 * Math.random() - 1)));

/** How long to wait after so many failures in a row. */
const waitAfter = (failures: number): number =>
  spread(failures === 0 ? EVERY_MS : Math.min(EVERY_MS, AGAIN_MS * 2 ** Math.min(failures - 1, 10)));

/** Never waits for longer than the longest wait: a clock may have been set back. */
const isDue = ({ next }: PackState, now: number): boolean =>
  now >= next || next - now > EVERY_MS * (1 + JITTER);

/** What the policy names now. */
interface Wanted {
  readonly address: string;
  readonly publicKey: string;
}

const wantedNow = async (): Promise<Wanted | null> => {
  const { packUrl, packPublicKey } = (await readStanding()).policy.policy;
  return packUrl !== undefined && packPublicKey !== undefined
    ? { address: packUrl, publicKey: packPublicKey }
    : null;
};

/** The state for what is wanted. A pack stays with the key that signed it; all else begins anew for another address. */
const stateFor = (wanted: Wanted, before: PackState | null): PackState => {
  if (before?.address === wanted.address && before.publicKey === wanted.publicKey) return before;
  const kept = before?.publicKey === wanted.publicKey ? before.kept : null;
  return { ...wanted, kept, unused: null, confirmed: null, tried: null, failures: 0, next: 0 };
};

interface Found {
  readonly offer: Offer;
  readonly accepted: Accepted;
}

/** What later use does with a pack must work before it takes the place of a good one. */
const mishap = ({ pack }: Accepted): PackRefusal | null => {
  try {
    createRecogniser(mergePack(rules, pack), null, []);
    return null;
  } catch (error) {
    return { reason: 'content', details: [String(error)] };
  }
};

/** The text of bytes, from which `TextEncoder` makes the same bytes; null: they are no UTF-8. */
const exactText = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && one.every((byte, at) => byte === other[at]);

/** Reads both files and decides. The signature is asked for only when the pack is another than the kept one. */
const ask = async (state: PackState): Promise<Found | PackRefusal> => {
  const { address, publicKey, kept } = state;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // Where the two files did not belong together, one of them may have come from a cache.
  const freshness = state.tried?.refusal?.reason === 'bad-signature' ? 'anew' : 'revalidated';
  const pack = await download(address, MAX_PACK_BYTES, freshness, signal);
  if ('trouble' in pack) return { reason: pack.trouble, details: [pack.detail] };
  // One that is not used may have been changed where it lies.
  const mine = state.unused === null ? keptOffer(await readKey(PACK_KEY), state) : null;
  let signature = mine && sameBytes(mine.bytes, pack.bytes) ? mine.signature : null;
  if (signature === null) {
    const file = await download(signatureAddress(address), MAX_SIGNATURE_TEXT, 'anew', signal);
    if ('trouble' in file)
      // Whatever is that long is no signature.
      return {
        reason: file.trouble === 'too-large' ? 'bad-signature-file' : file.trouble,
        details: [file.detail],
      };
    signature = new TextDecoder().decode(file.bytes);
  }
  const offer: Offer = { bytes: pack.bytes, signature, publicKey };
  // The order of serials is that of one address.
  const current: CurrentPack | null = kept?.address === address ? kept : null;
  const { region } = (await readStanding()).settings;
  const answer = await acceptPack(offer, { current, rules, today: realToday(region), subtle: crypto.subtle });
  if (answer.outcome === 'refused') return refusalOf(answer);
  return mishap(answer) ?? { offer, accepted: answer };
};

/** `pack.json?v=2` is signed by `pack.json.sig?v=2`. */
const signatureAddress = (address: string): string => {
  const url = new URL(address);
  url.pathname += '.sig';
  return url.href;
};

/** Keeps a good pack with everything that is known of it, in one write. @throws when there is no room */
const keep = async (state: PackState, { offer, accepted }: Found, now: number): Promise<void> => {
  const { pack, current } = accepted;
  const isKept = state.unused === null && state.kept?.sha256 === current.sha256;
  const facts: PackFacts = {
    ...current,
    address: state.address,
    publisher: pack.publisher,
    issued: pack.issued,
    expires: pack.expires ?? null,
    fetched: isKept && state.kept ? state.kept.fetched : now,
  };
  const stored: StoredPack = {
    sha256: current.sha256,
    text: exactText(offer.bytes) ?? '',
    signature: offer.signature,
  };
  const good: PackState = {
    ...state,
    kept: facts,
    unused: null,
    confirmed: now,
    tried: { at: now, refusal: null },
    failures: 0,
    next: now + waitAfter(0),
  };
  await writeKeys({ [PACK_STATE_KEY]: good, ...(isKept ? {} : { [PACK_KEY]: stored }) });
  if (!isKept) checkAnew();
  await wakeAt(good.next);
};

/** Notes a try that brought nothing good. What is kept stays as it is. */
const noteRefusal = async (state: PackState, refusal: PackRefusal, now: number): Promise<void> => {
  const failures = state.failures + 1;
  const next = now + waitAfter(failures);
  await writeKey(PACK_STATE_KEY, { ...state, tried: { at: now, refusal }, failures, next });
  await wakeAt(next);
};

export interface Followed {
  readonly news: PackNews;
  /** Whether the rules in force may be others now. */
  readonly changed: boolean;
}

const fetchNow = async (state: PackState): Promise<Followed> => {
  // Should the browser end the worker in the middle, this is the next try.
  const next = Date.now() + waitAfter(state.failures + 1);
  await writeKey(PACK_STATE_KEY, { ...state, next });
  await wakeAt(next);
  const found = await ask(state);
  const wanted = await wantedNow();
  // The policy has changed meanwhile, and whoever changed it is next in the row.
  if (wanted?.address !== state.address || wanted.publicKey !== state.publicKey)
    return { news: 'none', changed: false };
  const now = Date.now();
  if ('reason' in found) {
    await noteRefusal(state, found, now);
    return { news: 'refused', changed: false };
  }
  try {
    await keep(state, found, now);
  } catch (error) {
    await noteRefusal(state, { reason: 'not-kept', details: [String(error)] }, now);
    return { news: 'refused', changed: false };
  }
  const isNew = state.kept?.sha256 !== found.accepted.current.sha256;
  return { news: isNew ? 'new' : 'same', changed: isNew || state.unused !== null };
};

/** The agency wants no pack, or no longer: nothing of it stays. */
const forget = async (): Promise<Followed> => {
  const stored = await readKey(PACK_STATE_KEY);
  if (stored === undefined) return { news: 'none', changed: false };
  await removeKey(PACK_KEY, PACK_STATE_KEY);
  await wakeNoMore();
  return { news: 'none', changed: true };
};

const followNow = async (asked: boolean): Promise<Followed> => {
  const wanted = await wantedNow();
  if (!wanted) return forget();
  const { policy, settings, pack: before } = await readStanding();
  const begun = stateFor(wanted, before);
  if (begun.kept === null && before?.kept) await removeKey(PACK_KEY);
  const { unused } = await packInUse(policy.policy, begun, settings.region);
  const state = { ...begun, unused };
  if (asked || isDue(state, Date.now())) return fetchNow(state);
  if (!same(state, before)) await writeKey(PACK_STATE_KEY, state);
  await wakeAt(state.next);
  return { news: 'same', changed: !same(unused, before?.unused ?? null) };
};

let running: Promise<unknown> = Promise.resolve();

/**
 * Brings the agency's pack in line with policy and clock. Calls wait for one another.
 * @param asked fetches also when it is not time yet
 */
export const followPack = (asked: boolean): Promise<Followed> => {
  const turn = running.then(() => followNow(asked));
  running = turn.catch(() => undefined);
  return turn;
};
