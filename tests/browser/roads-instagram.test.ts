/**
 * Every road to an act on Instagram, in both browsers. What of it was drawn without a page of the site at hand (films,
 * stories, the card at a name, phones) is said in the replica's head.
 *
 * To see a guard fail: take `touchstart` out of `ACTING` in src/guard/guard.ts, build, run.
 */
import type { KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/vocabulary.ts';
import type { ReplicaAuthor, ReplicaConfig, ReplicaOptions, ReplicaPost } from '../../src/replicas/feed.ts';
import { BROWSERS, clickOn, configure, launch, seeWarning, until } from './driver.ts';
import { doubleClickOn, doubleTapOn, hoverOver, keyOn, touch } from './hands.ts';
import { openReplica } from './replica-pages.ts';
import { type How, PHONE, type Road, type RoadAim, testRoads } from './roads.ts';
import { configFor } from './scenarios.ts';

const SITE = 'instagram';
const LIKE = /^usePolarisLikeMediaLikeMutation$/;
const COMMENT_LIKE = /^usePolarisCommentLikeMutation$/;
const STORY_LIKE = /^usePolarisStoriesV3LikeMutationLikeMutation$/;
const COMMENT = /^PolarisPostCommentInputRevampedMutation$/;
const REPOST = /^usePolarisCreateMediaRepostMutation$/;
const FOLLOW = /^usePolarisToggleFollowUserFollowMutation$/;
const PUBLISH = /^usePolarisCreatePostPublishMutation$/;

const ID = 'C2replika77';
const CANDIDATE: ReplicaAuthor = { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' };
const NEIGHBOUR: ReplicaAuthor = { handle: 'rina.hapsari', name: 'Rina Hapsari' };
const WORDS = 'Selamat pagi semuanya';

/** The page of one post, with more to it. */
const shows =
  (
    more: Partial<ReplicaPost> | ((aim: RoadAim) => Partial<ReplicaPost>),
    options: ReplicaOptions = {},
    action: Action = 'like',
  ) =>
  (aim: RoadAim): ReplicaConfig => {
    const config = configFor({ site: SITE, action }, aim, 'id');
    const added = typeof more === 'function' ? more(aim) : more;
    return {
      ...config,
      posts: config.posts.map((post) => ({ ...post, ...added })),
      options: { ...config.options, ...options },
    };
  };
const films = shows({ film: true });
const someone = (aim: RoadAim): ReplicaAuthor => (aim === 'participant' ? CANDIDATE : NEIGHBOUR);
/** A participant's comment below a neighbour's post; in the feed behind a dialog stands a marked post. */
const comments = (aim: RoadAim): ReplicaConfig => {
  const neutral = configFor({ site: SITE, action: 'like' }, 'neutral', 'id');
  const { posts } = configFor({ site: SITE, action: 'like' }, aim, 'id');
  const comment = { id: 'k1', author: someone(aim), text: 'Terima kasih, sampai jumpa.' };
  return {
    ...neutral,
    posts: [
      ...neutral.posts.map((post) => ({ ...post, comments: [comment] })),
      ...posts.map((post) => ({ ...post, id: `${post.id}9` })),
    ],
  };
};

const at = (path: string) => (): string => path;
const POST_PAGE = `/p/${ID}/`;
const DIALOG_PAGE = `/?dialog=${ID}`;
const REELS = `/reels/${ID}/`;
const story = (aim: RoadAim): string => `/stories/${someone(aim).handle}/${ID}/`;
const profile = (aim: RoadAim): string => `/${someone(aim).handle}/`;

const click = (selector: string) => (page: Page) => clickOn(page, selector);
const key = (selector: string, pressed: KeyInput) => (page: Page) => keyOn(page, selector, pressed);
const tap = (selector: string) => async (page: Page) => (await touch(page, selector)).lift();
const twice = (selector: string) => (page: Page) => doubleClickOn(page, selector);
const tapTwice = (selector: string) => (page: Page) => doubleTapOn(page, selector);

const buttonOf = (place: string, label: string): string =>
  `${place} [role="button"]:has([aria-label="${label}"])`;
const FEED_POST = 'main article';
const HEART = buttonOf(`${FEED_POST} section`, 'Suka');
const REPOST_BUTTON = buttonOf(`${FEED_POST} section`, 'Posting ulang');
const MEDIA = `${FEED_POST} .i-media`;
const DIALOG = '[role="dialog"]';
const PAGE_HEART = buttonOf('main section', 'Suka');
const COMMENT_HEART = '[role="button"]:has(svg[height="16"])';
const FIELD = 'form textarea';
const SEND = 'form ::-p-text(Kirim)';
const FOLLOW_TEXT = '::-p-text(Ikuti)';

const type = (page: Page) => async (selector: string) => {
  await clickOn(page, selector);
  await page.keyboard.type(WORDS);
};
const write = (page: Page): Promise<void> => type(page)(FIELD);
const enter = key(FIELD, 'Enter');
const answer = async (page: Page): Promise<void> => {
  await clickOn(page, 'main ::-p-text(Balas)');
  await until('the answer to be begun', () =>
    page.$eval(FIELD, (field) => (field as HTMLTextAreaElement).value.startsWith('@')),
  );
  await page.focus(FIELD);
  await page.keyboard.press('End');
  await page.keyboard.type(WORDS);
};
const caption = async (page: Page, aim: RoadAim): Promise<void> => {
  await clickOn(page, '[aria-label="Postingan baru"]');
  await clickOn(page, `${DIALOG} [role="textbox"]`);
  await page.keyboard.type(aim === 'neutral' ? WORDS : 'Dukung Ganjar Pranowo');
};
const shareButton = `${DIALOG} [role="button"]::-p-text(Bagikan)`;

const road = (action: Action, name: string, op: RegExp | null, how: How): Road => ({
  site: SITE,
  road: name,
  action,
  op,
  how,
});
const none = (action: Action, name: string, impossible: string): Road => ({
  site: SITE,
  road: name,
  action,
  impossible,
});

/** The three ways to press a control that has the focus or lies under a pointer. */
const pressed = (
  action: Action,
  what: string,
  op: RegExp,
  selector: string,
  how: Partial<How> = {},
): Road[] => [
  road(action, `click on ${what}`, op, { ...how, go: click(selector) }),
  road(action, `Enter on ${what}`, op, { ...how, go: key(selector, 'Enter') }),
  road(action, `Space on ${what}`, op, { ...how, go: key(selector, ' ') }),
];

const counted = (doubleLike: 'clicks' | 'touches') => shows({}, { doubleLike });

const ROADS: readonly Road[] = [
  ...pressed('like', 'the heart', LIKE, HEART),
  road('like', 'tap on the heart', LIKE, { go: tap(HEART), window: PHONE }),
  road('like', 'heart in the dialog of a post', LIKE, {
    path: at(DIALOG_PAGE),
    go: click(buttonOf(`${DIALOG} section`, 'Suka')),
  }),
  road('like', 'heart on the page of a post', LIKE, { path: at(POST_PAGE), go: click(PAGE_HEART) }),
  road('like', 'heart on the page of a post, phone', LIKE, {
    path: at(POST_PAGE),
    go: tap(PAGE_HEART),
    window: PHONE,
  }),
  road('like', 'heart beside a film', LIKE, {
    config: films,
    path: at(REELS),
    go: click(buttonOf('.i-reel', 'Suka')),
  }),
  road('like', 'heart below a story', STORY_LIKE, {
    path: story,
    unmarked: true,
    go: click('[role="button"]:has([aria-label="Suka"])'),
  }),
  road('like', 'double click on the photo', LIKE, { go: twice(MEDIA) }),
  road('like', 'double click on the photo, counted by the site', LIKE, {
    config: counted('clicks'),
    go: twice(MEDIA),
  }),
  road('like', 'double tap on the photo', LIKE, {
    config: counted('touches'),
    go: tapTwice(MEDIA),
    window: PHONE,
  }),
  road('like', 'double tap on the photo, heard as clicks', LIKE, {
    config: counted('clicks'),
    go: tapTwice(MEDIA),
    window: PHONE,
  }),
  road('like', 'double click on one photo of many', LIKE, {
    config: shows({ images: [{ alt: 'Jembatan' }, { alt: 'Sungai' }] }),
    go: twice(`${MEDIA} li img`),
  }),
  road('like', 'double click on a film in the feed', LIKE, { config: films, go: twice(MEDIA) }),
  road('like', 'double click on a film of its own page', LIKE, {
    config: films,
    path: at(REELS),
    go: twice('.i-reel .i-media'),
  }),
  road('like', 'double click on the photo in the dialog of a post', LIKE, {
    path: at(DIALOG_PAGE),
    go: twice(`${DIALOG} .i-media`),
  }),
  road('like', 'double click on the photo on the page of a post', LIKE, {
    path: at(POST_PAGE),
    go: twice('main .i-media'),
  }),
  road('like', 'heart of a comment', COMMENT_LIKE, {
    config: comments,
    path: at(POST_PAGE),
    unmarked: true,
    go: click(`main ${COMMENT_HEART}`),
  }),
  road('like', 'Enter on the heart of a comment', COMMENT_LIKE, {
    config: comments,
    path: at(POST_PAGE),
    unmarked: true,
    go: key(`main ${COMMENT_HEART}`, 'Enter'),
  }),
  road('like', 'heart of a comment in the dialog of a post', COMMENT_LIKE, {
    config: comments,
    path: at(DIALOG_PAGE),
    go: click(`${DIALOG} ${COMMENT_HEART}`),
  }),
  road('like', 'click on the photo', null, { go: click(MEDIA) }),
  road('like', 'double click on a photo that is liked already', null, {
    config: shows({ liked: true }),
    go: twice(MEDIA),
  }),
  road('like', 'double click on the words', null, { go: twice(`${FEED_POST} .i-caption span span`) }),
  none('like', 'shortcut', 'no key for a like is in the site’s own scripts'),

  road('comment', 'Enter in the dialog of a post', COMMENT, {
    prepare: async (page) => {
      await clickOn(page, buttonOf(`${FEED_POST} section`, 'Komentar'));
      await write(page);
    },
    go: enter,
    ready: FIELD,
  }),
  road('comment', 'button in the dialog of a post', COMMENT, {
    path: at(DIALOG_PAGE),
    prepare: write,
    go: click(SEND),
    ready: FIELD,
  }),
  road('comment', 'Enter on the page of a post', COMMENT, {
    path: at(POST_PAGE),
    prepare: write,
    go: enter,
    ready: FIELD,
  }),
  road('comment', 'button on the page of a post', COMMENT, {
    path: at(POST_PAGE),
    prepare: write,
    go: click(SEND),
    ready: FIELD,
  }),
  road('comment', 'Space on the button', COMMENT, {
    path: at(POST_PAGE),
    prepare: write,
    go: key('form [role="button"]:not(:has(svg))', ' '),
    ready: FIELD,
  }),
  road('comment', 'Enter in a box of the feed', COMMENT, {
    config: shows({}, { commentsIn: 'unit' }),
    prepare: write,
    go: enter,
    ready: FIELD,
  }),
  road('comment', 'answer to a comment', COMMENT, {
    config: comments,
    path: at(POST_PAGE),
    unmarked: true,
    prepare: answer,
    go: enter,
    ready: FIELD,
  }),
  road('comment', 'button on the page of comments, phone', COMMENT, {
    window: PHONE,
    prepare: async (page) => {
      await tap(buttonOf(`${FEED_POST} section`, 'Komentar'))(page);
      await page.waitForSelector(FIELD);
      await write(page);
    },
    go: tap(SEND),
    ready: FIELD,
  }),
  road('comment', 'Enter on the page of comments, opened by its address', COMMENT, {
    path: at(`/p/${ID}/comments/`),
    unmarked: true,
    window: PHONE,
    prepare: write,
    go: enter,
    ready: FIELD,
  }),
  road('comment', 'Shift+Enter', null, {
    path: at(POST_PAGE),
    prepare: write,
    go: async (page) => {
      await page.keyboard.down('Shift');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Shift');
    },
  }),
  road('comment', 'typing', null, { path: at(POST_PAGE), go: write }),
  none('comment', 'answer to a story', 'a private message to its author; messages are no acts'),

  ...pressed('share', 'the repost icon', REPOST, REPOST_BUTTON),
  road('share', 'tap on the repost icon', REPOST, { go: tap(REPOST_BUTTON), window: PHONE }),
  road('share', 'repost icon beside a film', REPOST, {
    config: films,
    path: at(REELS),
    go: click(buttonOf('.i-reel', 'Posting ulang')),
  }),
  road('share', 'opening the share sheet', null, {
    go: click(buttonOf(`${FEED_POST} section`, 'Bagikan')),
  }),
  none('share', 'send to a friend from the share sheet', 'a private message; messages are no acts'),
  none('share', 'add to the story from the share sheet', 'the web page is not known to offer it'),

  ...pressed('follow', 'Follow at a post', FOLLOW, `${FEED_POST} .i-head .r-link`, {
    config: shows({ followed: false }),
  }),
  ...pressed('follow', 'Follow on a profile', FOLLOW, 'main header button', {
    path: profile,
    unmarked: true,
  }),
  road('follow', 'tap on Follow on a profile', FOLLOW, {
    path: profile,
    unmarked: true,
    window: PHONE,
    go: tap('main header button'),
  }),
  road('follow', 'suggestion', FOLLOW, {
    config: (aim) => ({
      ...shows({})(aim),
      suggestions: [NEIGHBOUR, someone(aim)].slice(aim === 'neutral' ? 1 : 0),
    }),
    go: click(`.i-aside .i-form:last-child ${FOLLOW_TEXT}`),
  }),
  road('follow', 'card at a name', FOLLOW, {
    config: shows({}, { hoverCards: true }),
    prepare: (page) => hoverOver(page, `${FEED_POST} .i-head a[tabindex="0"]`),
    go: click('.r-menu [role="button"]'),
    ready: '.r-menu',
  }),
  road('follow', 'menu of a post', FOLLOW, {
    prepare: (page) => clickOn(page, buttonOf(FEED_POST, 'Opsi lainnya')),
    go: click(`${DIALOG} ${FOLLOW_TEXT}`),
    ready: DIALOG,
  }),
  road('follow', 'Follow over a film', FOLLOW, {
    config: films,
    path: at(REELS),
    go: click('.i-reel .r-link'),
  }),
  none('follow', 'all of a starter pack', 'only the name of its operation is known, no page that offers it'),

  road('post', 'click on Share', PUBLISH, { prepare: caption, go: click(shareButton), ready: DIALOG }),
  road('post', 'Enter on Share', PUBLISH, {
    prepare: caption,
    go: key(`${DIALOG} .r-link`, 'Enter'),
    ready: DIALOG,
  }),
  road('post', 'Space on Share', PUBLISH, {
    prepare: caption,
    go: key(`${DIALOG} .r-link`, ' '),
    ready: DIALOG,
  }),
  road('post', 'Share, phone', PUBLISH, {
    prepare: caption,
    go: tap(shareButton),
    ready: DIALOG,
    window: PHONE,
  }),
  road('post', 'Enter in the caption', null, {
    prepare: caption,
    go: (page) => page.keyboard.press('Enter'),
  }),
];

testRoads(SITE, ROADS);

/** How an act is taken back, and what the site then sends. */
const UNDOS: readonly (readonly [string, RegExp, (page: Page) => Promise<void>, string])[] = [
  ['heart', /UnlikeMutation$/, click(buttonOf(`${FEED_POST} section`, 'Batal Suka')), '/'],
  ['Space on the heart', /UnlikeMutation$/, key(buttonOf(`${FEED_POST} section`, 'Batal Suka'), ' '), '/'],
  ['heart in the dialog', /UnlikeMutation$/, click(buttonOf(`${DIALOG} section`, 'Batal Suka')), DIALOG_PAGE],
  ['heart on the page', /UnlikeMutation$/, click(buttonOf('main section', 'Batal Suka')), POST_PAGE],
  ['heart beside a film', /UnlikeMutation$/, click(buttonOf('.i-reel', 'Batal Suka')), REELS],
  ['heart below a story', /UnlikeMutation$/, click('[aria-label="Batal Suka"]'), story('participant')],
  ['repost', /^usePolarisDeleteMediaRepostMutation$/, click(REPOST_BUTTON), '/'],
  ['Following on a profile', /UnfollowMutation$/, click('main header button'), profile('participant')],
  [
    'Unfollow in the menu of a post',
    /UnfollowMutation$/,
    async (page) => {
      await clickOn(page, buttonOf(FEED_POST, 'Opsi lainnya'));
      await clickOn(page, `${DIALOG} ::-p-text(Batal mengikuti)`);
    },
    '/',
  ],
];

describe.each(BROWSERS)('%s: taking back', (name) => {
  let browser: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
  });
  afterAll(() => browser?.close());

  it.each(UNDOS)('%s is never held', async (_, op, go, path) => {
    const config = configFor({ site: SITE, action: 'like' }, 'undo', 'id');
    const { page, sent } = await openReplica(browser, config, path);
    await go(page);
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toEqual([expect.stringMatching(op)]);
    expect(await seeWarning(page)).toBeNull();
    await page.close();
  });
});
