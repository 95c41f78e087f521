/**
 * The one door to the network: reads a file from the https address that the agency's policy names, and from no other.
 * Nothing of the person goes along (no cookie, no referrer, no header of ours), and nobody is followed elsewhere.
 *
 * The browser's own cache keeps what was read before and asks the server by its ETag (`no-cache`), so that an unchanged
 * file costs an empty answer. An `If-None-Match` by hand would be asked for permission first (CORS) and win nothing.
 */

/** Why a file could not be read. */
export type DownloadTrouble =
  /** No connection, no trusted certificate, or no leave to read (`Access-Control-Allow-Origin`): browsers do not say which. */
  | 'unreachable'
  | 'timeout'
  /** The address leads to another one. */
  | 'redirected'
  | 'not-found'
  | 'server-error'
  | 'too-large';

export type Downloaded =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly trouble: DownloadTrouble;
      /** Which address, and the status where there was one; for administrators, never translated. */
      readonly detail: string;
    };

/** Reads until the end, or until there is more than `most`: what comes after that is never taken from the network. */
const readBody = async (
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > most) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
};

/**
 * `revalidated`: what the browser's cache holds is taken if the server says that it is still the same. `anew`: past all
 * caches, for what an ETag may not tell apart: that of many servers is made of length and second, and all signatures
 * have one length.
 */
export type Freshness = 'revalidated' | 'anew';

/**
 * Reads a file. Never throws.
 * @param address https; anything else is not asked for
 * @param most no more bytes than this, unpacked
 * @param signal ends the waiting; its reason is a `TimeoutError` when the time is up
 */
export const download = async (
  address: string,
  most: number,
  freshness: Freshness,
  signal: AbortSignal,
): Promise<Downloaded> => {
  const failed = (trouble: DownloadTrouble, why: string): Downloaded => ({
    trouble,
    detail: `${address}: ${why}`,
  });
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:')
    return failed('unreachable', 'not an https address');
  try {
    const response = await fetch(address, {
      method: 'GET',
      mode: 'cors',
      credentials: 'omit',
      cache: freshness === 'anew' ? 'no-store' : 'no-cache',
      // Not followed: `error` would do the same, but could not be told from a server that is down.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const refuse = async (trouble: DownloadTrouble, why: string) => {
      await response.body?.cancel();
      return failed(trouble, why);
    };
    if (response.type === 'opaqueredirect') return await refuse('redirected', 'redirect');
    if (response.status === 404 || response.status === 410)
      return await refuse('not-found', `HTTP ${response.status}`);
    if (response.status !== 200 || !response.body)
      return await refuse('server-error', `HTTP ${response.status}`);
    const bytes = await readBody(response.body, most);
    return bytes ? { bytes } : failed('too-large', `more than ${most} bytes`);
  } catch (error) {
    if (signal.aborted) return failed('timeout', 'no complete answer in time');
    return failed('unreachable', error instanceof Error ? error.message : String(error));
  }
};
