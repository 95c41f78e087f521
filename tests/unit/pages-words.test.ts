/** The locale files: complete in both languages, calm in tone, and true to the names that others rely on. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ACTIONS, SITE_IDS } from '../../src/domain/vocabulary.ts';
import { fill } from '../../src/platform/fill.ts';
import { resolveLanguage, translatorOf } from '../../src/platform/i18n.ts';

type Locale = Readonly<Record<string, { readonly message: string; readonly description?: string }>>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const readLocale = (language: string) =>
  JSON.parse(readFileSync(join(root, 'public/_locales', language, 'messages.json'), 'utf8')) as Locale;

const id = readLocale('id');
const en = readLocale('en');
const both = [
  ...Object.entries(id).map(([key, { message }]) => ['id', key, message] as const),
  ...Object.entries(en).map(([key, { message }]) => ['en', key, message] as const),
];
const failing = (isBad: (message: string, key: string, language: string) => boolean) =>
  both.filter(([language, key, message]) => isBad(message, key, language)).map(([l, key]) => `${l}:${key}`);

describe('the locale files', () => {
  it('have the same keys in the same order', () => {
    expect(Object.keys(en)).toEqual(Object.keys(id));
  });

  it('have the same placeholders in both languages', () => {
    const placeholders = (message: string) => [...new Set(message.match(/\{\w+\}/g))].sort();
    for (const key of Object.keys(id))
      expect([key, placeholders(en[key]?.message ?? '')]).toEqual([
        key,
        placeholders(id[key]?.message ?? ''),
      ]);
  });

  it('hold no empty text, no stray space, no placeholder of another syntax', () => {
    expect(failing((message) => message.trim() === '' || message !== message.trim())).toEqual([]);
    expect(failing((message) => /\$|\{\W|\{\{|\s\s|%[sd]/.test(message))).toEqual([]);
  });

  it('never raise the voice and never accuse', () => {
    expect(failing((message) => message.includes('!'))).toEqual([]);
    expect(
      failing((message) => /melanggar|kesalahan anda|you (have )?violat|you broke/i.test(message)),
    ).toEqual([]);
    expect(failing((message) => /\b[A-Z]{6,}\b/.test(message))).toEqual([]);
  });

  it('address the person formally in Indonesian', () => {
    expect(failing((m, _, language) => language === 'id' && /\b(kamu|kau|kalian|anda)\b/.test(m))).toEqual(
      [],
    );
  });

  it('hold no markup', () => {
    expect(failing((message) => /[<>]|&\w+;/.test(message))).toEqual([]);
  });

  it('name every key by its surface', () => {
    const surfaces =
      /^(ext|common|popup|calendar|options|dialog|badge|action|level|stage|site|where|tier|rules|training|welcome|help|selfcheck|journal)_[a-z0-9]+(_[a-z0-9]+)*$/;
    // A key of the policy is spelled as administrators write it.
    const policy = /^policy_[a-zA-Z]+_(title|description)$|^policy_[a-z0-9]+(_[a-z0-9]+)*$/;
    expect(Object.keys(id).filter((key) => !surfaces.test(key) && !policy.test(key))).toEqual([]);
  });

  it('keep the description within what the stores accept', () => {
    expect(id.ext_description?.message.length).toBeLessThanOrEqual(132);
    expect(en.ext_description?.message.length).toBeLessThanOrEqual(132);
  });

  it.each([
    ['dialog_cancel', 'Batalkan', 'Cancel'],
    ['dialog_continue', 'Tetap lanjutkan', 'Continue anyway'],
    ['dialog_not_participant', 'Bukan peserta pemilu?', 'Not an election participant?'],
    [
      'dialog_hint',
      'Klik sekali lagi bila Anda yakin · {seconds} dtk',
      'Click once more if you are sure · {seconds} s',
    ],
    ['common_private_line', 'Tidak ada data yang keluar dari peramban ini', 'No data leaves this browser'],
  ])('keep %s exactly as agreed', (key, indonesian, english) => {
    expect([id[key]?.message, en[key]?.message]).toEqual([indonesian, english]);
  });

  it('name the warning so that it can be found', () => {
    expect(id.dialog_name?.message).toContain('Netralitas');
    expect(en.dialog_name?.message).toContain('Neutrality');
  });

  it('have a sentence for every action, site, reason, place and tier', () => {
    const expected = [
      ...ACTIONS.flatMap((action) => [
        `action_${action}`,
        `dialog_what_${action}`,
        `dialog_what_${action}_unknown`,
      ]),
      ...SITE_IDS.map((site) => `site_${site}`),
      ...['own_account', 'own_group', 'party_outside_election', 'partisan', 'concerns'].map(
        (reason) => `dialog_why_${reason}`,
      ),
      ...['author', 'text', 'quote_author', 'quote', 'image_text', 'group', 'page_title', 'draft'].map(
        (where) => `where_${where}`,
      ),
      ...[
        'account',
        'group',
        'hashtag',
        'name',
        'short_name',
        'slogan',
        'number',
        'party',
        'campaign_word',
      ].map((tier) => `tier_${tier}`),
    ];
    expect(expected.filter((key) => !(key in id))).toEqual([]);
  });
});

/** Families of keys that the code puts together from a word of the vocabulary. */
const COMPOSED =
  /^(action|site|where|tier|stage|dialog_what|dialog_why|dialog_undo|dialog_office|common_item|common_category|common_outcome|popup_site)_|^options_(employment|strictness|pack_why|pack_remedy)_|^ext_|^policy_(remedy|part|mode)_|^policy_\w+_(title|description)$/;

describe('the code and the texts', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('generated'))
    .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }));

  it('use every text', () => {
    const all = sources.map(({ text }) => text).join('\n');
    expect(Object.keys(id).filter((key) => !COMPOSED.test(key) && !all.includes(`'${key}'`))).toEqual([]);
  });

  it('put no words of their own into the pages', () => {
    // A sentence in the code would be a text with a space between two letters, handed to h().
    const literal = /\bh\(\s*'[a-z0-9]+',[^;]*?[,(]\s*'([^']*[A-Za-z] [A-Za-z][^']*)'\s*[,)]/g;
    const found = sources
      .filter(({ path }) => path.startsWith('pages'))
      .flatMap(({ path, text }) => [...text.matchAll(literal)].map(([, words]) => `${path}: ${words}`))
      .filter((line) => !/: (button primary|choices \w+)$/.test(line));
    expect(found).toEqual([]);
  });
});

describe('translating', () => {
  it('fills placeholders once, and leaves those without a value visible', () => {
    expect(fill('{a} dan {b}', { a: '{b}', b: 2 })).toBe('{b} dan 2');
    expect(fill('{a} dan {b}', { a: 1 })).toBe('1 dan {b}');
    expect(fill('{constructor}', {})).toBe('{constructor}');
  });

  it('takes values literally, also where they look like replacement patterns', () => {
    expect(fill('{who}', { who: '$& $1 <b>' })).toBe('$& $1 <b>');
  });

  it('speaks the language it was made for', () => {
    const catalogue = { id: { hello: 'Halo {who}' }, en: { hello: 'Hello {who}' } };
    expect(translatorOf(catalogue, 'id')('hello', { who: 'Sari' })).toBe('Halo Sari');
    expect(translatorOf(catalogue, 'en')('hello', { who: 'Sari' })).toBe('Hello Sari');
  });

  it.each([
    ['id', 'en-GB', 'id'],
    ['en', 'id', 'en'],
    ['auto', 'id-ID', 'id'],
    ['auto', 'en-US', 'en'],
    ['auto', 'EN_gb', 'en'],
    ['auto', 'jv', 'id'],
    ['auto', '', 'id'],
  ] as const)('setting %s in a browser that speaks %s gives %s', (setting, ui, language) => {
    expect(resolveLanguage(setting, ui)).toBe(language);
  });
});
