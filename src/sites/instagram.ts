/**
 * Instagram. The site has no test ids, and labels stand on the icons, not on the buttons; the drawings of the icons
 * are the same in every language, so a control is told by the beginning of its drawing. The same heart marks the
 * notifications (in a link), a post (24 px) and a comment (16 px).
 */
import type rules from '../../rules/sites/instagram.json';
import type { Subject } from '../domain/vocabulary.ts';
import { hitAt, hitsOf, type Known, sampleOf, toHit } from './controls.ts';
import {
  allIn,
  around,
  attr,
  authorOf,
  climbTo,
  fieldOf,
  find,
  firstIn,
  handleIn,
  hasWords,
  here,
  inOrder,
  isElement,
  isKey,
  isSendingEnter,
  labelTable,
  pathOf,
  plain,
  quietly,
  readable,
  subjectWith,
  targetOf,
  union,
} from './dom.ts';
import { Opened } from './opened.ts';
import type { ControlHit, Site } from './site.ts';
import { draftIn, joined, textOf } from './text.ts';

type Rules = typeof rules;
type Icon = keyof Rules['icons'];

const SITE = 'instagram';
const BUTTON = '[role="button"],button';
const CONTROL = `${BUTTON},a[role="link"]`;
const LINK = 'a[href]';
const DIALOG = '[role="dialog"]';

// The site's data, in the form that the reading wants; `use` fills them in once.
let RULES!: Rules;
let PATHS!: Rules['paths'];
let ARTICLE!: string;
let PLACE!: string;
let COMMENT_LINK!: string;
let EDITOR!: string;
let EDGE!: string;
let MORE!: string;
/** What holds more than a picture: a climb from one ends there. */
let BEYOND!: string;
/** Drawings of the heart in both states, each as a selector. */
let HEARTS!: readonly string[];
let BY_LABEL!: ReadonlyMap<string, Icon>;
let BY_WORDS!: ReadonlyMap<string, keyof Rules['labels']>;

const use = (given: unknown): void => {
  RULES = given as Rules;
  const { selectors, icons } = RULES;
  PATHS = RULES.paths;
  ARTICLE = union(selectors.article);
  PLACE = union(selectors.place);
  COMMENT_LINK = union(selectors.commentLink);
  EDITOR = union(selectors.editor);
  EDGE = `${ARTICLE},${PLACE},body`;
  HEARTS = [...icons.like, ...icons.unlike].map((start) => `path[d^="${start}"]`);
  MORE = union(selectors.more);
  BEYOND = union(['section', 'header', 'form'], HEARTS);
  BY_LABEL = labelTable<Icon>(RULES.iconLabels);
  BY_WORDS = labelTable<keyof Rules['labels']>(RULES.labels);
};

const opened = new Opened();

/** An icon's meaning by its drawing, or by its label where the drawing is new to us. */
const iconIn = (svg: Element): Icon | null => {
  const shape = find(svg, 'path[d],polygon[points]');
  const drawing = shape?.getAttribute('d') ?? attr(shape, 'points');
  for (const [icon, starts] of Object.entries(RULES.icons))
    if (starts.some((start) => drawing.startsWith(start))) return icon as Icon;
  return BY_LABEL.get(plain(attr(svg, 'aria-label'))) ?? null;
};

/** A repost that is made already has a check mark drawn into its icon. */
const isReposted = (svg: Element): boolean => {
  let moves = 0;
  for (const path of svg.querySelectorAll('path[d]')) moves += attr(path, 'd').match(/m/gi)?.length ?? 0;
  return moves > RULES.repostMoves;
};

const byIcon = (control: Element, svg: Element): Known | null => {
  const icon = iconIn(svg);
  if (!icon || around(control, 'nav,form')) return null;
  if (icon === 'like') return ['like', 'commit'];
  if (icon === 'unlike') return ['like', 'undo'];
  if (icon === 'repost') return ['share', isReposted(svg) ? 'undo' : 'commit'];
  return [icon, 'open'];
};

/** The editor of a new post: a dialog, or a page of its own, with a field that stands in no comment form. */
const editorOf = (control: Element): Element | null => {
  const place = around(control, DIALOG) ?? (here().startsWith(PATHS.create) ? document.body : null);
  const field = find(place, EDITOR);
  return field && !around(field, 'form') && !find(place, union(HEARTS)) ? field : null;
};

const byWords = (control: Element): Known | null => {
  // In a comment form the one button with words sends.
  if (find(around(control, 'form'), 'textarea'))
    return textOf(control) && !inStory() ? ['comment', 'commit'] : null;
  const kind = BY_WORDS.get(wordsOf(control));
  if (kind === 'follow') return ['follow', 'commit'];
  if (kind === 'following') return ['follow', 'undo'];
  if (kind === 'reply') return ['comment', 'open'];
  return kind === 'publish' && editorOf(control) ? ['post', 'commit'] : null;
};

/** The few words on a button, without the title that its icon carries for screen readers. */
const wordsOf = (control: Element): string =>
  (control.textContent ?? '').length <= 120 ? plain(textOf(control)) : '';

/** A link of the navigation that opens the composer. */
const opensComposer = (link: Element): boolean =>
  [wordsOf(link), plain(attr(find(link, 'svg'), 'aria-label'))].some(
    (words) => BY_WORDS.get(words) === 'create',
  );

/** Messages are no actions; what is written below a story is one. */
const inMessages = (): boolean => here().startsWith(PATHS.direct);
const inStory = (): boolean => here().startsWith(PATHS.story);

/** The three dots open the menu of a post, where its author can be followed. */
const opensMenu = (control: Element): Known | null => (find(control, MORE) ? ['follow', 'open'] : null);

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (control: Element): Known | null => {
  if (inMessages()) return null;
  if (control.tagName === 'A')
    return !around(control, PLACE) && opensComposer(control) ? ['post', 'open'] : null;
  if (around(control, 'a')) return null;
  const svg = find(control, 'svg');
  // A box of several buttons is none itself.
  if (svg) return find(control, BUTTON) ? null : byIcon(control, svg);
  return byWords(control);
};

const sendByKey = (event: Event, target: Element): ControlHit | null => {
  const field = fieldOf(target);
  const sends = isSendingEnter(event) && field?.tagName === 'TEXTAREA' && around(field, 'form');
  return field && sends && !inMessages() && !inStory() && draftIn(field)
    ? toHit(field, ['comment', 'commit'])
    : null;
};

/** The editor stands for its send control: both are read by the form or dialog around them. */
const draftAt = (editor: Element): ControlHit | null => {
  const field = fieldOf(editor);
  if (!field || inMessages() || inStory()) return null;
  if (field.tagName === 'TEXTAREA' && around(field, 'form')) return toHit(field, ['comment', 'commit']);
  return editorOf(field) === field ? toHit(field, ['post', 'commit']) : null;
};

/** Two clicks or touches within this time, in ms, may be taken for one double click. */
const DOUBLE_MS = 500;

/** When the pictures of a post were last clicked or touched, by kind of event. */
const taps = new WeakMap<Element, Readonly<Record<string, number>>>();

/**
 * True for the second of two quick clicks or touches: which of them the site counts is not known, so whichever comes
 * first is looked at, and the browser's own double click too. A third counts from the first as well: when the second was
 * held, the site has heard of the first alone.
 */
const isSecond = ({ type, timeStamp }: Event, post: Element): boolean => {
  if (type === 'dblclick') return true;
  const last = taps.get(post);
  if (timeStamp - (last?.[type] ?? -DOUBLE_MS) < DOUBLE_MS) return true;
  taps.set(post, { ...last, [type]: timeStamp });
  return false;
};

/** A double click or tap on a post's picture or film likes it, unless it is liked already. */
const doubleTap = (event: Event, target: Element): ControlHit | null => {
  const post = postAround(target);
  const medium = post && mediumAt(target, post);
  if (!post || !medium || !isSecond(event, post)) return null;
  return heartsIn(post).some((heart) => iconIn(heart) === 'unlike')
    ? null
    : toHit(medium, ['like', 'commit']);
};

/** Faces, links, bars, forms and words: not of a picture. */
const SHUT = 'header,section,form,ul,time,svg,span,h1,[role="link"],[role="slider"],a,button';

const isShut = (element: Element, post: Element): boolean => {
  const shut = around(element, SHUT);
  return shut !== null && shut !== post && post.contains(shut) && !isMediaBox(shut);
};

/** The box of the picture or film under the pointer. */
const mediumAt = (target: Element, post: Element): Element | null => {
  if (isShut(target, post)) return null;
  let node: Element | null = target;
  for (let step = 0; node && node !== post && step < 14; step++, node = node.parentElement) {
    if (find(node, BEYOND)) return null;
    if (node.matches('img,video') || firstIn(node, 'img,video', (one) => !isShut(one, post)))
      return around(node, BUTTON) ?? node;
    // The sound of a film is a button of its own.
    if (node.matches(BUTTON) && find(node, 'svg')) return null;
  }
  return null;
};

/** Films of the feed stand in a link to their reel, carousels in a list. */
const isMediaBox = (box: Element): boolean =>
  box.tagName === 'UL'
    ? around(box, '[role="presentation"]') !== null
    : box.tagName === 'A' &&
      PATHS.post.some((path) => pathOf(box).includes(path)) &&
      find(box, around(box, ARTICLE) ? 'video,img' : 'video') !== null;

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  if (!target) return null;
  if (isKey(event) && fieldOf(target)) return sendByKey(event, target);
  const hit = hitAt(event, CONTROL, recognise) ?? hitAt(event, CONTROL, opensMenu);
  return hit ?? (DOUBLING.has(event.type) ? doubleTap(event, target) : null);
};

const DOUBLING = new Set(['click', 'dblclick', 'touchstart']);

const sizeOf = (svg: Element): number => Number(svg.getAttribute('height') ?? 24);

/** The hearts of posts below a node: not those of comments, nor the one in the navigation. */
const heartsIn = (root: ParentNode): Element[] =>
  allIn(root, HEARTS).flatMap((path) => {
    const svg = around(path, 'svg');
    return svg && sizeOf(svg) > RULES.commentIconSize && !around(svg, 'a,nav') ? svg : [];
  });

/** The post of a heart: its article, else the dialog or page, or as much of it as has this heart alone. */
const postOfHeart = (heart: Element): Element | null => {
  const article = around(heart, ARTICLE);
  if (article) return article;
  const place = around(heart, PLACE);
  if (!place || heartsIn(place).length === 1) return place;
  let post: Element = heart;
  while (post.parentElement && post.parentElement !== place && heartsIn(post.parentElement).length === 1)
    post = post.parentElement;
  return post;
};

const postAround = (element: Element): Element | null => {
  const article = around(element, ARTICLE);
  const place = around(element, PLACE);
  if (article || !place) return article;
  const hearts = heartsIn(place);
  // On a phone the comments of a post are a page of their own, without its heart.
  if (!hearts[0] && !place.matches(DIALOG))
    return PATHS.post.some((path) => here().includes(path)) ? place : null;
  return hearts.map(postOfHeart).find((post) => post?.contains(element)) ?? null;
};

const accountIn = (link: Element): string | null => handleIn(pathOf(link), PATHS.reserved);

/** A link to an account that shows the account's own name, not a mention in a text. */
const isByline = (element: Element): boolean =>
  element.localName === 'a' && accountIn(element) !== null && !element.textContent?.trim().startsWith('@');

const WORDS = { blocks: true, skip: isByline } as const;

/** True for words on a button; a row that can be pressed as a whole holds links and is none. */
const isOnButton = (element: Element): boolean => {
  const button = around(element, BUTTON);
  return button !== null && find(button, LINK) === null;
};

/** Places whose pictures are faces, emoji and other posts; only films of the feed stand in a link. */
const NOT_MEDIA = 'header,section,form,span,[role="link"]:not(a),a:not([href*="/reel"])';
/** Places whose words are not the post's. */
const NO_WORDS = new Set('a header section form time footer nav'.split(' '));

/** The row of a comment around one of its parts. */
const rowOf = (part: Element): Element | null => climbTo(part, COMMENT_LINK, EDGE, 14);

/** The row that a comment's own link stands in: as high as no other comment is in it. */
const rowOfLink = (link: Element): Element => {
  let row = link;
  for (let step = 0; step < 10 && row.parentElement && !row.parentElement.matches(EDGE); step++) {
    if (find(row, `svg[height="${RULES.commentIconSize}"],svg[height="12"]`)) break;
    if (row.parentElement.querySelectorAll(COMMENT_LINK).length > 1) break;
    row = row.parentElement;
  }
  return row;
};

/** True when a part stands in one of these elements below the post. */
const isWithin = (part: Element, names: ReadonlySet<string>, root: Element): boolean => {
  for (let place = part.parentElement; place && place !== root; place = place.parentElement)
    if (names.has(place.localName)) return true;
  return false;
};

/** The post's own words. */
const textsIn = (root: Element, isOwn: (part: Element) => boolean): string[] => {
  const texts: string[] = [];
  let taken: Element | undefined;
  for (const words of allIn(root, RULES.selectors.caption)) {
    if (taken?.contains(words) || isWithin(words, NO_WORDS, root) || !isOwn(words) || isOnButton(words))
      continue;
    const text = textOf(words, WORDS);
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) continue;
    texts.push(text);
    taken = words;
  }
  return texts;
};

/** Reads a post: its own words and pictures, not those of comments, bars, forms and other posts. */
const readParts = (root: Element): Subject | null => {
  const rows = allIn(root, RULES.selectors.commentLink).map(rowOfLink);
  const isOwn = (part: Element): boolean => !rows.some((row) => row.contains(part));
  // People tagged in a picture are links that the keyboard passes over.
  const byline = firstIn(
    root,
    LINK,
    (link) => accountIn(link) && hasWords(link) && attr(link, 'tabindex') !== '-1' && isOwn(link),
  );
  const dated = around(firstIn(root, 'time', isOwn), LINK);
  const alts = [...root.querySelectorAll('img[alt]')].map((image) => {
    const alt = attr(image, 'alt').trim();
    const place = alt && around(image.parentElement, NOT_MEDIA);
    const isElsewhere = place && place !== root && root.contains(place);
    return isElsewhere || !isOwn(image) ? '' : alt;
  });
  return readable({
    kind: 'post',
    site: SITE,
    author: authorOf(byline && accountIn(byline), ''),
    text: joined(textsIn(root, isOwn)),
    imageText: joined(alts),
    permalink: dated && root.contains(dated) ? pathOf(dated) : '',
  });
};

const readPost = (post: Element): Subject | null => quietly(null, () => readParts(post));

const postSubject = (control: Element): Subject | null => {
  const post = inStory() ? null : postAround(control);
  return inStory() ? readStory(control) : post && readPost(post);
};

/** A story has no words of its own: its author stands in the address, but for highlights, or beside it. */
const readStory = (control: Element): Subject | null => {
  const own = handleIn(here().slice(PATHS.story.length).replace(/\/.*/, ''), ['highlights']);
  const link = firstIn(climbTo(control, LINK, 'body'), LINK, accountIn);
  return readable({ kind: 'post', site: SITE, author: authorOf(own ?? (link && accountIn(link)), '') });
};

const readComment = (row: Element): Subject | null => {
  const link = firstIn(row, LINK, (a) => accountIn(a) && hasWords(a));
  const words = allIn(row, RULES.selectors.caption).filter((one) => !around(one, 'a') && !isOnButton(one));
  const text = joined(words.map((one) => textOf(one, WORDS)));
  const author = authorOf(link && accountIn(link), '');
  const quoted = postSubject(row);
  return readable({ kind: 'comment', site: SITE, author, text, quoted }) ?? quoted;
};

/** A like of a comment is told by the small heart, a reply by its row. */
const likedOrAnswered = ({ action, control }: ControlHit): Subject | null => {
  const svg = action === 'like' ? firstIn(control, 'svg', iconIn) : find(control, 'svg');
  const isRow = action === 'comment' ? !svg : svg && sizeOf(svg) <= RULES.commentIconSize;
  const row = isRow ? rowOf(control) : null;
  return row ? readComment(row) : postSubject(control);
};

/** The account beside a follow button; on its own profile with what its head says, in a menu the one it is of. */
const readAccount = ({ step, control }: ControlHit): Subject | null => {
  if (step === 'open') {
    const author = postSubject(control)?.author;
    return author ? subjectWith({ kind: 'account', site: SITE, author }) : null;
  }
  const own = handleIn(here(), PATHS.reserved);
  const head = around(control, 'header');
  const place = climbTo(control, LINK, EDGE, 14);
  const link = firstIn(place, LINK, (a) => accountIn(a) && hasWords(a)) ?? firstIn(place, LINK, accountIn);
  const isOwnPage = own && head && !around(head, ARTICLE);
  if (!link && !isOwnPage) return opened.recall('follow');
  const author = authorOf(isOwnPage || !link ? own : accountIn(link), '');
  const text = isOwnPage ? textOf(head, WORDS) : '';
  return author ? subjectWith({ kind: 'account', site: SITE, text, author }) : null;
};

const readSubject = (hit: ControlHit): Subject | null => {
  const { action, step, control } = hit;
  if (action === 'follow') return readAccount(hit);
  if (action === 'post') {
    const draft = step === 'commit' ? { draft: draftIn(editorOf(control)), draftHasPhoto: true } : {};
    return subjectWith({ kind: 'draft', site: SITE, ...draft });
  }
  if (action === 'comment' && step === 'commit') {
    const field = control.tagName === 'TEXTAREA' ? control : find(around(control, 'form'), 'textarea');
    const draft = draftIn(field);
    // A sheet of comments may show neither the post nor, once its answer is begun, the comment.
    const last = opened.recall('comment');
    const isAnswer = last?.kind === 'comment' && draft.startsWith(`@${last.author?.handle} `);
    const about = isAnswer ? last : (postSubject(control) ?? last);
    return about && { ...about, draft, draftHasPhoto: false };
  }
  return action === 'share' ? postSubject(control) : likedOrAnswered(hit);
};

const subjectOf = (hit: ControlHit): Subject | null =>
  quietly(null, () => {
    const subject = readSubject(hit);
    if (subject && hit.step === 'open') opened.remember(hit.action, subject);
    return subject;
  });

const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    const articles = allIn(root, RULES.selectors.article);
    const own = isElement(root) ? around(root, ARTICLE) : null;
    // What stands between the articles of a feed is in none of them.
    const inFeed = articles[0] ?? (isElement(root) && find(around(root, PLACE), ARTICLE));
    const outer = own ?? (isElement(root) && !inFeed ? postAround(root) : null);
    const posts = new Set(articles.filter((article) => find(article, 'section')));
    const known = posts.size;
    for (const post of [outer, ...heartsIn(root).map(postOfHeart)]) if (post) posts.add(post);
    return posts.size > known && known ? inOrder(posts) : [...posts];
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => hitsOf([...root.querySelectorAll(CONTROL)], recognise));

/** Beside the time, at the end of the header's line; else beside the author's name. */
const badgeAnchor = (post: Element): Element | null =>
  quietly(null, () => {
    const time = around(find(post, 'time'), 'a');
    if (time && !around(time, 'ul')) return time.parentElement?.parentElement ?? time.parentElement;
    const link = firstIn(post, LINK, (a) => accountIn(a) && hasWords(a));
    return around(link, 'span[dir="auto"]') ?? link?.parentElement ?? null;
  });

export const instagramSite: Site = {
  id: SITE,
  use,
  actionAt: (event) => quietly(null, () => actionAt(event)),
  subjectOf,
  draftAt: (editor) => quietly(null, () => draftAt(editor)),
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor,
  health: (root) => sampleOf(instagramSite, root, (post) => heartsIn(post)[0]),
};
