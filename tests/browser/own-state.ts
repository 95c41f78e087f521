/**
 * The extension's own pages as somebody has them who has used it for a while: each list of theirs holds something, so
 * that whoever walks over a page meets everything that can stand on it.
 */
import type { Browser, Page } from 'puppeteer-core';
import type { Settings } from '../../src/domain/settings.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { JournalEntry } from '../../src/platform/messages.ts';
import { configure, engineOf, until, writeStored } from './driver.ts';

const ENTRY: JournalEntry = {
  at: Date.UTC(2024, 0, 15, 3),
  date: '2024-01-15',
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about: 'Ganjar Pranowo',
  outcome: 'cancelled',
  evidence: [],
};

/** Puts a used extension in place: a region, exceptions, other regions, two lines of the journal. */
export const useForAWhile = async (browser: Browser, language: Language = 'id'): Promise<void> => {
  const settings: Partial<Settings> = {
    language,
    region: '36.03',
    employment: 'pns',
    simulatedDate: '2024-01-15',
  };
  await configure(browser, settings);
  await writeStored(browser, 'settings', {
    ...settings,
    moreRegions: ['11.71'],
    exceptions: [
      { kind: 'author', site: 'x', author: 'rinahapsari', added: '2024-01-14' },
      { kind: 'term', term: 'Banteng', added: '2024-01-14' },
    ],
  });
  await writeStored(browser, 'journal', [ENTRY, { ...ENTRY, at: ENTRY.at + 60_000, action: 'share' }]);
};

/** Waits until one of our own pages has drawn itself. */
export const awaitDrawn = (page: Page): Promise<true> =>
  until('the page to draw itself', () => page.evaluate(() => document.querySelector('h1') !== null));

/** Opens one of our own pages in a tab of its own. @param place its folder and what follows: `rules#table` */
export const openAt = async (browser: Browser, place: string): Promise<Page> => {
  const [, folder = '', more = ''] = /^([a-z]+)(.*)$/.exec(place) ?? [];
  const page = await engineOf(browser).openOwn(browser, `src/pages/${folder}/index.html${more}`);
  await awaitDrawn(page);
  return page;
};
