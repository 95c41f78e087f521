/**
 * What a site's file gets to draw with, and what it has to offer in return.
 */
import type { Child, Handlers, Run, VNode } from './dom.ts';
import { h } from './dom.ts';
import type { Outgoing } from './endpoint.ts';
import {
  numberOf,
  type ReplicaAuthor,
  type ReplicaConfig,
  type ReplicaLanguage,
  type ReplicaOptions,
  type ReplicaPost,
  type ReplicaView,
} from './feed.ts';
import type { Layer, Store } from './store.ts';

export interface Context {
  readonly config: ReplicaConfig;
  readonly options: ReplicaOptions;
  readonly language: ReplicaLanguage;
  readonly me: ReplicaAuthor;
  readonly store: Store;
  readonly view: ReplicaView;
  send(outgoing: Outgoing): void;
  /** Changes the state, then brings the page up to date. */
  change(change: () => void): void;
  navigate(view: ReplicaView): void;
  open(layer: Layer): void;
  close(): void;
  /** Which of these posts are near the viewport, and where each stands. */
  near(list: string, ids: readonly string[], estimate: number): Near;
  /** Puts the focus into what a selector finds, once it is there. */
  focus(selector: string): void;
}

export interface Near {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly total: number;
  /** The most that were ever near at once: the number of nodes to recycle. */
  readonly slots: number;
  top(index: number): number;
  height(index: number): number;
}

export interface SiteReplica {
  readonly css: string;
  readonly rootClass: string;
  render(context: Context): readonly VNode[];
  /** What lies over the page of an address as soon as it is opened; may write the drafts that it brings along. */
  opening?(view: ReplicaView, store: Store): readonly Layer[];
  /** Single keys on the focused post. */
  key(context: Context, event: KeyboardEvent): Run | null;
}

/** A named piece of behaviour. */
export const run = (name: string, postId: string, act: Run['run']): Run => ({ name, postId, run: act });

/** Text as typed in an editor: its blocks, one a line. */
export const typedText = (node: Element): string =>
  node instanceof HTMLTextAreaElement
    ? node.value
    : node.children.length === 0
      ? (node.textContent ?? '')
      : [...node.childNodes].map((block) => block.textContent ?? '').join('\n');

/** An editor's handlers: keeps the draft, and sends on the keys of the site. */
export const typing = (
  context: Context,
  draft: string,
  sends: (event: KeyboardEvent) => boolean,
  send: Run,
): Handlers => ({
  input: (node) => context.change(() => context.store.drafts.set(draft, typedText(node))),
  keydown: (event) =>
    sends(event) && !event.isComposing && context.store.draft(draft).trim() !== '' ? send : null,
});

/** Key of an editor: another draft, or an emptied one, is another node. */
export const draftKey = (context: Context, draft: string): string =>
  `${draft}#${context.store.draftRound.get(draft) ?? 0}`;

/** What an editor of paragraphs begins with: the draft that lies ready, or one empty line. */
export const draftLines = (context: Context, draft: string): readonly VNode[] => {
  const text = context.store.draft(draft);
  return text === ''
    ? [h('p', { dir: 'auto' }, h('br'))]
    : text.split('\n').map((line) => h('p', { dir: 'auto' }, line));
};

/** The photo that goes with a draft. */
export const draftPhoto = (context: Context, draft: string): VNode | undefined => {
  const photo = context.store.photo(draft);
  return photo && h('img', { ...photo, key: 'draft-photo', class: 'r-photo' });
};

/** Where a menu hangs that belongs to a control. */
export const anchorOf = (node: Element): { left: number; top: number } => {
  const box = node.getBoundingClientRect();
  return { left: Math.max(8, box.left), top: box.bottom + 4 };
};

const picture = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/**
 * A made-up photo: soft shapes in grey-violet tones, always the same for the same post.
 * @param alt its description; words in quotes there are words in the picture
 */
export const photoOf = (seed: string, alt = ''): string => {
  const sign = alt.match(/'([^'<&]+)'/)?.[1];
  const board =
    sign === undefined
      ? ''
      : `<rect x="60" y="130" width="480" height="110" rx="8" fill="#fffdfb"/><text x="300" y="197" font-family="system-ui,sans-serif" font-size="${Math.min(40, 640 / sign.length)}" font-weight="700" text-anchor="middle" fill="#3a3540">${sign}</text>`;
  const n = numberOf(seed);
  const hue = 230 + (n % 80);
  const at = (shift: number, span: number): number => (n >>> shift) % span;
  return picture(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><rect width="600" height="400" fill="hsl(${hue} 14% 82%)"/><circle cx="${80 + at(3, 440)}" cy="${60 + at(7, 140)}" r="${40 + at(5, 40)}" fill="hsl(${hue} 18% 91%)"/><path d="M0 ${250 + at(9, 60)}Q${120 + at(4, 120)} ${150 + at(11, 90)} 330 ${260 + at(6, 50)}T600 ${220 + at(8, 70)}V400H0Z" fill="hsl(${hue} 13% 68%)"/><path d="M0 ${320 + at(12, 40)}Q200 ${250 + at(10, 60)} 360 ${325 + at(2, 30)}T600 ${300 + at(13, 40)}V400H0Z" fill="hsl(${hue} 14% 55%)"/>${board}</svg>`,
  );
};

/** A made-up profile picture: the initial on a soft disc. */
export const faceOf = (author: ReplicaAuthor): string => {
  const hue = 200 + (numberOf(author.handle) % 140);
  const initial = (author.name.match(/[A-Za-z0-9]/)?.[0] ?? '·').toUpperCase();
  return picture(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 18% 78%)"/><text x="20" y="27" font-family="system-ui,sans-serif" font-size="19" text-anchor="middle" fill="hsl(${hue} 22% 28%)">${initial}</text></svg>`,
  );
};

/** An emoji as a picture, the way X and Facebook draw them. */
export const emojiOf = (sign: string): string =>
  picture(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="10" y="16" font-size="16" text-anchor="middle" fill="#8a8390">${sign}</text></svg>`,
  );

/** An icon of one path. */
export const icon = (path: string, viewBox = '0 0 24 24'): VNode =>
  h('svg', { viewBox, 'aria-hidden': 'true' }, h('g', null, h('path', { d: path })));

/** A stable small count, so that the pages look lived in. */
export const countOf = (id: string, salt: string, span: number): number =>
  1 + (numberOf(`${id}/${salt}`) % span);

/** When a post was written; an invented time when it does not say. */
export const timeOf = (post: ReplicaPost): string =>
  post.at ?? new Date(Date.UTC(2024, 0, 12, 3, 0) + (numberOf(post.id) % 4320) * 60000).toISOString();

/** The time as the sites shorten it. */
export const shortTime = (post: ReplicaPost, language: ReplicaLanguage): string => {
  if (post.age !== undefined) return language === 'id' ? `${post.age} jam` : `${post.age}h`;
  const at = new Date(timeOf(post));
  const months =
    language === 'id'
      ? ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des']
      : ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const month = months[at.getUTCMonth()] ?? '';
  return language === 'id' ? `${at.getUTCDate()} ${month}` : `${month} ${at.getUTCDate()}`;
};

export interface TextParts {
  plain(text: string): VNode | string;
  tag(word: string): VNode;
  mention(handle: string): VNode;
  emoji(sign: string): VNode | string;
}

const PIECES =
  /(#[\p{L}\p{N}_]+|@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?|\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic})*)/u;

/** Text with its hashtags, mentions and emoji as each site marks them. */
export const richText = (text: string, parts: TextParts): readonly (VNode | string)[] =>
  text
    .split(PIECES)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^#[\p{L}\p{N}_]/u.test(piece)) return parts.tag(piece);
      if (/^@\w/.test(piece)) return parts.mention(piece.slice(1));
      if (/^\p{Extended_Pictographic}/u.test(piece)) return parts.emoji(piece);
      return parts.plain(piece);
    });

/** A dialog of the site in the form that the options ask for; see `ReplicaOptions.modal`. */
export const dialogOf = (
  context: Context,
  props: Readonly<Record<string, string | undefined>>,
  ...children: readonly Child[]
): VNode =>
  h(
    context.options.modal === 'native' ? 'dialog' : 'div',
    {
      role: 'dialog',
      'aria-modal': 'true',
      'data-replica-modal': context.options.modal ?? 'plain',
      class: `r-dialog r-${context.options.modal ?? 'plain'}`,
      key: `dialog-${props['aria-label'] ?? ''}-${context.store.top()?.postId ?? ''}`,
      ...props,
    },
    ...children,
  );
