/**
 * axe on every surface of the registry, in both languages and colour schemes: nothing found. In the dark only what
 * depends on colours is asked anew: nothing else changes with them.
 *
 * To see it fail: take `lang` off the warning in src/guard/dialog.ts, or make `--ink-soft` in
 * src/pages/shared/tokens.css `#9a96a0`; build, run.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wear } from './looks.ts';
import { OURS, openRoots } from './our-roots.ts';
import { nameOf, Showroom, SURFACES } from './registry.ts';
import { axe, axeColours } from './surfaces.ts';

let room: Showroom;
beforeAll(() => {
  room = new Showroom();
});
afterAll(() => room?.close());

const shown = SURFACES.map((one) => [nameOf(one), one] as const);

describe.each(['id', 'en'] as const)('in %s', (language) => {
  it.each(shown)('%s', async (_, surface) => {
    const page = await room.open(surface, language, { colours: 'light', size: 'wide' });
    const within = surface.ours === 'elements' ? OURS : [];
    if (surface.ours === 'elements') await openRoots(page);
    expect(await axe(page, ...within)).toEqual([]);
    await wear(page, 'dark');
    expect(await axeColours(page, ...within)).toEqual([]);
    await page.close();
  });
});
