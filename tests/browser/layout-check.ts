/**
 * What a longer language, a small window or a large zoom does to a surface, as lines to read: it scrolls sideways, words
 * are cut, stand outside their box or over other words, neighbours overlap, or words are shown that no locale file has.
 *
 * All of it is read off the page as it stands, in the page; closed roots of ours must have been opened (`our-roots.ts`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { unmarked } from '../../scripts/pseudo/words.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { longMonth, monthYear, weekdays } from '../../src/pages/shared/dates.ts';
import { goodPack } from '../unit/agency-fixtures.ts';
import { ROOT } from './engine.ts';
import { OURS, openRoots } from './our-roots.ts';
import type { Surface } from './registry.ts';

interface Seen {
  readonly problems: readonly string[];
  /** Every text that is shown or spoken, with the way to its element; not what is somebody else's words. */
  readonly texts: readonly (readonly [way: string, text: string])[];
}

/** Runs in the page and sees nothing but its arguments. */
const look = (isOwnPage: boolean, hosts: string): Seen => {
  const problems = new Set<string>();
  const texts: [string, string][] = [];

  const wayTo = (element: Element): string => {
    const name = (one: Element) =>
      one.localName + (one.id ? `#${one.id}` : '') + [...one.classList].map((word) => `.${word}`).join('');
    const above = element.parentElement;
    return `${above ? `${name(above)} > ` : ''}${name(element)}`;
  };
  const short = (text: string) => `“${text.trim().replace(/\s+/g, ' ').slice(0, 60)}”`;
  const say = (element: Element, what: string, text = element.textContent ?? '') =>
    problems.add(`${wayTo(element)} ${what}: ${short(text)}`);

  const childrenOf = (element: Element): Element[] => [...(element.shadowRoot ?? element).children];
  const parentOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const isSpokenOnly = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    const { clipPath, position } = getComputedStyle(element);
    return clipPath !== 'none' || (position === 'absolute' && width <= 1 && height <= 1);
  };

  const shown: Element[] = [];
  const collect = (element: Element): void => {
    // A make-believe site has words and a layout of its own.
    if (element instanceof HTMLIFrameElement) return;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return;
    if (isSpokenOnly(element)) {
      texts.push([wayTo(element), element.textContent ?? '']);
      return;
    }
    shown.push(element);
    for (const child of childrenOf(element)) collect(child);
  };
  const roots = isOwnPage ? [document.body] : [...document.querySelectorAll(hosts)];
  for (const root of roots) {
    if (isOwnPage) collect(root);
    else for (const child of childrenOf(root)) collect(child);
  }

  if (isOwnPage) {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      problems.add(`the page scrolls sideways: ${scrollWidth} in ${clientWidth} px`);
      for (const one of shown)
        if (one.getBoundingClientRect().right > clientWidth + 1) say(one, 'reaches beyond the page');
    }
  }

  // Boxes that scroll or hide.
  for (const element of shown) {
    const { overflowX, overflowY, textOverflow, display } = getComputedStyle(element);
    if (display === 'inline' || element instanceof HTMLTextAreaElement || !element.textContent?.trim())
      continue;
    const wide = element.scrollWidth > element.clientWidth + 1;
    const high = element.scrollHeight > element.clientHeight + 1;
    if (wide && /auto|scroll/.test(overflowX)) say(element, 'scrolls sideways');
    if (/hidden|clip/.test(overflowX) && wide && !(textOverflow === 'ellipsis' && isToldElsewhere(element)))
      say(element, 'is cut at its side');
    if (/hidden|clip/.test(overflowY) && high) say(element, 'is cut below');
  }

  /** A shortened word is no loss where all of it is told: in the name of the cell, or by a title. */
  function isToldElsewhere(element: Element): boolean {
    const all = element.textContent?.trim() ?? '';
    for (let one: Element | null = element; one; one = parentOf(one))
      if (one.getAttribute('title')?.includes(all)) return true;
    const cell = element.closest('[role="gridcell"]')?.closest('[role="row"]');
    return [...(cell?.querySelectorAll('.hidden-text') ?? [])].some(({ textContent }) =>
      textContent?.includes(all),
    );
  }

  // Words: within the window, within their box, not over one another.
  interface Word {
    readonly element: Element;
    readonly text: string;
    readonly box: DOMRect;
  }
  const words: Word[] = [];
  /** What an edge hides is seen to above, with the boxes. */
  const isCut = (element: Element): boolean =>
    [element, element.parentElement].some(
      (one) => one && /hidden|clip/.test(getComputedStyle(one).overflowX),
    );
  const isBox = (element: Element): boolean => {
    const style = getComputedStyle(element);
    const bordered =
      Number.parseFloat(style.borderLeftWidth) > 0 && Number.parseFloat(style.borderRightWidth) > 0;
    return element.matches('button, .button, dialog') || bordered;
  };
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);
  const isScrolledAway = (element: Element, box: DOMRect): boolean => {
    for (let around: Element | null = element; around; around = parentOf(around)) {
      const edge = around.getBoundingClientRect();
      if (scrolls(around) && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1)) return true;
    }
    return false;
  };
  /** A text that may break where it is told to is still one. */
  const isOneText = ({ children }: Element): boolean =>
    [...children].every(({ localName }) => localName === 'wbr');
  for (const element of shown) {
    for (const node of element.shadowRoot ? [] : element.childNodes) {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
      if (!text.trim()) continue;
      if (!element.closest('code, pre, kbd, [translate="no"], .matched > p:not(.caption), .content'))
        texts.push([wayTo(element), isOneText(element) ? (element.textContent ?? '') : text]);
      if (element instanceof HTMLOptionElement) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) continue;
        if (isCut(element) || isScrolledAway(element, box)) continue;
        words.push({ element, text, box });
        if (isOwnPage && (box.right > document.documentElement.clientWidth + 1 || box.left < -1))
          say(element, 'leaves the window', text);
        for (let around: Element | null = element; around; around = parentOf(around)) {
          if (getComputedStyle(around).display === 'inline') continue;
          const { left, right, top, bottom } = around.getBoundingClientRect();
          // What scrolls may hold more than it shows; what is beyond its edge is no fault of the edge.
          if (scrolls(around)) break;
          if (!isBox(around)) continue;
          const isOutside =
            box.left < left - 1 || box.right > right + 1 || box.top < top - 3 || box.bottom > bottom + 3;
          if (isOutside) say(around, 'does not hold its words', text);
          break;
        }
      }
    }
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description', 'aria-valuetext']) {
      const value = element.getAttribute(name);
      if (value) texts.push([`${wayTo(element)} [${name}]`, value]);
    }
  }
  /** What is pinned to the window, or over it. */
  const layerOf = (element: Element): Element | null => {
    for (let around: Element | null = element; around; around = parentOf(around))
      if (around.localName === 'dialog' || /fixed|sticky/.test(getComputedStyle(around).position))
        return around;
    return null;
  };
  words.sort((a, b) => a.box.top - b.box.top);
  for (const [at, one] of words.entries())
    for (let next = at + 1; next < words.length; next += 1) {
      const other = words[next];
      if (!other || other.box.top > one.box.bottom) break;
      if (other.element === one.element || isCut(one.element) || isCut(other.element)) continue;
      // What lies above the page may lie over it.
      if (layerOf(one.element) !== layerOf(other.element)) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      // Letters fill the middle of their line.
      const down =
        Math.min(one.box.bottom, other.box.bottom) -
        Math.max(one.box.top, other.box.top) -
        0.4 * Math.min(one.box.height, other.box.height);
      if (across > 2 && down > 1) say(one.element, `stands over ${short(other.text)}`, one.text);
    }

  // Neighbours in a row or a grid.
  for (const element of shown) {
    if (!/flex|grid/.test(getComputedStyle(element).display)) continue;
    const inFlow = childrenOf(element).filter(
      (child) =>
        shown.includes(child) &&
        !/absolute|fixed|sticky/.test(getComputedStyle(child).position) &&
        (child.textContent?.trim() || child.matches('input, select, textarea, svg, iframe')),
    );
    for (const [at, one] of inFlow.entries())
      for (const other of inFlow.slice(at + 1)) {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1.5 && down > 1.5) say(one, `overlaps ${wayTo(other)}`);
      }
  }
  return { problems: [...problems], texts };
};

const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, unknown>;

/** What stands under these keys is for the code: no person is shown `masa-tenang`. */
const FOR_CODE: ReadonlySet<string> = new Set(
  'id kind category phase confidence site action actions office offices employment tier level response stage class status code items objects sources region election participant'.split(
    ' ',
  ),
);

/** Every text in a value. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    FOR_CODE.has(key) && (typeof part === 'string' || typeof part?.[0] === 'string') ? [] : textsIn(part),
  );
};

/** What an agency wrote, in whatever languages: its pack comes signed, and no build lengthens it. */
const packTexts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(packTexts) : [];
};

/** A text without what typesetting adds: quotation marks, breaks, the sign before an account. */
const plain = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^[“"@]|[”"]$/g, '');

let data: ReadonlySet<string> | null = null;
/** Every text of the data, as it stands there; not what recognition looks for, which is half the language. */
const dataTexts = (): ReadonlySet<string> => {
  if (data) return data;
  const { lexicon: _, ...rules } = readJson('src/generated/rules.json');
  const all = [rules, readJson('src/generated/training.json'), readJson('src/generated/help.json')];
  data = new Set([...all.flatMap(textsIn), ...packTexts(goodPack())].map(plain));
  return data;
};

const dates = new Map<Language, ReadonlySet<string>>();
/** Names of months and days as the pages write them. */
const dateWords = (language: Language): ReadonlySet<string> => {
  const known = dates.get(language);
  if (known) return known;
  const months = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, '0')}-01`);
  const written = [
    ...months.flatMap((day) => [longMonth(day, language), monthYear(day, language)]),
    ...weekdays(language).flatMap(({ long, short }) => [long, short]),
  ];
  const words = new Set(written.flatMap((text) => text.split(' ')));
  dates.set(language, words);
  return words;
};

/** Addresses, accounts, keys: nobody's language. */
const isIdentifier = (word: string): boolean =>
  /^https?:|^\w+:[\w.]+$|^[\w+/]{42,}=$/.test(word) || word === goodPack().id;

/**
 * Words of a text that stand in no locale file. Not counted: a text of the data that exists in one form alone (names,
 * literal wordings, numbers of regulations), what the person or their agency wrote, addresses and keys, dates, and the
 * three time zones.
 */
const strangeWords = (text: string, language: Language, written: ReadonlySet<string>): string => {
  const isKnown = (part: string): boolean => dataTexts().has(plain(part)) || written.has(plain(part));
  const isDate = (word: string): boolean =>
    dateWords(language).has(word.replace(/[.,]$/, '')) || /^(WIB|WITA|WIT)$/.test(word);
  const rest = unmarked(text);
  if (isKnown(rest)) return '';
  // From the widest part to the single word: a name may hold any of the signs.
  const unknown = (parts: readonly string[], divider: RegExp): string[] =>
    parts.flatMap((part) => part.split(divider)).filter((part) => /\p{L}/u.test(part) && !isKnown(part));
  return [/[·;\n]| – |, /, /: |:$/, /[()]/, /[“”"]|\.$/]
    .reduce<readonly string[]>(unknown, [rest])
    .map((part) =>
      part
        .split(/\s+/)
        .filter((word) => /\p{L}/u.test(word) && !isDate(word) && !isIdentifier(word))
        .join(' '),
    )
    .filter((part) => part !== '' && !isKnown(part))
    .join(' | ');
};

/** Looks at a surface as it stands. @param isMarked the pseudo-locale is shown: words without marks are told too */
export const layoutProblems = async (
  page: Page,
  { ours, given }: Pick<Surface, 'ours' | 'given'>,
  language: Language,
  isMarked: boolean,
): Promise<string[]> => {
  await openRoots(page);
  const { problems, texts } = await page.evaluate(look, ours === 'page', OURS.join(','));
  const written = new Set(textsIn(given).map(plain));
  const strange = isMarked
    ? texts.flatMap(([way, text]) => {
        const words = strangeWords(text, language, written);
        return words === '' ? [] : [`${way} shows words of no locale file: “${words.slice(0, 80)}”`];
      })
    : [];
  return [...problems, ...new Set(strange)];
};
