/**
 * Room for words: every surface of the registry with words four tenths longer, at the popup's width, on a small screen
 * and at 200 % zoom; and with the words that ship. The longer words stand between marks, so that words which are in no
 * locale file are found as well.
 *
 * To see a guard fail: give `.button` in src/pages/shared/tokens.css a `max-width: 90px` and `white-space: nowrap`;
 * or write a word into src/pages/popup/view.ts.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSING, OPENING } from '../../scripts/pseudo/words.ts';
import { builtFor, ROOT } from './engine.ts';
import { layoutProblems } from './layout-check.ts';
import { resize, SIZE_NAMES } from './looks.ts';
import { nameOf, PSEUDO_DIST, Showroom, SURFACES } from './registry.ts';

const MARKS = new RegExp(`[${OPENING}${CLOSING}]`);
/** Files of a build with the marks in them. */
const markedFiles = (dist: string): string[] =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(js|html|json)$/.test(path) && MARKS.test(readFileSync(join(dist, path), 'utf8')),
  );

beforeAll(() => {
  const { VITEST: _, ...env } = process.env;
  const { status, stderr } = spawnSync('npx', ['vite', 'build', '--mode', 'pseudo', '--logLevel', 'error'], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build of the pseudo-locale failed: ${stderr}`);
}, 180_000);

it('is in its own build and in no other', () => {
  expect(markedFiles(PSEUDO_DIST).length).toBeGreaterThan(1);
  expect([...markedFiles(builtFor('chromium')), ...markedFiles(builtFor('firefox'))]).toEqual([]);
});

const shown = SURFACES.filter(({ ours }) => ours !== 'sheet').map((one) => [nameOf(one), one] as const);

describe.each([
  ['four tenths longer', 'longer', 'id'],
  ['Indonesian', 'plain', 'id'],
  ['English', 'plain', 'en'],
] as const)('%s', (_, words, language) => {
  let room: Showroom;
  beforeAll(() => {
    room = new Showroom(words);
  });
  afterAll(() => room?.close());

  it.each(shown)('%s has room', async (_name, surface) => {
    const found: string[] = [];
    let page = await room.open(surface, language, { colours: 'light', size: SIZE_NAMES[0] ?? 'narrow' });
    for (const [at, size] of SIZE_NAMES.entries()) {
      if (at > 0 && surface.placed) {
        await page.close();
        page = await room.open(surface, language, { colours: 'light', size });
      } else if (at > 0) await resize(page, size);
      const problems = await layoutProblems(page, surface, language, words === 'longer');
      found.push(...problems.map((problem) => `${size}: ${problem}`));
    }
    await page.close();
    expect(found).toEqual([]);
  });
});
