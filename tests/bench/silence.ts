/** Must stay silent: general text without politics, and office-holders at work. */
import type { CivilDate, Verdict } from '../../src/domain/vocabulary.ts';
import type { Gazetteer } from '../../src/recognition/gazetteer.ts';
import { readSets } from './corpora.ts';
import { politicalTest } from './politics.ts';
import { postOf, REGENCIES, type World, worldOf } from './world.ts';

/** The strictest days for a name: within both campaigns of 2024. */
export const CAMPAIGN_DAYS: readonly CivilDate[] = ['2024-01-15', '2024-10-15'];

export interface FalseAlarm {
  readonly text: string;
  readonly level: Verdict['level'];
  readonly why: string;
  /** In how many of the regions it was seen. */
  regions: number;
}

export interface Silence {
  readonly lines: number;
  /** General lines before those with a political word were dropped. */
  readonly before: number;
  readonly regions: number;
  /** Per day: lines in 10,000 judged other than `aman`; mean and worst over the regions. */
  readonly days: readonly { readonly date: CivilDate; readonly mean: number; readonly worst: number }[];
  readonly alarms: readonly FalseAlarm[];
}

/** What a verdict rests on, in one line. */
export const whyOf = ({ evidence, signals }: Verdict): string =>
  [...evidence, ...signals]
    .map((one) =>
      'tier' in one
        ? `${one.tier}:${one.text}=${one.weight}→${one.participant.split('/').slice(1).join('/')}`
        : `${one.stance}:${one.text}`,
    )
    .filter((one, at, all) => all.indexOf(one) === at)
    .join(' + ');

/** The same sequence in every run: figures must be comparable. */
const seeded = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** `count` different regencies or cities by chance, the same in every run. */
export const someRegions = (count: number): string[] => {
  const random = seeded(2024);
  const rest = [...REGENCIES];
  return Array.from({ length: Math.min(count, rest.length) }, () => {
    const [code = ''] = rest.splice(Math.floor(random() * rest.length), 1);
    return code;
  });
};

/** General, non-political lines, each judged for people of many regions on both campaign days. */
export const measureGeneral = (folder: string, regions: readonly string[], gazetteer: Gazetteer): Silence => {
  const all = readSets(folder, 'gen_');
  const isPolitical = politicalTest();
  const lines = all.filter((line) => !isPolitical(line));
  const counts = new Map(CAMPAIGN_DAYS.map((date) => [date, [] as number[]]));
  const alarms = new Map<string, FalseAlarm>();
  for (const region of regions) {
    const world = worldOf(region, gazetteer);
    const seen = lines
      .map((text) => ({ text, found: world.see(postOf(text)) }))
      .filter(({ found }) => found.evidence.length > 0);
    for (const date of CAMPAIGN_DAYS) {
      let count = 0;
      for (const { text, found } of seen) {
        const verdict = world.judged(found, date);
        if (verdict.level === 'aman') continue;
        count += 1;
        const alarm = alarms.get(text) ?? { text, level: verdict.level, why: whyOf(verdict), regions: 0 };
        alarm.regions += 1;
        alarms.set(text, alarm);
      }
      counts.get(date)?.push((count / lines.length) * 10_000);
    }
  }
  return {
    lines: lines.length,
    before: all.length,
    regions: regions.length,
    days: [...counts].map(([date, found]) => ({
      date,
      mean: found.reduce((sum, one) => sum + one, 0) / found.length,
      worst: Math.max(...found),
    })),
    alarms: [...alarms.values()].sort((a, b) => b.regions - a.regions),
  };
};

export interface Hard {
  readonly set: string;
  readonly lines: number;
  readonly date: CivilDate;
  /** In 10,000 lines. */
  readonly dilarang: number;
  readonly hatiHati: number;
  readonly prohibited: readonly FalseAlarm[];
}

const HARD_SETS: readonly (readonly [string, CivilDate])[] = [
  ['hard_ig_officials_media', '2024-01-15'],
  ['hard_ig_officials_media', '2024-10-15'],
  ['hard_name_collisions', '2024-01-15'],
  ['hard_x_ppkm', '2024-10-15'],
  ['hard_x_mbg', '2025-01-15'],
  ['news_narasipal', '2024-01-15'],
];

/** Office-holders at work and other text that only looks like a campaign; no region set. */
export const measureHard = (folder: string, gazetteer: Gazetteer): Hard[] => {
  const world: World = worldOf(null, gazetteer);
  return HARD_SETS.map(([set, date]) => {
    const lines = readSets(folder, set);
    const prohibited: FalseAlarm[] = [];
    let care = 0;
    for (const text of lines) {
      const verdict = world.judged(world.see(postOf(text)), date);
      if (verdict.level === 'hati-hati') care += 1;
      if (verdict.level === 'dilarang')
        prohibited.push({ text, level: verdict.level, why: whyOf(verdict), regions: 1 });
    }
    return {
      set,
      lines: lines.length,
      date,
      dilarang: (prohibited.length / lines.length) * 10_000,
      hatiHati: (care / lines.length) * 10_000,
      prohibited,
    };
  });
};
