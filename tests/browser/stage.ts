/**
 * The make-believe site of the training page in a driven browser: reached, pressed by the real mouse, and asked what it
 * would have sent.
 */
import type { Page } from 'puppeteer-core';
import { until } from './driver.ts';

/** What is pressed, one after the other; the last press does the act. `Enter`: that key, where the focus is then. */
export type Way = readonly string[];

/**
 * The make-believe site. It is reached through the page around it, which is of its origin: Firefox’s driver does not
 * count frames of an extension’s page among the page’s own.
 */
export interface Stage {
  evaluate<Result, Arguments extends readonly unknown[]>(
    work: (inner: Window & typeof globalThis, ...given: Arguments) => Result,
    ...given: Arguments
  ): Promise<Result>;
}

/** The stage of a page, once it is drawn. */
export const stageOf = async (page: Page): Promise<Stage> => {
  await page.waitForSelector('iframe.stage[data-ready]');
  return {
    evaluate: async (work, ...given) => {
      const handle = await page.evaluateHandle(
        () => document.querySelector<HTMLIFrameElement>('iframe.stage')?.contentWindow,
      );
      const result = await page.evaluate(
        work as unknown as (inner: unknown, ...rest: unknown[]) => unknown,
        handle,
        ...given,
      );
      await handle.dispose();
      return result as ReturnType<typeof work>;
    },
  };
};

/** The middle of what is to be pressed, in the window's view, once a pointer meets it there; null until then. */
export const pointOf = (stage: Stage, selector: string): Promise<{ x: number; y: number } | null> =>
  stage.evaluate((inner, wanted) => {
    const [place = '', words] = wanted.split(/ ?::-p-text\(|\)$/);
    const { document: page } = inner;
    const frame = inner.frameElement;
    const shown = [...page.querySelectorAll(words ? `${place} *` : place)].filter(
      (one) =>
        one.checkVisibility() && (!words || (one.textContent?.trim() === words && one.children.length === 0)),
    );
    const found = shown[0];
    if (!frame || !found) return null;
    // The site as a whole stays in view: the warning is pressed next, wherever in it that stands.
    found.scrollIntoView({ block: 'center' });
    frame.scrollIntoView({ block: 'nearest' });
    const outer = frame.getBoundingClientRect();
    const box = found.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const met = page.elementFromPoint(x, y);
    if (!met || !(found.contains(met) || met.contains(found))) return null;
    return { x: outer.left + frame.clientLeft + x, y: outer.top + frame.clientTop + y };
  }, selector);

/** Presses one after the other. */
export const act = async (page: Page, stage: Stage, way: Way): Promise<void> => {
  for (const one of way) {
    if (one === 'Enter') {
      await page.keyboard.press('Enter');
      continue;
    }
    const { x, y } = await until(`${one} to be shown`, () => pointOf(stage, one));
    await page.mouse.click(x, y);
  }
};

/** What the site would have sent so far. */
export const sent = (stage: Stage): Promise<string[]> =>
  stage.evaluate((inner) => (inner.__operations ?? []).map(({ op }) => op));
