/**
 * X (x.com, twitter.com). The site marks its controls with test ids that have not changed since 2021, so nearly all
 * of the recognising is a table in `rules/sites/x.json`. Menus are drawn far from their post, in `#layers`: for
 * those the content of the post whose menu was opened is remembered, never its node.
 */
import type rules from '../../rules/sites/x.json';
import type { Action, HealthSample, Subject } from '../domain/vocabulary.ts';
import {
  allIn,
  attr,
  authorOf,
  fieldOf,
  handleIn,
  hasPhoto,
  isElement,
  isKey,
  isUse,
  labelsOf,
  lineOf,
  nameOf,
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

// The site's data, in the form that the reading wants; `use` fills them in once.
let SELECTORS!: Rules['selectors'];
let PATHS!: Rules['paths'];
let FOLLOW_SUFFIX!: string;
let POST!: string;
let NAME!: string;
let TEXT!: string;
let PHOTO!: string;
let CARD!: string;
let QUOTE!: string;
let CONTEXT!: string;
let PERMALINK!: string;
let EDITOR!: string;
/** Everything that is read of a post, in one query. */
let PARTS!: string;
let CONTROL!: string;
let JOIN!: readonly string[];
let FOLLOW!: readonly string[];
let EMPTY_IMAGE!: readonly string[];
let TABLE!: Readonly<Record<string, readonly string[] | undefined>>;
/** A repost menu that is open now. */
const OPEN_MENU = union(['retweet', 'unretweet'].map((id) => `[data-testid="${id}"][aria-expanded="true"]`));

const use = (given: Rules): void => {
  const { labels } = given;
  SELECTORS = given.selectors;
  PATHS = given.paths;
  FOLLOW_SUFFIX = given.followSuffix;
  TABLE = given.controls;
  POST = union(SELECTORS.post);
  NAME = union(SELECTORS.name);
  TEXT = union(SELECTORS.text);
  PHOTO = union(SELECTORS.photo);
  CARD = union(SELECTORS.card);
  QUOTE = union(SELECTORS.quote);
  CONTEXT = union(SELECTORS.context);
  PERMALINK = union(SELECTORS.permalink);
  EDITOR = union(SELECTORS.editor);
  PARTS = union([NAME, TEXT, PHOTO, CARD, CONTEXT, PERMALINK]);
  CONTROL = union(
    Object.keys(TABLE).map((id) => `[data-testid="${id}"]`),
    [`[data-testid$="${FOLLOW_SUFFIX}"]`, '[role="menuitem"]'],
  );
  JOIN = labelsOf(labels.join);
  FOLLOW = labelsOf(labels.follow);
  EMPTY_IMAGE = labelsOf(labels.emptyImage);
};

/** A control as the table knows it; `undo` takes an act back. */
interface Known {
  readonly action: Action;
  readonly step: 'open' | 'commit' | 'undo';
}

const opened = new Opened();

/** The dialog or page around a composer's send button. */
const composerOf = (control: Element): Element =>
  control.closest('[role="dialog"]') ?? control.closest('[data-testid="primaryColumn"]') ?? document.body;

/** What sending would be: a quote or a reply is told by what the composer shows. */
const sendingAction = (control: Element): Action => {
  const dialog = control.closest('[role="dialog"]');
  if (!dialog) return location.pathname.includes(PATHS.status) ? 'comment' : 'post';
  const names = [...dialog.querySelectorAll(NAME)];
  if (names.some((name) => !name.closest(POST))) return 'quote';
  return dialog.querySelector(POST) ? 'comment' : 'post';
};

/** The item below "repost" in the repost menu has no test id of its own. */
const menuItem = (item: Element): Known | null => {
  const before = attr(item.previousElementSibling, 'data-testid');
  if (/Confirm$/.test(before) && TABLE[before]) return { action: 'quote', step: 'open' };
  const name = nameOf(item);
  if (name.includes('@') && FOLLOW.some((label) => name.startsWith(`${label} @`)))
    return { action: 'follow', step: 'commit' };
  return null;
};

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (element: Element): Known | null => {
  const id = element.getAttribute('data-testid');
  if (id) {
    const [kind, step] = TABLE[id] ?? [];
    if (kind === 'send') return { action: sendingAction(element), step: 'commit' };
    if (kind && step) return { action: kind as Action, step: step as Known['step'] };
    if (id.endsWith(FOLLOW_SUFFIX)) return { action: 'follow', step: 'commit' };
  }
  if (attr(element, 'role') === 'menuitem') return menuItem(element);
  return isJoin(element) ? { action: 'join', step: 'commit' } : null;
};

/** Joining a community has no test id; its page and its label tell. */
const isJoin = (element: Element): boolean => {
  if (element.tagName !== 'BUTTON' || element.closest(POST)) return false;
  if (!location.pathname.startsWith(PATHS.community)) return false;
  const name = nameOf(element);
  return JOIN.some((label) => name === label || name.startsWith(`${label} `));
};

const toHit = (control: Element, known: Known | null): ControlHit | null =>
  known && known.step !== 'undo' ? { action: known.action, step: known.step, control } : null;

/** Ctrl or Cmd with Enter in an editor presses the send button of its composer. */
const sendByKey = (event: KeyboardEvent, target: Element): ControlHit | null => {
  const field = fieldOf(target);
  if (!field?.matches(EDITOR)) return null;
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return null;
  const button = composerOf(field).querySelector(
    '[data-testid="tweetButton"],[data-testid="tweetButtonInline"]',
  );
  return button && draftIn(field) !== '' ? toHit(button, recognise(button)) : null;
};

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  if (!target) return null;
  if (isKey(event) && fieldOf(target)) return sendByKey(event, target);
  const control = target.closest(CONTROL) ?? target.closest('button');
  if (!control || !isUse(event, control)) return null;
  const known = recognise(control);
  // The menu of a post already reposted offers "quote" as well.
  if (known?.step === 'undo' && attr(control, 'aria-haspopup') === 'menu') remember(control, known.action);
  return toHit(control, known);
};

const remember = (control: Element, action: Action): void => {
  const post = postOf(control);
  const subject = post && readPost(post);
  if (subject) opened.remember(action, subject);
};

/** The post that a control belongs to: around it, or the one that its dialog shows. */
const postOf = (control: Element): Element | null => {
  const around = control.closest(POST);
  if (around) return around;
  const place = control.closest('[role="dialog"]');
  if (!place) return null;
  // The photo viewer keeps the bar outside the article; the address names the post.
  const id = /\/status\/(\d+)/.exec(location.pathname)?.[1];
  const link = id ? place.querySelector(`${POST} a[href*="/status/${id}"]`) : null;
  return link?.closest(POST) ?? place.querySelector(POST);
};

/** A display name without the handle that may follow it. */
const nameIn = (element: Element): string => lineOf(textOf(element)).replace(/\s*@\w+$/, '');

/** Parts of one post or of the quoted one, gathered in document order. */
class Parts {
  handle: string | null = null;
  name = '';
  permalink = '';
  readonly text: string[] = [];
  readonly images: string[] = [];

  take(part: Element): void {
    if (part.matches(NAME)) this.takeName(part);
    else if (part.matches(PHOTO)) {
      const alt = part.getAttribute('alt')?.trim() ?? '';
      if (!EMPTY_IMAGE.includes(plain(alt))) this.images.push(alt);
    } else if (part.matches(PERMALINK)) this.permalink ||= pathOf(part);
    else this.text.push(textOf(part));
  }

  takeName(part: Element): void {
    if (this.handle || this.name) return;
    const links = part.querySelectorAll('a[href]');
    for (const link of links) this.handle ??= handleIn(pathOf(link), PATHS.reserved);
    this.handle ??= /@(\w{1,20})/.exec(part.textContent ?? '')?.[1] ?? null;
    const first = links[0] ?? part.firstElementChild;
    this.name = first ? nameIn(first) : '';
  }

  toSubject(more: Partial<Subject>): Subject | null {
    return readable({
      kind: 'post',
      site: 'x',
      author: authorOf(this.handle, this.name),
      text: joined(this.text),
      imageText: joined(this.images),
      permalink: this.permalink,
      ...more,
    });
  }
}

/** Reads a post, or the card of a quoted post, below `root`. */
const readParts = (root: Element): Subject | null => {
  const main = new Parts();
  const inner = new Parts();
  let groupName = '';
  for (const part of allIn(root, PARTS)) {
    const quote = part.closest(QUOTE);
    const quoted = quote !== null && quote !== root && root.contains(quote) && !part.contains(quote);
    if (part.matches(CONTEXT)) {
      const link = part.closest('a[href]') ?? part.querySelector('a[href]');
      if (link && pathOf(link).startsWith(PATHS.community)) groupName = textOf(part);
    } else if (quoted && isQuoteCard(quote)) inner.take(part);
    else main.take(part);
  }
  if (!main.handle && !main.name) nameWithoutTestId(root, main);
  const quoted = inner.toSubject({});
  return main.toSubject({ ...(quoted ? { quoted } : {}), groupName });
};

/** A quote shows a name and a handle; other boxes with the role of a link (an affiliation mark) do not. */
const isQuoteCard = (box: Element): boolean =>
  box.querySelector(NAME) !== null || /@\w/.test(box.textContent?.slice(0, 200) ?? '');

/** Until 2021 the name had no test id: the first link to an account that carries words. */
const nameWithoutTestId = (root: Element, parts: Parts): void => {
  for (const link of root.querySelectorAll('a[href]')) {
    const handle = handleIn(pathOf(link), PATHS.reserved);
    if (!handle || !link.textContent?.trim() || link.querySelector(CONTEXT)) continue;
    parts.handle = handle;
    parts.name = nameIn(link);
    return;
  }
};

const readPost = (post: Element): Subject | null => quietly(null, () => readParts(post));

/** The account that a follow control names, with what its card or profile says of it. */
const readAccount = (control: Element): Subject | null => {
  const card = control.closest(union(SELECTORS.person));
  const named = /@(\w{1,20})/.exec(control.getAttribute('aria-label') ?? control.textContent ?? '')?.[1];
  const link = card && [...card.querySelectorAll('a[href]')].find((a) => handleIn(pathOf(a), PATHS.reserved));
  const handle =
    named ??
    (link ? handleIn(pathOf(link), PATHS.reserved) : null) ??
    handleIn(location.pathname, PATHS.reserved);
  if (!handle) return null;
  const own = handleIn(location.pathname, PATHS.reserved)?.toLowerCase() === handle.toLowerCase();
  const place = card ?? (own ? control.closest('[data-testid="primaryColumn"]') : null);
  const bio = place?.querySelector(`${union(SELECTORS.bio)},div[dir="auto"]:not([data-testid])`);
  const name = card
    ? nameInCard(card, handle)
    : own
      ? place?.querySelector(union(SELECTORS.profileName))
      : null;
  const author = authorOf(handle, name ? nameIn(name) : '');
  return subjectWith({ kind: 'account', site: 'x', text: bio && textOf(bio), author });
};

/** In a card the name is the first link to the account that carries words other than its handle. */
const nameInCard = (card: Element, handle: string): Element | null =>
  [...card.querySelectorAll('a[href]')].find((link) => {
    const words = link.textContent?.trim() ?? '';
    const leads = handleIn(pathOf(link), PATHS.reserved)?.toLowerCase() === handle.toLowerCase();
    return leads && words !== '' && !words.startsWith('@');
  }) ?? null;

/** The community whose page this is. */
const community = (): string =>
  location.pathname.startsWith(PATHS.community)
    ? textOf(
        document.querySelector('[data-testid="primaryColumn"] h1,main h1,main h2') ??
          document.createElement('i'),
      )
    : '';

/** The person's draft with the post that it answers or quotes. */
const readSending = (hit: ControlHit): Subject | null => {
  const composer = composerOf(hit.control);
  const draft = joined([...composer.querySelectorAll(EDITOR)].map(draftIn));
  const own = {
    draft,
    draftHasPhoto: hasPhoto(hit.control.closest('[role="dialog"]') ?? editorBox(hit.control)),
  };
  const groupName = community();
  const about =
    hit.action === 'quote'
      ? (readQuoted(composer) ?? opened.recall('quote', 'share'))
      : hit.action === 'comment'
        ? (readAnswered(hit.control, composer) ?? opened.recall('comment'))
        : null;
  if (about) return { ...about, ...own };
  return subjectWith({ kind: 'draft', site: 'x', groupName, ...own });
};

/** The box that holds an inline editor and its send button, without the timeline below it. */
const editorBox = (control: Element): Element => {
  let node = control;
  for (let step = 0; step < 20 && node.parentElement; step++) {
    if (node.querySelector(EDITOR)) return node;
    if (node.parentElement.querySelector(POST)) return node;
    node = node.parentElement;
  }
  return node;
};

/** The card of the quoted post in a composer: the first name that stands in no article. */
const readQuoted = (composer: Element): Subject | null => {
  const name = [...composer.querySelectorAll(NAME)].find((one) => !one.closest(POST));
  const card = name?.closest(QUOTE) ?? name?.closest('[data-testid="attachments"]');
  if (card) return readParts(card);
  return name?.parentElement?.parentElement ? readParts(name.parentElement.parentElement) : null;
};

/** The post that is answered: in a dialog the last one shown, on a post's page the last one before the editor. */
const readAnswered = (control: Element, composer: Element): Subject | null => {
  let answered: Element | null = null;
  for (const post of allIn(composer, POST)) {
    if (!(post.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    answered = post;
  }
  return answered ? readPost(answered) : null;
};

const readSubject = (hit: ControlHit): Subject | null => {
  const { action, step, control } = hit;
  if (action === 'follow') return readAccount(control);
  if (action === 'join') {
    const groupName = community();
    return groupName ? subjectWith({ kind: 'group', site: 'x', groupName }) : null;
  }
  if (step === 'commit' && (action === 'post' || action === 'quote' || action === 'comment'))
    return readSending(hit);
  if (action === 'post') return subjectWith({ kind: 'draft', site: 'x' });
  const post = postOf(control);
  if (post) return readPost(post);
  const expanded = document.querySelector(OPEN_MENU)?.closest(POST);
  return (expanded ? readPost(expanded) : null) ?? opened.recall('share', 'quote');
};

const subjectOf = (hit: ControlHit): Subject | null =>
  quietly(null, () => {
    const subject = readSubject(hit);
    if (subject && hit.step === 'open') opened.remember(hit.action, subject);
    return subject;
  });

const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    const posts = allIn(root, POST);
    const around = isElement(root) ? root.closest(POST) : null;
    return around ? [around, ...posts] : posts;
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => {
    const candidates = location.pathname.startsWith(PATHS.community) ? `${CONTROL},button` : CONTROL;
    const hits: ControlHit[] = [];
    for (const control of root.querySelectorAll(candidates)) {
      const hit = toHit(control, recognise(control));
      if (hit) hits.push(hit);
    }
    return hits;
  });

/** Beside the time, at the end of the header's line; a promoted post has none. */
const badgeAnchor = (post: Element): Element | null =>
  quietly(null, () => {
    const name = post.querySelector(NAME);
    const last = name && (name.querySelector('time') ?? [...name.querySelectorAll('a')].at(-1));
    return last?.closest('a')?.parentElement ?? name;
  });

const health = (root: ParentNode): HealthSample =>
  quietly({ posts: 0, controls: 0, blind: 0 }, () => {
    const posts = postsIn(root);
    const blind = posts.filter(
      (post) => !post.querySelector('[data-testid="like"],[data-testid="unlike"]'),
    ).length;
    return { posts: posts.length, controls: controlsIn(root).length, blind };
  });

export const xSite: Site = {
  id: 'x',
  use: (given) => use(given as Rules),
  actionAt: (event) => quietly(null, () => actionAt(event)),
  subjectOf,
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor,
  health,
};
