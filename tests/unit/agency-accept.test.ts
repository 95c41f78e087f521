/**
 * Own packs of an agency: which are taken and which are refused, and why. Every refusal is tried on a pack that is good
 * but for one thing, so that the reason is the one that was meant.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { acceptPack, type CurrentPack, type Refusal } from '../../src/pack/agency-accept.ts';
import { formatSignature, readPublicKey, readSignature } from '../../src/pack/agency-signature.ts';
import { rules } from '../../src/pack/bundle.ts';
import {
  bytesOf,
  circumstances,
  goodPack,
  type Keys,
  type Loose,
  makeKeys,
  offer,
  PAIR,
} from './agency-fixtures.ts';

let keys: Keys;
let others: Keys;
beforeAll(async () => {
  keys = await makeKeys();
  others = await makeKeys();
});

const decide = (data: unknown, more: Parameters<typeof circumstances>[0] = {}) =>
  acceptPack(offer(data, keys), circumstances(more));

const spoilt = (change: (pack: Loose) => void): Loose => {
  const pack = goodPack();
  change(pack);
  return pack;
};

const expectRefused = (
  decision: Awaited<ReturnType<typeof acceptPack>>,
  reason: Refusal,
  words: RegExp,
): void => {
  expect(decision).toMatchObject({ outcome: 'refused', reason });
  if (decision.outcome !== 'refused') return;
  expect(decision.problems.length).toBeGreaterThan(0);
  expect(decision.problems.map(({ path, message }) => `${path}: ${message}`).join('\n')).toMatch(words);
  for (const { remedy } of decision.problems) expect(remedy).toMatch(/\S/);
};

const inUse = async (data: unknown): Promise<CurrentPack> => {
  const decision = await decide(data);
  if (decision.outcome !== 'accepted') throw new Error(JSON.stringify(decision.problems));
  return decision.current;
};

describe('a good pack', () => {
  it('is accepted, with its serial and the hash of its bytes', async () => {
    const decision = await decide(goodPack());
    expect(decision).toMatchObject({
      outcome: 'accepted',
      changed: true,
      current: { id: 'bkd-contoh', serial: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('is accepted again, unchanged, beside itself', async () => {
    const current = await inUse(goodPack());
    expect(await decide(goodPack(), { current })).toMatchObject({
      outcome: 'accepted',
      changed: false,
      current,
    });
  });

  it('is accepted on its last day and refused on the next', async () => {
    expect(await decide(goodPack(), { today: '2030-12-31' })).toMatchObject({ outcome: 'accepted' });
    expectRefused(await decide(goodPack(), { today: '2031-01-01' }), 'expired', /until 2030-12-31/);
  });

  it('needs no expiry, lists or words', async () => {
    const least = spoilt((pack) => {
      for (const field of ['expires', 'candidates', 'lexicon', 'accounts']) delete pack[field];
    });
    expect(await decide(least, { today: '2099-01-01' })).toMatchObject({ outcome: 'accepted' });
  });

  it('goes back to old content under a higher serial', async () => {
    const current = await inUse(spoilt((pack) => Object.assign(pack, { serial: 7, accounts: [] })));
    const back = spoilt((pack) => Object.assign(pack, { serial: 8 }));
    expect(await decide(back, { current })).toMatchObject({ outcome: 'accepted', current: { serial: 8 } });
  });

  it('may mark as replaced what only a later version brings', async () => {
    const marked = spoilt((pack) => Object.assign(pack, { replaces: [PAIR, 'pilkada-contoh'] }));
    expect(await decide(marked)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a signature', () => {
  it('of another key is refused by the name of the key', async () => {
    const { bytes, signature } = offer(goodPack(), others);
    const decision = await acceptPack({ bytes, signature, publicKey: keys.publicKey }, circumstances());
    expectRefused(decision, 'wrong-key', new RegExp(`${others.keyId}.*${keys.keyId}`));
  });

  it('of another key under our key’s name is refused by the mathematics', async () => {
    const { bytes, signature } = offer(goodPack(), { ...others, keyId: keys.keyId });
    const decision = await acceptPack({ bytes, signature, publicKey: keys.publicKey }, circumstances());
    expectRefused(decision, 'bad-signature', /does not belong/);
  });

  it.each([
    ['nothing', ''],
    ['a page of the server', '<html>404</html>'],
    ['no base64', 'ed25519 0123456789abcdef ####\n'],
    ['too few bytes', `ed25519 0123456789abcdef ${btoa('x'.repeat(63))}\n`],
    ['another algorithm', `rsa 0123456789abcdef ${btoa('x'.repeat(64))}\n`],
    ['a long text', `ed25519 0123456789abcdef ${'A'.repeat(10_000)}\n`],
  ])('that is %s is refused', async (_, signature) => {
    const decision = await acceptPack({ ...offer(goodPack(), keys), signature }, circumstances());
    expectRefused(decision, 'bad-signature-file', /not a signature/);
  });

  it('is checked before a word of the pack is read', async () => {
    const { signature } = offer(goodPack(), keys);
    const decision = await acceptPack(
      { bytes: bytesOf('{"format": 99'), signature, publicKey: keys.publicKey },
      circumstances(),
    );
    expectRefused(decision, 'bad-signature', /./);
  });

  it('is found good before the pack is compared with anything', async () => {
    const touched = new Proxy(rules, {
      get: () => {
        throw new Error('the rules were looked at');
      },
    });
    const { bytes, signature } = offer(goodPack(), others);
    const stranger = { bytes, signature, publicKey: keys.publicKey };
    expectRefused(await acceptPack(stranger, circumstances({ rules: touched })), 'wrong-key', /./);
    await expect(decide(goodPack(), { rules: touched })).rejects.toThrow('looked at');
  });

  it('is refused, never trusted, where the browser cannot check it', async () => {
    const subtle = {
      digest: crypto.subtle.digest.bind(crypto.subtle),
      importKey: () => Promise.reject(new DOMException('Algorithm: Unrecognized name', 'NotSupportedError')),
      verify: () => Promise.resolve(true),
    } as unknown as SubtleCrypto;
    expectRefused(await decide(goodPack(), { subtle }), 'unsupported', /cannot check Ed25519/);
  });

  it('is refused with the key where the browser says that the key is no point of the curve', async () => {
    const subtle = {
      digest: crypto.subtle.digest.bind(crypto.subtle),
      importKey: () => Promise.reject(new DOMException('', 'DataError')),
      verify: () => Promise.resolve(true),
    } as unknown as SubtleCrypto;
    expectRefused(await decide(goodPack(), { subtle }), 'bad-key', /32 bytes in base64/);
  });

  it('survives writing and reading', () => {
    const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(bytes, (raw) => {
        const one = { keyId: '0123456789abcdef', signature: Uint8Array.from(raw) };
        expect(readSignature(formatSignature(one))).toEqual(one);
        expect(readSignature(formatSignature(one) + ' '.repeat(400))).toBeNull();
      }),
    );
  });
});

describe('a public key', () => {
  it.each([
    ['empty', ''],
    ['of zeros, as in a sample that nobody filled in', Buffer.alloc(32).toString('base64')],
    ['of the neutral point', Buffer.from([1, ...Buffer.alloc(31)]).toString('base64')],
    [
      'of small order with its sign bit',
      Buffer.from('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'hex').toString(
        'base64',
      ),
    ],
    ['of 31 bytes', Buffer.alloc(31, 7).toString('base64')],
    ['of 33 bytes', Buffer.alloc(33, 7).toString('base64')],
    ['in hexadecimal', Buffer.alloc(32, 7).toString('hex')],
    ['in PEM', '-----BEGIN PUBLIC KEY-----'],
    ['with spare bits', `${Buffer.alloc(32, 7).toString('base64').slice(0, 42)}d=`],
  ])('%s is refused', async (_, publicKey) => {
    const decision = await acceptPack({ ...offer(goodPack(), keys), publicKey }, circumstances());
    expectRefused(decision, 'bad-key', /32 bytes in base64/);
  });

  it.each([
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    `ec${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}7f`,
  ])('of small order is refused, whatever its sign: %s', (hex) => {
    const bytes = Buffer.from(hex, 'hex');
    for (const sign of [0, 0x80]) {
      bytes[31] = ((bytes[31] ?? 0) & 0x7f) | sign;
      expect(readPublicKey(bytes.toString('base64'))).toBeNull();
    }
  });

  it('that would let anybody sign is among those refused', async () => {
    // The neutral point as key, and a signature that holds for every message.
    const forged = Uint8Array.from([1, ...Buffer.alloc(63)]);
    const weak = Uint8Array.from([1, ...Buffer.alloc(31)]);
    const key = await crypto.subtle.importKey('raw', weak, 'Ed25519', false, ['verify']);
    expect(await crypto.subtle.verify('Ed25519', key, forged, bytesOf(goodPack()))).toBe(true);
    expect(readPublicKey(Buffer.from(weak).toString('base64'))).toBeNull();
  });

  it('may have space around it, as policies get it', () => {
    expect(readPublicKey(` ${keys.publicKey}\n`)).toHaveLength(32);
  });
});

describe('order', () => {
  it('refuses an older serial', async () => {
    const current = await inUse(goodPack());
    const old = spoilt((pack) => Object.assign(pack, { serial: 2 }));
    expectRefused(await decide(old, { current }), 'downgrade', /serial 2 is older .* 3/);
  });

  it('refuses other content under the same serial', async () => {
    const current = await inUse(goodPack());
    const other = spoilt((pack) => Object.assign(pack, { accounts: [] }));
    expectRefused(await decide(other, { current }), 'replay', /serial 3 is in use with other content/);
  });

  it('refuses another pack, whatever its serial', async () => {
    const current = { ...(await inUse(goodPack())), id: 'bkd-lain' };
    expectRefused(await decide(goodPack(), { current }), 'other-pack', /"bkd-lain".*"bkd-contoh"/);
  });

  it('never goes back, whatever is published in whichever order', async () => {
    const published = await Promise.all(
      [1, 2, 3, 4].flatMap((serial) =>
        [0, 1].map(async (variant) =>
          offer(
            spoilt((pack) => Object.assign(pack, { serial, publisher: `BKD ${variant}` })),
            keys,
          ),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(published.length - 1), { maxLength: 12 }), async (picks) => {
        let current: CurrentPack | null = null;
        const contents = new Map<number, string>();
        for (const pick of picks) {
          const before: CurrentPack | null = current;
          const decision = await acceptPack(published[pick] as Loose, circumstances({ current }));
          if (decision.outcome === 'refused') {
            expect(['downgrade', 'replay']).toContain(decision.reason);
            continue;
          }
          current = decision.current;
          expect(current.serial).toBeGreaterThanOrEqual(before?.serial ?? 0);
          expect(decision.changed).toBe(before?.sha256 !== current.sha256);
          expect(contents.get(current.serial) ?? current.sha256).toBe(current.sha256);
          contents.set(current.serial, current.sha256);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('bytes', () => {
  it('of which one bit is turned are refused', async () => {
    const { bytes, signature, publicKey } = offer(goodPack(), keys);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const turned = bytes.slice();
        turned[at] = (turned[at] as number) ^ (1 << bit);
        const decision = await acceptPack({ bytes: turned, signature, publicKey }, circumstances());
        expectRefused(decision, 'bad-signature', /./);
      }),
    );
  });

  it('of any kind, signed, never throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map(bytesOf),
          fc.anything().map((value) => bytesOf(JSON.stringify({ ...goodPack(), participants: value }) ?? '')),
        ),
        async (bytes) => {
          const decision = await decide(bytes);
          if (decision.outcome === 'refused') expect(decision.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('beyond 2 MB are refused before the signature is looked at', async () => {
    const large = bytesOf(JSON.stringify(goodPack()) + ' '.repeat(2 * 1024 * 1024));
    const decision = await acceptPack({ bytes: large, signature: '', publicKey: '' }, circumstances());
    expectRefused(decision, 'too-large', /the limit is 2097152/);
  });

  it.each([
    ['a page', '<!doctype html>'],
    ['half a pack', JSON.stringify(goodPack()).slice(0, 200)],
    ['nothing', ''],
  ])('that are %s are no JSON', async (_, text) => {
    expectRefused(await decide(text), 'not-json', /not valid JSON/);
  });

  it('that are not UTF-8 are refused', async () => {
    expectRefused(await decide(Uint8Array.from([0x22, 0xff, 0x22])), 'not-json', /UTF-8/);
  });

  it('nested beyond all reason are refused', async () => {
    const deep = `{"format":1,"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expectRefused(await decide(deep), 'schema', /nested too deeply/);
  });
});

describe('content', () => {
  const cases: [name: string, reason: Refusal, words: RegExp, change: (pack: Loose) => void][] = [
    ['a newer format', 'format-too-new', /^format: .*format 2/, (pack) => (pack.format = 2)],
    ['no format', 'schema', /^format:/, (pack) => delete pack.format],
    ['no serial', 'schema', /^serial: this field is missing/, (pack) => delete pack.serial],
    ['serial 0', 'schema', /^serial:/, (pack) => (pack.serial = 0)],
    ['half a serial', 'schema', /^serial:/, (pack) => (pack.serial = 1.5)],
    ['an unknown field', 'schema', /Unrecognized key: "code"/, (pack) => (pack.code = 'x')],
    [
      'words that make milder',
      'schema',
      /^lexicon: Unrecognized key: "stop"/,
      (pack) => (pack.lexicon.stop = ['wirasaba']),
    ],
    ['a date that is none', 'schema', /^issued:/, (pack) => (pack.issued = '2030-02-30')],
    ['expiry before issue', 'content', /^expires: /, (pack) => (pack.expires = '2030-02-28')],
    [
      'markup in a name',
      'schema',
      /^participants\[0\]\.name: no markup/,
      (pack) => (pack.participants[0].name = '<img src=x onerror=alert(1)>'),
    ],
    [
      'markup in a term',
      'schema',
      /^participants\[0\]\.terms\[0\]\.text: no markup/,
      (pack) => (pack.participants[0].terms[0].text = '<b>wirasaba'),
    ],
    [
      'an invisible character in a handle',
      'schema',
      /^accounts\[0\]\.handle: the character U\+200B/,
      (pack) => (pack.accounts[0].handle = 'wira\u200bsaba'),
    ],
    [
      'a look-alike letter in a handle',
      'schema',
      /^accounts\[0\]\.handle: the character U\+0430/,
      (pack) => (pack.accounts[0].handle = 'wir\u0430saba'),
    ],
    [
      'a look-alike letter in a name',
      'schema',
      /^participants\[0\]\.name: the character U\+0410/,
      (pack) => (pack.participants[0].name = '\u0410nies'),
    ],
    [
      'styled letters in a term',
      'schema',
      /^lexicon\.campaign\[0\]: the character U\+1D400/,
      (pack) => (pack.lexicon.campaign[0] = '\u{1d400}yo'),
    ],
    [
      'letters of double width in a name',
      'schema',
      /^participants\[0\]\.name: the character U\+FF37/,
      (pack) => (pack.participants[0].name = '\uff37irasaba'),
    ],
    [
      'a styled digit in a term',
      'schema',
      /^lexicon\.campaign\[0\]: the character U\+FF12/,
      (pack) => (pack.lexicon.campaign[0] = 'nomor \uff12'),
    ],
    [
      'text that runs the other way',
      'schema',
      /^publisher: the character U\+202E/,
      (pack) => (pack.publisher = 'BKD \u202eContoh'),
    ],
    [
      'a handle with an address',
      'schema',
      /^accounts\[0\]\.handle: a handle has letters/,
      (pack) => (pack.accounts[0].handle = 'https://x.com/a'),
    ],
    [
      'too many accounts',
      'schema',
      /^accounts:/,
      (pack) => (pack.accounts = Array(2_001).fill(pack.accounts[0])),
    ],
    [
      'too many people on lists',
      'content',
      /^candidates: 1089 people are listed; the limit is 1000/,
      (pack) => {
        const people = Array.from({ length: 99 }, () => 'Nama Orang');
        const parties = Array.from({ length: 11 }, (_, at) => [String(at + 1), people]);
        pack.candidates[0].districts = [
          { ...pack.candidates[0].districts[1], lists: Object.fromEntries(parties) },
        ];
      },
    ],
    [
      'an election that nobody knows',
      'content',
      /^participants\[0\]\.id: .*belongs to no election/,
      (pack) => {
        pack.participants[0].id = 'pilkada-1955/tim';
        pack.accounts = [];
      },
    ],
    [
      'a list for an election that nobody knows',
      'content',
      /^candidates\[0\]\.election: there is no election/,
      (pack) => (pack.candidates[0].election = 'pilkada-1955'),
    ],
    [
      'a region that nobody knows',
      'content',
      /^participants\[0\]\.region: no region has the code "36.99"/,
      (pack) => (pack.participants[0].region = '36.99'),
    ],
    [
      'a district outside its region',
      'content',
      /^candidates\[0\]\.districts\[1\]\.region: "36" is not the region of 360301/,
      (pack) => (pack.candidates[0].districts[1].region = '36'),
    ],
    [
      'an account of nobody',
      'content',
      /^accounts\[0\]\.participant: no participant has the id/,
      (pack) => (pack.accounts[0].participant = 'pilkada-contoh/tim-9'),
    ],
    [
      'an account twice',
      'content',
      /^accounts\[1\]: the account "WIRASABA_contoh" stands twice/,
      (pack) => pack.accounts.push({ ...pack.accounts[0], handle: 'WIRASABA_contoh' }),
    ],
    [
      'an organiser’s account',
      'content',
      /^accounts\[0\]\.handle: .*election organiser/,
      (pack) => {
        const { site, handle } = rules.lexicon.organiser.accounts[0] as Loose;
        Object.assign(pack.accounts[0], { site, handle: handle.toUpperCase() });
      },
    ],
    [
      'an account of a news medium',
      'content',
      /^accounts\[0\]\.handle: .*news medium/,
      (pack) => {
        const { site, handle } = rules.lexicon.news.accounts[0] as Loose;
        Object.assign(pack.accounts[0], { site, handle });
      },
    ],
    [
      'an organiser’s account among those of a participant',
      'content',
      /^participants\[0\]\.accounts\[0\]\.handle: .*election organiser/,
      (pack) => {
        const { site, handle } = rules.lexicon.organiser.accounts[0] as Loose;
        const { participant: _, ...account } = pack.accounts[0];
        pack.participants[0].accounts = [{ ...account, site, handle }];
      },
    ],
    [
      'a source twice',
      'content',
      /^sources\[1\]\.id: the source id "bkd-contoh.penerbit" is used twice/,
      (pack) => pack.sources.push(pack.sources[0]),
    ],
    [
      'a stage without a source',
      'content',
      /^elections\[0\]\.stages\[1\]\.sources\[0\]: no source has the id/,
      (pack) => (pack.elections[0].stages[1].sources = ['bkd-contoh.lain']),
    ],
    [
      'an undated fact without a source',
      'content',
      /^elections\[0\]\.known\[0\]\.sources\[0\]: no source has the id/,
      (pack) =>
        (pack.elections[0].known = [
          {
            id: 'pilkada-contoh.pelantikan',
            text: { id: 'Pelantikan', en: 'Swearing in' },
            when: '2030-09',
            regulation: 'Keputusan contoh',
            confidence: 'single-source',
            sources: ['bkd-contoh.lain'],
          },
        ]),
    ],
    [
      'a stage for a shipped election without a source',
      'content',
      /^stages\[0\]\.sources\[0\]: no source has the id/,
      (pack) =>
        (pack.stages = [
          {
            ...pack.elections[0].stages[0],
            id: 'bkd-contoh.psu',
            election: 'pilkada-2031',
            sources: ['bkd-contoh.lain'],
          },
        ]),
    ],
    [
      'an account without a source',
      'content',
      /^accounts\[0\]\.sources\[0\]: no source has the id/,
      (pack) => (pack.accounts[0].sources = ['bkd-contoh.lain']),
    ],
    [
      'a list without a source',
      'content',
      /^candidates\[0\]\.sources\[0\]: no source has the id/,
      (pack) => (pack.candidates[0].sources = ['bkd-contoh.lain']),
    ],
    [
      'a shipped pair of the lists without a mark',
      'content',
      /^participants\[0\]: the extension has ".+" already/,
      (pack) => {
        pack.participants[0].id = rules.pairs[0]?.id;
        pack.accounts = [];
      },
    ],
    [
      'a stage for a shipped election in a region that nobody knows',
      'content',
      /^stages\[0\]\.region: no region has the code "36.99"/,
      (pack) =>
        (pack.stages = [
          {
            ...pack.elections[0].stages[0],
            id: 'bkd-contoh.psu',
            election: 'pilkada-2031',
            region: '36.99',
          },
        ]),
    ],
    [
      'a stage that overlaps a shipped one',
      'content',
      /^stages\[0\]: ".+" overlaps ".+"/,
      (pack) => {
        const shipped = rules.elections
          .find(({ id }) => id === 'pilkada-2024')
          ?.stages.find(({ kind }) => kind === 'kampanye');
        pack.stages = [{ ...shipped, id: 'bkd-contoh.kampanye', election: 'pilkada-2024' }];
      },
    ],
    [
      'a stage in a region that nobody knows',
      'content',
      /^elections\[0\]\.stages\[0\]\.region: no region has the code "36.99"/,
      (pack) => (pack.elections[0].stages[0].region = '36.99'),
    ],
    [
      'a team for a participant of another election',
      'content',
      /^participants\[0\]\.of: no participant has the id "pemilu-2024\/presiden\/1"/,
      (pack) => (pack.participants[0].of = 'pemilu-2024/presiden/1'),
    ],
    [
      'a shipped stage without a mark',
      'content',
      /^stages\[0\]: the extension has ".+" already/,
      (pack) => {
        const shipped = rules.elections.find(({ id }) => id === 'pilkada-2024') as Loose;
        pack.stages = [{ ...pack.elections[0].stages[0], id: shipped.stages[0].id, election: shipped.id }];
      },
    ],
    [
      'a term of its lexicon that cannot be found',
      'content',
      /^lexicon\.campaign\[0\]: "!!" can never be found/,
      (pack) => (pack.lexicon.campaign = ['!!']),
    ],
    [
      'a participant twice',
      'content',
      /^participants\[1\]: the id ".*" is used twice/,
      (pack) => pack.participants.push(pack.participants[0]),
    ],
    [
      'somebody described and listed',
      'content',
      /^candidates: the id ".*36\.03\/1" is used twice/,
      (pack) =>
        Object.assign(pack.candidates[0].districts[0], {
          code: '36.03',
          region: '36.03',
          pairs: [['A Bagus', 'B Bagus']],
        }),
    ],
    [
      'a shipped participant without a mark',
      'content',
      /^participants\[0\]: the extension has "pemilu-2024\/presiden\/1" already/,
      (pack) => {
        pack.participants[0].id = 'pemilu-2024/presiden/1';
        pack.accounts = [];
      },
    ],
    [
      'a shipped election without a mark',
      'content',
      /^elections\[0\]: the extension has "pilkada-2024" already/,
      (pack) => (pack.elections[0].id = 'pilkada-2024'),
    ],
    [
      'a mark without its row',
      'content',
      /^replaces\[0\]: no row of the pack has the id/,
      (pack) => (pack.replaces = ['pemilu-2024/presiden/1']),
    ],
    [
      'a source that is not there',
      'content',
      /^participants\[0\]\.sources\[0\]: no source has the id/,
      (pack) => (pack.participants[0].sources = ['bkd-contoh.lain']),
    ],
    [
      'a source under a foreign name',
      'content',
      /^sources\[0\]\.id: .*does not carry the name of the pack/,
      (pack) => (pack.sources[0].id = 'skb.telusur-baru'),
    ],
    [
      'stages that overlap',
      'content',
      /^elections\[0\]\.stages\[1\]: ".*kampanye" overlaps ".*calon"/,
      (pack) => (pack.elections[0].stages[1].start = '2030-03-31'),
    ],
    [
      'a stage that ends before it starts',
      'content',
      /^elections\[0\]\.stages\[1\]: .*before it starts/,
      (pack) => (pack.elections[0].stages[1].end = '2030-01-01'),
    ],
    [
      'a stage of no election',
      'content',
      /^stages\[0\]\.election: there is no election/,
      (pack) => (pack.stages = [{ ...pack.elections[0].stages[0], id: 'a.b', election: 'pilkada-1955' }]),
    ],
    [
      'a team for nobody',
      'content',
      /^participants\[0\]\.of: no participant has the id/,
      (pack) => (pack.participants[0].of = 'pilkada-contoh/siapa'),
    ],
    [
      'a term that cannot be found',
      'content',
      /^participants\[0\]\.terms\[0\]\.text: "!!" can never be found/,
      (pack) => (pack.participants[0].terms[0].text = '!!'),
    ],
  ];

  it.each(cases)('%s is refused', async (_, reason, words, change) => {
    expectRefused(await decide(spoilt(change)), reason, new RegExp(words.source, 'm'));
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'a field "%s" is refused wherever it stands',
    async (key) => {
      const text = JSON.stringify(goodPack());
      for (const [from, path] of [
        ['{"format"', key],
        ['{"5":', `candidates[0].districts[1].lists.${key}`],
        ['{"campaign"', `lexicon.${key}`],
      ] as const) {
        const bad = text.replace(from, `{"${key}":["Nama Orang"],${from.slice(1)}`);
        expect(bad).not.toBe(text);
        const decision = await decide(bad);
        expectRefused(decision, 'schema', /may not be called/);
        if (decision.outcome === 'refused') expect(decision.problems[0]?.path).toBe(path);
      }
      expect(({} as Loose).format).toBeUndefined();
    },
  );

  it('names at most fifty problems of thousands', async () => {
    const decision = await decide(spoilt((pack) => (pack.accounts = Array(1_500).fill({}))));
    expect(decision).toMatchObject({ outcome: 'refused', problems: { length: 50 } });
  });
});
