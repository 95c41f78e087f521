/**
 * Reads a CRX3 by Chromium's own description of the format (components/crx_file/crx3.proto), not by the library that
 * writes it, so that the two can disagree.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

/** What a CRX3 says of itself, and whether it is true. */
export interface Crx {
  /** DER of the key that signed it. */
  readonly publicKey: Uint8Array;
  /** As the key gives it: 32 letters from a to p. */
  readonly keyId: string;
  /** As the signed part of the header names it; the same, if all is well. */
  readonly signedId: string;
  /** The signature fits key, signed header and zip. */
  readonly isGenuine: boolean;
  readonly zip: Uint8Array;
}

const letters = (bytes: Uint8Array): string =>
  [...Buffer.from(bytes).toString('hex')]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');

/** The fields of a protobuf message that are bytes, which all of these are. */
const fieldsOf = (message: Buffer): { readonly field: number; readonly bytes: Buffer }[] => {
  let at = 0;
  const varint = (): number => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = message.readUInt8(at++);
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const fields: { field: number; bytes: Buffer }[] = [];
  while (at < message.length) {
    const tag = varint();
    if (tag % 8 !== 2) throw new Error(`Field ${Math.floor(tag / 8)} is not made of bytes.`);
    const length = varint();
    if (at + length > message.length) throw new Error('A field is longer than its message.');
    fields.push({ field: Math.floor(tag / 8), bytes: message.subarray(at, at + length) });
    at += length;
  }
  return fields;
};

const only = (message: Buffer, wanted: number): Buffer => {
  const found = fieldsOf(message).filter(({ field }) => field === wanted);
  const [one] = found;
  if (one === undefined || found.length > 1)
    throw new Error(`Field ${wanted} is there ${found.length} times.`);
  return one.bytes;
};

/** @throws Error if the bytes are no CRX3 with one RSA proof */
export const readCrx = (bytes: Uint8Array): Crx => {
  const file = Buffer.from(bytes);
  if (file.subarray(0, 4).toString('latin1') !== 'Cr24') throw new Error('This is no CRX.');
  if (file.readUInt32LE(4) !== 3) throw new Error(`This is a CRX of version ${file.readUInt32LE(4)}.`);
  const headerEnd = 12 + file.readUInt32LE(8);
  const header = file.subarray(12, headerEnd);
  const zip = file.subarray(headerEnd);
  const signed = only(header, 10_000);
  const proof = only(header, 2);
  const publicKey = only(proof, 1);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(signed.length);
  return {
    publicKey,
    keyId: letters(createHash('sha256').update(publicKey).digest().subarray(0, 16)),
    signedId: letters(only(signed, 1)),
    isGenuine: verify(
      'sha256',
      Buffer.concat([Buffer.from('CRX3 SignedData\0'), length, signed, zip]),
      createPublicKey({ key: publicKey, format: 'der', type: 'spki' }),
      only(proof, 2),
    ),
    zip,
  };
};
