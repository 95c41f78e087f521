/** Private keys as files: read with care, and never repeated in a message. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { readBytes, ToolError } from './tool.ts';

/** The 32 bytes of an Ed25519 public key, from a public key or the private one that it belongs to. */
export const rawPublicKey = (key: KeyObject): Uint8Array<ArrayBuffer> => {
  const { x = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return Uint8Array.from(Buffer.from(x, 'base64url'));
};

/**
 * Reads a private key that `pack:keygen` wrote.
 * @throws ToolError when it is none, or when others can read it
 */
export const readPrivateKey = (path: string): KeyObject => {
  const pem = Buffer.from(readBytes(path));
  // Windows keeps no such bits.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new ToolError(`${path}: others on this machine can read the key; run "chmod 600" on it.`);
  let key: KeyObject | null = null;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Said below; what the parser says may quote the file.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new ToolError(`${path}: is no Ed25519 private key in PEM; name the file that pack:keygen wrote.`);
  return key;
};
