/**
 * The way through a page by keys alone: Tab until something has the focus, all that was passed, a whole page from its
 * beginning to its end. Nothing here clicks, and nothing gives the focus to anything.
 */
import type { Page } from 'puppeteer-core';
import { engineOf, until } from './driver.ts';
import { type Focus, focusLook } from './engine.ts';

/** What is looked for: by its whole name, or by what the name fits, and by its role where the name is not enough. */
export interface Wanted {
  readonly name: string | RegExp;
  readonly role?: string | RegExp;
}

const isLike = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);
const fits = ({ name, role }: Focus, wanted: Wanted): boolean =>
  isLike(name, wanted.name) && (wanted.role === undefined || isLike(role, wanted.role));

/** What has the focus now; null: nothing in the page. */
export const focusOf = (page: Page): Promise<Focus | null> => engineOf(page.browser()).focus(page);

/** Waits until the focus is on something of that name, wherever it came from. */
export const awaitFocusOn = (page: Page, wanted: Wanted): Promise<Focus> =>
  until(`the focus on ${wanted.role ?? ''} ${String(wanted.name)}`, async () => {
    const now = await focusOf(page);
    return now !== null && fits(now, wanted) ? now : null;
  });

/** So many presses reach anything on a page of ours that a person can be asked to reach. */
const MOST = 80;

/**
 * Presses Tab until the focus is on what is wanted.
 * @param way `back`: with Shift held down
 * @returns all that had the focus on the way, what was wanted last
 */
export const tabTo = async (
  page: Page,
  wanted: Wanted | string | RegExp,
  { way = 'on', most = MOST }: { readonly way?: 'on' | 'back'; readonly most?: number } = {},
): Promise<readonly [...Focus[], Focus]> => {
  const looked = typeof wanted === 'string' || wanted instanceof RegExp ? { name: wanted } : wanted;
  const passed: Focus[] = [];
  if (way === 'back') await page.keyboard.down('Shift');
  try {
    for (let presses = 0; presses < most; presses += 1) {
      await page.keyboard.press('Tab');
      const now = await focusOf(page);
      if (!now) continue;
      if (fits(now, looked)) return [...passed, now];
      passed.push(now);
    }
  } finally {
    if (way === 'back') await page.keyboard.up('Shift');
  }
  const names = passed.map(({ role, name }) => `${role} "${name}"`).join(', ');
  throw new Error(`${most} presses of Tab never reached ${String(looked.name)}; they passed ${names}`);
};

/** Tab to a control that is several to who hears it, as the fields of a date are. */
export const tabToPart = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < MOST; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${MOST} presses of Tab never reached ${selector}`);
};

/** Tab to it, then Enter. */
export const enter = async (page: Page, wanted: Wanted | string | RegExp): Promise<void> => {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
};

/**
 * How what has the focus looks, without asking the spoken tree: quick, for walks that only look. In a frame of ours only
 * that something in it has it.
 */
export const glance = async (page: Page): Promise<Focus | null> => {
  const seen = await page.evaluate(`(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element.localName === 'iframe') return null;
    if (element.type === 'date') return 'parts';
    return { name: element.outerHTML.slice(0, 100), look: (${String(focusLook)})(element) };
  })()`);
  // The parts of a date stand inside the browser's own control, and one of them bears the ring.
  if (seen === 'parts') return focusOf(page);
  return seen ? { role: '', description: '', order: 0, ...(seen as Pick<Focus, 'name' | 'look'>) } : null;
};

/** The part of the page that has the focus without being anything to use, as a selector of its class; '' if none. */
export const quietFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.matches('[tabindex="-1"]') ? `.${activeElement.className.split(' ')[0]}` : '';
  });

/** What a whole walk of Tab over one of our pages found. */
export interface Walk {
  readonly stops: readonly Focus[];
  /** What a mouse can use and Tab did not stop at. */
  readonly missed: readonly string[];
}

/** More would be a page that nobody can walk. */
const LONGEST = 260;

/** What a walk leaves in a page: the elements that can be stopped at, and those where it did stop. */
interface Trail {
  readonly list: readonly Element[];
  readonly seen: Set<Element>;
}
declare global {
  interface Window {
    jagaNetralTrail?: Trail;
  }
}

/** Notes everything on the page where Tab has to stop; of a group of radio buttons that is one. */
const beginTrail = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const isStop = (element: Element): boolean => {
      if (!(element instanceof HTMLElement) || element.tabIndex < 0) return false;
      if (element.matches(':disabled') || !element.checkVisibility({ visibilityProperty: true }))
        return false;
      if (element.localName === 'summary') return element.matches('details > summary:first-of-type');
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const group = [...document.querySelectorAll<HTMLInputElement>(`input[name="${element.name}"]`)];
      return element === (group.find(({ checked }) => checked) ?? group[0]);
    };
    const all = document.querySelectorAll('a[href],button,input,select,textarea,summary,iframe,[tabindex]');
    window.jagaNetralTrail = { list: [...all].filter(isStop), seen: new Set() };
  });

/** Notes where the focus is. True: it is on something of the page. */
const note = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || !document.hasFocus()) return false;
    window.jagaNetralTrail?.seen.add(activeElement);
    return true;
  });

/**
 * Presses Tab from where the focus is, the beginning of a page that was just opened, until it leaves the page.
 * @param look what to ask of each stop; null: only that it is passed
 */
export const walk = async (
  page: Page,
  look: ((page: Page) => Promise<Focus | null>) | null = focusOf,
): Promise<Walk> => {
  const stops: Focus[] = [];
  await beginTrail(page);
  for (let presses = 0; ; presses += 1) {
    if (presses === LONGEST) throw new Error(`Tab has not left the page after ${LONGEST} presses.`);
    await page.keyboard.press('Tab');
    if (!(await note(page))) break;
    const now = look && (await look(page));
    if (now) stops.push(now);
  }
  const missed = await page.evaluate(() =>
    (window.jagaNetralTrail?.list ?? [])
      .filter((element) => !window.jagaNetralTrail?.seen.has(element))
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  return { stops, missed };
};

/** What is said of the stops that are not seen well; a frame's are the make-believe site's own matter. */
export const faultsOf = (stops: readonly Focus[]): string[] =>
  stops.flatMap(({ role, name, look }) =>
    look && !look.isFramed && look.faults.length > 0 ? [`${role} "${name}": ${look.faults.join(', ')}`] : [],
  );

/** Boxes that are one line though some pixels apart, in CSS pixels. */
const LINE = 4;

/**
 * Stops that come before what one reads earlier: in the tree that is spoken, or on the page, where the next stop is
 * below, or on the same line, or at the head of another column.
 */
export const disorderOf = (stops: readonly Focus[]): string[] => {
  const own = stops.filter(({ look }) => look !== null && !look.isFramed);
  return own.flatMap((stop, at) => {
    const before = own[at - 1];
    if (!before?.look || !stop.look) return [];
    const isAbove = stop.look.bottom <= before.look.top + LINE;
    const isBeside = stop.look.left >= before.look.right - LINE || stop.look.right <= before.look.left + LINE;
    const where = `${stop.role} "${stop.name}" after ${before.role} "${before.name}"`;
    return [
      ...(stop.order < before.order ? [`${where}: read earlier`] : []),
      ...(isAbove && !isBeside ? [`${where}: stands above it`] : []),
    ];
  });
};

/** Elements of a page that listen to a pointer and that no key can reach. Chromium alone tells who listens. */
export const mouseOnly = async (page: Page): Promise<string[]> => {
  const POINTER = /^(click|dblclick|auxclick|mouse(down|up)|pointer(down|up)|touch(start|end))$/;
  const session = await page.createCDPSession();
  const { result } = await session.send('Runtime.evaluate', { expression: 'document' });
  const { listeners } = await session.send('DOMDebugger.getEventListeners', {
    objectId: result.objectId ?? '',
    depth: -1,
  });
  const found: string[] = [];
  const of = (type: RegExp) =>
    new Set(listeners.flatMap((one) => (type.test(one.type) ? [one.backendNodeId ?? 0] : [])));
  const withKeys = of(/^keydown$/);
  for (const backendNodeId of of(POINTER)) {
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    const answer = await session.send('Runtime.callFunctionOn', {
      ...(object.objectId ? { objectId: object.objectId } : {}),
      // What hears keys as well and holds a stop of Tab is a composite: a grid.
      functionDeclaration: `function (hasKeys) {
        const isReached = this.tabIndex >= 0 && this.matches('a[href],button,input,select,textarea,summary,[tabindex]');
        return isReached || (hasKeys && this.querySelector('[tabindex="0"]') !== null) ? '' : this.outerHTML.slice(0, 120);
      }`,
      arguments: [{ value: withKeys.has(backendNodeId) }],
      returnByValue: true,
    });
    if (answer.result.value !== '') found.push(String(answer.result.value));
  }
  await session.detach();
  return found;
};
