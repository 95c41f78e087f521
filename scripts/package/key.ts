/**
 * The key that signs a Chromium package, and the extension id that follows from it. A key has no place in this
 * repository: it is neither read from there nor written there.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { PackageError } from './error.ts';

/** A key's public half. */
export interface PublicHalf {
  /** Base64 of the DER form; what a manifest holds as `key`. */
  readonly key: string;
  /** 32 letters from a to p. */
  readonly extensionId: string;
}

const SMALLEST_BITS = 2048;
const NEW_KEY_BITS = 4096;

/** As Chromium makes it: the first 16 bytes of the hash, each half byte a letter from a to p. */
const idOf = (der: Uint8Array): string =>
  [...createHash('sha256').update(der).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');

const publicHalf = (key: KeyObject): PublicHalf => {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { key: der.toString('base64'), extensionId: idOf(der) };
};

/** Links followed as far as the path exists, so that a detour does not hide where a file really lies. */
const realPath = (path: string): string => {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const parent = dirname(full);
  return parent === full ? full : join(realPath(parent), basename(full));
};

const isInside = (path: string, folder: string): boolean => {
  const way = relative(realPath(folder), realPath(path));
  // On Windows the way to another drive is an absolute path.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/**
 * The public half of a private key in PEM.
 * @param repository folder in which no key may lie
 * @throws PackageError if the file is missing, lies in the repository, or holds no RSA key that Chromium would take
 */
export const readKey = (path: string, repository: string): PublicHalf => {
  if (!existsSync(path))
    throw new PackageError(
      `--key ${path}: there is no such file. Make a key with: npm run package:keygen FILE`,
    );
  if (isInside(path, repository))
    throw new PackageError(
      `--key ${path}: the key lies inside the repository, where it may be published by mistake. Move it out.`,
    );
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(path));
  } catch (error) {
    throw new PackageError(
      `--key ${path}: this is no private key in PEM without a passphrase (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < SMALLEST_BITS)
    throw new PackageError(
      `--key ${path}: Chromium wants RSA with ${SMALLEST_BITS} bits or more, and this is ${key.asymmetricKeyType ?? 'unknown'}${bits > 0 ? ` with ${bits}` : ''}.`,
    );
  return publicHalf(key);
};

/**
 * Writes a new private key that only its owner may read.
 * @param repository folder in which no key may lie
 * @throws PackageError if the file is there already, has no folder, or would lie in the repository
 */
export const writeNewKey = (path: string, repository: string): PublicHalf => {
  if (isInside(path, repository))
    throw new PackageError(
      `${path}: a key inside the repository may be published by mistake. Name a file outside of it.`,
    );
  if (existsSync(path))
    throw new PackageError(
      `${path}: this file is there already and stays as it is: a lost key means a new extension id. Name another.`,
    );
  if (!existsSync(dirname(resolve(path))))
    throw new PackageError(`${path}: its folder does not exist. Make the folder first.`);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: NEW_KEY_BITS });
  // `wx`: never over a file that appeared meanwhile.
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return publicHalf(privateKey);
};
