/** A pack of an invented agency, signed with keys that each test run makes for itself. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { rawPublicKey } from '../../scripts/pack/keys.ts';
import type { Circumstances, Offer } from '../../src/pack/agency-accept.ts';
import { formatSignature, keyIdOf } from '../../src/pack/agency-signature.ts';
import { rules } from '../../src/pack/bundle.ts';

const SOURCES = ['bkd-contoh.penerbit'];
const FACT = { confidence: 'single-source', sources: SOURCES } as const;
export const ELECTION = 'pilkada-contoh';
export const REGION = '36.03';
export const PAIR = `${ELECTION}/bupati-walikota/${REGION}/1`;

const stage = (kind: string, start: string, end: string) => ({
  id: `${ELECTION}.${kind}`,
  kind,
  name: { id: 'Tahapan', en: 'Stage' },
  region: '36',
  start,
  end,
  regulation: 'Keputusan contoh',
  ...FACT,
});

/** What a test changes freely. */
// biome-ignore lint/suspicious/noExplicitAny: a document to be spoilt in any way
export type Loose = any;

/** A good pack as data, made anew for each test. */
export const goodPack = (): Loose => ({
  format: 1,
  id: 'bkd-contoh',
  serial: 3,
  publisher: 'BKD Kabupaten Contoh',
  issued: '2030-03-01',
  expires: '2030-12-31',
  sources: [
    {
      id: SOURCES[0],
      publisher: 'BKD Kabupaten Contoh',
      title: { id: 'Data penerbit', en: 'Data of the publisher' },
      accessed: '2030-03-01',
    },
  ],
  elections: [
    {
      id: ELECTION,
      kind: 'pilkada',
      version: 1,
      lastReviewed: '2030-03-01',
      name: { id: 'Pilkada Contoh', en: 'Example election' },
      short: { id: 'Pilkada Contoh', en: 'the example election' },
      stages: [stage('calon', '2030-03-01', '2030-03-31'), stage('kampanye', '2030-04-01', '2030-05-31')],
    },
  ],
  participants: [
    {
      id: PAIR,
      kind: 'pair',
      office: 'bupati-walikota',
      region: REGION,
      ballot: 1,
      name: 'Wirasaba Kertapati – Lastri Handaru',
      members: ['Wirasaba Kertapati', 'Lastri Handaru'],
      terms: [{ text: 'wirasaba kertapati', tier: 'name', alone: true }],
      accounts: [],
      ...FACT,
    },
  ],
  accounts: [{ participant: PAIR, site: 'x', handle: 'wirasaba_contoh', ...FACT }],
  candidates: [
    {
      election: ELECTION,
      ...FACT,
      districts: [
        {
          office: 'bupati-walikota',
          code: '36.04',
          name: 'Kabupaten Serang',
          region: '36.04',
          pairs: [null, ['Bimasakti Jalu (Bima)', 'Endah Prameswari']],
        },
        {
          office: 'dprd-kabkota',
          code: '360301',
          name: 'Tangerang 1',
          region: REGION,
          lists: { '5': ['Ratnasari Wulandaru'] },
        },
      ],
    },
  ],
  lexicon: { campaign: ['mantapkan pilihan'] },
});

export interface Keys {
  readonly privateKey: KeyObject;
  /** Base64, as in a policy. */
  readonly publicKey: string;
  readonly keyId: string;
}

export const makeKeys = async (): Promise<Keys> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = rawPublicKey(publicKey);
  return {
    privateKey,
    publicKey: Buffer.from(raw).toString('base64'),
    keyId: await keyIdOf(raw, crypto.subtle),
  };
};

export const bytesOf = (data: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(typeof data === 'string' ? data : JSON.stringify(data));

/** Signed bytes as they would come from a server. */
export const offer = (data: unknown, { privateKey, publicKey, keyId }: Keys): Offer => {
  const bytes = data instanceof Uint8Array ? Uint8Array.from(data) : bytesOf(data);
  const signature = formatSignature({ keyId, signature: Uint8Array.from(sign(null, bytes, privateKey)) });
  return { bytes, signature, publicKey };
};

export const circumstances = (more: Partial<Circumstances> = {}): Circumstances => ({
  current: null,
  rules,
  today: '2030-04-15',
  subtle: crypto.subtle,
  ...more,
});
