/**
 * How a person acts on each site: which page is open, what they touch, and which operation the site then sends.
 * One table for the tests and for the demo.
 */
import type { Page } from 'puppeteer-core';
import type { Action } from '../../src/domain/vocabulary.ts';
import type {
  ReplicaAuthor,
  ReplicaConfig,
  ReplicaLanguage,
  ReplicaPost,
  ReplicaSite,
} from '../../src/replicas/feed.ts';
import { clickOn } from './driver.ts';

/** What the action is aimed at. */
export type Aim = 'participant' | 'neutral' | 'undo';

export interface Scenario {
  readonly site: ReplicaSite;
  readonly action: Action;
  /** Distinguishes several ways of the same action. */
  readonly way: string;
  /** The operation that the site sends, undo or not. */
  readonly op: RegExp;
  readonly path: (aim: Aim) => string;
  /** Everything before the last touch: menus, composers, words. */
  readonly prepare: (page: Page, language: ReplicaLanguage, aim: Aim) => Promise<void>;
  /** The last touch. */
  readonly commit: (page: Page, language: ReplicaLanguage, aim: Aim) => Promise<void>;
  /** Present while the last touch can be made; when a menu closed meanwhile, `prepare` opens it again. */
  readonly ready?: string;
  /** How the act is taken back, where it can be. */
  readonly undo?: (page: Page, language: ReplicaLanguage) => Promise<void>;
}

const CANDIDATE: Record<ReplicaSite, ReplicaAuthor> = {
  x: { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true },
  facebook: { handle: 'ganjar.contoh', name: 'Ganjar Pranowo', page: true },
  instagram: { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' },
  threads: { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' },
};
const NEIGHBOUR: ReplicaAuthor = { handle: 'rina.hapsari', name: 'Rina Hapsari', page: true };

const TEAM = { id: '730000000000013', name: 'TPN Ganjar-Mahfud Kota Contoh' };
const COOKS = { id: '730000000000015', name: 'Resep Masakan Rumahan' };

const PARTISAN_WORDS = 'Dukung Ganjar Pranowo';
const PLAIN_WORDS = 'Selamat pagi semuanya';

/** The page of one post, by or beside a participant or not, done already or not. */
export const configFor = (
  { site, action }: Pick<Scenario, 'site' | 'action'>,
  aim: Aim,
  language: ReplicaLanguage,
): ReplicaConfig => {
  const author = aim === 'neutral' ? NEIGHBOUR : CANDIDATE[site];
  const done = aim === 'undo';
  const group = { ...(aim === 'neutral' ? COOKS : TEAM), joined: done };
  const post: ReplicaPost = {
    id: site === 'x' ? '1746000000000000077' : site === 'facebook' ? '122600000000077' : 'C2replika77',
    kind: aim === 'neutral' ? 'neutral' : 'participant',
    author: { ...author, followed: done },
    text: '[Replika] Terima kasih atas sambutan hangat warga hari ini.',
    liked: done,
    reposted: done,
    followed: done,
    ...(action === 'join' ? { group } : {}),
  };
  return { site, language, posts: [post], options: { virtualised: false } };
};

const typeInto = async (page: Page, selector: string, text: string): Promise<void> => {
  await clickOn(page, selector);
  await page.keyboard.type(text);
};

const feed = () => '/';
const profile = (site: ReplicaSite) => (aim: Aim) => {
  const { handle } = aim === 'neutral' ? NEIGHBOUR : CANDIDATE[site];
  return `/${site === 'threads' ? '@' : ''}${handle}${site === 'instagram' ? '/' : ''}`;
};
const nothing = async () => undefined;
const click =
  (selector: string) =>
  (page: Page): Promise<void> =>
    clickOn(page, selector);
const labelled =
  (id: string, en: string, within = '') =>
  (page: Page, language: ReplicaLanguage) =>
    clickOn(page, `${within} [aria-label="${language === 'id' ? id : en}"]`.trim());

const X: readonly Scenario[] = [
  {
    site: 'x',
    action: 'like',
    way: 'heart',
    op: /^FavoriteTweet$/,
    path: feed,
    prepare: nothing,
    commit: click('article [data-testid="like"]'),
    undo: click('article [data-testid="unlike"]'),
  },
  {
    site: 'x',
    action: 'share',
    way: 'repost menu',
    op: /^CreateRetweet$/,
    path: feed,
    prepare: click('article [data-testid="retweet"]'),
    commit: click('[data-testid="retweetConfirm"]'),
    ready: '[data-testid="retweetConfirm"]',
    undo: async (page) => {
      await clickOn(page, 'article [data-testid="unretweet"]');
      await clickOn(page, '[data-testid="unretweetConfirm"]');
    },
  },
  {
    site: 'x',
    action: 'quote',
    way: 'composer',
    op: /^CreateTweet$/,
    path: feed,
    prepare: async (page) => {
      await clickOn(page, 'article [data-testid="retweet"]');
      await clickOn(page, '[data-testid="retweetConfirm"] + *');
      await typeInto(page, '[role="dialog"] [data-testid="tweetTextarea_0"]', PLAIN_WORDS);
    },
    commit: click('[role="dialog"] [data-testid="tweetButton"]'),
    ready: '[role="dialog"] [data-testid="tweetButton"]',
  },
  {
    site: 'x',
    action: 'comment',
    way: 'reply composer',
    op: /^CreateTweet$/,
    path: feed,
    prepare: async (page) => {
      await clickOn(page, 'article [data-testid="reply"]');
      await typeInto(page, '[role="dialog"] [data-testid="tweetTextarea_0"]', PLAIN_WORDS);
    },
    commit: click('[role="dialog"] [data-testid="tweetButton"]'),
    ready: '[role="dialog"] [data-testid="tweetButton"]',
  },
  {
    site: 'x',
    action: 'follow',
    way: 'profile',
    op: /^friendships\/create$/,
    path: profile('x'),
    prepare: nothing,
    commit: click('[data-testid="primaryColumn"] [data-testid$="-follow"]'),
    undo: click('[data-testid="primaryColumn"] [data-testid$="-unfollow"]'),
  },
  {
    site: 'x',
    action: 'post',
    way: 'home composer',
    op: /^CreateTweet$/,
    path: feed,
    prepare: (page, _, aim) =>
      typeInto(page, '[data-testid="tweetTextarea_0"]', aim === 'neutral' ? PLAIN_WORDS : PARTISAN_WORDS),
    commit: click('[data-testid="tweetButtonInline"]'),
    ready: '[data-testid="tweetButtonInline"]',
  },
];

const FB_POST = '[aria-posinset]';
const FB_DIALOG = '[role="dialog"]:not([aria-hidden="true"])';
const FACEBOOK: readonly Scenario[] = [
  {
    site: 'facebook',
    action: 'like',
    way: 'button',
    op: /^CometUFIFeedbackReactMutation$/,
    path: feed,
    prepare: nothing,
    commit: click(`${FB_POST} [data-ad-rendering-role="like_button"]`),
    undo: labelled('Hapus Suka', 'Remove Like', FB_POST),
  },
  {
    site: 'facebook',
    action: 'share',
    way: 'share now',
    op: /FeedToFeedMutation$/,
    path: feed,
    prepare: click(`${FB_POST} [data-ad-rendering-role="share_button"]`),
    commit: labelled('Bagikan sekarang', 'Share now', FB_DIALOG),
    ready: `${FB_DIALOG} [aria-label="Bagikan sekarang"], ${FB_DIALOG} [aria-label="Share now"]`,
  },
  {
    site: 'facebook',
    action: 'comment',
    way: 'Enter',
    op: /CreateCommentMutation$/,
    path: feed,
    prepare: async (page) => {
      await clickOn(page, `${FB_POST} [data-ad-rendering-role="comment_button"]`);
      await typeInto(page, 'form[role="presentation"] [role="textbox"]', PLAIN_WORDS);
    },
    commit: async (page) => {
      await page.focus('form[role="presentation"] [role="textbox"]');
      await page.keyboard.press('Enter');
    },
    ready: 'form[role="presentation"] [role="textbox"]',
  },
  {
    site: 'facebook',
    action: 'follow',
    way: 'profile',
    op: /^CometUser(Un)?[Ff]ollowMutation$/,
    path: profile('facebook'),
    prepare: nothing,
    commit: labelled('Ikuti', 'Follow', '[role="main"]'),
    undo: labelled('Mengikuti', 'Following', '[role="main"]'),
  },
  {
    site: 'facebook',
    action: 'like',
    way: 'page',
    op: /PageLike|ProfilePlusLike/,
    path: profile('facebook'),
    prepare: nothing,
    commit: labelled('Suka', 'Like', '[role="main"] .f-cover'),
  },
  {
    site: 'facebook',
    action: 'join',
    way: 'group page',
    op: /^GroupComet(Join|Leave)ForumMutation$/,
    path: (aim) => `/groups/${aim === 'neutral' ? COOKS.id : TEAM.id}/`,
    prepare: nothing,
    commit: labelled('Gabung ke grup', 'Join group'),
    undo: labelled('Bergabung', 'Joined'),
  },
  {
    site: 'facebook',
    action: 'post',
    way: 'composer',
    op: /^ComposerStoryCreateMutation$/,
    path: feed,
    prepare: async (page, language, aim) => {
      const label = language === 'id' ? 'Buat postingan' : 'Create a post';
      await clickOn(page, `[role="region"][aria-label="${label}"] [role="button"]`);
      await typeInto(
        page,
        `${FB_DIALOG} [data-lexical-editor]`,
        aim === 'neutral' ? PLAIN_WORDS : PARTISAN_WORDS,
      );
    },
    commit: labelled('Kirim', 'Post', FB_DIALOG),
    ready: `${FB_DIALOG} [data-lexical-editor]`,
  },
];

const IG_POST = 'main article';
const INSTAGRAM: readonly Scenario[] = [
  {
    site: 'instagram',
    action: 'like',
    way: 'heart',
    op: /Like(Media|Post)?(Unl|L)ikeMutation$|LikePostMutation$/i,
    path: feed,
    prepare: nothing,
    commit: labelled('Suka', 'Like', `${IG_POST} section`),
    undo: labelled('Batal Suka', 'Unlike', `${IG_POST} section`),
  },
  {
    site: 'instagram',
    action: 'share',
    way: 'repost',
    op: /RepostMutation$/,
    path: feed,
    prepare: nothing,
    commit: labelled('Posting ulang', 'Repost', `${IG_POST} section`),
  },
  {
    site: 'instagram',
    action: 'comment',
    way: 'Enter',
    op: /CommentInput\w*Mutation$/,
    path: feed,
    prepare: async (page, language) => {
      await labelled('Komentar', 'Comment', `${IG_POST} section`)(page, language);
      await typeInto(page, 'form textarea', PLAIN_WORDS);
    },
    commit: async (page) => {
      await page.focus('form textarea');
      await page.keyboard.press('Enter');
    },
    ready: 'form textarea',
  },
  {
    site: 'instagram',
    action: 'follow',
    way: 'profile',
    op: /FollowUser\w*Mutation$|[Ff]ollowMutation$/,
    path: profile('instagram'),
    prepare: nothing,
    commit: (page, language) => clickOn(page, `main ::-p-text(${language === 'id' ? 'Ikuti' : 'Follow'})`),
  },
  {
    site: 'instagram',
    action: 'post',
    way: 'create dialog',
    op: /Publish/,
    path: feed,
    prepare: async (page, language, aim) => {
      await labelled('Postingan baru', 'New post')(page, language);
      await typeInto(
        page,
        '[role="dialog"] [role="textbox"]',
        aim === 'neutral' ? PLAIN_WORDS : PARTISAN_WORDS,
      );
    },
    commit: (page, language) =>
      clickOn(page, `[role="dialog"] ::-p-text(${language === 'id' ? 'Bagikan' : 'Share'})`),
    ready: '[role="dialog"] [role="textbox"]',
  },
];

const TH_POST = '[data-pressable-container]';
const TH_DIALOG = '[role="dialog"]';
const TH_EDITOR = '[role="textbox"][contenteditable]';
const titled =
  (id: string, en: string, within: string) =>
  (page: Page, language: ReplicaLanguage): Promise<void> =>
    clickOn(page, `${within} ::-p-text(${language === 'id' ? id : en})`);
const openRepostMenu = labelled('Posting ulang', 'Repost', TH_POST);
/** A key on the button around an icon. */
const pressOn =
  (key: 'Enter' | ' ', id: string, en: string) =>
  async (page: Page, language: ReplicaLanguage): Promise<void> => {
    await page.focus(`${TH_POST} [role="button"]:has([aria-label="${language === 'id' ? id : en}"])`);
    await page.keyboard.press(key);
  };
const THREADS: readonly Scenario[] = [
  {
    site: 'threads',
    action: 'like',
    way: 'heart',
    op: /^useTHLikeMutationLikeMutation$/,
    path: feed,
    prepare: nothing,
    commit: labelled('Suka', 'Like', TH_POST),
    undo: labelled('Batal suka', 'Unlike', TH_POST),
  },
  {
    site: 'threads',
    action: 'like',
    way: 'Space on the heart',
    op: /^useTHLikeMutationLikeMutation$/,
    path: feed,
    prepare: nothing,
    commit: pressOn(' ', 'Suka', 'Like'),
    undo: pressOn('Enter', 'Batal suka', 'Unlike'),
  },
  {
    site: 'threads',
    action: 'share',
    way: 'repost menu',
    op: /^useTHCreateRepostMutation$/,
    path: feed,
    prepare: openRepostMenu,
    commit: titled('Posting ulang', 'Repost', '[role="menu"]'),
    ready: '[role="menu"]',
    undo: async (page, language) => {
      await openRepostMenu(page, language);
      await titled('Hapus', 'Remove', '[role="menu"]')(page, language);
    },
  },
  {
    site: 'threads',
    action: 'quote',
    way: 'composer',
    op: /^configure_text_only_post$/,
    path: feed,
    prepare: async (page, language) => {
      await openRepostMenu(page, language);
      await titled('Kutip', 'Quote', '[role="menu"]')(page, language);
      await typeInto(page, `${TH_DIALOG} ${TH_EDITOR}`, PLAIN_WORDS);
    },
    commit: titled('Kirim', 'Post', TH_DIALOG),
    ready: TH_DIALOG,
  },
  {
    site: 'threads',
    action: 'comment',
    way: 'reply dialog',
    op: /^configure_text_only_post$/,
    path: feed,
    prepare: async (page, language) => {
      await labelled('Balas', 'Reply', TH_POST)(page, language);
      await typeInto(page, `${TH_DIALOG} ${TH_EDITOR}`, PLAIN_WORDS);
    },
    commit: titled('Kirim', 'Post', TH_DIALOG),
    ready: TH_DIALOG,
  },
  {
    site: 'threads',
    action: 'comment',
    way: 'Ctrl+Enter below a post',
    op: /^configure_text_only_post$/,
    path: (aim) => `${profile('threads')(aim)}/post/C2replika77`,
    prepare: (page) => typeInto(page, TH_EDITOR, PLAIN_WORDS),
    commit: async (page) => {
      await page.focus(TH_EDITOR);
      await page.keyboard.down('Control');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Control');
    },
    ready: TH_EDITOR,
  },
  {
    site: 'threads',
    action: 'comment',
    way: 'icon below a post',
    op: /^configure_text_only_post$/,
    path: (aim) => `${profile('threads')(aim)}/post/C2replika77`,
    prepare: (page) => typeInto(page, TH_EDITOR, PLAIN_WORDS),
    commit: labelled('Balas', 'Reply', `:not(${TH_POST} *)[role="button"]`),
    ready: TH_EDITOR,
  },
  {
    site: 'threads',
    action: 'follow',
    way: 'profile',
    op: /^useTHFollowMutationFollowMutation$/,
    path: profile('threads'),
    prepare: nothing,
    commit: titled('Ikuti', 'Follow', 'main [role="button"]'),
    undo: titled('Mengikuti', 'Following', 'main [role="button"]'),
  },
  {
    site: 'threads',
    action: 'post',
    way: 'composer',
    op: /^configure_text_only_post$/,
    path: feed,
    prepare: async (page, language, aim) => {
      await labelled('Buat', 'Create')(page, language);
      await typeInto(page, `${TH_DIALOG} ${TH_EDITOR}`, aim === 'neutral' ? PLAIN_WORDS : PARTISAN_WORDS);
    },
    commit: titled('Kirim', 'Post', TH_DIALOG),
    ready: TH_DIALOG,
  },
];

export const SCENARIOS: readonly Scenario[] = [...X, ...FACEBOOK, ...INSTAGRAM, ...THREADS];
