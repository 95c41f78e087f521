// @vitest-environment jsdom
/** The popup's part of the self-check, drawn without a browser: every state, in words that claim no more than is known. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../src/domain/vocabulary.ts';
import { type Check, checkSection, RESULT_ID } from '../../src/pages/popup/self-check.ts';
import { translator } from '../../src/platform/i18n.ts';
import type { FoundOnList, SelfCheckAnswer } from '../../src/platform/self-check.ts';

const FOUND: FoundOnList = {
  name: 'Wirasaba <b>Kertapati</b>',
  handle: 'wirasaba',
  about: 'Wirasaba Kertapati – Lastri Handaru',
  level: 'dilarang',
  items: ['disiplin-6', 'disiplin-10'],
  tier: 'account',
  text: 'wirasaba',
  stage: 'kampanye',
  path: '/wirasaba',
};
const LIST = {
  kind: 'list',
  site: 'x',
  host: 'x.com',
  what: 'account',
  isOwn: true,
  looked: 12,
  isWide: true,
  found: [FOUND],
} as const satisfies SelfCheckAnswer;

const look = vi.fn();
const open = vi.fn();

const show = (
  state: Check['state'],
  { language = 'id', isCalm = false }: { language?: Language; isCalm?: boolean } = {},
) => {
  const check: Check = { site: 'x', state, hosts: ['x.com', 'twitter.com'], look, open };
  document.body.replaceChildren(checkSection(check, { isCalm, t: translator(language) }));
  return document.body.textContent ?? '';
};
const links = () => [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));
/** Pressed one after another, the links on the site lead here. */
const leadsTo = () => {
  open.mockClear();
  for (const link of document.querySelectorAll<HTMLElement>('[role=link]')) link.click();
  return open.mock.calls.flat();
};

beforeEach(() => {
  look.mockClear();
  open.mockClear();
});

describe('the self-check in the popup', () => {
  it('looks at nothing before it is asked', () => {
    expect(show('ready')).toContain('hanya bila Anda memintanya');
    document.querySelector('button')?.click();
    expect(look).toHaveBeenCalledTimes(1);
    expect(document.getElementById(RESULT_ID)).toBeNull();
  });

  it('is asked once at a time, and keeps the focus meanwhile', () => {
    show('looking');
    const button = document.querySelector('button');
    expect([button?.getAttribute('aria-disabled'), button?.disabled]).toEqual(['true', false]);
    button?.click();
    expect(look).not.toHaveBeenCalled();
  });

  it('lists whom it found, with the account, the participant, the evidence and the items', () => {
    const text = show(LIST);
    expect(text).toContain('Akun yang diperiksa: 12. Peserta pemilu di antaranya: 1.');
    expect(text).toContain('Wirasaba <b>Kertapati</b> @wirasaba');
    expect(text).toContain('Akun yang Anda ikuti · Wirasaba Kertapati – Lastri Handaru');
    expect(text).toContain('Dikenali dari akun: wirasaba');
    expect(text).toContain('Mengikutinya dapat dianggap termasuk Disiplin butir 6, Disiplin butir 10.');
    expect(text).toContain('adalah keputusan Anda');
    expect(text).toContain('tidak disimpan dan tidak dikirim');
    expect(text).not.toContain('Tidak menyangkut tahapan');
    expect(links()).toEqual(['../rules/index.html#disiplin-6', '../rules/index.html#disiplin-10']);
    expect(leadsTo()).toEqual(['https://x.com/wirasaba']);
    expect(document.getElementById(RESULT_ID)?.getAttribute('tabindex')).toBe('-1');
  });

  it('leads to no foreign address, and has no address that a browser would look up ahead of time', () => {
    for (const path of ['', '//jahat.example/a', 'javascript:alert(1)']) {
      show({ ...LIST, found: [{ ...FOUND, path }] });
      expect(leadsTo()).toEqual([]);
    }
    show({ ...LIST, host: 'jahat.example' });
    expect(leadsTo()).toEqual(['https://x.com/wirasaba']);
    expect(links().filter((href) => /^\w+:|^\/\//.test(href ?? ''))).toEqual([]);
  });

  it('claims nothing of a list whose owner is not known', () => {
    const text = show({ ...LIST, isOwn: false });
    expect(text).toContain('daftar yang sedang tampil');
    expect(text).toContain('Akun di daftar ini · ');
    expect(text).not.toContain('Akun yang Anda ikuti');
  });

  it('says where something is tied to no running stage, and where none runs at all', () => {
    expect(show({ ...LIST, found: [{ ...FOUND, stage: null }] })).toContain(
      'Tidak menyangkut tahapan yang sedang berjalan.',
    );
    const none = { ...LIST, found: [] };
    expect(show(none, { isCalm: true })).toContain('Hari ini tidak ada tahapan yang berjalan');
    expect(show(none)).not.toContain('Hari ini tidak ada tahapan yang berjalan');
    expect(show(none)).not.toContain('keputusan Anda');
  });

  it('says what was left out', () => {
    expect(show(LIST)).not.toContain('belum ikut dicocokkan');
    expect(show({ ...LIST, isWide: false })).toContain('belum ikut dicocokkan');
  });

  it('says in words of their own what posts and groups are', () => {
    expect(show({ ...LIST, what: 'post' })).toMatch(/Unggahan yang Anda sukai.*Menyukainya dapat dianggap/s);
    expect(show({ ...LIST, what: 'group' })).toMatch(/Grup yang Anda masuki.*Bergabung dapat dianggap/s);
  });

  it('shows the way where there is no list, or somebody else’s', () => {
    expect(show({ kind: 'elsewhere', site: 'x' })).toContain('Buka profil Anda');
    const other = { kind: 'other', site: 'x', host: 'x.com', what: 'account' } as const;
    show({ ...other, ownPath: '/sari/following' });
    expect(leadsTo()).toEqual(['https://x.com/sari/following']);
    expect(show({ ...other, ownPath: '' })).toContain('Buka profil Anda');
    expect(leadsTo()).toEqual([]);
    expect(show('failed')).toContain('Muat ulang');
  });

  it('speaks English too', () => {
    expect(show(LIST, { language: 'en' })).toContain('Following it may be treated as Discipline item 6');
  });
});
