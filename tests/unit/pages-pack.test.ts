// @vitest-environment jsdom
/**
 * An agency's pack on the pages: what came with it is marked in words wherever a date stands, and every text of it stays
 * text. No pack with markup is ever accepted; were one, the pages would show it to the letter.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { packParts } from '../../src/pack/agency-contents.ts';
import { mergePack } from '../../src/pack/agency-merge.ts';
import { type AgencyPack, AgencyPackFile } from '../../src/pack/agency-pack.ts';
import { rules } from '../../src/pack/bundle.ts';
import { dayDetails, rowDetails } from '../../src/pages/calendar/details.ts';
import { icsEvents, icsLink } from '../../src/pages/calendar/export.ts';
import { electionSelect } from '../../src/pages/calendar/filters.ts';
import { knownView } from '../../src/pages/calendar/known.ts';
import type { Model } from '../../src/pages/calendar/model.ts';
import { monthView } from '../../src/pages/calendar/month.ts';
import { rowsOf } from '../../src/pages/calendar/rows.ts';
import { timelineView } from '../../src/pages/calendar/timeline.ts';
import { packSection } from '../../src/pages/options/pack.ts';
import type { Context } from '../../src/pages/options/parts.ts';
import { simulatedSection } from '../../src/pages/options/simulated.ts';
import { popupView } from '../../src/pages/popup/view.ts';
import { ALL_REGIONS } from '../../src/pages/shared/calendar.ts';
import type { PackMark } from '../../src/pages/shared/pack-mark.ts';
import { translator } from '../../src/platform/i18n.ts';
import type { Stored } from '../../src/platform/storage.ts';
import { ELECTION, goodPack, type Loose, REGION } from './agency-fixtures.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const DAY = '2030-04-15';
const MARKUP = '<img src=x onerror="globalThis.hurt = true"><script>globalThis.hurt = true</script>';

const inForceWith = (pack: AgencyPack) => ({
  rules: mergePack(rules, pack),
  pack: {
    publisher: pack.publisher,
    serial: pack.serial,
    sha256: 'sum',
    issued: pack.issued,
    elections: new Set(pack.elections.map(({ id }) => id)),
    stages: new Set([...pack.elections.flatMap(({ stages }) => stages), ...pack.stages].map(({ id }) => id)),
    parts: packParts(pack),
  } satisfies PackMark,
});

const parsed = (change: (pack: Loose) => void = () => undefined): AgencyPack => {
  const pack = goodPack();
  // The same days of the same stage as the pack's own election, added to a shipped one for a city.
  pack.stages = [
    {
      ...pack.elections[0].stages[1],
      id: 'bkd-contoh.psu',
      election: 'pilkada-2031',
      region: REGION,
      note: { id: 'Catatan paket', en: 'A note of the pack' },
    },
  ];
  pack.elections[0].known = [
    {
      id: `${ELECTION}.pelantikan`,
      text: { id: 'Pelantikan', en: 'Swearing in' },
      when: '2030-09',
      regulation: 'Keputusan contoh',
      confidence: 'single-source',
      sources: ['bkd-contoh.penerbit'],
    },
  ];
  const read = AgencyPackFile.parse(pack);
  change(read);
  return read;
};
const inForce = inForceWith(parsed());

/** A pack that came past all checks: markup in every text that a page shows. */
const hostile = inForceWith(
  parsed((pack) => {
    pack.publisher = MARKUP;
    for (const source of pack.sources) {
      source.publisher = MARKUP;
      source.title = { id: MARKUP, en: MARKUP };
    }
    for (const election of pack.elections) {
      election.name = { id: MARKUP, en: MARKUP };
      election.short = { id: MARKUP, en: MARKUP };
      for (const fact of election.known) fact.text = { id: MARKUP, en: MARKUP };
    }
    for (const stage of [...pack.elections[0].stages, ...pack.stages]) {
      stage.name = { id: MARKUP, en: MARKUP };
      stage.regulation = MARKUP;
      stage.note = { id: MARKUP, en: MARKUP };
    }
  }),
);

const stored = (pack: Pick<PackMark, 'publisher' | 'serial'> = inForce.pack): Stored => {
  const address = 'https://bkd.contoh.go.id/pack.json';
  return {
    settings: { ...DEFAULT_SETTINGS, region: REGION },
    journal: [],
    health: {},
    policy: { policy: { packUrl: address, packPublicKey: 'kunci' }, problems: [] },
    chosen: new Set(),
    rejected: null,
    strangers: [],
    pack: {
      address,
      publicKey: 'kunci',
      kept: {
        ...{ address, id: 'bkd-contoh', sha256: 'sum', issued: '2030-03-01', expires: null, fetched: 1 },
        ...{ publisher: pack.publisher, serial: pack.serial },
      },
      unused: null,
      confirmed: 1,
      tried: null,
      failures: 0,
      next: 2,
    },
  };
};

type InForce = ReturnType<typeof inForceWith> | { rules: typeof rules; pack: null };
const popup = (now: InForce, language: Language = 'id', date = DAY) => {
  document.body.replaceChildren(
    ...popupView({ stored: stored(), ...now, date, language, t: translator(language) }),
  );
  return document.body;
};
const modelOf = (now: InForce, language: Language = 'id', election: string | null = null): Model => {
  const filter = { region: ALL_REGIONS, election };
  const rows = rowsOf(now.rules.elections, filter, now.pack);
  return { ...now, date: DAY, language, t: translator(language), filter, rows };
};
const rowOf = (model: Model, id: string) => {
  const row = model.rows.find(({ stages }) => stages.some((stage) => stage.id === id));
  if (!row) throw new Error(`No row for ${id}`);
  return row;
};
const show = (...nodes: readonly (Node | null)[]) => {
  document.body.replaceChildren(...nodes.filter((node) => node !== null));
  return document.body.textContent ?? '';
};
const contextOf = (now: InForce, language: Language = 'id'): Context => ({
  rules: now.rules,
  inForce: () => now,
  language,
  t: translator(language),
  version: '0.0.0',
  save: async () => undefined,
  run: async () => undefined,
  say: () => undefined,
  confirm: async () => true,
});
const texts = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent);

afterEach(() => document.body.replaceChildren());

describe('the popup', () => {
  it.each([
    [
      'id',
      'dari paket instansi',
      'Termasuk tanggal dari paket instansi: BKD Kabupaten Contoh, nomor seri 3.',
    ],
    [
      'en',
      'from the agency’s pack',
      'Includes dates from the agency’s pack: BKD Kabupaten Contoh, serial 3.',
    ],
  ] as const)('says in %s what runs today by the pack, and which pack it is', (language, tag, line) => {
    popup(inForce, language);
    const sentences = texts('.sentence');
    expect(sentences).toHaveLength(2);
    for (const sentence of sentences) expect(sentence).toContain(tag);
    expect(texts('p.pack')[0]).toContain(line);
    expect(document.querySelector('p.pack a')?.getAttribute('href')).toBe('../options/index.html#pack');
  });

  it('marks each of several stages of a day, and one that is only estimated', () => {
    const several = inForceWith(
      parsed((pack) => {
        const [, campaign] = pack.elections[0].stages;
        pack.stages = [];
        pack.elections[0].stages = [
          { ...campaign, offices: ['bupati-walikota'] },
          { ...campaign, id: `${ELECTION}.gubernur`, kind: 'calon', offices: ['gubernur'] },
          { ...campaign, id: `${ELECTION}.perkiraan`, confidence: 'inferred' },
        ];
      }),
    );
    popup(several);
    expect(texts('.election li .tag')).toEqual(['dari paket instansi', 'dari paket instansi']);
    expect(texts('.sentence .tag')).toEqual([]);
    expect(texts('[aria-labelledby="today"] > .soft .tag')).toEqual(['dari paket instansi']);
  });

  it('marks the next dates that are the pack’s, and no others', () => {
    const marked = (date: string) => {
      popup(inForce, 'id', date);
      return texts('.dates li').map((text) => text?.includes('dari paket instansi'));
    };
    // The campaign that it adds to a shipped election begins with its own, and is told once.
    expect(marked('2030-02-01')).toEqual([true, true]);
    expect(marked('2024-02-01')).toEqual([false, false, false]);
  });

  it('says nothing of packs where none is in force, nor where it brings no dates', () => {
    expect(popup({ rules, pack: null }).textContent).not.toContain('paket instansi');
    const words = inForceWith(parsed((pack) => Object.assign(pack, { elections: [], stages: [] })));
    expect(popup(words).textContent).not.toContain('paket instansi');
  });
});

describe('the calendar', () => {
  it('never joins a stage of the pack with a shipped one, and marks each row of the pack', () => {
    const twin = rules.elections
      .flatMap(({ id, stages }) => stages.map((stage) => ({ election: id, stage })))
      .find(({ stage }) => stage.region !== '*');
    if (!twin) throw new Error('No regional stage is shipped.');
    const { stage, election } = twin;
    const same = inForceWith(
      parsed((pack) => {
        pack.stages.push({ ...stage, id: 'bkd-contoh.kembar', region: '11.01', election });
      }),
    );
    const model = modelOf(same);
    expect(rowOf(model, 'bkd-contoh.kembar')).toMatchObject({ fromPack: true, stages: { length: 1 } });
    expect(rowOf(model, stage.id).fromPack).toBe(false);
    expect(model.rows.filter(({ fromPack }) => fromPack).map(({ id }) => id)).toHaveLength(4);
  });

  it.each([
    ['id', 'Asal', 'paket instansi, BKD Kabupaten Contoh, nomor seri 3, terbit 1 Maret 2030'],
    ['en', 'Origin', 'the agency’s pack, BKD Kabupaten Contoh, serial 3, issued 1 March 2030'],
  ] as const)('tells the origin in the details, in %s', (language, term, origin) => {
    const model = modelOf(inForce, language);
    show(...rowDetails(rowOf(model, `${ELECTION}.kampanye`), model));
    expect(texts('.kind .tag')).toEqual([model.t('common_pack_tag')]);
    expect(texts('dt')).toContain(term);
    expect(texts('dd')).toContain(origin);
    const shipped = model.rows.find(({ fromPack }) => !fromPack);
    if (!shipped) throw new Error('No shipped row.');
    show(...rowDetails(shipped, model));
    expect(texts('dt')).not.toContain(term);
  });

  it('marks it in the lists of a day, the timeline, the spoken day, the filter and the undated facts', () => {
    const model = modelOf(inForce, 'id', ELECTION);
    const { t } = model;
    show(...dayDetails(DAY, model, () => undefined));
    expect(texts('.choice .tag')).toEqual(['dari paket instansi']);
    show(
      ...timelineView(model.rows, model, null, false, {
        openRow: () => undefined,
        showAll: () => undefined,
      }),
    );
    expect(texts('.row .tag')).toEqual(['dari paket instansi', 'dari paket instansi']);
    const month = monthView(model, {
      move: () => undefined,
      openDay: () => undefined,
      openRow: () => undefined,
    });
    show(month.element);
    month.update(model, DAY, null);
    expect(texts(`#day-${DAY} .hidden-text`)[0]).toContain(
      'Tahapan · Banten, dari paket instansi, Pilkada Contoh',
    );
    expect(document.querySelector('.span')?.getAttribute('title')).toContain('dari paket instansi');
    show(electionSelect(model.rules.elections, inForce.pack, 'id', t, () => undefined));
    expect(texts('option').filter((text) => text?.includes('paket'))).toEqual([
      'Pilkada Contoh · dari paket instansi',
    ]);
    show(knownView(model));
    expect(texts('h3')).toEqual(['Pilkada Contoh · dari paket instansi']);
  });

  it('puts the origin into the file, stamped with the day of the newer of election and pack', async () => {
    const model = modelOf(inForce, 'id', 'pilkada-2031');
    const row = rowOf(model, 'bkd-contoh.psu');
    const [event] = icsEvents(row, model);
    expect(event?.description).toContain(
      'Asal: paket instansi, BKD Kabupaten Contoh, nomor seri 3, terbit 1 Maret 2030',
    );
    expect(event?.id).toBe('bkd-contoh.psu');
    const files: Blob[] = [];
    vi.stubGlobal('URL', {
      createObjectURL: (file: Blob) => {
        files.push(file);
        return 'blob:x';
      },
    });
    const link = icsLink(model.rows, model, { id: 'save', text: 'Simpan', name: 'x' });
    link?.dispatchEvent(new Event('pointerdown'));
    vi.unstubAllGlobals();
    const [file] = files;
    const text = await new Promise<string>((done) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => done(String(reader.result)));
      reader.readAsText(file as Blob);
    });
    expect(text).toContain('DTSTAMP:20300301T000000Z');
    expect(text).toContain('UID:bkd-contoh.psu@jaga-netral');
  });
});

describe('the options', () => {
  it('tell election by election what the pack in use holds', () => {
    const section = packSection(contextOf(inForce));
    document.body.replaceChildren(section.element);
    section.update(stored());
    expect(texts('#pack-contents + ul li')).toEqual([
      `Tambahan bagi pemilihan bawaan${
        rules.elections.find(({ id }) => id === 'pilkada-2031')?.name.id
      }Tahapan: 1 · peserta: 0 · akun: 0`,
      'Pemilihan dari paketPilkada ContohTahapan: 2 · peserta: 3 · akun: 1',
    ]);
  });

  it('tell nothing of the content where the worker judges without it', () => {
    const section = packSection(contextOf({ rules, pack: null }));
    document.body.replaceChildren(section.element);
    section.update(stored());
    expect(document.getElementById('pack-contents')).toBeNull();
  });

  it('offer the pack’s stages as a day to try, as soon as there is a pack', () => {
    let now: InForce = { rules, pack: null };
    const section = simulatedSection({ ...contextOf(now), inForce: () => now });
    document.body.replaceChildren(section.element);
    section.update(stored());
    const labels = () =>
      [...document.querySelectorAll('optgroup')].map((group) => group.getAttribute('label'));
    expect(labels()).not.toContain('Pilkada Contoh · dari paket instansi');
    now = inForce;
    section.update(stored());
    expect(labels()).toContain('Pilkada Contoh · dari paket instansi');
    expect(texts('option').filter((text) => text?.includes('paket'))).toEqual([
      'Masa kampanye · 1 April 2030 · dari paket instansi',
    ]);
  });
});

describe('markup in a pack that came past all checks', () => {
  const expectText = () => {
    expect(document.body.textContent).toContain(MARKUP);
    expect(document.querySelectorAll('img, script')).toHaveLength(0);
    expect((globalThis as { hurt?: boolean }).hurt).toBeUndefined();
  };

  it('is text in the popup', () => {
    popup(hostile);
    expectText();
    popup(hostile, 'en', '2030-02-01');
    expectText();
  });

  it('is text in every part of the calendar', () => {
    const model = modelOf(hostile, 'id', ELECTION);
    const row = rowOf(model, `${ELECTION}.kampanye`);
    show(...rowDetails(row, model));
    expectText();
    show(...dayDetails(DAY, model, () => undefined));
    expectText();
    show(
      ...timelineView(model.rows, model, row, true, { openRow: () => undefined, showAll: () => undefined }),
    );
    expectText();
    const month = monthView(model, {
      move: () => undefined,
      openDay: () => undefined,
      openRow: () => undefined,
    });
    show(month.element);
    month.update(model, DAY, row);
    expectText();
    show(electionSelect(model.rules.elections, hostile.pack, 'id', model.t, () => undefined));
    expectText();
    show(knownView(model));
    expectText();
  });

  it('is text in the options', () => {
    const pack = packSection(contextOf(hostile));
    document.body.replaceChildren(pack.element);
    pack.update(stored(hostile.pack));
    expectText();
    const simulated = simulatedSection(contextOf(hostile));
    document.body.replaceChildren(simulated.element);
    simulated.update(stored());
    expect([...document.querySelectorAll('optgroup')].map(({ label }) => label)).toContain(
      `${MARKUP} · dari paket instansi`,
    );
    expect(document.querySelectorAll('img, script')).toHaveLength(0);
  });
});
