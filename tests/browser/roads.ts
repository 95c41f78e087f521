/**
 * Every road to an act, as data, and the one way to go them all. A road is how a hand, a key or a link comes to an
 * act on a site: on a participant's subject it must be held (no handler of the site runs, nothing leaves), lead to
 * exactly one operation once the person has gone on, and to none once they have cancelled; on a neutral subject it
 * must lead there at once. A road that a site does not have is a row too, with the reason.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/vocabulary.ts';
import type { ReplicaConfig, ReplicaSite } from '../../src/replicas/feed.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  configure,
  engineOf,
  launch,
  pressButton,
  seeWarning,
  until,
} from './driver.ts';
import type { BrowserName } from './engine.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';
import { configFor } from './scenarios.ts';

/** What the act is aimed at. */
export type RoadAim = 'participant' | 'neutral';

/** How a person goes the road. */
export interface How {
  /** What the page shows; the page of one post by default, see `configFor`. */
  readonly config?: (aim: RoadAim) => ReplicaConfig;
  /** Where the person stands, `/` the feed. */
  readonly path?: (aim: RoadAim) => string;
  /** The page shows no post that could be marked: nothing tells that the guard is ready but the page itself. */
  readonly unmarked?: boolean;
  /** The window, CSS pixels; the browser's own by default. */
  readonly window?: { readonly width: number; readonly height: number };
  /** Everything before the last touch: menus, composers, words. */
  readonly prepare?: (page: Page, aim: RoadAim) => Promise<void>;
  /** The last touch, the one that would act. */
  readonly go: (page: Page, aim: RoadAim) => Promise<void>;
  /** Present while the last touch can be made; when it has gone, `prepare` is gone through again. */
  readonly ready?: string;
}

interface Named {
  readonly site: ReplicaSite;
  /** The row's name, the same on every site where there is such a road. */
  readonly road: string;
  readonly action: Action;
}

/** A row of the table. */
export type Road =
  | (Named & {
      readonly how: How;
      /** The operation that the site sends; null: people go this road, and it must lead to no act. */
      readonly op: RegExp | null;
      /** Operations that follow the first by themselves, such as the unlike of a double click. */
      readonly then?: readonly RegExp[];
      readonly impossible?: undefined;
    })
  /** The site has no such road, and why. */
  | (Named & { readonly impossible: string; readonly how?: undefined });

type OpenRoad = Exclude<Road, { readonly how?: undefined }>;

/** What was seen of one road in one browser: numbers of operations. */
interface Seen {
  held?: boolean;
  cancelled?: number;
  continued?: number;
  neutral?: number;
}

/** A phone's window. */
export const PHONE = { width: 390, height: 844 } as const;

/**
 * Hundreds of walks a browser: `npm test` goes them in Chromium, `npm run test:roads` in both, as does whoever touches
 * an adapter or the guard. All else is tested in both browsers every time.
 */
const WALKED: readonly BrowserName[] = process.env.JN_ROADS === 'all' ? BROWSERS : ['chromium'];

const titleOf = ({ action, road }: Road): string => `${action}: ${road}`;

const ACTS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;

/** The guard marks a participant's post once it knows what it needs to decide. */
const awaitGuard = (page: Page): Promise<unknown> =>
  until('the badge', () => page.evaluate(() => document.querySelector('jaga-netral-badge') !== null));

/** Operations that the page has begun: noted before they leave, so none is on its way unseen. */
const begun = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window.__operations ?? []).map(({ op }) => op));

const open = async (browser: Browser, road: OpenRoad, aim: RoadAim): Promise<ReplicaPage> => {
  const { config, path, window, prepare, unmarked } = road.how;
  const shown = config?.(aim) ?? configFor(road, aim, 'id');
  const replica = await openReplica(browser, shown, path?.(aim), window);
  if (aim === 'participant' && !unmarked) await awaitGuard(replica.page);
  await prepare?.(replica.page, aim);
  return replica;
};

/** Held, cancelled, held again, gone on with, and then exactly one operation. */
const goHeld = async (browser: Browser, road: OpenRoad, op: RegExp, seen: Seen): Promise<void> => {
  const { how } = road;
  const { page, sent, handled } = await open(browser, road, 'participant');
  const before = { handled: (await handled()).length, begun: (await begun(page)).length };
  const news = async () => ({
    handled: (await handled()).slice(before.handled),
    begun: (await begun(page)).slice(before.begun),
  });
  await how.go(page, 'participant');
  await awaitWarning(page);
  expect(await news()).toEqual({ handled: [], begun: [] });
  seen.held = true;

  await pressButton(page, 'Batalkan');
  await awaitNoWarning(page);
  seen.cancelled = (await news()).begun.length;
  expect(await news()).toEqual({ handled: [], begun: [] });

  const again = async () => {
    if (how.ready !== undefined && !(await page.$(how.ready))) {
      await how.prepare?.(page, 'participant');
      // What opens a menu once more is the site's own work, and no act.
      before.handled = (await handled()).length;
    }
    await how.go(page, 'participant');
  };
  await again();
  await awaitWarning(page);
  await pressButton(page, 'Tetap lanjutkan');
  await awaitNoWarning(page);
  expect(await news()).toEqual({ handled: [], begun: [] });

  await again();
  const expected = [op, ...(road.then ?? [])];
  await until(`the operation of ${titleOf(road)}`, async () => sent().length >= expected.length);
  seen.continued = (await begun(page)).length - before.begun;
  expect((await news()).begun).toEqual(expected.map((one) => expect.stringMatching(one)));
  expect(sent().slice(before.begun)).toEqual((await news()).begun);
  expect(await seeWarning(page)).toBeNull();
  await page.close();
};

/** On a neutral subject the site does at once what it always does. */
const goFree = async (browser: Browser, road: OpenRoad, op: RegExp, seen: Seen): Promise<void> => {
  const { page, sent } = await open(browser, road, 'neutral');
  await road.how.go(page, 'neutral');
  const expected = [op, ...(road.then ?? [])];
  await until(`the operation of ${titleOf(road)}`, async () => sent().length >= expected.length);
  seen.neutral = sent().length;
  expect(sent()).toEqual(expected.map((one) => expect.stringMatching(one)));
  expect(await seeWarning(page)).toBeNull();
  await page.close();
};

/** A road that leads to no act: nothing is sent, nobody is warned, and the page hears what it always hears. */
const goHarmless = async (browser: Browser, road: OpenRoad, aim: RoadAim): Promise<number> => {
  const { page } = await open(browser, road, aim);
  await road.how.go(page, aim);
  const operations = await begun(page);
  expect(operations).toEqual([]);
  expect(await seeWarning(page)).toBeNull();
  await page.close();
  return operations.length;
};

const cellOf = (road: Road, seen: Seen | undefined): string => {
  if (road.impossible !== undefined) return 'none';
  const { held, cancelled = '?', continued = '?', neutral = '?' } = seen ?? {};
  if (road.op === null) return `no act ${continued}/${neutral}`;
  return `${held ? 'held' : '?'} ${cancelled}/${continued}/${neutral}`;
};

/** One site's rows, for people: what was seen in each browser, and why a road is not there. */
const tableOf = (
  site: ReplicaSite,
  roads: readonly Road[],
  seen: ReadonlyMap<string, Partial<Record<BrowserName, Seen>>>,
): string => {
  const rows = roads.map((road) => [
    titleOf(road),
    ...WALKED.map((name) => cellOf(road, seen.get(titleOf(road))?.[name])),
    road.impossible ?? '',
  ]);
  const head = [`roads on ${site}`, ...WALKED, ''];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at < row.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell))
      .join('  ')
      .trimEnd();
  const legend = 'held a/b/c: operations after a cancel, after going on, on a neutral subject';
  return ['', line(head), ...rows.map(line), legend, ''].join('\n');
};

/** Tests of every road on a site, and the printed table of what was seen. */
export const testRoads = (site: ReplicaSite, roads: readonly Road[]): void => {
  const seen = new Map(roads.map((road) => [titleOf(road), {} as Partial<Record<BrowserName, Seen>>]));
  const goable = roads.filter((road): road is OpenRoad => road.how !== undefined);
  const acts = goable.flatMap((road) => (road.op ? [[titleOf(road), road, road.op] as const] : []));
  const harmless = goable.filter(({ op }) => op === null).map((road) => [titleOf(road), road] as const);

  it('names each road once, and only its own site', () => {
    expect(seen.size).toBe(roads.length);
    expect(new Set(roads.map((road) => road.site))).toEqual(new Set([site]));
  });

  describe.each(WALKED)('%s', (name) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch({ browser: name });
      await configure(browser, ACTS);
    });
    afterAll(() => browser?.close());
    const cell = (title: string): Seen => {
      const row = seen.get(title) ?? {};
      row[name] ??= {};
      return row[name];
    };

    it.each(acts)('holds %s', (title, road, op) => goHeld(browser, road, op, cell(title)));
    it.each(acts)('lets %s through on a neutral subject', (title, road, op) =>
      goFree(browser, road, op, cell(title)),
    );
    if (harmless.length > 0)
      it.each(harmless)('%s leads to no act', async (title, road) => {
        cell(title).continued = await goHarmless(browser, road, 'participant');
        cell(title).neutral = await goHarmless(browser, road, 'neutral');
      });

    it('threw nothing where no page would hear of it', async () => {
      expect(await engineOf(browser).thrown(browser)).toEqual([]);
    });
  });

  afterAll(() => console.info(tableOf(site, roads, seen)));
};
