/**
 * Threads (threads.com, threads.net). There are no test ids and no articles: a post is a pressable box that holds its
 * own address, a quoted post such a box in another. The same word marks an icon that opens a menu and a line of that
 * menu, and the same icon answers a post and sends the answer; which one is meant is told by where it stands.
 */
import type rules from '../../rules/sites/threads.json';
import type { Subject } from '../domain/vocabulary.ts';
import { asDrawn, hitAt, hitsOf, type Known, likeIn, sampleOf, toHit } from './controls.ts';
import {
  allIn,
  attr,
  authorOf,
  climb,
  fieldOf,
  firstIn,
  hasPhoto,
  hasWords,
  here,
  isBefore,
  isElement,
  isKey,
  labelTable,
  lineOf,
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

type Rules = typeof rules;
type Kind = keyof Rules['kinds'];
type Label = keyof Rules['labels'];

const SITE = 'threads';

// The site's data, in the form that the reading wants; `use` fills them in once.
let RULES!: Rules;
/** Each of the data's lists of selectors as one. */
let SELECT!: Readonly<Record<keyof Rules['selectors'], string>>;
let POST!: string;
/** Everything that is read of a post. */
let PARTS!: readonly string[];
/** Where a climb around a control ends at the latest. */
let EDGE!: string;
let TABLE!: ReadonlyMap<string, Label>;

const use = (given: unknown): void => {
  RULES = given as Rules;
  const { selectors } = RULES;
  SELECT = unions(selectors);
  POST = SELECT.post;
  PARTS = [selectors.permalink, selectors.topic, selectors.words, selectors.photo].flat();
  EDGE = union([POST, SELECT.dialog, 'main', 'body']);
  TABLE = labelTable<Label>(RULES.labels);
};

const opened = new Opened();

const isInMessages = (): boolean => RULES.paths.messages.some((path) => here().startsWith(path));

/** A pressable box with a post's address in it; a composer is none, nor is a row of messages. */
const isPost = (box: Element): boolean =>
  box.querySelector(SELECT.permalink) !== null && box.querySelector(SELECT.editor) === null;

/** The innermost post around an element, itself included. */
const postAround = (element: Element | null): Element | null => {
  let post = element?.closest(POST);
  while (post && !isPost(post)) post = post.parentElement?.closest(POST);
  return post ?? null;
};

interface Composer {
  /** The dialog, or the nearest box around an inline editor. */
  readonly box: Element;
  /** The post shown above the editor: the one that is answered. */
  readonly answered: Element | undefined;
  /** The post shown below or beside it: the one that is quoted. */
  readonly quoted: Element | undefined;
}

const readComposer = (box: Element): Composer | null => {
  const editor = box.querySelector(SELECT.editor);
  if (!editor) return null;
  const isAnswered = (post: Element): boolean => isBefore(post, editor);
  const posts = allIn(box, RULES.selectors.post).filter(isPost);
  return { box, answered: posts.filter(isAnswered).at(-1), quoted: posts.find((post) => !isAnswered(post)) };
};

/** The composer that a control or an editor belongs to. Outside a dialog the posts above it are not in its box. */
const composerOf = (element: Element): Composer | null => {
  const dialog = element.closest(SELECT.dialog);
  if (dialog) return readComposer(dialog);
  return climb(
    element.parentElement,
    (node) => {
      const composer = readComposer(node);
      return composer?.answered ? null : composer;
    },
    EDGE,
    24,
  );
};

/** What sending would be: told by the post that the composer shows, by its title, or by the page. */
const sending = ({ box, answered, quoted }: Composer): Kind => {
  if (answered) return 'sendReply';
  if (quoted) return 'sendQuote';
  const isDialog = box.matches(SELECT.dialog);
  const saysReply = (title: Element): boolean => TABLE.get(plainText(title)) === 'reply';
  const isReply = isDialog
    ? firstIn(box, SELECT.title, saysReply) !== undefined
    : location.pathname.includes(RULES.paths.post);
  return isReply ? 'sendReply' : 'sendPost';
};

/** An icon's meaning by its drawing; a heart counts only while it is hollow, for a filled one takes a like back. */
const byDrawing = (svg: Element): Label | undefined => {
  const drawing = attr(svg.querySelector('path'), 'd');
  for (const [icon, starts] of Object.entries(RULES.icons))
    if (starts.some((start) => drawing.startsWith(start)))
      return icon !== 'like' || attr(svg, 'style').includes(RULES.hollow) ? (icon as Label) : undefined;
  return undefined;
};

/** What stands on a control in words, without its icon and its count. */
const byWords = (control: Element): Kind | undefined => {
  const label = (control.textContent ?? '').length > 120 ? undefined : TABLE.get(plain(textOf(control)));
  if (label === 'send' || label === 'reply') {
    const composer = postAround(control) ? null : composerOf(control);
    return composer ? sending(composer) : undefined;
  }
  // A like is an icon; its word alone is a filter or a tab.
  return label === 'like' || label === 'unlike' ? undefined : label;
};

const byIcon = (control: Element): Kind | undefined => {
  const svg = control.querySelector('svg');
  const name = attr(control, 'aria-label') || attr(svg, 'aria-label');
  const label = TABLE.get(plain(name)) ?? (svg ? byDrawing(svg) : undefined);
  if (label === 'repost') return 'repostMenu';
  if (label !== 'reply' && label !== 'send') return label;
  const composer = postAround(control) ? null : composerOf(control);
  return composer ? sending(composer) : label === 'reply' ? label : undefined;
};

/** The one recogniser: what an element is, whatever event it came by. */
const recognise = (control: Element): Known | null => {
  // A box of several controls is none itself, and what is switched off does nothing.
  if (isInMessages() || control.querySelector(SELECT.control)) return null;
  if (attr(control, 'aria-disabled') === 'true') return null;
  const kind = byWords(control) ?? byIcon(control);
  // Links lead somewhere; only the composer is opened by one.
  if (!kind || (control.tagName === 'A' && kind !== 'compose')) return null;
  return asDrawn(control, RULES.kinds[kind] as unknown as Known);
};

/** The editor stands for its send control: both are read by the composer around them. */
const draftAt = (editor: Element): ControlHit | null => {
  const field = fieldOf(editor);
  const composer = field && !isInMessages() ? composerOf(field) : null;
  return field && composer && toHit(field, RULES.kinds[sending(composer)] as unknown as Known);
};

/** Ctrl or Cmd with Enter sends what is written in a composer. */
const sendByKey = (event: KeyboardEvent, field: Element): ControlHit | null => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return null;
  return draftIn(field) === '' ? null : draftAt(field);
};

const actionAt = (event: Event): ControlHit | null => {
  const target = targetOf(event);
  const field = target && isKey(event) ? fieldOf(target) : null;
  return field && isKey(event) ? sendByKey(event, field) : hitAt(event, SELECT.control, recognise);
};

/** The account that a link leads to; not that of a post or a picture. */
const accountIn = (link: Element): string | undefined =>
  /^\/@([\w.]{1,60})\/?(?:\?|$)/.exec(pathOf(link))?.[1];

/** One post's own part, or that of the post quoted in it. */
class Part {
  permalink = '';
  readonly texts: string[] = [];
  readonly images: string[] = [];

  /** The address names the author, even below a line that says who reposted it. */
  get handle(): string | undefined {
    return /^\/@([\w.]{1,60})\/post\//.exec(this.permalink)?.[1];
  }

  /** A topic is drawn without its sign. */
  topic(link: Element): void {
    const words = lineOf(link.textContent ?? '');
    if (words && !words.startsWith('#')) this.texts.push(`#${words.replaceAll(' ', '')}`);
  }

  words(element: Element): void {
    const text = textOf(element, { blocks: true });
    if (text !== this.handle && /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) this.texts.push(text);
    for (const link of element.querySelectorAll(SELECT.topic)) this.topic(link);
  }

  toSubject(quoted?: Subject | null): Subject | null {
    return readable({
      kind: 'post',
      site: SITE,
      author: authorOf(this.handle, ''),
      text: joined(this.texts),
      imageText: joined(this.images),
      permalink: this.permalink,
      quoted,
    });
  }
}

/** Words of a post: not a name or a date, which stand in links, nor what is on buttons, nor a box of all that. */
const isOwnWords = (element: Element): boolean =>
  !element.parentElement?.closest('a,time,[role="button"],button') && !element.querySelector(`time,${POST}`);

const readPost = (root: Element): Subject | null => {
  const main = new Part();
  const inner = new Part();
  /** The element taken last: what stands inside it is already read. */
  let taken: Element | undefined;
  for (const element of allIn(root, PARTS)) {
    if (taken?.contains(element)) continue;
    const box = element.closest(POST);
    const part = box && box !== root && root.contains(box) ? inner : main;
    if (element.matches(SELECT.permalink)) {
      if (!part.permalink && element.querySelector('time')) part.permalink = pathOf(element);
    } else if (element.matches(SELECT.topic)) part.topic(element);
    else if (element.matches(SELECT.photo)) {
      if (!accountIn(element.closest('a') ?? element)) part.images.push(lineOf(attr(element, 'alt')));
    } else if (isOwnWords(element)) {
      part.words(element);
      taken = element;
    }
  }
  return main.toSubject(inner.toSubject());
};

/** True for the post that the page's address names, also while its pictures are looked at. */
const isHere = (post: Element): boolean =>
  firstIn(post, SELECT.permalink, (a) => `${location.pathname}/`.startsWith(`${pathOf(a)}/`)) !== undefined;

/** The post that a bar belongs to: around it, the last one above it in the nearest box, or the page's own. */
const postOf = (control: Element): Subject | null => {
  const place = climb(
    control.parentElement,
    (node) => !node.matches(EDGE) && node.querySelector(POST) && node,
    EDGE,
    12,
  );
  const above = place
    ? allIn(place, RULES.selectors.post).filter((post) => isPost(post) && isBefore(post, control))
    : [];
  const post = postAround(control) ?? above.at(-1) ?? postsIn(document).find(isHere);
  return post ? readPost(post) : null;
};

/** What an inline composer answers: the post whose page this is, or the last one above. */
const postHere = (control: Element): Subject | null => {
  const posts = postsIn(document).filter((post) => isBefore(post, control));
  const post = posts.find(isHere) ?? posts.at(-1);
  return post ? readPost(post) : null;
};

const isFollow = (control: Element): boolean => recognise(control)?.[0] === 'follow';

/** Boxes side by side in the row or head of one account, at most. */
const MAX_PARTS = 30;

/** The account of a follow button: its post's author, the one named in its row, or the profile's own. */
const readAccount = (control: Element): Subject | null => {
  const post = postAround(control);
  if (post) {
    const author = readPost(post)?.author;
    return author ? subjectWith({ kind: 'account', site: SITE, author }) : null;
  }
  // The row or head of one account is as much as holds this follow button and no other, and no post.
  let card = control;
  for (let up = control.parentElement; up && !up.matches(EDGE); up = up.parentElement) {
    // A long list is none, and to search it for each of its rows would take seconds.
    if (up.childElementCount > MAX_PARTS) break;
    if (up.querySelector(POST) || firstIn(up, SELECT.control, (one) => one !== control && isFollow(one)))
      break;
    card = up;
  }
  const isNamed = (a: Element): unknown =>
    accountIn(a) && hasWords(a) && !lineOf(a.textContent ?? '').startsWith('@');
  const link = firstIn(card, 'a[href]', isNamed);
  const own = /^\/@([\w.]{1,60})\/?$/.exec(location.pathname)?.[1];
  const handle = (link && accountIn(link)) ?? own;
  if (!handle) return null;
  // A profile's head says who it is; a row says no more than its name.
  const said = [...RULES.selectors.title, ...RULES.selectors.words];
  const words = handle === own ? allIn(card, said).filter(isOwnWords) : [];
  const outer = words.filter((one) => !one.parentElement?.closest(union(said)));
  const text = joined(outer.map((one) => textOf(one, { blocks: true })));
  return subjectWith({ kind: 'account', site: SITE, author: { handle }, text });
};

/** The person's draft, with the post that it answers or quotes. */
const readSending = ({ action, control }: ControlHit): Subject | null => {
  const composer = composerOf(control);
  if (!composer) return null;
  const { box, answered, quoted } = composer;
  const own = {
    draft: joined([...box.querySelectorAll(SELECT.editor)].map(draftIn)),
    draftHasPhoto: hasPhoto(box),
  };
  const shown = action === 'comment' ? answered : action === 'quote' ? quoted : undefined;
  let about = shown ? readPost(shown) : null;
  if (!about && action === 'comment')
    about = box.matches(SELECT.dialog) ? opened.recall('comment') : postHere(control);
  return about ? { ...about, ...own } : subjectWith({ kind: 'draft', site: SITE, ...own });
};

const readSubject = (hit: ControlHit): Subject | null => {
  const { action, step, control } = hit;
  const isLast = step === 'commit';
  switch (action) {
    case 'follow':
      return readAccount(control);
    case 'share':
      // A menu is drawn far from its post: the one whose menu was opened is meant.
      return isLast ? opened.recall('share') : postOf(control);
    case 'quote':
      return isLast ? readSending(hit) : opened.recall('share');
    case 'comment':
      return isLast ? readSending(hit) : postOf(control);
    case 'post':
      return isLast ? readSending(hit) : subjectWith({ kind: 'draft', site: SITE });
    default:
      return postOf(control);
  }
};

const subjectOf = (hit: ControlHit): Subject | null =>
  quietly(null, () => {
    const subject = readSubject(hit);
    if (subject && hit.step === 'open') opened.remember(hit.action, subject);
    return subject;
  });

/** A post of its own: not quoted in another, and not shown in a composer. */
const isWhole = (post: Element): boolean => {
  if (!isPost(post) || postAround(post.parentElement)) return false;
  return !post.closest(SELECT.dialog)?.querySelector(SELECT.editor);
};

const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    if (isInMessages()) return [];
    const posts = allIn(root, RULES.selectors.post);
    for (
      let up = isElement(root) ? root.closest(POST) : null;
      up;
      up = up.parentElement?.closest(POST) ?? null
    )
      posts.unshift(up);
    return posts.filter(isWhole);
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => hitsOf(allIn(root, RULES.selectors.control), recognise));

export const threadsSite: Site = {
  id: SITE,
  use,
  actionAt: (event) => quietly(null, () => actionAt(event)),
  draftAt: (editor) => quietly(null, () => draftAt(editor)),
  subjectOf,
  postsIn,
  readPost: (post) => quietly(null, () => readPost(post)),
  controlsIn,
  /** Beside the time, at the end of the header's line. */
  badgeAnchor: (post) =>
    quietly(null, () => {
      const link = firstIn(post, SELECT.permalink, (a) => a.querySelector('time'));
      return link?.parentElement ?? null;
    }),
  health: (root) => sampleOf(threadsSite, root, (post) => likeIn(post, SELECT.control, recognise)),
};
