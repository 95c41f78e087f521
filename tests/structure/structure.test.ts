// @vitest-environment node
/**
 * Holds the adapters against what a careful human found on twelve saved page structures: every post and every
 * action control, no more and no less. `expected.json` was written before any adapter was read; when the two
 * disagree the page decides, and the expectation changes only where a second reading shows it to be wrong.
 *
 * The structures are reference material outside this repository; without them the test prints that it did
 * not measure. Each page gets its own document, so that its address is the site's.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { facebookSite } from '../../src/sites/facebook.ts';
import { facebookMobileSite } from '../../src/sites/facebook-mobile.ts';
import { instagramSite } from '../../src/sites/instagram.ts';
import type { ControlHit, Site } from '../../src/sites/site.ts';
import { threadsSite } from '../../src/sites/threads.ts';
import { xSite } from '../../src/sites/x.ts';
import expectations from './expected.json' with { type: 'json' };

/** Elements by place: the `nth` (from 1) of those that `select` matches, `of` being how many it matches. */
interface Place {
  readonly select: string;
  readonly nth: readonly number[];
  readonly of: number;
  /** Words on the element, where they prove that the place still points at the right one. */
  readonly text?: string;
}

interface ControlPlace extends Place {
  readonly kind: string;
  readonly orKind?: readonly string[];
  readonly step: string;
}

interface Page {
  readonly file: string;
  readonly site: string;
  readonly url: string;
  readonly how: string;
  readonly posts: readonly Place[];
  readonly optionalPosts?: readonly Place[];
  readonly controls: readonly ControlPlace[];
  readonly optional: readonly (ControlPlace & { readonly why: string })[];
}

interface Mark {
  readonly element: Element;
  readonly kinds: readonly string[];
  readonly step: string;
  readonly optional: boolean;
}

/** Counts of one kind on one page, as one line of the printed table. */
interface Row {
  expected: number;
  found: number;
  missed: number;
  false: number;
}

const FOLDER = fileURLToPath(new URL('../../../shared/sites/skeletons/', import.meta.url));
const PAGES: readonly Page[] = expectations.pages;
const SITES: Readonly<Record<string, Site>> = {
  x: xSite,
  facebook: facebookSite,
  instagram: instagramSite,
  threads: threadsSite,
};
/** What the adapters may ask of the page's global object. */
const GLOBALS = [
  'window',
  'document',
  'location',
  'Node',
  'NodeFilter',
  'Element',
  'HTMLElement',
  'HTMLAnchorElement',
  'HTMLButtonElement',
  'HTMLFormElement',
  'HTMLImageElement',
  'HTMLInputElement',
  'HTMLTextAreaElement',
  'SVGElement',
  'Document',
  'DocumentFragment',
  'ShadowRoot',
  'Text',
  'Event',
  'MouseEvent',
  'KeyboardEvent',
  'getComputedStyle',
] as const;

const table: string[] = [];
const quote = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' ').trim().slice(0, 40));

/** An element in a few words, for the list of disagreements. */
const describeElement = (element: Element): string =>
  `<${element.tagName.toLowerCase()}${['aria-label', 'data-testid', 'role', 'id']
    .filter((name) => element.hasAttribute(name))
    .map((name) => ` ${name}=${quote(element.getAttribute(name) ?? '')}`)
    .join('')}> ${quote(element.textContent ?? '')}`;

const open = (page: Page): Document => {
  const { window } = new JSDOM(readFileSync(`${FOLDER}${page.file}`, 'utf8'), { url: page.url });
  for (const name of GLOBALS) vi.stubGlobal(name, name === 'window' ? window : window[name]);
  return window.document;
};

const siteOf = (page: Page): Site => {
  const isMobile = new URL(page.url).hostname === 'm.facebook.com';
  const site = isMobile ? facebookMobileSite : SITES[page.site];
  if (site === undefined) throw new Error(`expected.json names an unknown site: ${page.site}`);
  return site;
};

/** The elements of a place; throws when the page and the place no longer agree. */
const at = (document: Document, place: Place): Element[] => {
  const all = [...document.querySelectorAll(place.select)];
  if (all.length !== place.of)
    throw new Error(`${place.select} matches ${all.length} elements, not ${place.of}`);
  return place.nth.map((n) => {
    const element = all[n - 1];
    const text = element?.textContent?.replace(/\s+/g, ' ').trim();
    if (element === undefined || (place.text !== undefined && text !== place.text))
      throw new Error(`element ${n} of ${place.select} is not the one that was marked`);
    return element;
  });
};

const marksOf = (document: Document, page: Page): Mark[] => {
  const marks = (places: readonly ControlPlace[], optional: boolean): Mark[] =>
    places.flatMap((place) =>
      at(document, place).map((element) => ({
        element,
        kinds: [place.kind, ...(place.orKind ?? [])],
        step: place.step,
        optional,
      })),
    );
  return [...marks(page.controls, false), ...marks(page.optional, true)];
};

/** Generations between two nested elements; null when neither holds the other. */
const apart = (a: Element, b: Element): number | null => {
  const climb = (from: Element, to: Element): number | null => {
    let steps = 0;
    for (let node: Element | null = from; node !== null; node = node.parentElement, steps++)
      if (node === to) return steps;
    return null;
  };
  return climb(a, b) ?? climb(b, a);
};

/** The mark that an element stands for: itself, or its wrapper or content at most three generations away. */
const markFor = (marks: readonly Mark[], control: Element): Mark | undefined =>
  marks
    .map((mark) => ({ mark, distance: apart(mark.element, control) ?? Number.POSITIVE_INFINITY }))
    .filter(({ distance }) => distance <= 3)
    .sort((a, b) => a.distance - b.distance)[0]?.mark;

/** The action, with likes of a comment apart from likes of a post. */
const kindOf = (site: Site, hit: ControlHit): string =>
  hit.action === 'like' && site.subjectOf(hit)?.kind === 'comment' ? 'comment-like' : hit.action;

class Tally {
  readonly rows = new Map<string, Row>();
  readonly problems: string[] = [];

  row(kind: string): Row {
    const row = this.rows.get(kind) ?? { expected: 0, found: 0, missed: 0, false: 0 };
    this.rows.set(kind, row);
    return row;
  }

  /** Adds the lines of one page to the table. */
  print(page: Page): void {
    const name = page.file.replace(/^.*\//, '').replace(/\.html$/, '');
    for (const [kind, row] of this.rows)
      table.push(
        `${name.padEnd(46)}${kind.padEnd(14)}${[row.expected, row.found, row.missed, row.false]
          .map((n) => String(n).padStart(9))
          .join('')}`,
      );
  }
}

const measurePosts = (document: Document, page: Page, tally: Tally): void => {
  const required = page.posts.flatMap((place) => at(document, place));
  const optional = (page.optionalPosts ?? []).flatMap((place) => at(document, place));
  const likes = marksOf(document, page).filter((mark) => !mark.optional && mark.kinds.includes('like'));
  const size = (element: Element): number => element.querySelectorAll('*').length;
  const row = tally.row('posts');
  row.expected = required.length;
  const free = new Set([...required, ...optional]);
  for (const post of siteOf(page).postsIn(document)) {
    // A post may be drawn wider or narrower than it was marked, but it has to keep its own like buttons.
    const mark = [...free]
      .filter((one) => apart(one, post) !== null)
      .filter((one) => likes.every((like) => !one.contains(like.element) || post.contains(like.element)))
      .sort((a, b) => Math.abs(size(a) - size(post)) - Math.abs(size(b) - size(post)))[0];
    if (mark === undefined) {
      row.false++;
      tally.problems.push(`not a post, or one found twice: ${describeElement(post)}`);
    } else {
      free.delete(mark);
      if (required.includes(mark)) row.found++;
    }
  }
  for (const post of required.filter((one) => free.has(one))) {
    row.missed++;
    tally.problems.push(`post missed: ${describeElement(post)}`);
  }
};

const measureControls = (document: Document, page: Page, tally: Tally): void => {
  const site = siteOf(page);
  const marks = marksOf(document, page);
  const met = new Set<Mark>();
  for (const mark of marks) if (!mark.optional) tally.row(mark.kinds[0] ?? '').expected++;
  for (const hit of site.controlsIn(document)) {
    const kind = kindOf(site, hit);
    const mark = markFor(marks, hit.control);
    const rightKind = mark?.kinds.includes(kind) || (mark?.optional === true && hit.action === mark.kinds[0]);
    const problem =
      mark === undefined
        ? 'no control'
        : !rightKind
          ? `a ${mark.kinds[0]}, not a ${kind}`
          : mark.step !== 'any' && mark.step !== hit.step
            ? `its step is ${mark.step}, not ${hit.step}`
            : met.has(mark) && !mark.optional
              ? 'found twice'
              : null;
    if (mark !== undefined && problem === null) {
      if (!mark.optional) tally.row(mark.kinds[0] ?? '').found++;
      met.add(mark);
    } else {
      tally.row(kind).false++;
      tally.problems.push(`false ${kind} (${problem}): ${describeElement(hit.control)}`);
    }
  }
  for (const mark of marks.filter((one) => !one.optional && !met.has(one))) {
    tally.row(mark.kinds[0] ?? '').missed++;
    tally.problems.push(`${mark.kinds[0]} missed: ${describeElement(mark.element)}`);
  }
};

/** What `actionAt` answers to a click on the innermost element of a control, seen from the window. */
const click = (document: Document, site: Site, target: Element): ControlHit | null => {
  const window = document.defaultView;
  if (window === null) throw new Error('the document has no window');
  let innermost = target;
  for (let child = target.firstElementChild; child !== null; child = child.firstElementChild)
    innermost = child;
  let answer: ControlHit | null = null;
  const listen = (event: Event): void => {
    answer = site.actionAt(event);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('click', listen, true);
  innermost.dispatchEvent(
    new window.MouseEvent('click', { bubbles: true, cancelable: true, composed: true }),
  );
  window.removeEventListener('click', listen, true);
  return answer;
};

if (!existsSync(FOLDER)) {
  // A print, not a skipped test: a skip would look like a test that someone switched off.
  it('has no page structures to measure on', () => {
    console.log('The twelve page structures are not on this machine: adapters were not measured on them.');
  });
} else {
  describe('the adapters on twelve saved page structures', { timeout: 30_000 }, () => {
    afterEach(() => {
      vi.unstubAllGlobals();
    });

    afterAll(() => {
      const head = `${'page'.padEnd(46)}${'kind'.padEnd(14)} expected    found   missed    false`;
      console.log([head, '-'.repeat(head.length), ...table].join('\n'));
    });

    for (const page of PAGES) {
      it(`finds every post and action control, and nothing else: ${page.file}`, () => {
        const document = open(page);
        const tally = new Tally();
        measurePosts(document, page, tally);
        measureControls(document, page, tally);
        tally.print(page);
        expect(tally.problems).toEqual([]);
      });

      it(`answers a click on each of them alike: ${page.file}`, () => {
        const document = open(page);
        const site = siteOf(page);
        const wrong = marksOf(document, page)
          .filter((mark) => !mark.optional)
          .flatMap((mark) => {
            const hit = click(document, site, mark.element);
            const kind = hit === null ? 'nothing' : kindOf(site, hit);
            const stepIsRight = mark.step === 'any' || hit?.step === mark.step;
            return mark.kinds.includes(kind) && stepIsRight
              ? []
              : [`${mark.kinds[0]} ${mark.step}, got ${kind} ${hit?.step}: ${describeElement(mark.element)}`];
          });
        expect(wrong).toEqual([]);
      });
    }

    it('measures twelve pages', () => {
      expect(PAGES.length).toBe(12);
      for (const page of PAGES) expect(existsSync(`${FOLDER}${page.file}`), page.file).toBe(true);
    });
  });
}
