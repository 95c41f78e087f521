/**
 * The envelope of an agency's pack: an Ed25519 signature (RFC 8032) over the exact bytes of `pack.json`, kept beside it
 * as `pack.json.sig`, a line of text: `ed25519 <key id> <signature in base64>`. The public key is 32 bytes in base64,
 * what a policy value can hold. The key id only says which key was meant, for a better message; it proves nothing.
 *
 * Checking is the browser's own (WebCrypto): Chromium 137, Firefox 129, Node 20, or newer. An older browser cannot
 * check and therefore refuses; it never falls back to trusting.
 */

/** What checking needs of `crypto.subtle`; given as an argument so that a browser without Ed25519 can be tested. */
export type Subtle = Pick<SubtleCrypto, 'digest' | 'importKey' | 'verify'>;

const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** Larger than any signature file, in characters. */
export const MAX_SIGNATURE_TEXT = 400;

const fromBase64 = (text: string, length: number): Uint8Array<ArrayBuffer> | null => {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    // The spelling must be the only one, or two texts would mean one key.
    return bytes.length === length && toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
};

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

export const toHex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Points of small order (RFC 7748, section 7; the sign bit taken off), little-endian. For such a "key" anybody can make
 * a signature; the all-zero key of a sample that nobody filled in is one.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** The 32 bytes of a public key in base64, or null: another length, other characters, or a point of small order. */
export const readPublicKey = (text: string): Uint8Array<ArrayBuffer> | null => {
  const bytes = fromBase64(text.trim(), PUBLIC_KEY_BYTES);
  if (!bytes) return null;
  const plain = bytes.slice();
  plain[PUBLIC_KEY_BYTES - 1] = (plain[PUBLIC_KEY_BYTES - 1] as number) & 0x7f;
  return SMALL_ORDER.has(toHex(plain.buffer)) ? null : bytes;
};

/** How a key is called in signature files and messages: the first 16 hexadecimal digits of its SHA-256. */
export const keyIdOf = async (publicKey: Uint8Array<ArrayBuffer>, subtle: Subtle): Promise<string> =>
  toHex(await subtle.digest('SHA-256', publicKey)).slice(0, 16);

export interface PackSignature {
  readonly keyId: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** The content of `pack.json.sig`. */
export const formatSignature = ({ keyId, signature }: PackSignature): string =>
  `ed25519 ${keyId} ${toBase64(signature)}\n`;

/** Reads `pack.json.sig`; null when it is none. */
export const readSignature = (text: string): PackSignature | null => {
  if (text.length > MAX_SIGNATURE_TEXT) return null;
  const [, keyId = '', base64 = ''] = /^ed25519 ([0-9a-f]{16}) (\S+)\s*$/.exec(text) ?? [];
  const signature = fromBase64(base64, SIGNATURE_BYTES);
  return signature && { keyId, signature };
};

/**
 * Checks a signature.
 * @returns `unsupported` where the browser knows no Ed25519, or offers no WebCrypto for it
 */
export const checkSignature = async (
  bytes: Uint8Array<ArrayBuffer>,
  { signature }: PackSignature,
  publicKey: Uint8Array<ArrayBuffer>,
  subtle: Subtle,
): Promise<'good' | 'bad' | 'bad-key' | 'unsupported'> => {
  try {
    const key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return (await subtle.verify({ name: 'Ed25519' }, key, signature, bytes)) ? 'good' : 'bad';
  } catch (error) {
    // DataError: the browser knows Ed25519 and says that this is no point of its curve.
    return error instanceof DOMException && error.name === 'DataError' ? 'bad-key' : 'unsupported';
  }
};
