/**
 * Facebook (www and web; what the mobile page adds is in `facebook-mobile.ts`). Controls are told by hooks that do
 * not depend on the language where the site has them, else by their label, and a label counts only in its place:
 * "Suka" is a like in a post, a page like in a page's header, one of seven in the reaction bar, and nothing in a
 * counter. Timestamps are scrambled and hidden twins stand around each post; neither is ever read as words.
 */
import type rules from '../../rules/sites/facebook.json';
import type { Author, Subject } from '../domain/vocabulary.ts';
import { asDrawn, hitAt, hitsOf, type Known, likeIn, sampleOf, toHit } from './controls.ts';
import {
  allIn,
  around,
  attr,
  authorOf,
  climb,
  climbTo,
  type Facts,
  fieldOf,
  find,
  firstIn,
  handleIn,
  hasPhoto,
  hasWords,
  here,
  inOrder,
  isBefore,
  isElement,
  isKey,
  isSendingEnter,
  labelTable,
  lineOf,
  nameOf,
  partsBy,
  pathOf,
  plain,
  plainText,
  quietly,
  readable,
  subjectWith,
  targetOf,
  union,
  unions,
} from './dom.ts';
import { Opened } from './opened.ts';
import type { ControlHit, Site } from './site.ts';
import { draftIn, joined, textOf } from './text.ts';

export type FacebookRules = typeof rules;
type Kind = keyof FacebookRules['labels'];

const SITE = 'facebook';
const ROLE = 'data-ad-rendering-role';
const HOOK = `[${ROLE}$="_button"]`;
const ARTICLE = '[role="article"]';
const BUTTON = '[role="button"]';
const LINK = 'a[href]';

// The site's data, in the form that the reading wants; `use` fills them in once.
let RULES!: FacebookRules;
/** Each of the data's lists of selectors as one. */
let SELECT!: Readonly<Record<keyof FacebookRules['selectors'], string>>;
let UNIT!: string;
let partsIn!: ReturnType<typeof partsBy>;
let LINKED_HEADER!: string;
let CONTROL!: string;
/** Words that are marked as such, or the title and description of a link below them. */
let MARKED!: string;
/** Where a climb for the post around a control ends at the latest. */
let EDGE!: string;
/** Like buttons in any state, for posts that stand in no feed unit. */
let LIKES!: readonly string[];
let LIKE!: string;
/** Kinds by the hook inside a button. */
let HOOKS!: Readonly<Record<string, Kind | undefined>>;
let TABLE!: ReadonlyMap<string, Kind>;

export const use = (given: unknown): void => {
  RULES = given as FacebookRules;
  const { selectors, labels, prefixes } = RULES;
  SELECT = unions(selectors);
  UNIT = SELECT.unit;
  partsIn = partsBy(ROLE, [selectors.message, selectors.card]);
  MARKED = union([SELECT.message, SELECT.card]);
  HOOKS = RULES.hooks as typeof HOOKS;
  LINKED_HEADER = union(selectors.header.map((selector) => `${selector} ${LINK}`));
  CONTROL = union([SELECT.control, SELECT.plainFollow]);
  EDGE = union([UNIT, SELECT.place, 'body']);
  TABLE = labelTable<Kind>(labels);
  LIKES = [
    `[${ROLE}="like_button"]`,
    ...Object.values(labels.like)
      .flat()
      .map((label) => `${BUTTON}[aria-label="${label}"]`),
    ...prefixes.undoReaction.map((prefix) => `${BUTTON}[aria-label^="${prefix}" i]`),
  ];
  LIKE = union(LIKES);
};

/** What was opened last on any page of the site. */
export const opened = new Opened();

const starts = (name: string, prefixes: keyof FacebookRules['prefixes']): boolean =>
  RULES.prefixes[prefixes].some((prefix) => name.startsWith(prefix));

/** True when the page's own address begins so. */
const isAt = (path: string): boolean => here().startsWith(path);

const dialogOf = (control: Element): Element | null => around(control, '[role="dialog"]');

/** A comment: an article with a label that says so, or one in a list. Other articles are posts or placeholders. */
const isComment = (article: Element): boolean =>
  !article.hasAttribute('aria-posinset') &&
  (starts(plain(attr(article, 'aria-label')), 'commentBy') ||
    attr(article, 'data-testid').startsWith('UFI2Comment/') ||
    (article.hasAttribute('aria-label') && around(article.parentElement, `li,${ARTICLE}`)?.tagName === 'LI'));

const commentAround = (element: Element): Element | null => {
  let article = around(element, ARTICLE);
  while (article && !isComment(article)) article = around(article.parentElement, ARTICLE);
  return article;
};

/** True when a comment button stands in the same bar: what tells a post's like from a page's. */
const inActionBar = (control: Element): boolean => {
  const isOther = (other: Element): boolean => other !== control && kindOf(other) === 'comment';
  const comment = climb(
    control.parentElement,
    (node) => !node.matches(EDGE) && !find(node, `h1,${UNIT}`) && firstIn(node, BUTTON, isOther),
    EDGE,
    8,
  );
  return comment !== null;
};

/** Kinds that words alone may tell, under a label that says something else. */
const BY_TEXT: readonly (Kind | undefined)[] = ['share', 'comment', 'follow', 'join'];

/** The meaning of a control by hook or label, before its place is asked. */
const kindOf = (control: Element): Kind | undefined => {
  const label = plain(attr(control, 'aria-label'));
  const byName = starts(label, 'undoReaction') ? 'unlike' : TABLE.get(label || plainText(control));
  const hook = HOOKS[attr(find(control, HOOK), ROLE)];
  if (hook) return hook === 'like' && byName === 'unlike' ? byName : hook;
  if (byName || !label) return byName;
  // A label in a language that we do not have, or with a person's name in it: the words on the button remain.
  const byText = TABLE.get(plainText(control));
  return BY_TEXT.includes(byText) ? byText : undefined;
};

/** What sending from a field does: a comment or a post; nothing for a message, which is no action. */
const sentFrom = (field: Element): Kind | undefined => {
  if (around(field, SELECT.commentForm)) return 'sendComment';
  const label = plain(attr(field, 'aria-label') || attr(field, 'placeholder'));
  if (starts(label, 'messageField')) return undefined;
  return starts(label, 'commentField') ? 'sendComment' : 'send';
};

/** The nearest composer around a control: the box that holds its field. */
const composerOf = (control: Element): Element | null => {
  const box = climbTo(control.parentElement, SELECT.field, SELECT.fence);
  return box && (around(box, SELECT.composer) ?? box);
};

/** A composer that shows somebody's post passes that post on. */
const passesOn = (composer: Element): boolean =>
  find(dialogOf(composer) ?? composer, `${LINKED_HEADER},${SELECT.message}`) !== null;

const sending = (control: Element): Kind | undefined => {
  const composer = composerOf(control);
  const field = find(composer, SELECT.field);
  const kind = field ? sentFrom(field) : undefined;
  return kind === 'send' && composer && passesOn(composer) ? 'shareNow' : kind;
};

/** A like of a post, comment, film or story; elsewhere, in the head of a page, "like" follows the page. */
const isContentLike = (control: Element): boolean =>
  !!(find(control, HOOK) ?? around(control, `${UNIT},${SELECT.bar}`) ?? commentAround(control)) ||
  inActionBar(control) ||
  RULES.paths.films.some(isAt);

/** A share in a dialog is the last step, unless the dialog shows a post with its own bar. */
const isLastShare = (control: Element): boolean => {
  const dialog = dialogOf(control);
  return !find(control, HOOK) && !!find(dialog, SELECT.field) && !find(dialog, LIKE);
};

/** The first button of the composer's box on a home page opens it, whatever its words are. */
const opensComposer = (control: Element): boolean => {
  const region = around(control, '[role="region"]');
  return TABLE.get(plain(attr(region, 'aria-label'))) === 'compose' && find(region, BUTTON) === control;
};

/** What a control of a kind means where it stands; nothing when the kind does not count there. */
const inPlace = (kind: Kind, control: Element): Kind | false | null | undefined => {
  switch (kind) {
    case 'like':
      return isContentLike(control) ? kind : 'follow';
    case 'comment':
      return around(control, SELECT.commentForm) ? 'sendComment' : kind;
    case 'share':
      return isLastShare(control) ? 'shareNow' : kind;
    case 'send':
      return sending(control);
    case 'reaction':
      return around(control, SELECT.bar) && kind;
    case 'join':
      return (isAt(RULES.paths.group) || climbTo(control, SELECT.groupLink, EDGE, 10)) && kind;
    case 'attend':
      return (isAt(RULES.paths.event) || climbTo(control, SELECT.eventLink, EDGE, 8)) && kind;
    default:
      return kind;
  }
};

/** What a kind does: the action and its step. */
const meaningOf = (kind: Kind): Known => RULES.kinds[kind] as unknown as Known;

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (control: Element): Known | null => {
  let kind = kindOf(control);
  // Until 2020 the end card of a film had a follow button without a role.
  if (kind !== 'follow' && !control.matches(SELECT.control)) return null;
  if (!kind && (starts(nameOf(control), 'compose') || opensComposer(control))) kind = 'compose';
  const placed = kind && inPlace(kind, control);
  return placed ? asDrawn(control, meaningOf(placed)) : null;
};

/** Enter in a comment box sends; elsewhere it is a new line. */
const sendByKey = (event: Event, target: Element): ControlHit | null => {
  const field = around(target, SELECT.field);
  if (!field || !isSendingEnter(event) || field.tagName === 'TEXTAREA') return null;
  return sentFrom(field) === 'sendComment' && draftIn(field) ? toHit(field, meaningOf('sendComment')) : null;
};

/** The editor stands for its send control: both are read by the composer around them. */
export const draftAt = (editor: Element): ControlHit | null =>
  quietly(null, () => {
    const field = around(editor, SELECT.field);
    const kind = field && sending(field);
    return kind ? toHit(field, meaningOf(kind)) : null;
  });

/** A reaction that a pressed mouse or a finger is let go on; the event of a finger is where it was laid down. */
const chosenBy = (event: Event, target: Element): ControlHit | null => {
  const finger = (event as Partial<TouchEvent>).changedTouches?.[0];
  const place = finger ? document.elementFromPoint(finger.clientX, finger.clientY) : target;
  const control = around(place, BUTTON);
  const isChoice = control && around(control, SELECT.bar) && !(event as Partial<MouseEvent>).button;
  return isChoice ? toHit(control, recognise(control)) : null;
};

/**
 * A single key acts on the post that has the focus, in a viewer on what it shows. People give the acts other keys, so
 * each that is not known to do something else is taken for the like.
 */
const byShortcut = (event: KeyboardEvent, target: Element): ControlHit | null => {
  const key = event.key.toLowerCase();
  if (!/^\S$/u.test(key) || event.ctrlKey || event.altKey || event.metaKey || target.matches('input,select'))
    return null;
  const action = (RULES.keys as Readonly<Record<string, string>>)[key] ?? 'like';
  const isViewer = RULES.paths.viewers.some(isAt);
  const post = around(target, UNIT) ?? (isViewer ? postsIn(document).at(-1) : null);
  const control = firstIn(post, CONTROL, (one) => recognise(one)?.[0] === action);
  return control ? toHit(control, recognise(control)) : null;
};

/** What an event does by the control that it uses, or the box that it sends from. */
export const usedAt = (event: Event, target: Element): ControlHit | null =>
  isKey(event) && fieldOf(target) ? sendByKey(event, target) : hitAt(event, CONTROL, recognise);

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  if (!target) return null;
  if (event.type === 'mouseup' || event.type === 'touchend') return chosenBy(event, target);
  return usedAt(event, target) ?? (isKey(event) && !fieldOf(target) ? byShortcut(event, target) : null);
};

/** The account that an address leads to: a name, or a number where the person has no name. */
export const accountAt = (path: string, reserved: readonly string[]): string | null => {
  const named = /^\/(?:profile\.php\?(?:.*&)?id=|groups\/[^/]+\/user\/|people\/[^/]+\/)([^/?&]+)/.exec(path);
  return named?.[1] ?? handleIn(path, reserved);
};

const accountIn = (link: Element): string | null => accountAt(pathOf(link), RULES.paths.reserved);

const isGroupItself = (link: Element): boolean =>
  attr(link, 'href').includes(RULES.paths.group) && /^\/groups\/[^/?]+\/?(?:\?|$)/.test(pathOf(link));

/** The words of an element on one line, for names. */
const nameIn = (element: Element | null | undefined): string => (element ? lineOf(textOf(element)) : '');

/** The account of the first link below a place that leads to one and has words for its name. */
const authorIn = (place: Element | null, links = LINK): Author | undefined => {
  let author: Author | undefined;
  firstIn(place, links, (link) => {
    const account = hasWords(link) && accountIn(link);
    if (account) author = authorOf(account, nameIn(link));
    return author;
  });
  return author;
};

const wordsIn = (elements: readonly Element[]): string =>
  joined(elements.map((element) => textOf(element, { blocks: true })));

/** One post's own part, or that of the post inside it. */
interface Part {
  /** The header that begins it; none for what stands before the first. */
  readonly header?: Element;
  readonly author?: Author | undefined;
  readonly words: Element[];
  readonly images: string[];
}

const isMarked = (element: Element): boolean => element.matches(MARKED);
const isMessage = (element: Element): boolean => element.matches(SELECT.message);

/** Words without a mark of their own: not on buttons, in links, in forms, nor a scrambled time. */
const isLoose = (element: Element): boolean =>
  !around(element, SELECT.noWords) &&
  !(element.tagName === 'SPAN' && find(element, SELECT.noLine)) &&
  !find(element, `${SELECT.header},${SELECT.message},${HOOK}`);

/** The outermost of elements in document order that a test accepts. */
const outermost = (elements: readonly Element[], test: (element: Element) => boolean): Element[] => {
  const taken: Element[] = [];
  for (const element of elements) if (!taken.at(-1)?.contains(element) && test(element)) taken.push(element);
  return taken;
};

/**
 * What may begin a post below a place: headers with a link in them, none in another, in document order. Headings count
 * beside the newest mark, for a post inside another may have nothing else.
 */
const headersIn = (place: Element): Element[] =>
  outermost(allIn(place, RULES.selectors.header), (header) => find(header, LINK) !== null);

/**
 * Gathers what stands below `root`: the first header's post, and the second header's as the quoted one.
 * @param all headers of `root`, perhaps with others that stand around it
 */
const gather = (root: Element, all: readonly Element[], except?: Element) => {
  const { selectors } = RULES;
  const isOwn = (element: Element): boolean => {
    const comment = commentAround(element);
    return !except?.contains(element) && !(comment && root.contains(comment));
  };
  const [message = [], card = []] = partsIn(root);
  const headers = all.filter(
    (header) => header !== root && root.contains(header) && !around(header, MARKED) && isOwn(header),
  );
  const parts: Part[] = [];
  for (const header of headers) {
    // A post in a group is headed by the group; who wrote it stands in the line below.
    const author =
      authorIn(header) ??
      (firstIn(header, LINK, isGroupItself)
        ? authorIn(root, 'a[href*="/user/"]')
        : authorOf(null, nameIn(header)));
    if (author || parts[0]) parts.push({ header, author, words: [], images: [] });
  }
  const [first = { words: [], images: [] }] = parts;
  parts[0] = first;
  /** The part that an element stands in: that of the last header before it. */
  const partOf = (element: Element): Part =>
    (parts[1] && parts.findLast(({ header }) => header && isBefore(header, element))) ?? first;
  const takeWords = (found: readonly Element[], test: (element: Element) => boolean): void => {
    for (const part of parts) part.words.length = 0;
    const isApart = (element: Element) => !headers.some((header) => header.contains(element));
    for (const element of outermost(found, (one) => isApart(one) && test(one) && isOwn(one)))
      partOf(element).words.push(element);
  };
  takeWords(card[0] ? inOrder([...message, ...card]) : message, () => true);
  if (parts.some(({ words }) => !words.some(isMessage)))
    takeWords(
      allIn(root, [...selectors.message, ...selectors.card, ...selectors.loose]),
      (element) => isMarked(element) || isLoose(element),
    );
  /** True for what stands among words: a small picture in a line, a group that a text mentions. */
  const isTold = (element: Element): boolean => {
    if (around(element, MARKED)) return true;
    let words = around(element, SELECT.loose);
    while (words && root.contains(words) && !isLoose(words))
      words = around(words.parentElement, SELECT.loose);
    return words !== null && root.contains(words);
  };
  for (const image of allIn(root, selectors.image)) {
    const alt = lineOf(attr(image, 'alt') || attr(image, 'aria-label'));
    const isIcon = Number(image.getAttribute('height') ?? 99) <= 32;
    if (alt && !isIcon && !around(image, SELECT.noPicture) && !isTold(image) && isOwn(image))
      partOf(image).images.push(alt);
  }
  const group = firstIn(
    root,
    SELECT.groupLink,
    (link) => isGroupItself(link) && hasWords(link) && !isTold(link) && isOwn(link),
  );
  return { parts, groupName: nameIn(group) };
};

const toSubject = ({ author, words, images }: Part, more?: Partial<Facts>): Subject | null =>
  readable({
    kind: 'post',
    site: SITE,
    author,
    text: wordsIn(words.some(isMessage) ? words.filter(isMarked) : words),
    imageText: joined(images),
    ...more,
  });

const headline = (): string => nameIn(find(document, 'h1'));
/** The name of the group whose page this is. */
const groupHere = (): string => (isAt(RULES.paths.group) ? headline() : '');

/**
 * Reads a post.
 * @param root the nearest box with a header around the control
 * @param unit the feed unit around it: when it shows more than `root`, its first other post is the quoted one
 * @param headers those of `unit`, if it has any
 */
const readRegion = (root: Element, unit?: Element | null, headers = headersIn(root)): Subject | null => {
  const { parts, groupName } = gather(root, headers);
  const [first, second] = parts;
  if (!first) return null;
  // A re-share has no picture of its own; what stands above the inner header belongs to the inner post.
  if (second) second.images.unshift(...first.images.splice(0));
  const isMore = unit && headers.some((header) => !root.contains(header));
  const outer = isMore ? gather(unit, headers, root).parts[0] : undefined;
  const inner = second ?? (outer?.author && outer);
  return toSubject(first, { quoted: inner && toSubject(inner), groupName: groupName || groupHere() });
};

/** The nearest box around a control that names an author; the viewer or page when none does. */
const postRoot = (control: Element): Element | null =>
  climbTo(control.parentElement, LINKED_HEADER, EDGE) ?? around(control, `${UNIT},${SELECT.place}`);

const postOf = (control: Element): Subject | null => {
  const unit = around(control, UNIT);
  // A unit is searched once, not at every step of the climb.
  const headers = unit ? headersIn(unit) : [];
  const holds = (node: Element) => headers.some((header) => node.contains(header)) && node;
  const root = (headers[0] && climb(control.parentElement, holds, EDGE)) || postRoot(control);
  return root && readRegion(root, unit, headers[0] && headers);
};

const readComment = (article: Element): Subject | null => {
  const words = [...article.querySelectorAll(SELECT.words)].filter(
    (one) =>
      commentAround(one) === article &&
      !around(one, SELECT.noWords) &&
      !around(one.parentElement, SELECT.words),
  );
  const quoted = postOf(article);
  const author = authorIn(article);
  return readable({ kind: 'comment', site: SITE, author, text: wordsIn(words), quoted }) ?? quoted;
};

/** What a like or a comment is about. */
const likedAt = (control: Element): Subject | null => {
  const comment = commentAround(control);
  return comment ? readComment(comment) : postOf(control);
};

/** Like buttons below a node, without those in reaction bars. */
const likesIn = (root: ParentNode): Element[] => allIn(root, LIKES).filter((one) => !around(one, SELECT.bar));

/** The post or comment whose reaction bar is open: it floats beside its like button, elsewhere in the page. */
const besideBar = (control: Element): Subject | null => {
  const bar = (dialogOf(control) ?? control).getBoundingClientRect();
  let best: Element | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const like of likesIn(document)) {
    const { left, top, width } = like.getBoundingClientRect();
    const away = Math.abs(left - bar.left) + Math.abs(top - bar.bottom);
    if (width && away < nearest) [best, nearest] = [like, away];
  }
  return best ? likedAt(best) : opened.recall('like');
};

/** What a reaction is about: one in a bar that is drawn inside its post needs no search. */
const reactedAt = (control: Element): Subject | null => {
  const bar = around(control, SELECT.bar);
  if (!bar) return likedAt(control);
  if (!around(bar, `${UNIT},${ARTICLE}`)) return besideBar(control);
  // The bar is a small dialog of its own: the post is around that.
  const box = dialogOf(bar);
  return likedAt(box && !find(box, LINKED_HEADER) ? box : control);
};

/** The account named beside a follow button: its post's author, its card, or the page's own head. */
const readAccount = (control: Element): Subject | null => {
  const found = climb<Element | Author>(
    control.parentElement,
    (node) => find(node, 'h1') ?? authorIn(node),
    EDGE,
    24,
  );
  const author =
    found && !(found instanceof Element)
      ? found
      : authorOf(handleIn(here(), RULES.paths.reserved), found ? nameIn(found) : headline());
  return author ? subjectWith({ kind: 'account', site: SITE, author }) : null;
};

const readGroup = (control: Element): Subject | null => {
  const place = climbTo(control, `${SELECT.groupLink},h1`, EDGE, 12);
  const link = firstIn(place, SELECT.groupLink, (a) => isGroupItself(a) && hasWords(a));
  const groupName = nameIn(link) || groupHere();
  return groupName ? subjectWith({ kind: 'group', site: SITE, groupName }) : null;
};

const readEvent = (control: Element): Subject | null => {
  const onPage = isAt(RULES.paths.event);
  const place = climbTo(control, onPage ? `h1,${SELECT.eventLink}` : SELECT.eventLink, EDGE, 12);
  const title = find(place, 'h1') ?? firstIn(place, SELECT.eventLink, hasWords);
  const pageTitle = nameIn(title) || (onPage && headline());
  if (!pageTitle) return null;
  const facts = { kind: 'event', site: SITE, pageTitle } as const;
  // In a feed the event hangs on a post, and the post's words count; on its own page the page's words do.
  if (around(control, UNIT)) return subjectWith({ ...facts, quoted: postOf(control) });
  const words = [...document.querySelectorAll('[role="main"] [dir="auto"]')].slice(0, 60);
  const text = wordsIn(words.filter((one) => !around(one, BUTTON)));
  return subjectWith({ ...facts, text, author: authorIn(place) });
};

/** The person's words in a composer. */
const draftOf = (composer: Element | null): Pick<Subject, 'draft' | 'draftHasPhoto'> => ({
  draft: draftIn(find(composer, SELECT.field)),
  draftHasPhoto: hasPhoto(composer),
});

const readCommenting = (control: Element): Subject | null => {
  const form = around(control, SELECT.commentForm) ?? composerOf(control);
  // A reply stands below the comment that it answers, in the same row of the list.
  const answered = firstIn(around(form?.parentElement, 'li'), ARTICLE, isComment);
  const about = (answered ? readComment(answered) : postOf(control)) ?? opened.recall('comment');
  return about && { ...about, ...draftOf(form) };
};

/** Passing a post on: the dialog stands far from it, so the dialog's own picture of it or the memory serves. */
const readSharing = (control: Element): Subject | null => {
  const dialog = dialogOf(control);
  const shown = dialog && passesOn(dialog) ? readRegion(dialog) : null;
  const opener = opened.recall('share');
  // What was opened last is what the dialog is about, unless it shows another person's post.
  const isOpener = opener && (!shown || dialog?.textContent?.includes(opener.author?.name ?? opener.text));
  const about = isOpener ? opener : (shown ?? (around(control, UNIT) ? postOf(control) : null));
  const own = draftOf(composerOf(control));
  return about && own.draft ? { ...about, ...own } : about;
};

const readPosting = (control: Element): Subject => {
  const composer = composerOf(control);
  const place = composer ? (dialogOf(composer) ?? composer) : around(control, 'form');
  return subjectWith({ kind: 'draft', site: SITE, groupName: groupHere(), ...draftOf(place) });
};

const readSubject = ({ action, step, control }: ControlHit): Subject | null => {
  const isLast = step === 'commit';
  switch (action) {
    case 'follow':
      return readAccount(control);
    case 'join':
      return readGroup(control);
    case 'attend':
      return readEvent(control);
    case 'post':
      return isLast ? readPosting(control) : subjectWith({ kind: 'draft', site: SITE });
    case 'share':
      return isLast ? readSharing(control) : postOf(control);
    case 'comment':
      return isLast ? readCommenting(control) : likedAt(control);
    default:
      return reactedAt(control);
  }
};

export const subjectOf = (hit: ControlHit): Subject | null =>
  quietly(null, () => {
    const subject = readSubject(hit);
    if (subject && hit.step === 'open') opened.remember(hit.action, subject);
    return subject;
  });

export const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    const own = isElement(root) ? around(root, UNIT) : null;
    const units = own ? [own] : outermost(allIn(root, RULES.selectors.unit), () => true);
    const posts = units.filter((unit) => find(unit, BUTTON) ?? find(unit, LINKED_HEADER));
    // A post's own page, the photo viewer and the dialog of a post have no unit: their like button leads to them.
    const apart = new Set<Element>();
    for (const like of own ? [] : allIn(root, LIKES)) {
      if (around(like, `${UNIT},${SELECT.bar}`) || commentAround(like)) continue;
      const control = around(like, BUTTON) ?? like;
      const post = inActionBar(control) && postRoot(control);
      if (post) apart.add(post);
    }
    return apart.size ? inOrder(new Set([...posts, ...apart])) : posts;
  });

export const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => hitsOf([...root.querySelectorAll(CONTROL)], recognise));

export const readPost = (post: Element): Subject | null => quietly(null, () => readRegion(post));

export const badgeAnchor = (post: Element): Element | null =>
  quietly(null, () => {
    const header = around(find(post, LINKED_HEADER), SELECT.header);
    // The line below the name ends in an icon; after the name stand "follow" and block boxes.
    let line = header;
    while (line && line !== post && !line.nextElementSibling) line = line.parentElement;
    return around(find(line?.nextElementSibling, LINK), 'div') ?? header;
  });

export const facebookSite: Site = {
  id: SITE,
  use,
  actionAt: (event) => quietly(null, () => actionAt(event)),
  subjectOf,
  draftAt,
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor,
  health: (root) => sampleOf(facebookSite, root, (post) => likeIn(post, CONTROL, recognise)),
};
