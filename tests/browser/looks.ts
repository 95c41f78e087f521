/** The ways in which every surface is looked at: languages, colour schemes, sizes of the window. */
import type { CDPSession, Page } from 'puppeteer-core';

export type Scheme = 'light' | 'dark';
/** `forced`: the system's own few colours (Windows' contrast themes). */
export type Colours = Scheme | 'forced';

/** In CSS pixels; `scale` device pixels to one of them. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

export const SIZES = {
  /** The popup's width, and a phone's. */
  narrow: { width: 380, height: 720, scale: 1 },
  /** A projector, and a small office screen. */
  wide: { width: 1280, height: 720, scale: 1 },
  /** That screen with the browser at 200 %. */
  zoom: { width: 640, height: 360, scale: 2 },
} as const satisfies Record<string, Size>;
export type SizeName = keyof typeof SIZES;
export const SIZE_NAMES = Object.keys(SIZES) as readonly SizeName[];

export interface Look {
  readonly colours: Colours;
  readonly size: SizeName;
}

const sessions = new WeakMap<Page, CDPSession>();

/** Puts a page into colours; nothing moves meanwhile. Puppeteer itself knows no forced colours. */
export const wear = async (page: Page, colours: Colours): Promise<void> => {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  // Emulation ends with the session that asked for it.
  sessions.set(page, session);
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: colours === 'dark' ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value: colours === 'forced' ? 'active' : 'none' },
    ],
  });
};

/** Gives a page its size and lets it settle: what follows a new size by frames has followed it then. */
export const resize = async (page: Page, name: SizeName): Promise<void> => {
  const { width, height, scale } = SIZES[name];
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
};
