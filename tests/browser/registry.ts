/**
 * Every surface that a person sees, in every state that looks different: one list for the pictures, for axe and for
 * the check of the layout. A new page or state is one line in `SURFACES`.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { lengthenedMessages } from '../../scripts/pseudo/words.ts';
import type { Language, SiteId } from '../../src/domain/vocabulary.ts';
import { type MessageKey, messages } from '../../src/generated/messages.ts';
import type { JournalEntry, SiteHealth } from '../../src/platform/messages.ts';
import type { FoundOnList, SelfCheckAnswer } from '../../src/platform/self-check.ts';
import { sampleConfig } from '../replicas/sample-feed.ts';
import { witnessAllowed } from './allowed.ts';
import { clickOn, EXTENSION_ID, launch, type OwnPage, pressButton, ROOT, until } from './driver.ts';
import { builtFor } from './engine.ts';
import { type Given, lay } from './given.ts';
import { type Look, resize, wear } from './looks.ts';
import { awaitOurs } from './our-roots.ts';
import { openReplica } from './replica-pages.ts';
import { configFor, SCENARIOS } from './scenarios.ts';
import { stageOf } from './stage.ts';
import { scenes, showDialog } from './surfaces.ts';

/** Parts of the product, in the order of the gallery. */
export const PARTS = {
  welcome: { id: 'Halaman sambutan', en: 'Welcome page' },
  popup: { id: 'Jendela bilah alat', en: 'Popup' },
  dialog: { id: 'Dialog peringatan', en: 'Warning dialog' },
  site: { id: 'Di halaman situs', en: 'On the pages of sites' },
  calendar: { id: 'Kalender', en: 'Calendar' },
  rules: { id: 'Aturan', en: 'Rules' },
  training: { id: 'Pelatihan', en: 'Training' },
  help: { id: 'Bantuan', en: 'Help' },
  journal: { id: 'Catatan', en: 'Journal' },
  options: { id: 'Pengaturan', en: 'Options' },
  icons: { id: 'Ikon', en: 'Icons' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;
export type Part = keyof typeof PARTS;

/** What a surface is opened with. */
export interface Opening {
  readonly page: Page;
  readonly browser: Browser;
  readonly language: Language;
  /** `longer`: the pseudo-locale. */
  readonly words: 'plain' | 'longer';
  /** A text as the page shows it. */
  readonly say: (key: MessageKey) => string;
}

export interface Surface {
  readonly part: Part;
  readonly state: string;
  readonly names: Readonly<Record<Language, string>>;
  readonly given: Given;
  /** Needs the permission to see requests. */
  readonly witness: boolean;
  /**
   * `page`: all of it is ours. `elements`: our elements on somebody else's page. `sheet`: made for looking at, and
   * nothing that a person meets.
   */
  readonly ours: 'page' | 'elements' | 'sheet';
  /** Stands where it was put when it opened, so that another size of the window needs another opening. */
  readonly placed: boolean;
  /** A picture shows all of the page, not the window alone. */
  readonly whole: boolean;
  /** Brings it onto an empty page, which has its size and colours, and waits until it is there. */
  readonly open: (opening: Opening) => Promise<void>;
}

/** `popup-calm`: names files and tests. */
export const nameOf = ({ part, state }: Surface): string => `${part}-${state}`;

type Names = readonly [id: string, en: string];
interface More {
  readonly witness?: boolean;
  /** After the name of the page: `?popup`, `#quiz/42/5`. */
  readonly place?: string;
  /** A script that runs before those of the page. */
  readonly before?: string;
  /** There when the page is. */
  readonly ready?: string;
  /** Steps after that. */
  readonly after?: (opening: Opening) => Promise<void>;
  readonly whole?: boolean;
  readonly placed?: boolean;
}

/** A page of the extension in a state. */
const own =
  (part: Part, folder: OwnPage) =>
  (state: string, [id, en]: Names, given: Given = {}, more: More = {}): Surface => {
    const {
      witness = false,
      place = '',
      before,
      ready = 'main :is(h1, h2)',
      after,
      whole = true,
      placed = false,
    } = more;
    return {
      part,
      state,
      names: { id, en },
      given,
      witness,
      ours: 'page',
      placed,
      whole,
      open: async (opening) => {
        const { page } = opening;
        if (before) await page.evaluateOnNewDocument(before);
        await page.goto(`chrome-extension://${EXTENSION_ID}/src/pages/${folder}/index.html${place}`);
        await page.waitForSelector(ready);
        await after?.(opening);
      },
    };
  };

const press = (page: Page, selector: string): Promise<void> =>
  page.$eval(selector, (control) => (control as HTMLElement).click());

/* Journal, health, policy: what people have after some weeks. */

const line = (
  site: SiteId,
  action: JournalEntry['action'],
  about: string,
  outcome: JournalEntry['outcome'],
  day: number,
  more: Partial<JournalEntry> = {},
): JournalEntry => ({
  site,
  action,
  about,
  outcome,
  at: Date.UTC(2024, 0, day, 3),
  date: `2024-01-${day}`,
  level: 'dilarang',
  items: ['disiplin-6'],
  evidence: [],
  ...more,
});
const JOURNAL: readonly JournalEntry[] = [
  line('x', 'like', 'Anies Rasyid Baswedan – Abdul Muhaimin Iskandar', 'cancelled', 12),
  line('facebook', 'share', 'Ganjar Pranowo – Mahfud MD', 'continued', 13, { level: 'hati-hati' }),
  line('instagram', 'follow', 'Prabowo Subianto – Gibran Rakabuming Raka', 'excepted', 14),
  line('threads', 'comment', 'Ganjar Pranowo – Mahfud MD', 'slipped', 15),
];

const health = (state: SiteHealth['state'], posts: number, controls: number): SiteHealth => ({
  at: Date.UTC(2024, 0, 15, 3),
  sample: { posts, controls, blind: state === 'blind' ? posts : 0 },
  state,
});
const WELL = { x: health('ok', 8, 40), instagram: health('idle', 0, 0) };
const ILL = { ...WELL, facebook: health('blind', 6, 0), threads: health('partial', 5, 20) };

const POLICY = {
  region: '36.03',
  strictness: 'ketat',
  mode: 'block',
  lockedKeys: ['region', 'strictness', 'journalDays'],
  extraAccounts: ['instagram:contoh.tim_sukses', 'facebook:relawan.contoh'],
  extraGroups: ['Relawan Contoh Sejahtera'],
  exemptAccounts: ['facebook:pemkab.contoh'],
  helpContact: 'Subbagian Kepegawaian BKPSDM, telepon (021) 555-0100',
  journalDays: 3_650,
} as const;
const BAD_VALUES = [
  { key: 'strictness', found: 'keras', remedy: 'choice' },
  { key: 'extraAccounts', found: 'instagram:contoh tim', remedy: 'account' },
];

/** Within the campaign of 2024, by the page's own clock. */
const CAMPAIGN: Given = { now: '2024-01-15T03:00:00Z', health: WELL };
/** On a set day, as in a class; content scripts know no other clock. */
const EXERCISE: Given = { settings: { simulatedDate: '2024-01-15' }, health: WELL };

const onDay = (date: string, more: Given = {}): Given => ({ now: `${date}T03:00:00Z`, ...more });

/* Warnings. */

const dialog = (
  state: string,
  [id, en]: Names,
  scene: string,
  /** A step within the page; it sees nothing but our element. */
  after?: (host: Element) => void,
): Surface => ({
  part: 'dialog',
  state,
  names: { id, en },
  given: {},
  witness: false,
  ours: 'elements',
  placed: false,
  whole: false,
  open: async ({ page, language, words }) => {
    const shown = scenes(language)[scene];
    if (!shown) throw new Error(`There is no scene "${scene}".`);
    await showDialog(page, shown, words);
    if (after) await page.$eval('jaga-netral', after);
  },
});

/* On the pages of sites. */

const onSite = (
  state: string,
  [id, en]: Names,
  open: Surface['open'],
  more: Partial<Pick<Surface, 'witness'>> = {},
): Surface => ({
  part: 'site',
  state,
  names: { id, en },
  given: EXERCISE,
  witness: false,
  ours: 'elements',
  placed: true,
  whole: false,
  open,
  ...more,
});

const scenarioOf = (site: SiteId, action: string) => {
  const scenario = SCENARIOS.find((one) => one.site === site && one.action === action);
  if (!scenario) throw new Error(`No ${action} on ${site}`);
  return scenario;
};

/** Marks follow one another, slice by slice; what is in view is told every 400 ms. */
const allMarked = async (page: Page, count: () => Promise<number>): Promise<void> => {
  for (let before = -1, now = await count(); now !== before; ) {
    before = now;
    await page.evaluate(() => new Promise((done) => setTimeout(done, 600)));
    now = await count();
  }
};

/** A feed in which a participant's post is the first. */
const feed =
  (site: SiteId) =>
  async ({ page, browser, language }: Opening): Promise<void> => {
    const config = sampleConfig(site, language, { virtualised: false });
    const posts = config.posts.toSorted(
      (a, b) => Number(b.kind === 'participant') - Number(a.kind === 'participant'),
    );
    await openReplica(browser, { ...config, posts }, '/', undefined, async () => page);
    // Where the window is small, the site's own composer comes first; marks come with what is seen.
    await until('a mark', () =>
      page.evaluate(() => {
        const mark = document.querySelector('jaga-netral-badge');
        (mark ?? document.querySelector('[data-replica-cell]'))?.scrollIntoView({ block: 'center' });
        return mark !== null;
      }),
    );
    await allMarked(page, () => page.$$eval('jaga-netral-badge', (marks) => marks.length));
  };

/** A like that is held. */
const held =
  (site: SiteId) =>
  async ({ page, browser, language }: Opening): Promise<void> => {
    const config = configFor({ site, action: 'like' }, 'participant', language);
    await openReplica(browser, config, '/', undefined, async () => page);
    await page.waitForSelector('jaga-netral-badge');
    await scenarioOf(site, 'like').commit(page, language, 'participant');
    await awaitOurs(page, '.warning:modal');
  };

const heldThenOn = async (opening: Opening): Promise<void> => {
  await held('x')(opening);
  await pressButton(opening.page, opening.say('dialog_continue'));
  await awaitOurs(opening.page, '.hint');
};

const draft = async ({ page, browser, language }: Opening): Promise<void> => {
  const scenario = scenarioOf('x', 'post');
  await openReplica(browser, configFor(scenario, 'neutral', language), '/', undefined, async () => page);
  await scenario.prepare(page, language, 'participant');
  await awaitOurs(page, '.draft');
};

const slipped = async ({ page, browser, language }: Opening): Promise<void> => {
  const config = configFor({ site: 'x', action: 'like' }, 'participant', language);
  await openReplica(browser, { ...config, options: { disguised: true } }, '/', undefined, async () => page);
  await page.waitForSelector('jaga-netral-badge');
  await clickOn(page, '.r-disguised');
  await awaitOurs(page, '.notice');
};

/* The self-check: the popup over a page that answers so. */

/**
 * What stands below a popup is a tab; a popup that stands in one itself is told of another. A script for a page, as text:
 * a function would bring along what the tools that run this file put into it.
 */
const answering = (answer: SelfCheckAnswer): string => `{
  const answer = ${JSON.stringify(answer)};
  const give = (given, value) => {
    const back = given.at(-1);
    if (typeof back === 'function') back(value);
    return Promise.resolve(value);
  };
  chrome.tabs.query = (...given) => give(given, [{ id: 1 }]);
  chrome.tabs.sendMessage = (...given) =>
    give(given, given[1].type === 'page:list-here' ? { site: answer.site } : answer);
}`;

const asked = (answer: SelfCheckAnswer): More => ({
  before: answering(answer),
  ready: '#self-check-press',
  after: async ({ page }) => {
    await press(page, '#self-check-press');
    await page.waitForSelector('#self-check-result');
  },
});

const found = (name: string, handle: string, about: string): FoundOnList => ({
  name,
  handle,
  about,
  level: 'dilarang',
  items: ['disiplin-6', 'kode-etik-4'],
  tier: 'account',
  text: `@${handle}`,
  stage: 'kampanye',
  path: `/${handle}`,
});
const FOLLOWED: SelfCheckAnswer = {
  kind: 'list',
  site: 'x',
  host: 'x.com',
  what: 'account',
  isOwn: true,
  looked: 128,
  isWide: true,
  found: [
    found('Anies Rasyid Baswedan', 'aniesbaswedan', 'Anies Rasyid Baswedan – Abdul Muhaimin Iskandar'),
    found('Ganjar Pranowo', 'ganjarpranowo', 'Ganjar Pranowo – Mahfud MD'),
  ],
};

/* Lessons. */

const lesson = own('training', 'training');

/** The make-believe site is drawn and its guard has looked at what is in view. @param atLeast so many marks are due */
const stagedWith =
  (atLeast: number) =>
  async ({ page }: Opening): Promise<void> => {
    const stage = await stageOf(page);
    const count = () =>
      stage.evaluate((inner) => inner.document.querySelectorAll('jaga-netral-badge').length);
    // In a small window the site stands below the edge, where nothing is marked.
    await page.$eval('iframe.stage', (frame) => frame.scrollIntoView({ block: 'center' }));
    await until('marks in the stage', async () => (await count()) >= atLeast);
    await allMarked(page, count);
    await page.evaluate(() => {
      for (const scrolled of [document.documentElement, ...document.querySelectorAll('.show')])
        scrolled.scrollTop = 0;
    });
  };
const staged = stagedWith(0);
/** Another width draws the make-believe site anew, and its marks come again only where it is looked at. */
const marked = { after: stagedWith(1), placed: true } as const;

/** Answers the open question, with the key of an answer. */
const answer = async (page: Page): Promise<void> => {
  await page.waitForSelector('#answer-dilarang');
  await press(page, '#answer-dilarang');
  await page.waitForSelector('.verdict');
};

/** Goes forward in the slides. */
const steps =
  (count: number) =>
  async (opening: Opening): Promise<void> => {
    const { page } = opening;
    for (let step = 0; step < count; step += 1) await page.keyboard.press('PageDown');
    if (await page.$('iframe.stage')) await staged(opening);
  };
/** The first situation about an invitation has something for every step. */
const slide = (state: string, names: Names, count: number): Surface =>
  lesson(state, names, {}, { place: '#show/attend/1', ready: '.show', after: steps(count), whole: false });

/* Icons. */

const ICONS = join(ROOT, 'public/icons');
const ICON_STATES: readonly (readonly [file: string, title: MessageKey])[] = [
  ['mark', 'ext_action_title'],
  ['mark-attention', 'ext_action_title_blind'],
];

/** Every drawing of the toolbar's button on a light and on a dark bar, in its real size and enlarged. */
const iconSheet = async ({ page, language, say }: Opening): Promise<void> => {
  const source = (file: string) =>
    `data:image/png;base64,${readFileSync(join(ICONS, file)).toString('base64')}`;
  const drawings = (name: string) =>
    readdirSync(ICONS)
      .filter((file) => new RegExp(`^${name}-\\d+\\.png$`).test(file))
      .sort((a, b) => Number.parseInt(a.replace(/\D+/, ''), 10) - Number.parseInt(b.replace(/\D+/, ''), 10))
      .map((file) => {
        const size = Number(/\d+/.exec(file)?.[0]);
        const images = [size, ...(size < 48 ? [size * 4] : [])].map(
          (shown) =>
            `<img src="${source(file)}" width="${shown}" height="${shown}" alt="" style="image-rendering:${shown > size ? 'pixelated' : 'auto'}">`,
        );
        return `<span>${images.join(' ')}<small>${size}</small></span>`;
      })
      .join('');
  const rows = ICON_STATES.map(
    ([name, title]) =>
      `<h2>${say(title)}</h2>${['#f1f3f4', '#202124'].map((bar) => `<p style="background:${bar};color:${bar === '#202124' ? '#fff' : '#000'}">${drawings(name)}</p>`).join('')}`,
  );
  await page.setContent(
    `<!doctype html><html lang="${language}"><head><title>${say('ext_name')}</title><style>
      body{margin:16px;font:15px/22px system-ui;background:#fbf9f6;color:#1f1d21}
      h1,h2{font-size:15px}p{display:flex;flex-wrap:wrap;gap:24px;align-items:end;padding:12px;border-radius:10px}
      span{display:inline-flex;gap:8px;align-items:end}
    </style></head><body><main><h1>${say('ext_name')}</h1>${rows.join('')}</main></body></html>`,
  );
};

const welcome = own('welcome', 'welcome');
const popup = own('popup', 'popup');
const calendar = own('calendar', 'calendar');
const rules = own('rules', 'rules');
const help = own('help', 'help');
const journal = own('journal', 'journal');
const options = own('options', 'options');

/** A place of the rules page is shown. */
const ruled = (id: string) => ({
  place: `#${id}`,
  after: async ({ page }: Opening): Promise<void> => {
    await page.waitForFunction((wanted) => document.getElementById(wanted)?.checkVisibility(), {}, id);
  },
});

/** The whole list. */
export const SURFACES: readonly Surface[] = [
  welcome('first', ['Pertama kali dibuka', 'Opened for the first time'], { settings: { region: null } }),
  welcome('managed', ['Wilayah sudah ditetapkan instansi', 'The agency has set the region'], {
    policy: POLICY,
  }),

  popup('running', ['Tahapan sedang berlangsung', 'A stage is running'], { ...CAMPAIGN, journal: JOURNAL }),
  popup('calm', ['Tidak ada tahapan', 'No stage is running'], onDay('2026-11-21')),
  popup('voting-day', ['Hari pemungutan suara', 'Voting day'], onDay('2024-02-14', { health: WELL })),
  popup('several', ['Beberapa tahapan sekaligus', 'Several stages at once'], {
    ...onDay('2024-08-27'),
    settings: { region: '31' },
  }),
  popup('no-region', ['Wilayah belum dipilih', 'No region chosen yet'], {
    ...CAMPAIGN,
    settings: { region: null },
  }),
  popup('ill', ['Situs tidak dikenali', 'Sites that are not understood'], { ...CAMPAIGN, health: ILL }),
  popup(
    'witness',
    ['Saksi diizinkan', 'The witness is allowed'],
    { ...CAMPAIGN, health: ILL },
    { witness: true },
  ),
  popup('simulated', ['Tanggal simulasi', 'A simulated date'], { ...EXERCISE, journal: JOURNAL }),
  popup('policy', ['Diatur instansi', 'Managed by the agency'], { ...CAMPAIGN, policy: POLICY }),
  popup('rejected', ['Setelan tidak terbaca', 'Settings that could not be read'], {
    ...CAMPAIGN,
    settings: { strictness: 'keras' as never },
  }),

  popup(
    'check',
    ['Periksa diri: ada yang dikenali', 'Self-check: some recognised'],
    CAMPAIGN,
    asked(FOLLOWED),
  ),
  popup(
    'check-none',
    ['Periksa diri: daftar tanpa pemilik', 'Self-check: nobody’s list, none recognised'],
    CAMPAIGN,
    asked({ ...FOLLOWED, isOwn: false, isWide: false, found: [] }),
  ),
  popup(
    'check-elsewhere',
    ['Periksa diri: bukan daftar', 'Self-check: no list here'],
    CAMPAIGN,
    asked({ kind: 'elsewhere', site: 'facebook' }),
  ),
  popup(
    'check-other',
    ['Periksa diri: milik orang lain', 'Self-check: somebody else’s'],
    CAMPAIGN,
    asked({ kind: 'other', site: 'x', host: 'x.com', what: 'account', ownPath: '/saya/following' }),
  ),

  dialog('own-account', ['Akun peserta', 'A participant’s account'], 'own-account'),
  dialog('partisan', ['Unggahan yang memihak', 'A post that takes sides'], 'partisan'),
  dialog('blocked', ['Instansi tidak mengizinkan', 'The agency does not allow it'], 'blocked'),
  dialog('before-determination', ['Sebelum penetapan', 'Before determination'], 'before-determination'),
  dialog('draft', ['Tulisan sendiri dengan foto', 'Own words with a photo'], 'draft'),
  dialog('unfolded', ['Semua rincian dibuka', 'Everything unfolded'], 'own-account', ({ shadowRoot }) => {
    for (const one of shadowRoot?.querySelectorAll('details') ?? []) one.open = true;
    // The details stand below what is seen at first.
    shadowRoot?.querySelector('.more')?.scrollIntoView();
  }),
  dialog('exceptions', ['Bukan peserta pemilu?', 'Not a participant?'], 'partisan', ({ shadowRoot }) => {
    shadowRoot?.querySelector<HTMLElement>('button.plain')?.click();
  }),

  onSite('badge-x', ['Tanda pada unggahan, X', 'Mark on a post, X'], feed('x')),
  onSite('badge-facebook', ['Tanda pada unggahan, Facebook', 'Mark on a post, Facebook'], feed('facebook')),
  onSite(
    'badge-instagram',
    ['Tanda pada unggahan, Instagram', 'Mark on a post, Instagram'],
    feed('instagram'),
  ),
  onSite('badge-threads', ['Tanda pada unggahan, Threads', 'Mark on a post, Threads'], feed('threads')),
  onSite('warning-x', ['Peringatan, X', 'Warning, X'], held('x')),
  onSite('warning-facebook', ['Peringatan, Facebook', 'Warning, Facebook'], held('facebook')),
  onSite('warning-instagram', ['Peringatan, Instagram', 'Warning, Instagram'], held('instagram')),
  onSite('warning-threads', ['Peringatan, Threads', 'Warning, Threads'], held('threads')),
  onSite('hint', ['Setelah “Tetap lanjutkan”', 'After “Continue anyway”'], heldThenOn),
  onSite('draft-line', ['Baris di samping tulisan', 'The line beside a draft'], draft),
  onSite('notice', ['Terlanjur terkirim', 'Already sent'], slipped, { witness: true }),

  calendar('month', ['Bulan', 'The month'], onDay('2024-02-12')),
  calendar('simulated', ['Tanggal simulasi', 'A simulated date'], {
    settings: { simulatedDate: '2024-01-15' },
  }),
  calendar('crowded', ['Semua wilayah', 'Every region'], {
    ...onDay('2025-04-17'),
    settings: { region: null },
  }),
  calendar('calm', ['Bulan tanpa tahapan', 'A month without stages'], onDay('2026-11-21')),
  calendar(
    'day',
    ['Rincian satu hari', 'Details of a day'],
    { ...onDay('2025-04-17'), settings: { region: null } },
    { after: ({ page }) => press(page, '#day-2025-04-17') },
  ),
  calendar('timeline', ['Garis waktu satu pemilihan', 'The road of one election'], onDay('2024-09-28'), {
    after: async ({ page }) => {
      await page.select('#election', 'pilkada-2024');
      await page.waitForFunction(() => document.querySelectorAll('.timeline .row').length > 8);
    },
  }),
  calendar('popup', ['Di jendela bilah alat', 'Within the popup'], onDay('2024-02-12'), { place: '?popup' }),

  rules('items', ['Sembilan belas butir', 'The nineteen items'], {}, ruled('items')),
  rules('item', ['Satu butir terbuka', 'One item open'], {}, ruled('disiplin-6')),
  rules('table', ['Tabel', 'The table'], {}, ruled('table')),
  rules('answers', ['Pertanyaan yang dijawab', 'Questions answered'], {}, ruled('answers')),
  rules('persons', ['Siapa yang terikat', 'Who is bound'], {}, ruled('persons')),
  rules('later-law', ['Aturan sesudahnya', 'Later law'], {}, ruled('later-law')),
  rules('reporting', ['Jalan laporan', 'The road of a report'], {}, ruled('reporting')),

  lesson('explore', ['Jelajah', 'Explore'], {}, { place: '#explore/x', ...marked }),
  lesson(
    'explore-facebook',
    ['Jelajah, Facebook', 'Explore, Facebook'],
    {},
    {
      place: '#explore/facebook',
      ...marked,
    },
  ),
  lesson(
    'scenario',
    ['Satu situasi', 'One situation'],
    {},
    {
      place: '#scenario/foto-dengan-spanduk',
      after: staged,
    },
  ),
  lesson('quiz-setup', ['Kuis, persiapan', 'Quiz, set-up'], {}, { place: '#quiz' }),
  lesson('quiz-question', ['Kuis, soal', 'Quiz, a question'], {}, { place: '#quiz/42/5', after: staged }),
  lesson(
    'quiz-answered',
    ['Kuis, dijawab', 'Quiz, answered'],
    {},
    {
      place: '#quiz/42/5',
      after: async (opening) => {
        await staged(opening);
        await answer(opening.page);
      },
    },
  ),
  lesson(
    'quiz-class',
    ['Kuis, hitung tangan', 'Quiz, show of hands'],
    {},
    {
      place: '#quiz',
      after: async (opening) => {
        await press(opening.page, '[value=class]');
        await opening.page.$eval('#sheet', (field) => {
          (field as HTMLInputElement).value = '42';
        });
        await press(opening.page, '#start');
        await opening.page.waitForSelector('#hands-dilarang');
        await staged(opening);
      },
    },
  ),
  lesson(
    'quiz-result',
    ['Kuis, hasil', 'Quiz, the result'],
    {},
    {
      place: '#quiz/42/5',
      after: async ({ page }) => {
        for (let question = 0; question < 5; question += 1) {
          await answer(page);
          await press(page, '#next');
        }
        await page.waitForSelector('#result');
      },
    },
  ),
  lesson('show-setup', ['Presentasi, persiapan', 'Slides, set-up'], {}, { place: '#show' }),
  lesson(
    'show-title',
    ['Presentasi, judul', 'Slides, title'],
    {},
    {
      place: '#show/attend/0',
      ready: '.show',
      whole: false,
    },
  ),
  slide('show-situation', ['Presentasi, situasi', 'Slides, the situation'], 0),
  slide('show-post', ['Presentasi, unggahan', 'Slides, the post'], 1),
  slide('show-question', ['Presentasi, pertanyaan', 'Slides, the question'], 2),
  slide('show-answer', ['Presentasi, jawaban', 'Slides, the answer'], 3),
  slide('show-why', ['Presentasi, alasan', 'Slides, why'], 4),
  slide('show-days', ['Presentasi, hari lain', 'Slides, other days'], 5),
  slide('show-instead', ['Presentasi, yang dapat dilakukan', 'Slides, what to do instead'], 6),
  slide('show-doubts', ['Presentasi, yang belum pasti', 'Slides, doubts'], 7),
  lesson(
    'print',
    ['Lembar soal dan jawaban', 'Handout and answer sheet'],
    {},
    {
      place: '#print/42/5',
      ready: '.paper',
    },
  ),

  help('index', ['Semua pertanyaan', 'All questions']),
  help('managed', ['Dengan kontak instansi', 'With the agency’s contact'], { policy: POLICY }),
  help(
    'found',
    ['Pencarian', 'A search'],
    {},
    {
      after: async ({ page, language }) => {
        await page.type('#search', language === 'id' ? 'foto' : 'photo');
        await page.waitForFunction(
          () =>
            document.querySelector('.topic[hidden]') !== null &&
            document.querySelector('.topic:not([hidden])') !== null,
        );
      },
    },
  ),

  journal('written', ['Beberapa baris', 'Some lines'], { ...onDay('2024-01-15'), journal: JOURNAL }),
  journal('exercise', ['Latihan ditandai', 'Exercises are marked'], {
    ...onDay('2024-02-20'),
    journal: JOURNAL.map((entry) => ({ ...entry, at: Date.UTC(2024, 1, 19, 3) })),
  }),
  journal(
    'found-none',
    ['Saringan tanpa hasil', 'A filter that finds nothing'],
    { ...onDay('2024-01-15'), journal: JOURNAL },
    { place: '#site=x&outcome=slipped' },
  ),
  journal('empty', ['Belum ada baris', 'No line yet'], onDay('2024-01-15')),
  journal('off', ['Tidak dicatat', 'Nothing is kept'], {
    ...onDay('2024-01-15'),
    settings: { journalDays: 0 },
  }),
  journal(
    'confirm',
    ['Hapus semua catatan?', 'Delete the journal?'],
    { ...onDay('2024-01-15'), journal: JOURNAL },
    {
      whole: false,
      after: async ({ page }) => {
        await press(page, '#journal-clear');
        await page.waitForSelector('dialog[open]');
      },
    },
  ),

  options('ordinary', ['Semua bagian', 'All sections'], onDay('2024-01-15')),
  options(
    'in-use',
    ['Dipakai beberapa lama', 'After some weeks'],
    {
      ...onDay('2024-01-15', { health: ILL, journal: JOURNAL }),
      settings: {
        moreRegions: ['31', '32.16'],
        simulatedDate: '2024-01-15',
        exceptions: [
          { kind: 'author', site: 'x', author: 'anies_penjual_buku', added: '2024-01-05' },
          { kind: 'term', term: 'prabowo kusuma', added: '2024-01-09' },
        ],
      },
      strangers: [{ id: 'abcdefghijklmnopabcdefghijklmnop', times: 3, at: Date.UTC(2024, 0, 10, 3) }],
    },
    { witness: true },
  ),
  options('policy', ['Diatur dan dikunci instansi', 'Set and locked by the agency'], {
    ...onDay('2024-01-15'),
    policy: POLICY,
    policyProblems: BAD_VALUES,
  }),
  options('pack-used', ['Paket instansi dipakai', 'The agency’s pack in use'], { pack: 'used' }),
  options('pack-refused', ['Paket instansi ditolak', 'The agency’s pack refused'], { pack: 'refused' }),
  options('rejected', ['Setelan tidak terbaca', 'Settings that could not be read'], {
    settings: { strictness: 'keras' as never, moreRegions: 'semua' as never },
  }),

  {
    part: 'icons',
    state: 'toolbar',
    names: { id: 'Tombol bilah alat', en: 'The toolbar’s button' },
    given: {},
    witness: false,
    ours: 'sheet',
    placed: false,
    whole: true,
    open: iconSheet,
  },
];

/**
 * A script for a page: from its first moment on the clock goes on from that instant. As text, for a function would bring
 * along what the tools that run this file put into it.
 */
const clockFrom = (instant: string): string => `{
  const Real = Date;
  const started = Real.now();
  const now = () => ${Date.parse(instant)} + Real.now() - started;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}`;

/** Where a build of the pseudo-locale lies; see `vite.config.ts`. */
export const PSEUDO_DIST = join(ROOT, 'dist/pseudo');

/** Opens surfaces in browsers of its own, which are started when they are needed. */
export class Showroom {
  readonly #words: Opening['words'];
  readonly #dist: string;
  readonly #browsers = new Map<boolean, Promise<Browser>>();
  readonly #folders: string[] = [];

  constructor(words: Opening['words'] = 'plain') {
    this.#words = words;
    this.#dist = words === 'plain' ? builtFor('chromium') : PSEUDO_DIST;
  }

  #start(witness: boolean): Promise<Browser> {
    if (!witness) return launch({ extension: this.#dist });
    const folder = witnessAllowed(this.#dist);
    this.#folders.push(folder);
    return launch({ extension: folder });
  }

  /**
   * A page with the surface on it; the caller closes it.
   * @param exact another size than the look's, in CSS pixels
   */
  async open(
    surface: Surface,
    language: Language,
    { colours, size }: Look,
    exact?: { readonly width: number; readonly height: number },
  ): Promise<Page> {
    const { witness, given } = surface;
    const starting = this.#browsers.get(witness) ?? this.#start(witness);
    this.#browsers.set(witness, starting);
    const browser = await starting;
    await lay(browser, given, language);
    const page = await browser.newPage();
    await wear(page, colours);
    if (exact) await page.setViewport(exact);
    else await resize(page, size);
    if (given.now && surface.ours === 'page') await page.evaluateOnNewDocument(clockFrom(given.now));
    const words = this.#words === 'plain' ? messages : lengthenedMessages(messages);
    const say = (key: MessageKey): string => words[language][key];
    await surface.open({ page, browser, language, words: this.#words, say });
    if (surface.ours === 'page')
      await until(`${nameOf(surface)} in ${language}`, () =>
        page.evaluate((wanted) => document.documentElement.lang === wanted, language),
      );
    return page;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#browsers.values()].map(async (one) => (await one).close()));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}
