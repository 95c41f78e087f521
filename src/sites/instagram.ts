/**
 * Instagram. The site has no test ids, and labels stand on the icons, not on the buttons; the drawings of the icons
 * are the same in every language, so a control is told by the beginning of its drawing. The same heart marks the
 * notifications (in a link), a post (24 px) and a comment (16 px).
 */
import type rules from '../../rules/sites/instagram.json';
import type { Action, HealthSample, Subject } from '../domain/vocabulary.ts';
import {
  allIn,
  attr,
  authorOf,
  climbTo,
  fieldOf,
  handleIn,
  hasWords,
  inOrder,
  isElement,
  isSendingEnter,
  isUse,
  labelTable,
  pathOf,
  plain,
  quietly,
  readable,
  subjectWith,
  targetOf,
  union,
} from './dom.ts';
import type { ControlHit, Site } from './site.ts';
import { draftIn, joined, textOf } from './text.ts';

type Rules = typeof rules;
type Icon = keyof Rules['icons'];

const BUTTON = '[role="button"],button';
const CONTROL = `${BUTTON},a[role="link"]`;

// The site's data, in the form that the reading wants; `use` fills them in once.
let ICONS!: Rules['icons'];
let PATHS!: Rules['paths'];
let REPOST_MOVES!: number;
let COMMENT_ICON_SIZE!: number;
let ARTICLE!: string;
let PLACE!: string;
let COMMENT_LINK!: string;
let CAPTION!: string;
let EDITOR!: string;
/** Everything that is read of a post, in one query. */
let PARTS!: string;
let EDGE!: string;
let HEART!: string;
let BY_LABEL!: ReadonlyMap<string, Icon>;
let BY_WORDS!: ReadonlyMap<string, keyof Rules['labels']>;

const use = (given: Rules): void => {
  const { selectors } = given;
  ICONS = given.icons;
  PATHS = given.paths;
  REPOST_MOVES = given.repostMoves;
  COMMENT_ICON_SIZE = given.commentIconSize;
  ARTICLE = union(selectors.article);
  PLACE = union(selectors.place);
  COMMENT_LINK = union(selectors.commentLink);
  CAPTION = union(selectors.caption);
  EDITOR = union(selectors.editor);
  PARTS = `${CAPTION},a[href],img[alt]`;
  EDGE = `${ARTICLE},${PLACE},body`;
  HEART = union([...ICONS.like, ...ICONS.unlike].map((start) => `path[d^="${start}"]`));
  BY_LABEL = labelTable<Icon>(given.iconLabels);
  BY_WORDS = labelTable<keyof Rules['labels']>(given.labels);
};

interface Known {
  readonly action: Action;
  readonly step: 'open' | 'commit' | 'undo';
}
const known = (action: Action, step: Known['step']): Known => ({ action, step });

/** An icon's meaning by its drawing, or by its label where the drawing is new to us. */
const iconIn = (svg: Element): Icon | null => {
  const shape = svg.querySelector('path[d],polygon[points]');
  const drawing = shape?.getAttribute('d') ?? attr(shape, 'points');
  for (const [icon, starts] of Object.entries(ICONS))
    if (starts.some((start) => drawing.startsWith(start))) return icon as Icon;
  return BY_LABEL.get(plain(attr(svg, 'aria-label'))) ?? null;
};

/** A repost that is made already has a check mark drawn into its icon. */
const isReposted = (svg: Element): boolean => {
  let moves = 0;
  for (const path of svg.querySelectorAll('path[d]')) moves += attr(path, 'd').match(/m/gi)?.length ?? 0;
  return moves > REPOST_MOVES;
};

const byIcon = (control: Element, svg: Element): Known | null => {
  const icon = iconIn(svg);
  if (!icon || control.closest('nav,form')) return null;
  if (icon === 'like') return known('like', 'commit');
  if (icon === 'unlike') return known('like', 'undo');
  if (icon === 'repost') return known('share', isReposted(svg) ? 'undo' : 'commit');
  return known(icon === 'comment' ? 'comment' : 'share', 'open');
};

/** The editor of a new post: a dialog with a field that stands in no comment form. */
const editorOf = (control: Element): Element | null => {
  const dialog = control.closest('[role="dialog"]');
  const field = dialog?.querySelector(EDITOR) ?? null;
  return field && !field.closest('form') && !dialog?.querySelector(HEART) ? field : null;
};

const byWords = (control: Element): Known | null => {
  // In a comment form the one button with words sends.
  if (control.closest('form')?.querySelector('textarea'))
    return textOf(control) ? known('comment', 'commit') : null;
  const kind = BY_WORDS.get(wordsOf(control));
  if (kind === 'follow') return known('follow', 'commit');
  if (kind === 'following') return known('follow', 'undo');
  if (kind === 'reply') return known('comment', 'open');
  return kind === 'publish' && editorOf(control) ? known('post', 'commit') : null;
};

/** The few words on a button, without the title that its icon carries for screen readers. */
const wordsOf = (control: Element): string =>
  (control.textContent ?? '').length <= 120 ? plain(textOf(control)) : '';

/** A link of the navigation that opens the composer. */
const opensComposer = (link: Element): boolean => {
  if (BY_WORDS.get(wordsOf(link)) === 'create') return true;
  const label = link.querySelector('svg')?.getAttribute('aria-label');
  return !!label && BY_WORDS.get(plain(label)) === 'create';
};

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (control: Element): Known | null => {
  if (location.pathname.startsWith(PATHS.direct)) return null;
  if (control.tagName === 'A')
    return !control.closest(PLACE) && opensComposer(control) ? known('post', 'open') : null;
  if (control.closest('a')) return null;
  const svg = control.querySelector('svg');
  // A box of several buttons is none itself.
  if (svg) return control.querySelector(BUTTON) ? null : byIcon(control, svg);
  return byWords(control);
};

const toHit = (control: Element, found: Known | null): ControlHit | null =>
  found && found.step !== 'undo' ? { action: found.action, step: found.step, control } : null;

const sendByKey = (event: Event, target: Element): ControlHit | null => {
  const field = fieldOf(target);
  if (!field || !isSendingEnter(event) || field.tagName !== 'TEXTAREA') return null;
  if (location.pathname.startsWith(PATHS.direct) || !field.closest('form') || draftIn(field) === '')
    return null;
  return { action: 'comment', step: 'commit', control: field };
};

/** A double click on a post's picture or film likes it, unless it is liked already. */
const doubleClick = (target: Element): ControlHit | null => {
  const post = postAround(target);
  const medium = post && mediumAt(target, post);
  if (!post || !medium || heartsIn(post).some((heart) => iconIn(heart) === 'unlike')) return null;
  return { action: 'like', step: 'commit', control: medium };
};

/** The box of the picture or film under the pointer; null for faces, links, bars and forms. */
const mediumAt = (target: Element, post: Element): Element | null => {
  const barred = target.closest('header,section,form,ul,time,svg,[role="link"],a,button');
  if (barred && barred !== post && post.contains(barred) && !isMediaBox(barred)) return null;
  let node: Element | null = target;
  for (let step = 0; node && node !== post && step < 8; step++, node = node.parentElement) {
    if (node.querySelector('svg')) return null;
    if (node.matches('img,video') || node.querySelector('img,video')) return node.closest(BUTTON) ?? node;
  }
  return null;
};

/** Films of the feed stand in a link to their reel, carousels in a list. */
const isMediaBox = (box: Element): boolean =>
  box.tagName === 'UL'
    ? box.closest('[role="presentation"]') !== null
    : box.tagName === 'A' &&
      PATHS.post.some((path) => pathOf(box).includes(path)) &&
      box.querySelector('video,img') !== null;

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  if (!target) return null;
  if (event.type === 'dblclick') return doubleClick(target);
  if (event.type === 'keydown' && fieldOf(target)) return sendByKey(event, target);
  let control = target.closest(CONTROL);
  for (let nested = 0; control && nested < 3; nested++) {
    const found = recognise(control);
    if (found) return isUse(event, control) ? toHit(control, found) : null;
    control = control.parentElement?.closest(CONTROL) ?? null;
  }
  return null;
};

const sizeOf = (svg: Element): number => Number(svg.getAttribute('height') ?? 24);

/** The hearts of posts below a node: not those of comments, nor the one in the navigation. */
const heartsIn = (root: ParentNode): Element[] => {
  const hearts: Element[] = [];
  for (const path of root.querySelectorAll(HEART)) {
    const svg = path.closest('svg');
    if (svg && sizeOf(svg) > COMMENT_ICON_SIZE && !svg.closest('a,nav')) hearts.push(svg);
  }
  return hearts;
};

/** The post of a heart: its article, else the dialog or page, or as much of it as has this heart alone. */
const postOfHeart = (heart: Element): Element | null => {
  const article = heart.closest(ARTICLE);
  if (article) return article;
  const place = heart.closest(PLACE);
  if (!place || heartsIn(place).length === 1) return place;
  let post: Element = heart;
  while (post.parentElement && post.parentElement !== place && heartsIn(post.parentElement).length === 1)
    post = post.parentElement;
  return post;
};

const postAround = (element: Element): Element | null => {
  const article = element.closest(ARTICLE);
  if (article) return article;
  const place = element.closest(PLACE);
  if (!place) return null;
  for (const heart of heartsIn(place)) {
    const post = postOfHeart(heart);
    if (post?.contains(element)) return post;
  }
  return null;
};

const accountIn = (link: Element): string | null => handleIn(pathOf(link), PATHS.reserved);

/** A link to an account that shows the account's own name, not a mention in a text. */
const isByline = (element: Element): boolean =>
  element.tagName === 'A' && accountIn(element) !== null && !element.textContent?.trim().startsWith('@');

const WORDS = { blocks: true, skip: isByline } as const;

/** True for words on a button; a row that can be pressed as a whole holds links and is none. */
const isOnButton = (element: Element): boolean => {
  const button = element.closest(BUTTON);
  return button !== null && button.querySelector('a[href]') === null;
};

/** Places whose pictures are faces, emoji and other posts; only films of the feed stand in a link. */
const NOT_MEDIA = 'header,section,form,span,[role="link"]:not(a),a:not([href*="/reel"])';

/** The row of a comment around one of its parts. */
const rowOf = (part: Element): Element | null => climbTo(part, COMMENT_LINK, EDGE, 14);

/** The row that a comment's own link stands in: as high as no other comment is in it. */
const rowOfLink = (link: Element): Element => {
  let row = link;
  for (let step = 0; step < 10 && row.parentElement && !row.parentElement.matches(EDGE); step++) {
    if (row.querySelector(`svg[height="${COMMENT_ICON_SIZE}"],svg[height="12"]`)) break;
    if (row.parentElement.querySelectorAll(COMMENT_LINK).length > 1) break;
    row = row.parentElement;
  }
  return row;
};

/** Gathers a post's parts in document order, passing over comments, bars, forms and other posts' pictures. */
class Reading {
  handle: string | null = null;
  permalink = '';
  readonly texts: string[] = [];
  readonly images: string[] = [];
  readonly #root: Element;
  #taken: Element | null = null;
  #row: Element | null = null;

  constructor(root: Element) {
    this.#root = root;
    for (const element of allIn(root, PARTS)) {
      if (this.#row?.contains(element)) continue;
      if (element.tagName === 'A') this.#link(element);
      else if (element.tagName === 'IMG') this.#image(element);
      else if (!this.#taken?.contains(element)) this.#words(element);
    }
  }

  #link(link: Element): void {
    const path = pathOf(link);
    if (path.includes('/c/')) this.#row = rowOfLink(link);
    // People tagged in a picture are links that the keyboard passes over.
    else if (!this.handle && link.textContent?.trim() && link.getAttribute('tabindex') !== '-1')
      this.handle = accountIn(link);
    if (!this.permalink && link.querySelector('time') && !path.includes('/c/')) this.permalink = path;
  }

  #within(element: Element, selector: string): Element | null {
    const found = element.parentElement?.closest(selector);
    return found && found !== this.#root && this.#root.contains(found) ? found : null;
  }

  #image(image: Element): void {
    const alt = image.getAttribute('alt')?.trim();
    if (!alt || this.#within(image, NOT_MEDIA)) return;
    this.images.push(alt);
  }

  #words(element: Element): void {
    if (this.#within(element, 'a,header,section,form,time,footer,nav') || isOnButton(element)) return;
    const text = textOf(element, WORDS);
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) return;
    this.texts.push(text);
    this.#taken = element;
  }
}

const readPost = (post: Element): Subject | null =>
  quietly(null, () => {
    const { handle, permalink, texts, images } = new Reading(post);
    return readable({
      kind: 'post',
      site: 'instagram',
      author: authorOf(handle, ''),
      text: joined(texts),
      imageText: joined(images),
      permalink,
    });
  });

const postSubject = (control: Element): Subject | null => {
  const post = postAround(control);
  return post && readPost(post);
};

const readComment = (row: Element): Subject | null => {
  const link = [...row.querySelectorAll('a[href]')].find((a) => accountIn(a) && hasWords(a));
  const words = [...row.querySelectorAll(CAPTION)].filter((one) => !one.closest('a') && !isOnButton(one));
  const text = joined(words.map((one) => textOf(one, WORDS)));
  const author = authorOf(link && accountIn(link), '');
  const quoted = postSubject(row);
  return readable({ kind: 'comment', site: 'instagram', author, text, quoted }) ?? quoted;
};

/** A like of a comment is told by the small heart, a reply by its row. */
const likedOrAnswered = ({ action, control }: ControlHit): Subject | null => {
  const svg = control.querySelector('svg');
  const isRow = action === 'comment' ? !svg : svg !== null && sizeOf(svg) <= COMMENT_ICON_SIZE;
  const row = isRow ? rowOf(control) : null;
  return row ? readComment(row) : postSubject(control);
};

/** The account beside a follow button; on its own profile with what its head says. */
const readAccount = (control: Element): Subject | null => {
  const here = handleIn(location.pathname, PATHS.reserved);
  const head = control.closest('header');
  const place = climbTo(control, 'a[href]', EDGE, 14);
  const links = place ? [...place.querySelectorAll('a[href]')] : [];
  const link = links.find((a) => accountIn(a) && hasWords(a)) ?? links.find(accountIn);
  const isOwnPage = here !== null && head !== null && !head.closest(ARTICLE);
  const handle = isOwnPage ? here : link ? accountIn(link) : here;
  const author = authorOf(handle, '');
  if (!author) return null;
  return subjectWith({
    kind: 'account',
    site: 'instagram',
    text: isOwnPage ? textOf(head, WORDS) : '',
    author,
  });
};

const readSubject = (hit: ControlHit): Subject | null => {
  const { action, step, control } = hit;
  if (action === 'follow') return readAccount(control);
  if (action === 'post') {
    const draft = step === 'commit' ? { draft: draftIn(editorOf(control)), draftHasPhoto: true } : {};
    return subjectWith({ kind: 'draft', site: 'instagram', ...draft });
  }
  if (action === 'comment' && step === 'commit') {
    const about = postSubject(control);
    const field =
      control.tagName === 'TEXTAREA' ? control : control.closest('form')?.querySelector('textarea');
    return about && { ...about, draft: draftIn(field ?? null), draftHasPhoto: false };
  }
  return action === 'share' ? postSubject(control) : likedOrAnswered(hit);
};

const subjectOf = (hit: ControlHit): Subject | null => quietly(null, () => readSubject(hit));

const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    const posts = new Set<Element>();
    const around = isElement(root) ? postAround(root) : null;
    if (around) posts.add(around);
    for (const article of root.querySelectorAll(ARTICLE))
      if (article.querySelector('section')) posts.add(article);
    for (const heart of heartsIn(root)) {
      const post = postOfHeart(heart);
      if (post) posts.add(post);
    }
    return inOrder(posts);
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => {
    const hits: ControlHit[] = [];
    for (const control of root.querySelectorAll(CONTROL)) {
      const hit = toHit(control, recognise(control));
      if (hit) hits.push(hit);
    }
    return hits;
  });

/** Beside the time, at the end of the header's line; else beside the author's name. */
const badgeAnchor = (post: Element): Element | null =>
  quietly(null, () => {
    const time = post.querySelector('time')?.closest('a');
    if (time && !time.closest('ul')) return time.parentElement?.parentElement ?? time.parentElement;
    const link = [...post.querySelectorAll('a[href]')].find((a) => accountIn(a) && hasWords(a));
    return link?.closest('span[dir="auto"]') ?? link?.parentElement ?? null;
  });

const health = (root: ParentNode): HealthSample =>
  quietly({ posts: 0, controls: 0, blind: 0 }, () => {
    const posts = postsIn(root);
    return {
      posts: posts.length,
      controls: controlsIn(root).length,
      blind: posts.filter((post) => heartsIn(post).length === 0).length,
    };
  });

export const instagramSite: Site = {
  id: 'instagram',
  use: (given) => use(given as Rules),
  actionAt: (event) => quietly(null, () => actionAt(event)),
  subjectOf,
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor,
  health,
};
