/**
 * Facebook on other sites: the like and follow buttons that stand there in frames (`/plugins/`), and the pages to which
 * their share buttons lead (`sharer.php`, `/dialog/share`). Neither shows a post. What they are about is named in their
 * own address: an account of Facebook, or a page elsewhere, whose address mostly says in words what it is about.
 */
import type { Author, Subject } from '../domain/vocabulary.ts';
import { asDrawn, hitAt, hitsOf, type Known, sampleOf } from './controls.ts';
import {
  around,
  authorOf,
  find,
  firstIn,
  handleIn,
  hasWords,
  labelTable,
  lineOf,
  nameOf,
  pathOf,
  quietly,
  readable,
  subjectWith,
  union,
} from './dom.ts';
import { accountAt, type FacebookRules } from './facebook.ts';
import type { ControlHit, Site } from './site.ts';
import { draftIn, joined, textOf } from './text.ts';

type Kind = keyof FacebookRules['labels'];

const SITE = 'facebook';

// The site's data, in the form that the reading wants; `use` fills them in once.
let RULES!: FacebookRules;
let TABLE!: ReadonlyMap<string, Kind>;
let CONTROL!: string;
let DONE!: string;
let UNDONE!: string;
let FIELD!: string;

const use = (given: unknown): void => {
  RULES = given as FacebookRules;
  const { selectors, labels } = RULES;
  TABLE = labelTable<Kind>(labels);
  DONE = union(selectors.pluginDo, selectors.confirm);
  UNDONE = union(selectors.pluginUndo);
  FIELD = union(selectors.field);
  CONTROL = union(selectors.control, [DONE, UNDONE]);
};

/** What the page's own address says it is about. */
interface About {
  readonly author?: Author | undefined;
  /** Words of an address elsewhere, and those that the other site gave along. */
  readonly text: string;
  /** True when the address leads to an account, not to something that it published. */
  readonly isAccount: boolean;
}

/** An address in words: "contoh.id/visi-calon" as "contoh id visi calon". */
const wordsOf = (address: string): string => lineOf(address.replace(/[^\p{L}\p{N}]+/gu, ' '));

const isFacebook = (host: string): boolean =>
  RULES.outside.hosts.some((own) => `.${host}`.endsWith(`.${own}`));

/** How an account is called where the page itself names it. */
const nameFor = (handle: string): string => {
  const isIt = (link: Element) => accountAt(pathOf(link), RULES.paths.reserved) === handle && hasWords(link);
  const link = firstIn(document, 'a[href]', isIt);
  return link ? lineOf(textOf(link)) : '';
};

const aboutHere = (): About => {
  const { searchParams } = new URL(document.URL);
  const { address, words } = RULES.outside;
  const said = words.flatMap((name) => searchParams.get(name) ?? []);
  const given = address.map((name) => searchParams.get(name)).find((one) => one !== null) ?? '';
  const whole = /^\w+:/.test(given) ? given : `https://${given.replace(/^\/+/, '')}`;
  if (!given || !URL.canParse(whole)) return { text: joined(said), isAccount: false };
  const { hostname, pathname, search } = new URL(whole);
  if (!isFacebook(hostname))
    return { text: joined([wordsOf(hostname + decodeURIComponent(pathname)), ...said]), isAccount: false };
  const { reserved } = RULES.paths;
  const handle = accountAt(pathname + search, reserved);
  // What somebody published stands below their name: /name/posts/1.
  const owner = handle ?? handleIn(`/${pathname.split('/')[1] ?? ''}`, reserved);
  // A number says nothing to people; the name stands before it: /people/Nama-Calon/1000.
  const named = /^\/(?:people|pages)\/([^/]+)\//.exec(decodeURIComponent(pathname))?.[1];
  const name = owner ? nameFor(owner) || wordsOf(named ?? '') : wordsOf(named ?? '');
  return { author: authorOf(owner, name), text: joined(said), isAccount: (handle ?? named) !== undefined };
};

const isFrame = (): boolean => document.URL.includes(RULES.outside.frames);

/** To like an account is to follow it; all else is liked as a post is. */
const liking = (): Known => (aboutHere().isAccount ? ['follow', 'commit'] : ['like', 'commit']);

/** What a button is known to do here. */
const meaningOf = (control: Element): Known | undefined => {
  if (around(control, UNDONE)) return ['like', 'undo'];
  const kind = TABLE.get(nameOf(control));
  if (!isFrame()) {
    const isPosting = control.matches(DONE) || kind === 'share' || kind === 'shareNow' || kind === 'send';
    return isPosting ? ['share', 'commit'] : undefined;
  }
  if (kind === 'send' || kind === 'sendComment' || kind === 'comment')
    return draftIn(find(document, FIELD)) ? ['comment', 'commit'] : undefined;
  if (kind === 'like' || (!kind && control.matches(DONE))) return liking();
  return kind && (RULES.kinds[kind] as unknown as Known);
};

const recognise = (control: Element): Known | null => {
  const known = meaningOf(control);
  return known ? asDrawn(control, known) : null;
};

const subjectOf = ({ action }: ControlHit): Subject | null =>
  quietly(null, () => {
    const { author, text } = aboutHere();
    if (action === 'follow') return author ? subjectWith({ kind: 'account', site: SITE, author }) : null;
    const groupName = action === 'join' ? lineOf(textOf(document.body)) : '';
    if (groupName) return subjectWith({ kind: 'group', site: SITE, groupName });
    const { card, message } = RULES.selectors;
    const shown = [...document.querySelectorAll(union(message, card))].map((one) => textOf(one));
    return readable({
      kind: 'post',
      site: SITE,
      author,
      text: joined([...shown, text]),
      draft: draftIn(find(document, FIELD)),
    });
  });

/** The one field of such a page: for a comment in a frame, else for words on what is shared. */
const draftAt = (editor: Element): ControlHit | null => {
  const field = around(editor, FIELD);
  return field && { action: isFrame() ? 'comment' : 'share', step: 'commit', control: field };
};

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => hitsOf([...root.querySelectorAll(CONTROL)], recognise));

export const facebookOutsideSite: Site = {
  id: SITE,
  isAside: true,
  use,
  actionAt: (event) => quietly(null, () => hitAt(event, CONTROL, recognise)),
  subjectOf,
  draftAt: (editor) => quietly(null, () => draftAt(editor)),
  postsIn: () => [],
  readPost: () => null,
  controlsIn,
  badgeAnchor: () => null,
  health: (root) => sampleOf(facebookOutsideSite, root, () => true),
};
