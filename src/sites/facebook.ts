/**
 * Facebook (www, web and m.facebook.com). Controls are told by hooks that do not depend on the language where the
 * site has them, else by their label, and a label counts only in its place: "Suka" is a like in a post, a page like
 * in a page's header, one of seven in the reaction bar, and nothing in a counter. Timestamps are scrambled and
 * hidden twins stand around each post; neither is ever read as words.
 */
import type rules from '../../rules/sites/facebook.json';
import type { Action, Author, HealthSample, Subject } from '../domain/vocabulary.ts';
import {
  allIn,
  attr,
  authorOf,
  climbTo,
  fieldOf,
  handleIn,
  hasPhoto,
  hasWords,
  inOrder,
  isElement,
  isSendingEnter,
  isUse,
  labelsOf,
  labelTable,
  lineOf,
  nameOf,
  pathOf,
  plain,
  plainText,
  quietly,
  readable,
  segmentsOf,
  subjectWith,
  targetOf,
  union,
} from './dom.ts';
import { Opened } from './opened.ts';
import type { ControlHit, Site } from './site.ts';
import { draftIn, joined, textOf } from './text.ts';

type Rules = typeof rules;
type Kind = keyof Rules['labels'];
const SITE = 'facebook';
const ROLE = 'data-ad-rendering-role';
const HOOK = `[${ROLE}$="_button"]`;

// The site's data, in the form that the reading wants; `use` fills them in once.
let PATHS!: Rules['paths'];
let SIGILS!: Rules['sigils'];
let HOOKED!: Readonly<Record<string, string | undefined>>;
let UNIT!: string;
let BLOKS_UNIT!: string;
let BLOKS_LIKE!: string;
let HEADER!: string;
let LINKED_HEADER!: string;
let MESSAGE!: string;
let CARD!: string;
let IMAGE!: string;
let GROUP_LINK!: string;
let FIELD!: string;
let COMMENT_FORM!: string;
/** Everything that is read of a post, in one query. */
let PARTS!: string;
let CONTROL!: string;
/** Where a climb for the post around a control ends at the latest. */
let EDGE!: string;
let LIKE!: string;
/** Like buttons in any state, for posts that stand in no feed unit. */
let LIKE_MARK!: string;
let TABLE!: ReadonlyMap<string, Kind>;
let COMPOSE_REGION!: readonly string[];
/** Beginnings of labels, in plain spelling. */
let STARTS!: Readonly<Record<keyof Rules['prefixes'], readonly string[]>>;

const plainAll = (prefixes: readonly string[]): string[] =>
  prefixes.map((prefix) => (prefix.endsWith(' ') ? `${plain(prefix)} ` : plain(prefix)));
const starts = (name: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => name.startsWith(prefix));

const use = (given: Rules): void => {
  const { selectors, labels, prefixes } = given;
  PATHS = given.paths;
  SIGILS = given.sigils;
  HOOKED = given.hooks;
  UNIT = union(selectors.unit);
  BLOKS_UNIT = union(selectors.bloksUnit);
  BLOKS_LIKE = union(selectors.bloksLike);
  HEADER = union(selectors.header);
  LINKED_HEADER = union(selectors.header.map((selector) => `${selector} a[href]`));
  MESSAGE = union(selectors.message);
  CARD = union(selectors.card);
  IMAGE = union(selectors.image);
  GROUP_LINK = union(selectors.groupLink);
  FIELD = union(selectors.field);
  COMMENT_FORM = union(selectors.commentForm);
  PARTS = union([HEADER, MESSAGE, CARD, IMAGE, GROUP_LINK, union(selectors.loose), '[role="article"]']);
  CONTROL = union(
    ['[role="button"]', 'button', '[role="menuitem"]', union(selectors.plainFollow)],
    Object.keys(SIGILS).map((sigil) => `[data-sigil~="${sigil}"]`),
  );
  EDGE = `${UNIT},[role="dialog"],[role="main"],body`;
  TABLE = labelTable<Kind>(labels);
  COMPOSE_REGION = labelsOf(labels.compose);
  STARTS = Object.fromEntries(
    Object.entries(prefixes).map(([kind, list]) => [kind, plainAll(list)]),
  ) as unknown as typeof STARTS;
  LIKE = union(
    [`[${ROLE}="like_button"]`],
    Object.values(labels.like)
      .flat()
      .map((label) => `[role="button"][aria-label="${label}"]`),
  );
  LIKE_MARK = union(
    [LIKE],
    prefixes.undoReaction.map((prefix) => `[role="button"][aria-label^="${prefix}"]`),
  );
};

interface Known {
  readonly action: Action;
  readonly step: 'open' | 'commit' | 'undo';
}
const known = (action: Action, step: Known['step']): Known => ({ action, step });

const opened = new Opened();

/** A comment: an article with a label that says so, or one in a list. Other articles are posts or placeholders. */
const isComment = (article: Element): boolean =>
  !article.hasAttribute('aria-posinset') &&
  (starts(plain(attr(article, 'aria-label')), STARTS.commentBy) ||
    attr(article, 'data-testid').startsWith('UFI2Comment/') ||
    (article.hasAttribute('aria-label') &&
      article.parentElement?.closest('li,[role="article"]')?.tagName === 'LI'));

const commentAround = (element: Element): Element | null => {
  let article = element.closest('[role="article"]');
  while (article && !isComment(article)) article = article.parentElement?.closest('[role="article"]') ?? null;
  return article;
};

/** True when a comment button stands in the same bar: what tells a post's like from a page's. */
const inActionBar = (control: Element): boolean => {
  let node = control.parentElement;
  for (let step = 0; node && step < 8; step++, node = node.parentElement) {
    if (node.matches(EDGE) || node.querySelector(`h1,${UNIT}`)) return false;
    for (const other of node.querySelectorAll('[role="button"]'))
      if (other !== control && kindOf(other) === 'comment') return true;
  }
  return false;
};

/** The meaning of a control by hook, sigil or label, before its place is asked. */
const kindOf = (control: Element): Kind | null => {
  const sigils = attr(control, 'data-sigil').split(/\s+/);
  for (const [sigil, kind] of Object.entries(SIGILS)) if (sigils.includes(sigil)) return kind as Kind;
  const label = attr(control, 'aria-label');
  const byName = TABLE.get(nameOf(control)) ?? (starts(plain(label), STARTS.undoReaction) ? 'unlike' : null);
  const hook = HOOKED[attr(control.querySelector(HOOK), ROLE)];
  if (hook) return hook === 'like' && byName === 'unlike' ? byName : (hook as Kind);
  if (byName || !label) return byName;
  // A label in a language that we do not have, or with a person's name in it: the words on the button remain.
  const byText = TABLE.get(plainText(control)) ?? null;
  return byText && BY_TEXT.includes(byText) ? byText : null;
};
/** Kinds that words alone may tell, under a label that says something else. */
const BY_TEXT: readonly Kind[] = ['share', 'comment', 'follow', 'join'];

/** What a field is for: a comment, a post, or a message (which is no action). */
const purposeOf = (field: Element): 'comment' | 'post' | 'message' => {
  if (field.closest(COMMENT_FORM) || field.matches('[data-testid^="UFI2"]')) return 'comment';
  const label = plain(field.getAttribute('aria-label') ?? attr(field, 'placeholder'));
  if (starts(label, STARTS.messageField)) return 'message';
  return starts(label, STARTS.commentField) ? 'comment' : 'post';
};

const FENCE = 'form,[role="dialog"],[role="region"],[role="article"],[role="main"],[aria-posinset]';

/** The nearest composer around a control: the box that holds its field. */
const composerOf = (control: Element): Element | null => {
  let node: Element | null = control.parentElement;
  for (let step = 0; node && step < 30; step++, node = node.parentElement) {
    if (node.querySelector(FIELD)) return node.closest('form,[role="dialog"],[role="region"]') ?? node;
    if (node.matches(FENCE) && !node.matches('form')) return null;
  }
  return null;
};

/** A composer that shows somebody's post passes that post on. */
const passesOn = (composer: Element): boolean =>
  (composer.closest('[role="dialog"]') ?? composer).querySelector(`${LINKED_HEADER},${MESSAGE}`) !== null;

const sending = (control: Element): Known | null => {
  const composer = composerOf(control);
  const field = composer?.querySelector(FIELD);
  if (!composer || !field) return null;
  const purpose = purposeOf(field);
  if (purpose === 'message') return null;
  if (purpose === 'comment') return known('comment', 'commit');
  return known(passesOn(composer) ? 'share' : 'post', 'commit');
};

/** "Like" means something else in each place. */
const likeIn = (control: Element, hooked: boolean): Known => {
  if (hooked || commentAround(control) || control.closest(UNIT)) return known('like', 'commit');
  if (control.closest('[role="toolbar"]') || inActionBar(control)) return known('like', 'commit');
  // In the head of a page, "like" follows the page; films and stories have no head.
  return known(PATHS.films.some((path) => location.pathname.startsWith(path)) ? 'like' : 'follow', 'commit');
};

const isEvent = (control: Element): boolean =>
  location.pathname.startsWith(PATHS.event) ||
  climbTo(control, `a[href*="${PATHS.event}"]`, EDGE, 8) !== null;
const isGroup = (control: Element): boolean =>
  location.pathname.startsWith(PATHS.group) || climbTo(control, GROUP_LINK, EDGE, 10) !== null;

/** A share in a dialog is the last step, unless the dialog shows a post with its own bar. */
const isLastShare = (control: Element): boolean => {
  const dialog = control.closest('[role="dialog"]');
  if (!dialog || control.querySelector(HOOK)) return false;
  return dialog.querySelector(FIELD) !== null && dialog.querySelector(LIKE) === null;
};

/** The first button of the composer's box on a home page opens it, whatever its words are. */
const opensComposer = (control: Element): boolean => {
  const region = control.closest('[role="region"]');
  if (!region || !COMPOSE_REGION.includes(plain(attr(region, 'aria-label')))) return false;
  return region.querySelector('[role="button"]') === control;
};

const bloks = (control: Element): Known | null => {
  if (control.matches(BLOKS_LIKE)) return known('like', 'commit');
  const before = control.previousElementSibling;
  if (before?.matches(BLOKS_LIKE)) return known('comment', 'open');
  return before?.previousElementSibling?.matches(BLOKS_LIKE) ? known('share', 'open') : null;
};

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (control: Element): Known | null => {
  if (attr(control, 'aria-hidden') === 'true') return null;
  if (control.hasAttribute('data-mcomponent')) return bloks(control);
  if (!control.matches('[role],button,[data-sigil]')) return plainFollow(control);
  const kind = kindOf(control);
  if (!kind) {
    const isOpener = starts(nameOf(control), STARTS.compose) || opensComposer(control);
    return isOpener ? known('post', 'open') : null;
  }
  const found = inPlace(kind, control);
  const isPressed = attr(control, 'aria-pressed') === 'true';
  return isPressed && found?.step === 'commit' ? known(found.action, 'undo') : found;
};

/** Kinds that mean the same wherever they stand. */
const ANYWHERE: { readonly [One in Kind]?: Known } = {
  unlike: known('like', 'undo'),
  react: known('like', 'open'),
  sendComment: known('comment', 'commit'),
  shareNow: known('share', 'commit'),
  compose: known('post', 'open'),
  follow: known('follow', 'commit'),
  following: known('follow', 'undo'),
  joined: known('join', 'undo'),
};

const inPlace = (kind: Kind, control: Element): Known | null => {
  const isSigil = control.hasAttribute('data-sigil');
  switch (kind) {
    case 'like':
      return likeIn(control, isSigil || control.querySelector(HOOK) !== null);
    case 'reaction':
      return isSigil || control.closest('[role="toolbar"]') ? known('like', 'commit') : null;
    case 'comment':
      return known('comment', control.closest(COMMENT_FORM) ? 'commit' : 'open');
    case 'share':
      return known('share', isLastShare(control) ? 'commit' : 'open');
    case 'send':
      return isSigil ? known('post', 'commit') : sending(control);
    case 'join':
      return isGroup(control) ? known('join', 'commit') : null;
    case 'attend':
      return isEvent(control) ? known('attend', 'commit') : null;
    default:
      return ANYWHERE[kind] ?? null;
  }
};

/** Until 2020 the end card of a film had a follow button without a role. */
const plainFollow = (box: Element): Known | null => {
  const [picture, words] = box.children;
  if (box.childElementCount !== 2 || picture?.tagName !== 'I' || words?.tagName !== 'SPAN') return null;
  return TABLE.get(plainText(words)) === 'follow' ? known('follow', 'commit') : null;
};

const toHit = (control: Element, found: Known | null): ControlHit | null =>
  found && found.step !== 'undo' ? { action: found.action, step: found.step, control } : null;

/** Enter in a comment box sends; elsewhere it is a new line. */
const sendByKey = (event: Event, target: Element): ControlHit | null => {
  const field = target.closest(FIELD);
  if (!field || !isSendingEnter(event) || field.tagName === 'TEXTAREA') return null;
  if (purposeOf(field) !== 'comment' || draftIn(field) === '') return null;
  return { action: 'comment', step: 'commit', control: field };
};

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  if (!target) return null;
  if (event.type === 'keydown' && fieldOf(target)) return sendByKey(event, target);
  let control = target.closest(CONTROL);
  for (let nested = 0; control && nested < 4; nested++) {
    const found = recognise(control);
    if (found) return isUse(event, control) ? toHit(control, found) : null;
    control = control.parentElement?.closest(CONTROL) ?? null;
  }
  return null;
};

/** The account that a link leads to: a name, or a number where the person has no name. */
const accountIn = (link: Element): string | null => {
  const path = pathOf(link);
  const segments = segmentsOf(path);
  if (segments[0] === 'profile.php') return /[?&]id=(\d+)/.exec(path)?.[1] ?? null;
  if (segments[0] === 'groups' && segments[2] === 'user') return segments[3] ?? null;
  if (segments[0] === 'people') return segments[2] ?? null;
  return handleIn(path, PATHS.reserved);
};

const isGroupItself = (link: Element): boolean => {
  const segments = segmentsOf(pathOf(link));
  return segments[0] === 'groups' && segments[1] !== undefined && segments[2] === undefined;
};

const accountLink = (place: Element): Element | null =>
  [...place.querySelectorAll('a[href]')].find((a) => accountIn(a) && hasWords(a)) ?? null;

const authorAt = (link: Element | null): Author | undefined =>
  link ? authorOf(accountIn(link), lineOf(textOf(link))) : undefined;

const wordsIn = (elements: readonly Element[]): string =>
  joined(elements.map((element) => textOf(element, { blocks: true })));

/** One post's own part, or that of the post inside it. */
class Part {
  handle: string | null = null;
  name = '';
  readonly messages: Element[] = [];
  readonly loose: Element[] = [];
  readonly images: string[] = [];

  subject(more: { readonly quoted?: Subject | null; readonly groupName?: string }): Subject | null {
    const isMarked = this.messages.some((one) => one.matches(MESSAGE));
    const words = isMarked ? this.messages : [...this.loose, ...this.messages];
    return readable({
      kind: 'post',
      site: SITE,
      author: authorOf(this.handle, this.name),
      text: wordsIn(words),
      imageText: joined(this.images),
      ...more,
    });
  }
}

/** Reads everything below `root`: the first header's post, and the second header's as the quoted one. */
class Reading {
  readonly parts: Part[] = [];
  groupName = '';
  /** The element taken last: what stands inside it is already read. */
  #taken: Element | null = null;
  /** A comment, all of which is passed over. */
  #passed: Element | null = null;

  constructor(root: Element, except: Element | null) {
    for (const element of allIn(root, PARTS)) {
      if (this.#passed?.contains(element) || except?.contains(element)) continue;
      if (attr(element, 'role') === 'article' && isComment(element)) this.#passed = element;
      else if (!this.#taken?.contains(element)) this.#take(element, root);
    }
  }

  get #part(): Part {
    const last = this.parts.at(-1);
    if (last) return last;
    const first = new Part();
    this.parts.push(first);
    return first;
  }

  #take(element: Element, root: Element): void {
    if (element.matches(HEADER)) this.#header(element, root);
    else if (element.matches(GROUP_LINK)) {
      if (!this.groupName && isGroupItself(element)) this.groupName = textOf(element);
    } else if (element.matches(IMAGE)) this.#image(element);
    else if (element.matches(`${MESSAGE},${CARD}`)) {
      this.#part.messages.push(element);
      this.#taken = element;
    } else this.#loose(element);
  }

  #header(element: Element, root: Element): void {
    if (!element.querySelector('a[href]')) return;
    this.#taken = element;
    const part = this.parts.length === 1 && !this.#part.handle && !this.#part.name ? this.#part : new Part();
    if (part !== this.parts.at(-1)) this.parts.push(part);
    const group = [...element.querySelectorAll('a[href]')].find(isGroupItself);
    if (group) this.groupName ||= textOf(group);
    // A post in a group is headed by the group; who wrote it stands in the line below.
    const link =
      accountLink(element) ?? (group ? [...root.querySelectorAll('a[href*="/user/"]')].find(hasWords) : null);
    part.handle = link ? accountIn(link) : null;
    part.name = lineOf(link ? textOf(link) : group ? '' : textOf(element));
  }

  #image(element: Element): void {
    if (Number(element.getAttribute('height') ?? 99) <= 32) return;
    const alt = (element.getAttribute('alt') ?? attr(element, 'aria-label')).trim();
    if (alt && !element.closest('form,h2,h3,h4,h5')) this.#part.images.push(alt);
  }

  /** Words without a mark of their own: not on buttons, in links, in forms, nor a scrambled time. */
  #loose(element: Element): void {
    if (
      element.closest(
        'a,h1,h2,h3,h4,h5,h6,form,blockquote,[role="button"],[role="toolbar"],[aria-hidden="true"]',
      )
    )
      return;
    if (element.tagName === 'SPAN' && element.querySelector('a,b,[aria-labelledby],h2,h3,h4,h5,div')) return;
    if (element.querySelector(`${HEADER},${MESSAGE},${HOOK}`)) return;
    this.#part.loose.push(element);
    this.#taken = element;
  }
}

/** The name of the group whose page this is. */
const groupHere = (): string => (location.pathname.startsWith(PATHS.group) ? headline() : '');
const headline = (): string => {
  const heading = document.querySelector('h1');
  return heading ? textOf(heading) : '';
};

/**
 * Reads a post.
 * @param root the nearest box with a header around the control
 * @param unit the feed unit around it: when it shows more than `root`, its first other post is the quoted one
 */
const readRegion = (root: Element, unit: Element | null): Subject | null => {
  if (root.matches(BLOKS_UNIT)) return readBloks(root);
  const reading = new Reading(root, null);
  const [first, second] = reading.parts;
  if (!first) return null;
  // A re-share has no picture of its own; what stands above the inner header belongs to the inner post.
  if (second) second.images.unshift(...first.images.splice(0));
  const outer = unit && unit !== root && !second ? new Reading(unit, root).parts[0] : undefined;
  const inner = second ?? (outer?.name ? outer : undefined);
  return first.subject({ quoted: inner?.subject({}) ?? null, groupName: reading.groupName || groupHere() });
};

/** On the newest mobile page head and bar of a story are neighbours; it reaches back to the bar before. */
const readBloks = (unit: Element): Subject | null => {
  const pieces: Element[] = [unit];
  for (
    let before = unit.previousElementSibling;
    before && pieces.length < 12;
    before = before.previousElementSibling
  ) {
    if (before.querySelector(BLOKS_LIKE)) break;
    pieces.unshift(before);
  }
  const name = pieces.map((piece) => piece.querySelector('[role="link"]')).find((link) => link !== null);
  const text = joined(pieces.map((piece) => textOf(piece, { blocks: true, skip: (one) => one === name })));
  const author = authorOf(null, name ? textOf(name) : '');
  return readable({ kind: 'post', site: SITE, text, author });
};

/** The nearest box around a control that names an author; the viewer or page when none does. */
const postRoot = (control: Element): Element | null => {
  const story = control.closest(BLOKS_UNIT);
  if (story) return story;
  let node: Element | null = control;
  for (let step = 0; node && step < 40; step++, node = node.parentElement) {
    if (node !== control && node.querySelector(LINKED_HEADER)) return node;
    if (node.matches(EDGE)) return node.tagName === 'BODY' ? null : node;
  }
  return null;
};

const postOf = (control: Element): Subject | null => {
  const root = postRoot(control);
  return root && readRegion(root, control.closest(UNIT));
};

const readComment = (article: Element): Subject | null => {
  const words = [...article.querySelectorAll('[dir="auto"],[dir="ltr"]')].filter(
    (one) =>
      commentAround(one) === article &&
      !one.closest('a,[role="button"]') &&
      !one.parentElement?.closest('[dir="auto"],[dir="ltr"]'),
  );
  const quoted = postOf(article);
  const author = authorAt(accountLink(article));
  return readable({ kind: 'comment', site: SITE, author, text: wordsIn(words), quoted }) ?? quoted;
};

/** The post or comment whose reaction bar is open: it floats beside its like button, elsewhere in the page. */
const besideBar = (control: Element): Subject | null => {
  const bar = (control.closest('[role="dialog"]') ?? control).getBoundingClientRect();
  let best: Element | null = null;
  let distance = Number.POSITIVE_INFINITY;
  const all = [...document.querySelectorAll(LIKE_MARK)].filter((one) => !one.closest('[role="toolbar"]'));
  for (const mark of all) {
    const { left, top, width } = mark.getBoundingClientRect();
    if (width === 0 && all.length > 1) continue;
    const away = Math.abs(left - bar.left) + Math.abs(top - bar.bottom);
    if (away < distance) [best, distance] = [mark, away];
  }
  return best ? likedAt(best) : opened.recall('like');
};

const likedAt = (control: Element): Subject | null => {
  const comment = commentAround(control);
  return comment ? readComment(comment) : postOf(control);
};

/** The account named beside a follow button: its post's author, its card, or the page's own head. */
const readAccount = (control: Element): Subject | null => {
  let link: Element | null = null;
  let heading: Element | null = null;
  let node = control.parentElement;
  for (let step = 0; node && !link && !heading && step < 24; step++, node = node.parentElement) {
    heading = node.querySelector('h1');
    link = heading ? null : accountLink(node);
    if (node.matches(EDGE)) break;
  }
  const author =
    authorAt(link) ??
    authorOf(handleIn(location.pathname, PATHS.reserved), heading ? lineOf(textOf(heading)) : headline());
  return author ? subjectWith({ kind: 'account', site: SITE, author }) : null;
};

const readGroup = (control: Element): Subject | null => {
  const place = climbTo(control, `${GROUP_LINK},h1`, EDGE, 12);
  const link = place && [...place.querySelectorAll(GROUP_LINK)].find((a) => isGroupItself(a) && hasWords(a));
  const groupName = link ? textOf(link) : groupHere();
  return groupName ? subjectWith({ kind: 'group', site: SITE, groupName }) : null;
};

const readEvent = (control: Element): Subject | null => {
  const onPage = location.pathname.startsWith(PATHS.event);
  const links = `a[href*="${PATHS.event}"]`;
  const place = climbTo(control, onPage ? `h1,${links}` : links, EDGE, 12);
  const title = place?.querySelector('h1') ?? (place && [...place.querySelectorAll(links)].find(hasWords));
  const pageTitle = title ? textOf(title) : onPage ? headline() : '';
  if (!pageTitle) return null;
  // In a feed the event hangs on a post, and the post's words count; on its own page the page's words do.
  const isInPost = control.closest(UNIT) !== null;
  const words = isInPost ? [] : [...document.querySelectorAll('[role="main"] [dir="auto"]')].slice(0, 60);
  return subjectWith({
    kind: 'event',
    site: SITE,
    pageTitle,
    text: wordsIn(words.filter((one) => !one.closest('[role="button"]'))),
    author: isInPost ? undefined : authorAt(place && accountLink(place)),
    quoted: isInPost ? postOf(control) : null,
  });
};

/** The person's words in a composer. */
const draftOf = (composer: Element | null): Pick<Subject, 'draft' | 'draftHasPhoto'> => {
  const draft = draftIn(composer?.querySelector(FIELD) ?? null);
  return { draft, draftHasPhoto: composer ? hasPhoto(composer) : false };
};

const readCommenting = (control: Element): Subject | null => {
  const form = control.closest(COMMENT_FORM) ?? composerOf(control);
  // A reply stands below the comment that it answers, in the same row of the list.
  const row = form?.parentElement?.closest('li');
  const answered = row && [...row.querySelectorAll('[role="article"]')].find(isComment);
  const about = (answered ? readComment(answered) : postOf(control)) ?? opened.recall('comment');
  return about && { ...about, ...draftOf(form) };
};

/** Passing a post on: the dialog stands far from it, so the dialog's own picture of it or the memory serves. */
const readSharing = (control: Element): Subject | null => {
  const dialog = control.closest('[role="dialog"]');
  const composer = composerOf(control);
  const shown = dialog && passesOn(dialog) ? readRegion(dialog, null) : null;
  const opener = opened.recall('share');
  // What was opened last is what the dialog is about, unless it shows another person's post.
  const isOpener = opener && (!shown || dialog?.textContent?.includes(opener.author?.name ?? opener.text));
  const about = isOpener ? opener : (shown ?? (control.closest(UNIT) ? postOf(control) : null));
  if (!about) return null;
  const own = draftOf(composer);
  return own.draft ? { ...about, ...own } : about;
};

const readPosting = (control: Element): Subject => {
  const groupName = groupHere();
  const composer = composerOf(control);
  const place = composer?.closest('[role="dialog"]') ?? composer ?? control.closest('form');
  return subjectWith({ kind: 'draft', site: SITE, groupName, ...draftOf(place) });
};

const readSubject = ({ action, step, control }: ControlHit): Subject | null => {
  switch (action) {
    case 'follow':
      return readAccount(control);
    case 'join':
      return readGroup(control);
    case 'attend':
      return readEvent(control);
    case 'post':
      return step === 'open' ? subjectWith({ kind: 'draft', site: SITE }) : readPosting(control);
    case 'share':
      return step === 'commit' ? readSharing(control) : postOf(control);
    case 'comment':
      return step === 'commit' ? readCommenting(control) : likedAt(control);
    default:
      return inFloatingBar(control) ? besideBar(control) : likedAt(control);
  }
};

/** A reaction bar that is drawn inside its post needs no search. */
const inFloatingBar = (control: Element): boolean => {
  const bar = control.closest('[role="toolbar"],[data-sigil~="reaction-item"]');
  return bar !== null && !bar.closest(`${UNIT},[role="article"]`);
};

const subjectOf = (hit: ControlHit): Subject | null =>
  quietly(null, () => {
    const subject = readSubject(hit);
    if (subject && hit.step === 'open') opened.remember(hit.action, subject);
    return subject;
  });

const readPost = (post: Element): Subject | null => quietly(null, () => readRegion(post, null));

const isFilled = (unit: Element): boolean => unit.querySelector(`${LINKED_HEADER},[role="button"]`) !== null;

const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    const posts = new Set<Element>();
    const around = isElement(root) ? root.closest(UNIT) : null;
    if (around && isFilled(around)) posts.add(around);
    for (const unit of root.querySelectorAll(UNIT))
      if (!unit.parentElement?.closest(UNIT) && isFilled(unit)) posts.add(unit);
    for (const like of root.querySelectorAll(BLOKS_LIKE)) {
      const story = like.closest(BLOKS_UNIT);
      if (story) posts.add(story);
    }
    // A post's own page, the photo viewer and the dialog of a post have no unit: their like button leads to them.
    for (const mark of root.querySelectorAll(LIKE_MARK)) {
      if (mark.closest(UNIT) || mark.closest('[role="toolbar"]') || commentAround(mark)) continue;
      const control = mark.closest('[role="button"]') ?? mark;
      const post = inActionBar(control) ? postRoot(control) : null;
      if (post) posts.add(post);
    }
    return inOrder(posts);
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => {
    const hits: ControlHit[] = [];
    for (const control of allIn(root, CONTROL)) {
      if (hits.at(-1)?.control.contains(control)) continue;
      const hit = toHit(control, recognise(control));
      if (hit) hits.push(hit);
    }
    return hits;
  });

const badgeAnchor = (post: Element): Element | null =>
  quietly(null, () => {
    const link = post.querySelector(LINKED_HEADER);
    return link?.closest(HEADER) ?? null;
  });

const seesLike = (post: Element): boolean =>
  [...post.querySelectorAll(CONTROL)].some((control) => recognise(control)?.action === 'like');

const health = (root: ParentNode): HealthSample =>
  quietly({ posts: 0, controls: 0, blind: 0 }, () => {
    const posts = postsIn(root);
    return {
      posts: posts.length,
      controls: controlsIn(root).length,
      blind: posts.filter((post) => !seesLike(post)).length,
    };
  });

export const facebookSite: Site = {
  id: 'facebook',
  use: (given) => use(given as Rules),
  actionAt: (event) => quietly(null, () => actionAt(event)),
  subjectOf,
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor,
  health,
};
