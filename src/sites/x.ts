/**
 * X (x.com, twitter.com). The site marks its controls with test ids that have not changed since 2021, so nearly all
 * of the recognising is a table in `rules/sites/x.json`. Menus are drawn far from their post, in `#layers`: for
 * those the content of the post whose menu was opened is remembered, never its node.
 */
import type rules from '../../rules/sites/x.json';
import type { Action, Author, Subject } from '../domain/vocabulary.ts';
import { hitsOf, type Known, sampleOf, toHit } from './controls.ts';
import {
  allIn,
  around,
  attr,
  authorOf,
  fieldOf,
  find,
  firstIn,
  handleIn,
  hasPhoto,
  hasWords,
  here,
  isBefore,
  isElement,
  isKey,
  isUse,
  labelsOf,
  lineOf,
  nameOf,
  partsBy,
  pathOf,
  plain,
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

type Rules = typeof rules;

const SITE = 'x';
const LINK = 'a[href]';
const DIALOG = '[role="dialog"],[role="alertdialog"]';
/** What lies over the page: dialogs, and on a phone composers that say of themselves nothing. */
const OVER = `${DIALOG},#layers`;
const COLUMN = '[data-testid="primaryColumn"]';
/** The button of every sheet that asks "are you sure?". */
const CONFIRM = 'confirmationSheetConfirm';

// The site's data, in the form that the reading wants; `use` fills them in once.
let LISTS!: Rules['selectors'];
/** Each of the data's lists of selectors as one. */
let SELECT!: Readonly<Record<keyof Rules['selectors'], string>>;
let PATHS!: Rules['paths'];
let partsIn!: ReturnType<typeof partsBy>;
let FOLLOW_SUFFIX!: string;
let CONTROL!: string;
let JOIN!: readonly string[];
let FOLLOW!: readonly string[];
let EMPTY_IMAGE!: readonly string[];
let TABLE!: ReadonlyMap<string, readonly string[]>;
let KEYS!: ReadonlyMap<string, readonly string[]>;
let INTENTS!: ReadonlyMap<string, string>;
/** A repost menu that is open now. */
const OPEN_MENU = union(['retweet', 'unretweet'].map((id) => `[data-testid="${id}"][aria-expanded="true"]`));

const use = (given: unknown): void => {
  const { selectors, paths, followSuffix, controls, keys, intents, labels } = given as Rules;
  const { name, text, photo, card, context } = selectors;
  LISTS = selectors;
  SELECT = unions(selectors);
  PATHS = paths;
  partsIn = partsBy('data-testid', [name, text, photo, card, context]);
  FOLLOW_SUFFIX = followSuffix;
  TABLE = new Map(Object.entries(controls));
  KEYS = new Map(Object.entries(keys));
  INTENTS = new Map(Object.entries(intents));
  CONTROL = union(
    Object.keys(controls).map((id) => `[data-testid="${id}"]`),
    [`[data-testid$="${FOLLOW_SUFFIX}"]`, '[role="menuitem"]'],
  );
  JOIN = labelsOf(labels.join);
  FOLLOW = labelsOf(labels.follow);
  EMPTY_IMAGE = labelsOf(labels.emptyImage);
};

const opened = new Opened();

/** The dialog or page around a composer's send button. */
const composerOf = (control: Element): Element =>
  around(control, OVER) ?? around(control, COLUMN) ?? document.body;

/** A name that stands in no post: the head of a quoted post's card. */
const quotedName = (composer: Element): Element | undefined =>
  firstIn(composer, SELECT.name, (name) => !around(name, SELECT.post));

/** What sending would be: a quote or a reply is told by what the composer shows. */
const sendingAction = (control: Element): Action => {
  const isInline = attr(control, 'data-testid').endsWith('Inline');
  const isOwnPage = !isInline && PATHS.composers.some((path) => here().startsWith(path));
  const composer = around(control, OVER) ?? (isOwnPage ? composerOf(control) : null);
  if (composer && quotedName(composer)) return 'quote';
  const isAnswer = composer
    ? find(composer, SELECT.post)
    : here().includes(PATHS.status) || answered(control, composerOf(control));
  return isAnswer ? 'comment' : 'post';
};

/** What the page of an intent, to which other sites link, asks for: `?tweet_id=`, `?screen_name=`. */
const asked = (name: string): string => new URLSearchParams(here().replace(/^[^?]*/, '')).get(name) ?? '';

/** The post that the page of an intent is about, if it shows it. */
const askedPost = (): Element | undefined => {
  const id = asked('tweet_id').replace(/\D/g, '');
  return id
    ? firstIn(document, SELECT.post, (post) => find(post, `a[href*="${PATHS.status}${id}"]`))
    : undefined;
};

/** True when the page of an intent shows that the person follows the account it is about. */
const followsAsked = (): unknown =>
  firstIn(find(document, COLUMN), '[data-testid$="-unfollow"]', (button) => {
    const handle = handleSaid(attr(button, 'aria-label'))?.toLowerCase();
    return (
      handle === askedHandle().toLowerCase() ||
      attr(button, 'data-testid').startsWith(asked('user_id') || ' ')
    );
  });

const askedHandle = (): string => asked('screen_name').replace(/^@/, '');

/** What confirming would do on the page of an intent; anywhere else confirmations are no acts of ours. */
const confirming = (): Known | null => {
  const page = here();
  const action =
    page.startsWith(PATHS.intent) && INTENTS.get(/^\w*/.exec(page.slice(PATHS.intent.length))?.[0] ?? '');
  if (!action) return null;
  // The sheet that asks before taking back looks the same; what is done already shows in the page.
  const undo = action === 'like' ? 'unlike' : 'unretweet';
  const isDone = action === 'follow' ? followsAsked() : find(askedPost(), `[data-testid="${undo}"]`);
  return [action as Action, isDone ? 'undo' : 'commit'];
};

/** The item below "repost" in the repost menu has no test id of its own. */
const menuItem = (item: Element): Known | null => {
  const before = attr(item.previousElementSibling, 'data-testid');
  if (before.endsWith('Confirm') && TABLE.has(before)) return ['quote', 'open'];
  const name = nameOf(item);
  return FOLLOW.some((label) => name.startsWith(`${label} @`)) ? ['follow', 'commit'] : null;
};

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (element: Element): Known | null => {
  const id = attr(element, 'data-testid');
  const known = TABLE.get(id);
  if (known?.[0] === 'send') return [sendingAction(element), 'commit'];
  if (known?.[0] === 'intent') return confirming();
  if (known) return known as unknown as Known;
  if (id.endsWith(FOLLOW_SUFFIX)) return ['follow', 'commit'];
  if (attr(element, 'role') === 'menuitem') return menuItem(element);
  return isJoin(element) ? ['join', 'commit'] : null;
};

/** True on the page of a community. */
const inCommunity = (): boolean => here().startsWith(PATHS.community);

/** Joining a community has no test id; its page and its label tell. */
const isJoin = (element: Element): boolean => {
  if (!inCommunity() || element.tagName !== 'BUTTON' || around(element, SELECT.post)) return false;
  const name = nameOf(element);
  return JOIN.some((label) => name === label || name.startsWith(`${label} `));
};

/** The send button of the composer around an editor. */
const draftAt = (editor: Element): ControlHit | null => {
  const field = fieldOf(editor);
  const button =
    field?.matches(SELECT.editor) &&
    find(composerOf(field), '[data-testid="tweetButton"],[data-testid="tweetButtonInline"]');
  return button ? toHit(button, recognise(button)) : null;
};

/** Ctrl or Cmd with Enter in an editor presses the send button of its composer. */
const sendByKey = (event: KeyboardEvent, target: Element): ControlHit | null => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return null;
  return draftIn(fieldOf(target)) !== '' ? draftAt(target) : null;
};

/** The control of the focused post for which a single key stands. */
const byKey = (event: Event, target: Element): Element | null => {
  if (!isKey(event) || event.altKey || event.ctrlKey || event.metaKey) return null;
  const ids = KEYS.get(event.key.toLowerCase()) ?? [];
  const post = ids[0] && around(target, SELECT.post);
  return post ? find(post, union(ids.map((id) => `[data-testid="${id}"]`))) : null;
};

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  if (!target) return null;
  if (isKey(event) && fieldOf(target)) return sendByKey(event, target);
  const used = around(target, CONTROL) ?? around(target, 'button');
  const control = used && isUse(event, used) ? used : byKey(event, target);
  if (!control) return null;
  const known = recognise(control);
  // The menu of a post already reposted offers "quote" as well.
  if (known?.[1] === 'undo' && attr(control, 'aria-haspopup') === 'menu') remember(control, known[0]);
  return toHit(control, known);
};

const remember = (control: Element, action: Action): void => {
  const post = postOf(control);
  const subject = post && readPost(post);
  if (subject) opened.remember(action, subject);
};

/** The post that a control belongs to: around it, or the one that its dialog shows. */
const postOf = (control: Element): Element | null => {
  const own = around(control, SELECT.post);
  const place = around(control, DIALOG);
  if (own || !place) return own;
  // The photo viewer keeps the bar outside the article; the address names the post.
  const id = /\/status\/\d+/.exec(here())?.[0];
  const isNamed = (post: Element) => id && find(post, `a[href*="${id}"]`);
  return firstIn(place, SELECT.post, isNamed) ?? find(place, SELECT.post);
};

/** A display name without the handle that may follow it. */
const nameIn = (element: Element | null | undefined): string =>
  element ? lineOf(textOf(element)).replace(/\s*@\w+$/, '') : '';

/** The account that a link leads to. */
const accountIn = (link: Element): string | null => handleIn(pathOf(link), PATHS.reserved);

/** The handle that a text names first. */
const handleSaid = (text: string | null): string | undefined => /@(\w{1,20})/.exec(text ?? '')?.[1];

/** Who is named in the head of a post. */
const namedIn = (head: Element): Author | undefined => {
  const links = [...head.querySelectorAll(LINK)];
  let handle: string | null | undefined;
  for (const link of links) handle ??= accountIn(link);
  return authorOf(handle ?? handleSaid(head.textContent), nameIn(links[0] ?? head.firstElementChild));
};

/** Until 2021 the name had no test id: the first link to an account that carries words. */
const firstNamedIn = (root: Element): Author | undefined => {
  const link = firstIn(root, LINK, (one) => accountIn(one) && hasWords(one) && !find(one, SELECT.context));
  return link && authorOf(accountIn(link), nameIn(link));
};

/** A quote shows a name and a handle; other boxes with the role of a link (an affiliation mark) do not. */
const isQuoteCard = (box: Element): boolean =>
  find(box, SELECT.name) !== null || /@\w/.test(box.textContent?.slice(0, 200) ?? '');

/** The community that a post's head names. */
const communityIn = (contexts: readonly Element[]): string => {
  for (const context of contexts) {
    const link = around(context, LINK) ?? find(context, LINK);
    if (link && pathOf(link).startsWith(PATHS.community)) return textOf(context);
  }
  return '';
};

/** Reads a post with the post that it quotes, whose card stands in it. */
const readParts = (root: Element, isCard = false): Subject | null => {
  const [name = [], text = [], photo = [], card = [], context = []] = partsIn(root);
  const inner = isCard ? undefined : allIn(root, LISTS.quote).find(isQuoteCard);
  const isOwn = (part: Element): boolean => part === inner || !inner?.contains(part);
  const head = name.find(isOwn);
  const permalink = firstIn(root, SELECT.permalink, isOwn);
  const words = [...text, ...card].filter(isOwn).map((part) => textOf(part));
  const alts = photo.filter(isOwn).map((image) => attr(image, 'alt').trim());
  return readable({
    kind: 'post',
    site: SITE,
    author: (head && namedIn(head)) ?? (isCard ? undefined : firstNamedIn(root)),
    text: joined(words),
    imageText: joined(alts.filter((alt) => !EMPTY_IMAGE.includes(plain(alt)))),
    permalink: permalink && pathOf(permalink),
    quoted: inner && readParts(inner, true),
    groupName: communityIn(context),
  });
};

const readPost = (post: Element): Subject | null => quietly(null, () => readParts(post));

/** The account that a follow control names, with what its card or profile says of it. */
const readAccount = (control: Element): Subject | null => {
  const card = around(control, SELECT.person);
  const link = firstIn(card, LINK, accountIn);
  const isAsked = attr(control, 'data-testid') === CONFIRM;
  const own = isAsked
    ? askedHandle() || handleSaid(textOf(composerOf(control)))
    : handleIn(here(), PATHS.reserved);
  const handle =
    handleSaid(control.getAttribute('aria-label') ?? control.textContent) ??
    (link ? accountIn(link) : null) ??
    own;
  if (!handle) return null;
  const isSame = (other: string | null) => other?.toLowerCase() === handle.toLowerCase();
  const place = card ?? (own && isSame(own) ? (around(control, COLUMN) ?? find(document, COLUMN)) : null);
  const bio = find(place, `${SELECT.bio},div[dir="auto"]:not([data-testid])`);
  // In a card the name is the first link to the account that carries words other than its handle.
  const name = card
    ? firstIn(card, LINK, (one) => isSame(accountIn(one)) && hasWords(one) && !isHandle(one))
    : find(place, SELECT.profileName);
  return subjectWith({
    kind: 'account',
    site: SITE,
    text: bio && textOf(bio),
    author: authorOf(handle, nameIn(name)),
  });
};

const isHandle = (link: Element): boolean => link.textContent?.trim().startsWith('@') ?? false;

/** The community whose page this is. */
const community = (): string => {
  const title = inCommunity() && find(document, `${COLUMN} h1,main h1,main h2`);
  return title ? textOf(title) : '';
};

/** The person's draft with the post that it answers or quotes. */
const readSending = (hit: ControlHit): Subject | null => {
  const { action, control } = hit;
  const composer = composerOf(control);
  const own = {
    draft: joined(allIn(composer, LISTS.editor).map(draftIn)),
    draftHasPhoto: hasPhoto(around(control, OVER) ?? editorBox(control)),
  };
  const about =
    action === 'quote'
      ? (readQuoted(composer) ?? opened.recall('quote', 'share'))
      : action === 'comment'
        ? (readAnswered(control, composer) ?? opened.recall('comment'))
        : null;
  return about
    ? { ...about, ...own }
    : subjectWith({ kind: 'draft', site: SITE, groupName: community(), ...own });
};

/** The box that holds an inline editor and its send button, without the timeline below it. */
const editorBox = (control: Element): Element => {
  let node = control;
  for (let step = 0; step < 20 && node.parentElement; step++) {
    if (find(node, SELECT.editor) || find(node.parentElement, SELECT.post)) break;
    node = node.parentElement;
  }
  return node;
};

/** The card of the quoted post in a composer: the first name that stands in no article. */
const readQuoted = (composer: Element): Subject | null => {
  const name = quotedName(composer);
  const card =
    around(name, SELECT.quote) ??
    around(name, '[data-testid="attachments"]') ??
    name?.parentElement?.parentElement;
  return card ? readParts(card) : null;
};

/** The post that is answered: in a dialog the last one shown, on a post's page the last one before the editor. */
const answered = (control: Element, composer: Element): Element | undefined => {
  // On a phone the button stands above everything; the editor is always below what it answers.
  const editor = around(control, OVER) ? find(composer, SELECT.editor) : null;
  return allIn(composer, LISTS.post)
    .filter((post) => isBefore(post, editor ?? control))
    .at(-1);
};

const readAnswered = (control: Element, composer: Element): Subject | null => {
  const post = answered(control, composer);
  return post ? readPost(post) : null;
};

const readSubject = (hit: ControlHit): Subject | null => {
  const { action, step, control } = hit;
  if (action === 'follow') return readAccount(control);
  if (action === 'join') {
    const groupName = community();
    return groupName ? subjectWith({ kind: 'group', site: SITE, groupName }) : null;
  }
  if (step === 'commit' && (action === 'post' || action === 'quote' || action === 'comment'))
    return readSending(hit);
  if (action === 'post') return subjectWith({ kind: 'draft', site: SITE });
  const isConfirm = attr(control, 'data-testid') === CONFIRM;
  const post = postOf(control) ?? (isConfirm ? askedPost() : null);
  if (post || isConfirm) return post ? readPost(post) : null;
  const expanded = around(find(document, OPEN_MENU), SELECT.post);
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
    const posts = allIn(root, LISTS.post);
    const own = isElement(root) ? around(root, SELECT.post) : null;
    return own ? [own, ...posts] : posts;
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () =>
    hitsOf([...root.querySelectorAll(inCommunity() ? `${CONTROL},button` : CONTROL)], recognise),
  );

/** Beside the time, at the end of the header's line; a promoted post has none. */
const badgeAnchor = (post: Element): Element | null =>
  quietly(null, () => {
    const name = find(post, SELECT.name);
    const last = name && (find(name, 'time') ?? [...name.querySelectorAll('a')].at(-1));
    return around(last, 'a')?.parentElement ?? name;
  });

/** Likes in either state. */
const LIKE = ':is([data-testid="like"],[data-testid="unlike"])';

export const xSite: Site = {
  id: SITE,
  use,
  actionAt: (event) => quietly(null, () => actionAt(event)),
  subjectOf,
  draftAt: (editor) => quietly(null, () => draftAt(editor)),
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor,
  health: (root) => sampleOf(xSite, root, (post) => find(post, LIKE)),
};
