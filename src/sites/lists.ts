/**
 * The lists of what the person follows, likes or has joined, as they stand in the page now; asked for by the self-check
 * alone. Where such lists are and what marks a row is data (`lists` in rules/sites); what a row says is read by the
 * site's own adapter, as if the row's button were about to be used, so that a check and a warning never differ.
 */
import type { Action, ListedKind, Subject } from '../domain/vocabulary.ts';
import { climb, firstIn, hasWords, here, nameOf, pathOf, plain, quietly } from './dom.ts';
import type { Site } from './site.ts';

interface ListRules {
  readonly what: ListedKind;
  /** Addresses; `…` stands for a part of one, or for its rest. A query is a part that the page's must have. */
  readonly at: readonly string[];
  /** Name of the selectors of what marks a row. */
  readonly rows: string;
  /** Kinds of label of which a mark must bear one; none: the mark says it without words. */
  readonly labels: readonly string[];
  /** The address shows everybody their own list, and nobody else's. */
  readonly own: boolean;
}

/** As much of a site's data as is needed here. It may come from a pack that was written before there were lists. */
interface SiteData {
  readonly selectors?: Readonly<Record<string, readonly string[]>>;
  readonly labels?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly lists?: readonly ListRules[];
}

/** Whose list it is: the person's own, somebody else's, or the page does not say. */
export type ListOwner = 'own' | 'other' | 'unknown';

export interface ListHere {
  readonly what: ListedKind;
  readonly owner: ListOwner;
  /** Where the person's own list of this kind stands, a path; null when that is not known. */
  readonly ownPath: string | null;
  readonly rules: ListRules;
  readonly data: SiteData;
}

/** One row of a list. */
export interface Listed {
  readonly subject: Subject;
  /** What it says that the person has done. */
  readonly action: Action;
  /** The element of the row, or the post. */
  readonly row: Element;
  /** Beside what a mark may stand; null: nowhere. */
  readonly anchor: Element | null;
  /** Its address on the site; '' when it shows none. */
  readonly path: string;
  /** Reads the row once more: sites use the elements of a row for another. */
  again(): Subject | null;
}

const ANY = '…';
const LINK = 'a[href]';
/** What a row stands in; a climb from its mark ends there. */
const EDGE = 'main,[role="main"],[role="dialog"],body';

const ACTIONS: Readonly<Record<ListedKind, Action>> = { account: 'follow', post: 'like', group: 'join' };

const partsOf = (path: string): string[] => path.split('/').filter(Boolean);

const split = (address: string): readonly [path: string, query: URLSearchParams] => {
  const [path = '', query = ''] = address.split('?');
  return [path, new URLSearchParams(query)];
};

/** What stands for the first `…` when the page is at an address of that form; null when it is not. */
const filled = (form: string): string | null => {
  const [path, query] = split(form);
  const [ownPath, ownQuery] = split(here());
  for (const [name, value] of query) if (ownQuery.get(name) !== value) return null;
  const wanted = partsOf(path);
  const own = partsOf(ownPath);
  if (wanted.length !== own.length) return null;
  let whose = '';
  for (const [at, part] of wanted.entries()) {
    const is = own[at] ?? '';
    if (!part.endsWith(ANY)) {
      if (part !== is) return null;
      continue;
    }
    const before = part.slice(0, -1);
    if (!is.startsWith(before)) return null;
    whose ||= is.slice(before.length);
  }
  return whose;
};

const selectorOf = ({ selectors }: SiteData, name: string): string => selectors?.[name]?.join(',') ?? '';

const allOf = (data: SiteData, name: string): Element[] => {
  const selector = selectorOf(data, name);
  return selector === '' ? [] : [...document.querySelectorAll(selector)];
};

/** The account of whoever is logged in, where the page's navigation tells it. */
const selfOf = (data: SiteData): string | undefined => {
  const [link] = allOf(data, 'self');
  return link && partsOf(split(pathOf(link))[0])[0]?.replace(/^@/, '');
};

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The list that the page's address shows, or null. @param data the content of `rules/sites/<id>.json` */
export const listHere = (data: unknown): ListHere | null =>
  quietly(null, () => {
    const known = (data ?? {}) as SiteData;
    for (const rules of known.lists ?? []) {
      for (const form of rules.at) {
        const whose = filled(form);
        if (whose === null) continue;
        const self = selfOf(known);
        const isOwn = rules.own || allOf(known, 'ownPage').length > 0;
        const isKnown = self !== undefined && self !== '' && whose !== '';
        const owner: ListOwner =
          isOwn || (isKnown && isSame(self, whose)) ? 'own' : isKnown ? 'other' : 'unknown';
        const ownPath = self && form.includes(ANY) ? form.replace(ANY, self) : null;
        return { what: rules.what, owner, ownPath, rules, data: known };
      }
    }
    return null;
  });

/** What marks a row, in the page's order; a mark in another says nothing more. */
const marksOf = ({ rules, data }: ListHere): Element[] => {
  const labels = new Set(
    rules.labels.flatMap((kind) => Object.values(data.labels?.[kind] ?? {}).flat()).map(plain),
  );
  const marks: Element[] = [];
  for (const mark of allOf(data, rules.rows))
    if (!marks.at(-1)?.contains(mark) && (labels.size === 0 || labels.has(nameOf(mark)))) marks.push(mark);
  return marks;
};

/** True when a list can be seen, as far as its marks tell; nothing in it is read. */
export const isShown = (list: ListHere): boolean => quietly(false, () => marksOf(list).length > 0);

/** A path as it may be kept: without what sites add to follow the person; a number in the query can be the account. */
const bare = (link: Element | undefined): string => {
  if (!link) return '';
  const [path, query] = split(pathOf(link));
  const id = query.get('id');
  return id === null ? path : `${path}?id=${encodeURIComponent(id)}`;
};

/** True for a link with words that leads to an account. */
const leadsTo = (link: Element, handle: string): boolean =>
  hasWords(link) &&
  pathOf(link)
    .split(/[/?&=@]/)
    .some((part) => part !== '' && isSame(part, handle));

/** The innermost element with all the words of a link: what is put behind them there takes no line of its own. */
const wordsOf = (link: Element): Element => {
  const words = (element: Element) => element.textContent?.trim();
  const inner = [...link.children].find((child) => words(child) === words(link));
  return inner ? wordsOf(inner) : link;
};

const postAt = (site: Site, mark: Element): Listed | null => {
  const row = site.postsIn(mark)[0];
  const again = () => (row ? site.readPost(row) : null);
  const subject = again();
  if (!row || !subject) return null;
  const path = subject.permalink ?? '';
  return { subject, action: 'like', row, anchor: site.badgeAnchor(row), path, again };
};

const rowAt = (site: Site, action: Action, mark: Element): Listed | null => {
  const again = () => site.subjectOf({ action, control: mark, step: 'commit' });
  const subject = again();
  if (!subject) return null;
  const handle = subject.author?.handle;
  const isNamed = (link: Element) =>
    action === 'join' ? hasWords(link) : handle !== undefined && leadsTo(link, handle);
  const found = climb(
    mark,
    (row) => {
      const link = row.matches(EDGE) ? undefined : firstIn(row, LINK, isNamed);
      return link && { row, link };
    },
    EDGE,
  );
  const { row = mark, link } = found ?? {};
  // Where the account stands below its name there is room; behind the name stand the site's own signs.
  const place = action === 'join' ? link : [...row.querySelectorAll(LINK)].findLast(isNamed);
  return { subject, action, row, anchor: place ? wordsOf(place) : null, path: bare(link), again };
};

/**
 * The rows of a list that are in the page now, in its order, each read when it is asked for; a row that cannot be read is
 * left out.
 */
export function* listedIn(site: Site, list: ListHere): Generator<Listed, void> {
  const action = ACTIONS[list.what];
  const seen = new Set<Element>();
  for (const mark of quietly([], () => marksOf(list))) {
    const one = quietly(null, () => (list.what === 'post' ? postAt(site, mark) : rowAt(site, action, mark)));
    if (!one || seen.has(one.row)) continue;
    seen.add(one.row);
    yield one;
  }
}
