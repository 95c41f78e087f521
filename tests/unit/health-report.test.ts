/**
 * The report for the makers holds nothing of the person's: whatever is stored, each of its lines is one of a few
 * fixed forms. And the page's kind, which it names, is told without anybody's name.
 *
 * To see a guard fail: let `healthReport` print `place` unchecked, run.
 */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));

import { placeOf } from '../../src/domain/place.ts';
import { sitePaths } from '../../src/pack/sites.ts';
import { healthReport, type ReportFacts } from '../../src/pages/shared/report.ts';

const checked = { x: '2026-11-21', facebook: '2026-11-21', instagram: '2026-11-21', threads: '2026-11-21' };
const facts = (health: unknown): ReportFacts => ({
  health: health as ReportFacts['health'],
  version: '1.2.3',
  checked,
  paths: sitePaths,
  witness: true,
});

/** The sites' own words, read by another way than the report does. */
const WORDS = [...JSON.stringify(sitePaths).matchAll(/[a-z_]+/g)].map(([word]) => word);

const FORMS = [
  /^Jaga Netral [\d.]+$/,
  /^witness: (not )?allowed$/,
  /^(x|facebook|instagram|threads) \(data \d{4}-\d\d-\d\d\): (ok|idle|partial|blind|unknown)$/,
  new RegExp(`^ {2}page: (\\?|/|(/(…|${WORDS.join('|')})){1,4})$`),
  /^ {2}posts: (-?\d+|\?), controls: (-?\d+|\?), without a like: (-?\d+|\?)$/,
  /^ {2}operations: (-?\d+|\?), foreseen: (-?\d+|\?), slipped: (-?\d+|\?)$/,
  /^$/,
];

describe('the report', () => {
  it('says what a maker needs', () => {
    const sample = { posts: 12, controls: 30, blind: 12 };
    const operations = { witnessed: 4, foreseen: 3, slipped: 1 };
    const place = '/…/status/…';
    expect(healthReport(facts({ x: { at: 1, sample, state: 'blind', place, operations } }))).toBe(
      `Jaga Netral 1.2.3
witness: allowed
x (data 2026-11-21): blind
  page: /…/status/…
  posts: 12, controls: 30, without a like: 12
  operations: 4, foreseen: 3, slipped: 1
facebook (data 2026-11-21): unknown
instagram (data 2026-11-21): unknown
threads (data 2026-11-21): unknown
`,
    );
  });

  it('holds nothing else, whatever was stored', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.constantFrom(null, '/rina.hapsari/status/17', { name: 'Rina' }),
    );
    const health = fc.record({
      at: anything,
      sample: fc.record({ posts: anything, controls: anything, blind: anything, text: fc.string() }),
      state: fc.constantFrom('ok', 'idle', 'partial', 'blind'),
      place: fc.option(fc.oneof(fc.string(), fc.constantFrom('/Rina/p/a b', '/rinahapsari/status/17')), {
        nil: undefined,
      }),
      operations: fc.option(fc.record({ witnessed: anything, foreseen: anything, slipped: anything }), {
        nil: undefined,
      }),
      url: fc.constant('https://x.com/rinahapsari'),
    });
    fc.assert(
      fc.property(health, health, (x, instagram) => {
        const lines = healthReport(facts({ x, instagram })).split('\n');
        expect(lines.filter((line) => !FORMS.some((form) => form.test(line)))).toEqual([]);
      }),
    );
  });
});

describe('the kind of a page', () => {
  it.each([
    ['x', 'https://x.com/home', '/home'],
    ['x', 'https://x.com/rinahapsari/status/1746?s=20#a', '/…/status/…'],
    ['x', 'https://x.com/rinahapsari', '/…'],
    ['x', 'https://x.com/search?q=Rina%20Hapsari', '/search'],
    ['facebook', 'https://www.facebook.com/groups/7300013/', '/groups/…'],
    ['facebook', 'https://www.facebook.com/rina.hapsari', '/…'],
    ['facebook', 'https://www.facebook.com/profile.php?id=1000', '/…'],
    ['instagram', 'https://www.instagram.com/p/C2replika/', '/p/…'],
    ['instagram', 'https://www.instagram.com/', '/'],
    ['threads', 'https://www.threads.com/@rinahapsari/post/C2replika', '/…/post/…'],
  ] as const)('%s %s is %s', (site, address, place) => {
    const kind = placeOf(new URL(address).pathname, sitePaths[site]);
    expect(kind).toBe(place);
    expect(placeOf(kind, sitePaths[site])).toBe(place);
  });
});
