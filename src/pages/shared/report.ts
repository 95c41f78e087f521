/**
 * A report on how the sites are understood, for those who mend the adapters. It is made only of numbers, of words
 * that stand here, and of the site's own words: what is stored is never copied as text without being checked.
 */
import { placeOf } from '../../domain/place.ts';
import { SITE_IDS, type SiteId } from '../../domain/vocabulary.ts';
import type { SiteHealth } from '../../platform/messages.ts';
import type { Health } from '../../platform/storage.ts';

export interface ReportFacts {
  readonly health: Health;
  /** The extension's. */
  readonly version: string;
  /** Day on which each site's data was last checked, `YYYY-MM-DD`. */
  readonly checked: Readonly<Record<SiteId, string>>;
  /** The words of each site's addresses: of a page's kind nothing else is told. */
  readonly paths: Readonly<Record<SiteId, unknown>>;
  readonly witness: boolean;
}

const count = (value: unknown): string =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : '?';

const linesOf = (site: SiteId, health: SiteHealth | undefined, { checked, paths }: ReportFacts): string[] => {
  const head = `${site} (data ${checked[site]}): ${health?.state ?? 'unknown'}`;
  if (!health) return [head];
  const { sample, operations, place } = health;
  return [
    head,
    `  page: ${place === undefined ? '?' : placeOf(place, paths[site])}`,
    `  posts: ${count(sample.posts)}, controls: ${count(sample.controls)}, without a like: ${count(sample.blind)}`,
    ...(operations
      ? [
          `  operations: ${count(operations.witnessed)}, foreseen: ${count(operations.foreseen)}, slipped: ${count(operations.slipped)}`,
        ]
      : []),
  ];
};

/** The report as text, in English for the makers. No times, names, addresses or texts. */
export const healthReport = (facts: ReportFacts): string =>
  [
    `Jaga Netral ${facts.version}`,
    `witness: ${facts.witness ? 'allowed' : 'not allowed'}`,
    ...SITE_IDS.flatMap((site) => linesOf(site, facts.health[site], facts)),
    '',
  ].join('\n');
