/**
 * Every road to an act on X, in both browsers: mouse, finger, Enter and Space, the site's shortcuts, menus in either
 * spelling, cards, composers, addresses that other sites link to, and the layout of a phone.
 *
 * To see a guard fail: let `byKey` in src/sites/x.ts give null, build, run with `-t shortcut`.
 */
import type { KeyInput, Page } from 'puppeteer-core';
import type { Action } from '../../src/domain/vocabulary.ts';
import type { ReplicaConfig, ReplicaOptions, ReplicaPost } from '../../src/replicas/feed.ts';
import { clickOn, until } from './driver.ts';
import { doubleClickOn, hoverOver, keyOn, press, release, touch } from './hands.ts';
import { type How, PHONE, type Road, type RoadAim, testRoads } from './roads.ts';
import { configFor } from './scenarios.ts';

const LIKE = /^FavoriteTweet$/;
const REPOST = /^CreateRetweet$/;
const WRITE = /^CreateTweet$/;
const FOLLOW = /^friendships\/create$/;
const JOIN = /^JoinCommunity$/;

const POST = 'article[data-testid="tweet"]';
const HEART = `${POST} [data-testid="like"]`;
const REPOSTS = `${POST} [data-testid="retweet"]`;
const CONFIRM = '[data-testid="retweetConfirm"]';
const EDITOR = '[data-testid="tweetTextarea_0"]';
const SEND = '[data-testid="tweetButton"]';
const INLINE = '[data-testid="tweetButtonInline"]';
const DIALOG_EDITOR = `#layers ${EDITOR}`;
const SHEET = '[data-testid="confirmationSheetConfirm"]';
const CARD_FOLLOW = '[data-testid="HoverCard"] [data-testid$="-follow"]';
const SUGGESTED = '[data-testid="UserCell"] [data-testid$="-follow"]';
const OWN_FOLLOW = '[data-testid="primaryColumn"] [data-testid$="-follow"]';
const JOIN_BUTTON = '[data-testid="primaryColumn"] [aria-label^="Gabung "]';

const PLAIN_WORDS = 'Selamat pagi semuanya';
const PARTISAN_WORDS = 'Dukung Ganjar Pranowo';
const wordsFor = (aim: RoadAim): string => (aim === 'neutral' ? PLAIN_WORDS : PARTISAN_WORDS);

type Way = How['go'];
const click =
  (selector: string): Way =>
  (page) =>
    clickOn(page, selector);
const key =
  (selector: string, name: KeyInput): Way =>
  (page) =>
    keyOn(page, selector, name);
const tap =
  (selector: string): Way =>
  async (page) =>
    (await touch(page, selector)).lift();
const inTurn =
  (...ways: readonly Way[]): Way =>
  async (page, aim) => {
    for (const way of ways) await way(page, aim);
  };
/** Writes where the focus is, or in the editor named. */
const write =
  (selector: string, words: (aim: RoadAim) => string = () => PLAIN_WORDS): Way =>
  async (page, aim) => {
    await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
    await page.focus(selector);
    await page.keyboard.type(words(aim));
  };
/** A key held down with another, wherever the focus is: what a person does who has just written. */
const chord =
  (held: 'Control' | 'Meta'): Way =>
  async (page) => {
    await page.keyboard.down(held);
    await page.keyboard.press('Enter');
    await page.keyboard.up(held);
  };

/** The post that everything is about, in the given circumstances. */
const feed =
  (
    action: Action,
    {
      post = {},
      options = {},
    }: { readonly post?: Partial<ReplicaPost>; readonly options?: ReplicaOptions } = {},
  ) =>
  (aim: RoadAim): ReplicaConfig => {
    const base = configFor({ site: 'x', action }, aim, 'id');
    return {
      ...base,
      posts: base.posts.map((one) => ({ ...one, ...post })),
      options: { ...base.options, ...options },
    };
  };

const authorOf = (aim: RoadAim) => {
  const [post] = configFor({ site: 'x', action: 'follow' }, aim, 'id').posts;
  if (!post) throw new Error('configFor() gives at least one post.');
  return post.author;
};
const idOf = (aim: RoadAim): string => configFor({ site: 'x', action: 'like' }, aim, 'id').posts[0]?.id ?? '';
const profile = (aim: RoadAim): string => `/${authorOf(aim).handle}`;
const status = (aim: RoadAim): string => `${profile(aim)}/status/${idOf(aim)}`;
const community = (aim: RoadAim): string =>
  `/i/communities/${configFor({ site: 'x', action: 'join' }, aim, 'id').posts[0]?.group?.id}`;
const intent = (path: (aim: RoadAim) => string) => (aim: RoadAim) => `/intent/${path(aim)}`;

/** A page with a participant's post in sight, and the account beside it in the list of suggestions. */
const suggesting = (aim: RoadAim): ReplicaConfig => ({
  ...feed('follow')('participant'),
  suggestions: [authorOf(aim)],
});

/** Rests on the name until the card is there; it goes when the pointer goes. */
const openCard = async (page: Page): Promise<void> => {
  await page.mouse.move(2, 2);
  await hoverOver(page, `${POST} [data-testid="User-Name"] a`);
  await page.waitForSelector(CARD_FOLLOW, { visible: true, timeout: 10_000 });
};

const openViewer = inTurn(click(`${POST} [data-testid="tweetPhoto"]`));
const withPhoto = { images: [{ alt: 'Pemandangan pagi hari' }] };
const REPOSTED = { post: { reposted: true } } as const;
const OTHER_SPELLING = { options: { confirmSpelling: 'repost' } } as const;

const openQuote = inTurn(click(REPOSTS), click(`${CONFIRM} + *`), write(DIALOG_EDITOR));
const openReply = inTurn(click(`${POST} [data-testid="reply"]`), write(DIALOG_EDITOR));

const road = (
  action: Action,
  name: string,
  op: RegExp | null,
  how: How,
  then: readonly RegExp[] = [],
): Road => ({ site: 'x', action, road: name, op, how, then });
const none = (action: Action, name: string, impossible: string): Road => ({
  site: 'x',
  action,
  road: name,
  impossible,
});

const LIKES: readonly Road[] = [
  road('like', 'mouse', LIKE, { go: click(HEART) }),
  road('like', 'Enter', LIKE, { go: key(HEART, 'Enter') }),
  road('like', 'Space', LIKE, { go: key(HEART, ' ') }),
  road('like', 'finger', LIKE, { go: tap(HEART) }),
  road('like', 'finger, phone', LIKE, { window: PHONE, go: tap(HEART) }),
  road('like', 'shortcut l', LIKE, { go: key(POST, 'l') }),
  road('like', 'shortcut l, focus inside the post', LIKE, { go: key(`${POST} [data-testid="caret"]`, 'l') }),
  road('like', 'shortcut l, again without looking for the post', LIKE, {
    prepare: (page) => page.focus(POST),
    go: (page) => page.keyboard.press('l'),
  }),
  // As without us: the second click of the two takes the like back.
  road('like', 'double click on the control', LIKE, { go: (page) => doubleClickOn(page, HEART) }, [
    /^UnfavoriteTweet$/,
  ]),
  road('like', 'page of the post', LIKE, { path: status, go: click(HEART) }),
  road('like', 'photo viewer', LIKE, {
    config: feed('like', { post: withPhoto }),
    prepare: openViewer,
    go: click('.x-viewer-bar [data-testid="like"]'),
  }),
  road('like', 'link from another site', LIKE, {
    path: intent((aim) => `like?tweet_id=${idOf(aim)}`),
    go: click(SHEET),
    ready: SHEET,
  }),
  road('like', 'link from another site, Enter', LIKE, {
    path: intent((aim) => `favorite?tweet_id=${idOf(aim)}`),
    go: key(SHEET, 'Enter'),
    ready: SHEET,
  }),
  road('like', 'double click on the photo', null, {
    config: feed('like', { post: withPhoto }),
    go: (page) => doubleClickOn(page, `${POST} [data-testid="tweetPhoto"]`),
  }),
  road('like', 'middle button', null, {
    go: async (page) => {
      await hoverOver(page, HEART);
      await page.mouse.click(...(await centreOf(page, HEART)), { button: 'middle' });
    },
  }),
  road('like', 'press, drag away, let go', null, {
    go: async (page) => {
      await press(page, HEART);
      await hoverOver(page, `${POST} [data-testid="tweetText"]`);
      await release(page);
    },
  }),
  road('like', 'letters of the shortcuts while writing', null, { go: write(EDITOR, () => 'l t r') }),
  none('like', 'reaction bar', 'X has one reaction and opens no bar for it'),
  none('like', 'long press', 'nothing on X answers a finger that rests'),
  none('like', 'arrow keys in a bar', 'X has no reaction bar'),
  none('like', 'story', 'X has no stories'),
  none('like', 'page', 'X has no pages to like; accounts are followed'),
  none(
    'like',
    'frame on another site',
    'embedded buttons are links to /intent/like, which refuses to be framed',
  ),
  none('like', 'rebound key', 'X’s shortcuts cannot be changed'),
];

const SHARES: readonly Road[] = [
  road('share', 'mouse, menu', REPOST, { prepare: click(REPOSTS), go: click(CONFIRM), ready: CONFIRM }),
  road('share', 'mouse, menu in the other spelling', REPOST, {
    config: feed('share', OTHER_SPELLING),
    prepare: click(REPOSTS),
    go: click('[data-testid="repostConfirm"]'),
    ready: '[data-testid="repostConfirm"]',
  }),
  road('share', 'Enter, menu', REPOST, {
    prepare: key(REPOSTS, 'Enter'),
    go: key(CONFIRM, 'Enter'),
    ready: CONFIRM,
  }),
  road('share', 'Space, menu', REPOST, { prepare: key(REPOSTS, ' '), go: key(CONFIRM, ' '), ready: CONFIRM }),
  road('share', 'shortcut t, then Enter', REPOST, {
    prepare: key(POST, 't'),
    go: key(CONFIRM, 'Enter'),
    ready: CONFIRM,
  }),
  road('share', 'finger, phone', REPOST, {
    window: PHONE,
    prepare: tap(REPOSTS),
    go: tap(`[data-testid="sheetDialog"] ${CONFIRM}`),
    ready: CONFIRM,
  }),
  road('share', 'photo viewer', REPOST, {
    config: feed('share', { post: withPhoto }),
    prepare: inTurn(openViewer, click('.x-viewer-bar [data-testid="retweet"]')),
    go: click(CONFIRM),
  }),
  road('share', 'link from another site', REPOST, {
    path: intent((aim) => `retweet?tweet_id=${idOf(aim)}`),
    go: click(SHEET),
    ready: SHEET,
  }),
  none('share', 'share dialog', 'X’s share menu copies the link; it publishes nothing'),
];

const QUOTES: readonly Road[] = [
  road('quote', 'mouse, menu', WRITE, { prepare: openQuote, go: click(SEND), ready: SEND }),
  road('quote', 'mouse, menu in the other spelling', WRITE, {
    config: feed('quote', OTHER_SPELLING),
    prepare: inTurn(click(REPOSTS), click('[data-testid="repostConfirm"] + *'), write(DIALOG_EDITOR)),
    go: click(SEND),
    ready: SEND,
  }),
  road('quote', 'menu of a post reposted before', WRITE, {
    config: feed('quote', REPOSTED),
    prepare: inTurn(
      click(`${POST} [data-testid="unretweet"]`),
      click('[data-testid="unretweetConfirm"] + *'),
      write(DIALOG_EDITOR),
    ),
    go: click(SEND),
    ready: SEND,
  }),
  road('quote', 'Ctrl+Enter', WRITE, { prepare: openQuote, go: chord('Control'), ready: SEND }),
  road('quote', 'shortcut t, Enter, then Ctrl+Enter', WRITE, {
    prepare: inTurn(key(POST, 't'), key(`${CONFIRM} + *`, 'Enter'), write(DIALOG_EDITOR)),
    go: chord('Control'),
    ready: SEND,
  }),
  road('quote', 'finger, phone', WRITE, {
    window: PHONE,
    prepare: inTurn(tap(REPOSTS), tap(`${CONFIRM} + *`), write(DIALOG_EDITOR)),
    go: tap(SEND),
    ready: SEND,
  }),
];

const COMMENTS: readonly Road[] = [
  road('comment', 'mouse, dialog', WRITE, { prepare: openReply, go: click(SEND), ready: SEND }),
  road('comment', 'Enter on the button, dialog', WRITE, {
    prepare: openReply,
    go: key(SEND, 'Enter'),
    ready: SEND,
  }),
  road('comment', 'Ctrl+Enter, dialog', WRITE, { prepare: openReply, go: chord('Control'), ready: SEND }),
  road('comment', 'Cmd+Enter, dialog', WRITE, { prepare: openReply, go: chord('Meta'), ready: SEND }),
  road('comment', 'shortcut r, then Ctrl+Enter', WRITE, {
    prepare: inTurn(key(POST, 'r'), write(DIALOG_EDITOR)),
    go: chord('Control'),
    ready: SEND,
  }),
  road('comment', 'mouse, page of the post', WRITE, {
    path: status,
    prepare: write(EDITOR),
    go: click(INLINE),
  }),
  road('comment', 'Ctrl+Enter, page of the post', WRITE, {
    path: status,
    prepare: write(EDITOR),
    go: chord('Control'),
  }),
  road('comment', 'finger, phone', WRITE, {
    window: PHONE,
    prepare: inTurn(tap(`${POST} [data-testid="reply"]`), write(DIALOG_EDITOR)),
    go: tap(SEND),
    ready: SEND,
  }),
  road('comment', 'link from another site', WRITE, {
    path: intent((aim) => `post?in_reply_to=${idOf(aim)}&text=${encodeURIComponent(PLAIN_WORDS)}`),
    go: click(SEND),
    ready: SEND,
  }),
  road('comment', 'Enter in the box', null, {
    prepare: openReply,
    go: (page) => page.keyboard.press('Enter'),
  }),
];

const FOLLOWS: readonly Road[] = [
  road('follow', 'mouse, profile', FOLLOW, { path: profile, go: click(OWN_FOLLOW) }),
  road('follow', 'Enter, profile', FOLLOW, { path: profile, go: key(OWN_FOLLOW, 'Enter') }),
  road('follow', 'Space, profile', FOLLOW, { path: profile, go: key(OWN_FOLLOW, ' ') }),
  road('follow', 'finger, phone', FOLLOW, { path: profile, window: PHONE, go: tap(OWN_FOLLOW) }),
  road('follow', 'card over a name', FOLLOW, {
    go: async (page) => {
      if (!(await page.$(CARD_FOLLOW))) await openCard(page);
      await clickOn(page, CARD_FOLLOW);
    },
  }),
  road('follow', 'suggestion', FOLLOW, { config: suggesting, go: click(SUGGESTED) }),
  road('follow', 'suggestion, Enter', FOLLOW, { config: suggesting, go: key(SUGGESTED, 'Enter') }),
  road('follow', 'menu of a post', FOLLOW, {
    prepare: click(`${POST} [data-testid="caret"]`),
    go: click('[role="menuitem"]'),
    ready: '[role="menuitem"]',
  }),
  road('follow', 'menu of a post, Enter', FOLLOW, {
    prepare: key(`${POST} [data-testid="caret"]`, 'Enter'),
    go: key('[role="menuitem"]', 'Enter'),
    ready: '[role="menuitem"]',
  }),
  road('follow', 'link from another site', FOLLOW, {
    path: intent((aim) => `follow?screen_name=${authorOf(aim).handle}`),
    go: click(SHEET),
    ready: SHEET,
  }),
  road('follow', 'link from another site, older', FOLLOW, {
    path: intent((aim) => `user?screen_name=${authorOf(aim).handle}`),
    go: key(SHEET, ' '),
    ready: SHEET,
  }),
];

const JOINS: readonly Road[] = [
  road('join', 'mouse', JOIN, { path: community, go: click(JOIN_BUTTON) }),
  road('join', 'Enter', JOIN, { path: community, go: key(JOIN_BUTTON, 'Enter') }),
  road('join', 'Space', JOIN, { path: community, go: key(JOIN_BUTTON, ' ') }),
  road('join', 'finger, phone', JOIN, { path: community, window: PHONE, go: tap(JOIN_BUTTON) }),
];

const POSTS: readonly Road[] = [
  road('post', 'mouse', WRITE, { prepare: write(EDITOR, wordsFor), go: click(INLINE) }),
  road('post', 'Enter on the button', WRITE, { prepare: write(EDITOR, wordsFor), go: key(INLINE, 'Enter') }),
  road('post', 'Space on the button', WRITE, { prepare: write(EDITOR, wordsFor), go: key(INLINE, ' ') }),
  road('post', 'Ctrl+Enter', WRITE, { prepare: write(EDITOR, wordsFor), go: chord('Control') }),
  road('post', 'mouse, dialog', WRITE, {
    prepare: inTurn(click('[data-testid="SideNav_NewTweet_Button"]'), write(DIALOG_EDITOR, wordsFor)),
    go: click(SEND),
    ready: SEND,
  }),
  road('post', 'shortcut n, then Cmd+Enter', WRITE, {
    prepare: inTurn((page) => page.keyboard.press('n'), write(DIALOG_EDITOR, wordsFor)),
    go: chord('Meta'),
    ready: SEND,
  }),
  road('post', 'finger, phone', WRITE, {
    window: PHONE,
    prepare: inTurn(
      tap('[data-testid="FloatingActionButtons_Tweet_Button"]'),
      write(DIALOG_EDITOR, wordsFor),
    ),
    go: tap(SEND),
    ready: SEND,
  }),
  road('post', 'link from another site', WRITE, {
    path: intent((aim) => `post?text=${encodeURIComponent(wordsFor(aim))}&url=https%3A%2F%2Fcontoh.example`),
    go: click(SEND),
    ready: SEND,
  }),
  road('post', 'link from another site, older', WRITE, {
    path: intent((aim) => `tweet?text=${encodeURIComponent(wordsFor(aim))}`),
    go: chord('Control'),
    ready: SEND,
  }),
];

const OTHERS: readonly Road[] = [none('attend', 'mouse', 'X has no events to attend')];

const centreOf = async (page: Page, selector: string): Promise<[number, number]> => {
  const box = await until(`the box of ${selector}`, async () => (await page.$(selector))?.boundingBox());
  return [box.x + box.width / 2, box.y + box.height / 2];
};

testRoads('x', [...LIKES, ...SHARES, ...QUOTES, ...COMMENTS, ...FOLLOWS, ...JOINS, ...POSTS, ...OTHERS]);
