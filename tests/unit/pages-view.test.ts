// @vitest-environment jsdom
/** The popup and the sections of the options page, drawn without a browser around them. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Rules } from '../../src/pack/bundle.ts';
import { behaviourSection } from '../../src/pages/options/behaviour.ts';
import { exceptionsSection } from '../../src/pages/options/exceptions.ts';
import { journalSection } from '../../src/pages/options/journal.ts';
import type { Context } from '../../src/pages/options/parts.ts';
import { personSection } from '../../src/pages/options/person.ts';
import { rejectedSection } from '../../src/pages/options/rejected.ts';
import { simulatedSection } from '../../src/pages/options/simulated.ts';
import { strangersSection } from '../../src/pages/options/strangers.ts';
import { type Care, popupView } from '../../src/pages/popup/view.ts';
import { h, keepingFocus } from '../../src/pages/shared/dom.ts';
import { translator } from '../../src/platform/i18n.ts';
import type { JournalEntry } from '../../src/platform/messages.ts';
import type { Stored } from '../../src/platform/storage.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const stage = (kind: string, start: string, end: string) => ({
  id: `e/${kind}`,
  kind,
  name: { id: `nama ${kind}`, en: `name ${kind}` },
  region: '*',
  start,
  end,
  regulation: 'PKPU',
  confidence: 'confirmed',
  sources: ['s'],
});

const rules = {
  elections: [
    {
      id: 'e',
      kind: 'pemilu',
      short: { id: 'Pemilu Uji', en: 'the test election' },
      name: { id: 'Pemilu Uji', en: 'Test election' },
      stages: [
        stage('bakal-calon', '2023-04-24', '2023-11-02'),
        stage('kampanye', '2023-11-28', '2024-02-10'),
        stage('masa-tenang', '2024-02-11', '2024-02-13'),
      ],
    },
  ],
  items: {
    lastReviewed: '2026-01-01',
    items: [
      { id: 'disiplin-5', phase: 'any', short: { id: 'anggota partai', en: 'party membership' } },
      { id: 'disiplin-6', phase: 'calon', short: { id: 'unggahan', en: 'posts' } },
    ],
  },
  regions: {
    regions: [
      { code: '36', name: 'Banten' },
      { code: '36.03', name: 'Kabupaten Tangerang' },
      { code: '31', name: 'DKI Jakarta' },
      { code: '31.71', name: 'Kota Jakarta Pusat' },
    ],
  },
} as unknown as Rules;

const entry = (about: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  at: Date.UTC(2024, 0, 15, 3),
  date: '2024-01-15',
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about,
  outcome: 'cancelled',
  evidence: [],
  ...more,
});

const stored = (settings: Partial<Settings> = {}, more: Partial<Stored> = {}): Stored => ({
  settings: { ...DEFAULT_SETTINGS, region: '36.03', ...settings },
  journal: [],
  health: {},
  policy: { policy: {}, problems: [] },
  chosen: new Set(),
  rejected: null,
  strangers: [],
  pack: null,
  ...more,
});

const popup = (state: Stored, date = '2024-01-15', language: Language = 'id') => {
  document.body.replaceChildren(
    ...popupView({ stored: state, rules, pack: null, date, language, t: translator(language) }),
  );
  return document.body;
};
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map((found) => found.textContent);

const contextOf = (language: Language = 'id') => {
  const save = vi.fn<Context['save']>(async () => undefined);
  const run = vi.fn<Context['run']>(async () => undefined);
  const confirm = vi.fn<Context['confirm']>(async () => true);
  const say = vi.fn<Context['say']>();
  const t = translator(language);
  const context: Context = {
    rules,
    inForce: () => ({ rules, pack: null }),
    language,
    t,
    version: '0.0.0',
    save,
    run,
    say,
    confirm,
  };
  return { context, save, run, confirm };
};

const input = (id: string) => document.getElementById(id) as HTMLInputElement;
const list = (id: string) => document.getElementById(id) as HTMLSelectElement;
const choose = (control: HTMLInputElement | HTMLSelectElement, value: string) => {
  control.value = value;
  control.dispatchEvent(new Event('change'));
};

beforeEach(() => document.body.replaceChildren());

describe('h', () => {
  it('takes text as text and sets no handler by name', () => {
    const element = h('p', { class: 'a', hidden: true, title: null }, '<b>x</b>', 1, null, false, ['y']);
    expect(element.outerHTML).toBe('<p class="a" hidden="">&lt;b&gt;x&lt;/b&gt;1y</p>');
  });

  it('keeps the focus over a change, when its control is still there', () => {
    document.body.append(h('button', { id: 'a' }));
    document.getElementById('a')?.focus();
    keepingFocus(() => document.body.replaceChildren(h('button', { id: 'a' })));
    expect(document.activeElement?.id).toBe('a');
  });
});

describe('the popup', () => {
  it('offers the witness, takes it back, copies the report and says what was done', () => {
    const care = { witness: false, toggle: vi.fn(), copyReport: vi.fn(), told: h('p', { role: 'status' }) };
    const show = (more: Partial<Care>) => {
      const t = translator('id');
      const view = popupView({
        stored: stored(),
        rules,
        pack: null,
        date: '2024-01-15',
        language: 'id',
        t,
        care: { ...care, ...more },
      });
      document.body.replaceChildren(...view);
    };
    show({});
    expect(texts('.care .button')).toEqual(['Izinkan saksi', 'Salin laporan']);
    expect(document.body.textContent).toContain('Saksi belum diizinkan. Lapis kedua:');
    document.getElementById('witness-toggle')?.click();
    document.getElementById('report-copy')?.click();
    expect([care.toggle.mock.calls.length, care.copyReport.mock.calls.length]).toEqual([1, 1]);
    care.told.textContent = 'Laporan tersalin';
    show({ witness: true });
    expect(texts('.care .button')).toEqual(['Cabut izin saksi', 'Salin laporan']);
    expect(texts('[role=status]')).toEqual(['Laporan tersalin']);
  });

  it('says when only some actions of a site are recognised', () => {
    const sample = { posts: 3, controls: 9, blind: 0 };
    popup(stored({}, { health: { facebook: { at: 1, sample, state: 'partial' } } }));
    expect(texts('.state-partial')).toEqual([
      'Sebagian tindakan tidak dikenali; berhati-hatilah di situs ini',
    ]);
  });

  it('says the stage of today in one sentence and where in the election it stands', () => {
    popup(stored());
    expect(texts('.sentence')).toEqual(['Saat ini masa kampanye Pemilu Uji.']);
    expect(document.body.textContent).toContain('Sampai 10 Februari 2024 · 26 hari lagi');
    expect(document.querySelector('[role=img]')?.getAttribute('aria-label')).toMatch(/24 April 2023.*persen/);
    expect(texts('.here')).toEqual(['Anda di sini']);
  });

  it('is calm when nothing runs, and names what holds at any time', () => {
    popup(stored(), '2025-06-01');
    expect(texts('.sentence')).toEqual(['Tidak ada tahapan pemilu yang berjalan hari ini.']);
    expect(texts('.calm li')).toEqual(['Disiplin butir 5anggota partai']);
    expect(document.body.textContent).toContain('Belum ada tanggal berikutnya yang ditetapkan.');
  });

  it('counts the days to the next dates, with one day as one', () => {
    popup(stored(), '2024-02-10', 'en');
    expect(texts('.dates .left')).toEqual(['1 day left']);
  });

  it('shows the last three warnings, newest first, with their outcome', () => {
    popup(stored({}, { journal: ['A', 'B', 'C', 'D'].map((about) => entry(about)) }));
    expect(texts('.warnings li').map((line) => /Menyukai · (\w)/.exec(line ?? '')?.[1])).toEqual([
      'D',
      'C',
      'B',
    ]);
    expect(document.querySelector('.warnings')?.textContent).toContain('Dibatalkan');
    expect(texts('a[href="../journal/index.html"]')).toEqual(['Buka semua catatan', 'Catatan']);
  });

  it('leads to the journal, also where the agency took the last warnings away', () => {
    const policy = { policy: { hideParts: ['popup-warnings' as const] }, problems: [] };
    popup(stored({}, { journal: [entry('A')], policy }));
    expect(document.querySelector('.warnings')).toBeNull();
    expect(texts('a[href="../journal/index.html"]')).toEqual(['Catatan']);
  });

  it('tells each site by words, and says plainly when a page is not understood', () => {
    const sample = { posts: 5, controls: 0, blind: 5 };
    popup(
      stored(
        {},
        { health: { x: { at: 1, sample, state: 'ok' }, facebook: { at: 1, sample, state: 'blind' } } },
      ),
    );
    expect(texts('.sites li')).toEqual([
      'XSiap mengingatkan',
      'FacebookHalaman belum dapat dipahami; tindakan Anda tidak ditahan',
      'InstagramTidak sedang dibuka',
      'ThreadsTidak sedang dibuka',
    ]);
  });

  it('says that the date is simulated and that old settings could not be read', () => {
    popup(stored({ simulatedDate: '2024-01-15' }, { rejected: { at: 1, problems: [] } }));
    expect(texts('.notice')).toEqual([
      'Tanggal simulasi: 15 Januari 2024Ubah',
      'Sebagian pengaturan lama tidak terbaca.Lihat',
    ]);
  });

  it('names the region, or offers to choose one', () => {
    expect(popup(stored()).textContent).toContain('Kabupaten Tangerang, Banten');
    popup(stored({ region: null }));
    expect(document.querySelector('.where a')?.getAttribute('href')).toBe('../options/index.html#you');
  });

  it('always carries the quiet line', () => {
    expect(popup(stored()).querySelector('footer')?.textContent).toContain(
      'Tidak ada data yang keluar dari peramban ini',
    );
  });

  it('never turns a name into markup', () => {
    popup(stored({}, { journal: [entry('<img src=x onerror=alert(1)>')] }));
    expect(document.querySelector('img')).toBeNull();
    expect(document.body.textContent).toContain('<img src=x onerror=alert(1)>');
  });
});

describe('region and employment', () => {
  it('saves the province, then the regency, then the whole province again', () => {
    const { context, save } = contextOf();
    const section = personSection(context);
    document.body.append(section.element);
    section.update(stored({ region: null }));
    expect(list('regency').disabled).toBe(true);
    choose(list('province'), '36');
    expect(save).toHaveBeenLastCalledWith({ region: '36' });
    section.update(stored({ region: '36' }));
    expect([...list('regency').options].map(({ value }) => value)).toEqual(['', '36.03']);
    choose(list('regency'), '36.03');
    expect(save).toHaveBeenLastCalledWith({ region: '36.03' });
    section.update(stored());
    choose(list('regency'), '');
    expect(save).toHaveBeenLastCalledWith({ region: '36' });
    choose(list('province'), '');
    expect(save).toHaveBeenLastCalledWith({ region: null });
  });

  it('keeps a stored code that the data does not know', () => {
    const { context } = contextOf();
    const section = personSection(context);
    document.body.append(section.element);
    section.update(stored({ region: '99.01' }));
    expect([list('province').value, list('regency').value]).toEqual(['99', '99.01']);
  });

  it('saves the employment and shows the one that is stored', () => {
    const { context, save } = contextOf();
    const section = personSection(context);
    document.body.append(section.element);
    section.update(stored({ employment: 'spouse' }));
    expect(input('employment-spouse').checked).toBe(true);
    input('employment-pppk').click();
    expect(save).toHaveBeenLastCalledWith({ employment: 'pppk' });
  });
});

describe('language and strictness', () => {
  it('saves each choice, explains each strictness, and follows what is stored', () => {
    const { context, save } = contextOf('en');
    const section = behaviourSection(context);
    document.body.append(section.element);
    section.update(stored({ language: 'en', strictness: 'ketat' }));
    expect([input('language-en').checked, input('strictness-ketat').checked]).toEqual([true, true]);
    input('strictness-longgar').click();
    expect(save).toHaveBeenLastCalledWith({ strictness: 'longgar' });
    input('language-id').click();
    expect(save).toHaveBeenLastCalledWith({ language: 'id' });
    for (const value of ['longgar', 'normal', 'ketat']) {
      const help = input(`strictness-${value}`).getAttribute('aria-describedby') ?? '';
      expect(document.getElementById(help)?.textContent?.length).toBeGreaterThan(20);
    }
  });
});

describe('exceptions', () => {
  const exceptions = [
    { kind: 'author', site: 'x', author: 'kantin', added: '2024-01-12' },
    { kind: 'term', term: 'amin', added: '2024-01-13' },
  ] as const;

  it('are listed by name and taken back one by one', async () => {
    const { context, save } = contextOf();
    const section = exceptionsSection(context);
    document.body.append(section.element);
    section.update(stored({ exceptions }));
    expect(texts('.rows .plain')).toEqual([
      'Akun kantin di XDitambahkan 12 Januari 2024',
      'Kata “amin”Ditambahkan 13 Januari 2024',
    ]);
    input('exception-remove-0').click();
    const change = save.mock.calls[0]?.[0];
    expect(typeof change === 'function' && change({ ...DEFAULT_SETTINGS, exceptions })).toEqual({
      exceptions: [exceptions[1]],
    });
    await vi.waitFor(() => expect(document.activeElement?.id).toBe('exceptions-heading'));
  });

  it('say how to add one when there is none', () => {
    const { context } = contextOf();
    const section = exceptionsSection(context);
    section.update(stored());
    expect(section.element.textContent).toContain('Bukan peserta pemilu?');
  });
});

describe('the simulated date', () => {
  const draw = (settings: Partial<Settings>) => {
    const { context, save } = contextOf();
    const section = simulatedSection(context);
    document.body.append(section.element);
    section.update(stored(settings));
    return save;
  };

  it('is set by hand, by a stage, and taken back', () => {
    const save = draw({ simulatedDate: '2023-11-28' });
    expect(list('simulated-preset').value).toBe('2023-11-28');
    choose(input('simulated-date'), '2024-02-12');
    expect(save).toHaveBeenLastCalledWith({ simulatedDate: '2024-02-12' });
    choose(list('simulated-preset'), '2023-04-24');
    expect(save).toHaveBeenLastCalledWith({ simulatedDate: '2023-04-24' });
    input('simulated-clear').click();
    expect(save).toHaveBeenLastCalledWith({ simulatedDate: null });
  });

  it('is not saved while a year is still being typed', () => {
    const save = draw({});
    choose(input('simulated-date'), '0202-02-12');
    expect(save).not.toHaveBeenCalled();
    expect(document.getElementById('simulated-state')?.textContent).toContain('tanggal sebenarnya');
  });
});

describe('settings that could not be read', () => {
  it('are shown as they were, and not at all when there are none', () => {
    const { context } = contextOf();
    const section = rejectedSection(context);
    section.update(stored());
    expect(section.element.hidden).toBe(true);
    section.update(stored({}, { rejected: { at: 1, problems: [{ field: 'strictness', found: '<b>' }] } }));
    expect(section.element.hidden).toBe(false);
    expect(section.element.querySelector('pre')?.textContent).toBe('strictness: "<b>"');
  });
});

describe('other extensions that tried', () => {
  it('are named with number and moment, as text, and not at all when there are none', () => {
    const { context, run } = contextOf();
    const section = strangersSection(context);
    document.body.append(section.element);
    section.update(stored());
    expect(section.element.hidden).toBe(true);
    const strangers = [
      { id: 'lama', times: 1, at: Date.UTC(2024, 0, 14, 3) },
      { id: '<i>baru</i>', times: 4, at: Date.UTC(2024, 0, 15, 3) },
    ];
    section.update(stored({}, { strangers }));
    expect(section.element.hidden).toBe(false);
    expect(section.element.querySelector('i')).toBe(null);
    const [first] = texts('#strangers .rows li');
    expect(first).toBe('<i>baru</i>Ditolak: 4 kali · terakhir 15 Januari 2024, 10.00');
    document.getElementById('strangers-forget')?.click();
    expect(run).toHaveBeenCalledWith(expect.any(Function), 'options_strangers_forgotten');
  });
});

describe('the journal', () => {
  const draw = (journal: readonly JournalEntry[]) => {
    const made = contextOf();
    const section = journalSection(made.context);
    document.body.append(section.element);
    section.update(stored({}, { journal }));
    return made;
  };

  it('is read newest first, with item, outcome and a simulated date where there was one', () => {
    draw([entry('A'), entry('B', { date: '2023-10-01', items: ['kode-etik-4'], outcome: 'continued' })]);
    const [newest, oldest] = texts('.rows li');
    expect(newest).toContain('B');
    expect(newest).toContain('Dilarang · Kode etik butir 4 · Dilanjutkan');
    expect(newest).toContain('dinilai menurut 1 Oktober 2023');
    expect(oldest).not.toContain('dinilai menurut');
  });

  it('deletes only after a yes', async () => {
    const { run, confirm } = draw([entry('A')]);
    confirm.mockResolvedValueOnce(false);
    input('journal-remove-0').click();
    await vi.waitFor(() => expect(confirm).toHaveBeenCalledWith('common_journal_confirm_one'));
    expect(run).not.toHaveBeenCalled();
    input('journal-remove-0').click();
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1));
    expect(run).toHaveBeenLastCalledWith(expect.any(Function), 'common_journal_removed');
  });

  it('is short in the options: the latest five lines, and the way to all of them', () => {
    draw(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((about) => entry(about)));
    expect(texts('.rows .entry > :nth-child(2)').map((text) => text?.at(-1))).toEqual([...'GFEDC']);
    expect(document.body.textContent).toContain('5 catatan terbaru dari 7.');
    expect(document.getElementById('journal-open')?.getAttribute('href')).toBe('../journal/index.html');
  });

  it('has nothing to delete when it is empty', () => {
    draw([]);
    expect(texts('button')).toEqual([]);
    expect(document.body.textContent).toContain('Belum ada catatan.');
    expect(document.body.textContent).not.toContain('terbaru');
  });
});
