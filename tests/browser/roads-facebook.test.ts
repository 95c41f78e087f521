/**
 * Every road to an act on Facebook, in both browsers: mouse, finger and keys; the site's single keys, also those that a
 * person chose; the reaction bar, opened by resting, holding, pressing and dragging, or the arrow keys; composers and
 * dialogs; cards; the layout of a phone and the mobile page.
 *
 * To see a guard fail: take `mouseup` or `touchend` out of `ACTING` in src/guard/guard.ts, build, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaConfig, ReplicaOptions, ReplicaPost } from '../../src/replicas/feed.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  configure,
  engineOf,
  launch,
  pressButton,
  seeWarning,
  until,
} from './driver.ts';
import { hoverOver, keyOn, press, release, touch } from './hands.ts';
import { openReplica } from './replica-pages.ts';
import { PHONE, type Road, type RoadAim, testRoads } from './roads.ts';
import { configFor } from './scenarios.ts';

const REACT = /^CometUFIFeedbackReactMutation$/;
const COMMENT = /CreateCommentMutation$/;
const RESHARE = /FeedToFeedMutation$/;
const POST = /^ComposerStoryCreateMutation$/;
const FOLLOW = /^CometUserFollowMutation$/;
const RSVP = /^PublicEventCometRSVPMutation$/;

const UNIT = '[aria-posinset]';
const LIKE = `${UNIT} .f-like [role="button"]:has([data-ad-rendering-role="like_button"])`;
const LOVE = '[role="toolbar"] [aria-label="Super"]';
const SHARE = `${UNIT} [data-ad-rendering-role="share_button"]`;
const DIALOG = '.r-dialog';
const FIELD = 'form[role="presentation"] [role="textbox"]';
const WORDS = 'Selamat pagi semuanya';

const labelled = (label: string, within = ''): string => `${within} [aria-label="${label}"]`.trim();
const SHARE_NOW = labelled('Bagikan sekarang', DIALOG);
const SEND = labelled('Kirim', DIALOG);

const click = (selector: string) => (page: Page) => clickOn(page, selector);
const key = (selector: string, name: Parameters<typeof keyOn>[2]) => (page: Page) =>
  keyOn(page, selector, name);
const tap = (selector: string) => async (page: Page) => (await touch(page, selector)).lift();

const write = async (page: Page, selector: string, text: string): Promise<void> => {
  await clickOn(page, selector);
  await page.keyboard.type(text);
};
const openComments = async (page: Page): Promise<void> => {
  await clickOn(page, `${UNIT} [data-ad-rendering-role="comment_button"]`);
  await write(page, FIELD, WORDS);
};

/** One post, drawn as the options say. */
const shown =
  (options: ReplicaOptions, action: Road['action'] = 'like') =>
  (aim: RoadAim): ReplicaConfig => {
    const config = configFor({ site: 'facebook', action }, aim, 'id');
    return { ...config, options: { ...config.options, ...options } };
  };

const GANJAR = { handle: 'ganjar.contoh', name: 'Ganjar Pranowo', page: true };
const RINA = { handle: 'rina.hapsari', name: 'Rina Hapsari', page: true };
const isAimed = (aim: RoadAim) => aim === 'participant';

/** A neighbour's post with a comment below, by a participant or not; and one post that the guard marks. */
const commented = (aim: RoadAim): ReplicaConfig => ({
  ...configFor({ site: 'facebook', action: 'like' }, aim, 'id'),
  posts: [
    {
      id: '122600000000081',
      kind: 'neutral',
      author: RINA,
      text: 'Hujan sore ini turun tepat saat jemuran sudah diangkat.',
      comments: [
        {
          id: 'c122600000000081',
          author: isAimed(aim) ? GANJAR : { handle: 'yuni', name: 'Yuni Kurniasih' },
          text: 'Sehat selalu.',
        },
      ],
    },
    ...configFor({ site: 'facebook', action: 'like' }, aim, 'id').posts,
  ],
});
const COMMENT_LIKE = '[role="article"] [role="button"][aria-label="Suka"]';

/** An invitation in the feed: to a walk, which turns out to be a candidate's, or is the neighbours'. */
const invited = (aim: RoadAim): ReplicaConfig => {
  const config = configFor({ site: 'facebook', action: 'attend' }, aim, 'id');
  const post: ReplicaPost = {
    id: '122600000000082',
    kind: 'team',
    author: isAimed(aim) ? GANJAR : RINA,
    text: 'Undangan untuk warga.',
    event: {
      id: '840000000000014',
      name: isAimed(aim) ? 'Jalan Sehat Bersama Ganjar-Mahfud' : 'Jalan Sehat Warga',
      when: 'Minggu, 21 Januari 2024 pukul 06.00',
      host: isAimed(aim) ? GANJAR : RINA,
    },
  };
  return { ...config, posts: [post, ...config.posts] };
};

/** A page that stands beside a feed, with a post of the same kind in it. */
const suggesting = (aim: RoadAim): ReplicaConfig => ({
  ...configFor({ site: 'facebook', action: 'follow' }, aim, 'id'),
  suggestions: [isAimed(aim) ? GANJAR : RINA],
});

const profile = (aim: RoadAim) => `/${(isAimed(aim) ? GANJAR : RINA).handle}`;
const group = (aim: RoadAim) => `/groups/${isAimed(aim) ? '730000000000013' : '730000000000015'}/`;

const drag = async (page: Page): Promise<void> => {
  await press(page, LIKE);
  await page.waitForSelector(LOVE, { visible: true });
  await hoverOver(page, LOVE);
  await release(page);
};

const dragFinger = async (page: Page): Promise<void> => {
  const finger = await touch(page, LIKE);
  await page.waitForSelector(LOVE, { visible: true });
  await finger.moveTo(LOVE);
  await finger.lift();
};

const menuItem = (item: string) => (page: Page) => clickOn(page, `[role="menu"] ::-p-text(${item})`);

const MOBILE = { path: () => 'https://m.facebook.com/', window: PHONE };
const M_LIKE = '[data-long-click-action-id]';

const facebook = (road: Omit<Extract<Road, { how: object }>, 'site'>): Road => ({
  site: 'facebook',
  ...road,
});
const none = (action: Road['action'], road: string, impossible: string): Road => ({
  site: 'facebook',
  action,
  road,
  impossible,
});

const ROADS: readonly Road[] = [
  // Like
  facebook({ action: 'like', road: 'mouse', op: REACT, how: { go: click(LIKE) } }),
  facebook({ action: 'like', road: 'Enter', op: REACT, how: { go: key(LIKE, 'Enter') } }),
  facebook({ action: 'like', road: 'Space', op: REACT, how: { go: key(LIKE, ' ') } }),
  facebook({
    action: 'like',
    road: 'tap, phone width',
    op: REACT,
    how: { window: PHONE, go: tap(LIKE) },
  }),
  facebook({
    action: 'like',
    road: 'key l on the focused post',
    op: REACT,
    how: { config: shown({ shortcuts: true }), go: key(UNIT, 'l') },
  }),
  facebook({
    action: 'like',
    road: 'key that the person chose',
    op: REACT,
    how: { config: shown({ shortcuts: true, likeKey: 'q' }), go: key(UNIT, 'q') },
  }),
  facebook({
    action: 'like',
    road: 'reaction bar by resting',
    op: REACT,
    how: {
      go: async (page) => {
        await hoverOver(page, LIKE);
        await clickOn(page, LOVE);
      },
    },
  }),
  facebook({
    action: 'like',
    road: 'reaction bar inside the post',
    op: REACT,
    how: {
      config: shown({ reactionBar: 'inline' }),
      go: async (page) => {
        await hoverOver(page, LIKE);
        await clickOn(page, LOVE);
      },
    },
  }),
  facebook({ action: 'like', road: 'reaction bar by press, drag, release', op: REACT, how: { go: drag } }),
  facebook({
    action: 'like',
    road: 'reaction bar by a finger held and drawn',
    op: REACT,
    how: { go: dragFinger },
  }),
  facebook({
    action: 'like',
    road: 'reaction bar by arrow keys',
    op: REACT,
    how: {
      prepare: async (page) => {
        await keyOn(page, `${UNIT} [aria-label="Tanggapi"]`, 'Enter');
        await page.waitForSelector(LOVE);
        await page.keyboard.press('ArrowRight');
      },
      go: (page) => page.keyboard.press('Enter'),
      ready: LOVE,
    },
  }),
  facebook({
    action: 'like',
    road: 'reaction bar by tap',
    op: REACT,
    how: {
      prepare: (page) => keyOn(page, `${UNIT} [aria-label="Tanggapi"]`, 'Enter'),
      go: tap(LOVE),
      ready: LOVE,
    },
  }),
  facebook({
    action: 'like',
    road: "participant's comment below a neutral post",
    op: REACT,
    how: { config: commented, go: click(COMMENT_LIKE) },
  }),
  facebook({
    action: 'like',
    road: "participant's comment, Enter",
    op: REACT,
    how: { config: commented, go: key(COMMENT_LIKE, 'Enter') },
  }),
  facebook({
    action: 'like',
    road: 'post in a dialog',
    op: REACT,
    how: {
      config: shown({ commentsIn: 'dialog' }),
      prepare: click(`${UNIT} [data-ad-rendering-role="comment_button"]`),
      go: click(`${DIALOG} [data-ad-rendering-role="like_button"]`),
      ready: DIALOG,
    },
  }),
  facebook({
    action: 'like',
    road: 'mobile page, tap',
    op: REACT,
    how: { ...MOBILE, go: tap(M_LIKE) },
  }),
  none(
    'like',
    'mobile page, long press',
    'not confirmed: no saved page shows the bar that opens; a reaction in a bar of the known form is held',
  ),
  none('like', 'double click on a photo', 'the site has no such like: it opens the photo viewer'),
  none(
    'like',
    'story',
    'not confirmed: no saved page of a story; a control named Suka there counts as a like',
  ),

  // Comment
  facebook({
    action: 'comment',
    road: 'Enter in the box',
    op: COMMENT,
    how: { prepare: openComments, go: key(FIELD, 'Enter'), ready: FIELD },
  }),
  facebook({
    action: 'comment',
    road: 'send button',
    op: COMMENT,
    how: { prepare: openComments, go: click(labelled('Posting komentar')), ready: FIELD },
  }),
  facebook({
    action: 'comment',
    road: 'send button, Space',
    op: COMMENT,
    how: { prepare: openComments, go: key(labelled('Posting komentar'), ' '), ready: FIELD },
  }),
  facebook({
    action: 'comment',
    road: 'Shift+Enter in the box',
    op: null,
    how: {
      prepare: openComments,
      go: async (page) => {
        await page.keyboard.down('Shift');
        await page.keyboard.press('Enter');
        await page.keyboard.up('Shift');
      },
    },
  }),
  facebook({
    action: 'comment',
    road: 'key c, then Enter',
    op: COMMENT,
    how: {
      config: shown({ shortcuts: true }, 'comment'),
      prepare: async (page) => {
        await keyOn(page, UNIT, 'c');
        await write(page, FIELD, WORDS);
      },
      go: key(FIELD, 'Enter'),
      ready: FIELD,
    },
  }),
  facebook({
    action: 'comment',
    road: "reply to a participant's comment",
    op: COMMENT,
    how: {
      config: commented,
      prepare: async (page) => {
        await clickOn(page, '[role="article"] ::-p-text(Balas)');
        await write(page, FIELD, WORDS);
      },
      go: key(FIELD, 'Enter'),
      ready: FIELD,
    },
  }),
  facebook({
    action: 'comment',
    road: 'post in a dialog, Enter',
    op: COMMENT,
    how: {
      config: shown({ commentsIn: 'dialog' }, 'comment'),
      prepare: async (page) => {
        await clickOn(page, `${UNIT} [data-ad-rendering-role="comment_button"]`);
        await write(page, `${DIALOG} ${FIELD}`, WORDS);
      },
      go: key(`${DIALOG} ${FIELD}`, 'Enter'),
      ready: `${DIALOG} ${FIELD}`,
    },
  }),
  facebook({
    action: 'comment',
    road: 'mobile page, send button',
    op: COMMENT,
    how: {
      ...MOBILE,
      prepare: async (page) => {
        await clickOn(page, '[data-comp-id="comment"]');
        await write(page, 'textarea', WORDS);
      },
      go: tap(SEND),
      ready: SEND,
    },
  }),

  // Share
  facebook({
    action: 'share',
    road: 'share now in the dialog',
    op: RESHARE,
    how: { prepare: click(SHARE), go: click(SHARE_NOW), ready: SHARE_NOW },
  }),
  facebook({
    action: 'share',
    road: 'share now, Enter',
    op: RESHARE,
    how: { prepare: click(SHARE), go: key(SHARE_NOW, 'Enter'), ready: SHARE_NOW },
  }),
  facebook({
    action: 'share',
    road: 'with own words',
    op: POST,
    how: {
      prepare: async (page) => {
        await clickOn(page, SHARE);
        await write(page, `${DIALOG} [role="textbox"]`, WORDS);
      },
      go: click(SHARE_NOW),
      ready: SHARE_NOW,
    },
  }),
  facebook({
    action: 'share',
    road: 'key s, then share now',
    op: RESHARE,
    how: {
      config: shown({ shortcuts: true }, 'share'),
      prepare: key(UNIT, 's'),
      go: click(SHARE_NOW),
      ready: SHARE_NOW,
    },
  }),
  facebook({
    action: 'share',
    road: 'to a group: asked once, at the post',
    op: POST,
    how: {
      prepare: async (page) => {
        await clickOn(page, SHARE);
        await clickOn(page, labelled('Bagikan ke grup', DIALOG));
        await clickOn(page, `${DIALOG} ::-p-text(Alumni SMP Contoh)`);
      },
      go: click(SEND),
      ready: SEND,
    },
  }),
  facebook({
    action: 'share',
    road: 'share now in the menu',
    op: RESHARE,
    how: {
      config: shown({ shareIn: 'menu' }, 'share'),
      prepare: click(SHARE),
      go: menuItem('Bagikan sekarang'),
      ready: '[role="menu"]',
    },
  }),
  facebook({
    action: 'share',
    road: 'to the feed: asked once, at the post',
    op: RESHARE,
    how: {
      config: shown({ shareIn: 'menu' }, 'share'),
      prepare: async (page) => {
        await clickOn(page, SHARE);
        await menuItem('Bagikan ke Feed')(page);
      },
      go: click(SEND),
      ready: SEND,
    },
  }),
  facebook({
    action: 'share',
    road: 'mobile page, share now',
    op: RESHARE,
    how: {
      ...MOBILE,
      prepare: tap('[data-comp-id="share"]'),
      go: tap(SHARE_NOW),
      ready: SHARE_NOW,
    },
  }),

  // Follow, join, attend
  facebook({
    action: 'follow',
    road: 'profile',
    op: FOLLOW,
    how: { path: profile, go: click(labelled('Ikuti', '.f-cover')) },
  }),
  facebook({
    action: 'follow',
    road: 'profile, Space',
    op: FOLLOW,
    how: { path: profile, go: key(labelled('Ikuti', '.f-cover'), ' ') },
  }),
  facebook({
    action: 'follow',
    road: 'like of a page',
    op: /^CometPageLikeCommitMutation$/,
    how: { path: profile, go: click(labelled('Suka', '.f-cover')) },
  }),
  facebook({
    action: 'follow',
    road: 'beside the name in a post',
    op: FOLLOW,
    how: {
      config: (aim) => {
        const config = configFor({ site: 'facebook', action: 'follow' }, aim, 'id');
        return { ...config, posts: config.posts.map((post) => ({ ...post, followed: false })) };
      },
      go: click(`${UNIT} h4 [role="button"]`),
    },
  }),
  facebook({
    action: 'follow',
    road: 'card at a name',
    op: FOLLOW,
    how: {
      config: shown({ hoverCards: true }, 'follow'),
      go: async (page) => {
        await hoverOver(page, `${UNIT} h4 a`);
        await clickOn(page, labelled('Ikuti', '.f-hover'));
      },
    },
  }),
  facebook({
    action: 'follow',
    road: 'suggestion',
    op: FOLLOW,
    how: {
      config: suggesting,
      window: { width: 1300, height: 800 },
      go: click(labelled('Ikuti', '[role="complementary"]')),
    },
  }),
  facebook({
    action: 'join',
    road: 'group page',
    op: /^GroupCometJoinForumMutation$/,
    how: { path: group, go: click(labelled('Gabung ke grup')) },
  }),
  facebook({
    action: 'join',
    road: 'group page, Enter',
    op: /^GroupCometJoinForumMutation$/,
    how: { path: group, go: key(labelled('Gabung ke grup'), 'Enter') },
  }),
  facebook({
    action: 'attend',
    road: 'Interested on an invitation in the feed',
    op: RSVP,
    how: { config: invited, go: click(labelled('Tertarik', UNIT)) },
  }),
  facebook({
    action: 'attend',
    road: 'Going on the page of the event',
    op: RSVP,
    how: {
      config: invited,
      prepare: click(`${UNIT} a[href*="/events/"]`),
      go: click(labelled('Akan Hadir')),
      ready: labelled('Akan Hadir'),
    },
  }),

  // Post
  facebook({
    action: 'post',
    road: 'composer',
    op: POST,
    how: {
      prepare: async (page, aim) => {
        await clickOn(page, '[role="region"][aria-label="Buat postingan"] [role="button"]');
        await write(page, `${DIALOG} [data-lexical-editor]`, isAimed(aim) ? 'Dukung Ganjar Pranowo' : WORDS);
      },
      go: click(SEND),
      ready: SEND,
    },
  }),
  facebook({
    action: 'post',
    road: 'composer, Enter on send',
    op: POST,
    how: {
      prepare: async (page, aim) => {
        await clickOn(page, '[role="region"][aria-label="Buat postingan"] [role="button"]');
        await write(page, `${DIALOG} [data-lexical-editor]`, isAimed(aim) ? 'Dukung Ganjar Pranowo' : WORDS);
      },
      go: key(SEND, 'Enter'),
      ready: SEND,
    },
  }),
  none('post', 'Ctrl+Enter in the composer', 'not confirmed: the site sends a post by its button alone'),
  none(
    'comment',
    'reply to a story',
    'not confirmed: no saved page of a story; the field of a message is no act',
  ),
];

testRoads('facebook', ROADS);

/** What is taken back is never held, by whatever road. */
const UNDONE: readonly (readonly [
  string,
  RegExp,
  (page: Page) => Promise<void>,
  (aim: RoadAim) => string,
])[] = [
  ['like, mouse', REACT, click(labelled('Hapus Suka', UNIT)), () => '/'],
  ['like, Enter', REACT, key(labelled('Hapus Suka', UNIT), 'Enter'), () => '/'],
  ['like, key l', REACT, key(UNIT, 'l'), () => '/'],
  ['like, mobile page', REACT, tap(M_LIKE), MOBILE.path],
  ['follow', /^CometUserUnfollowMutation$/, click(labelled('Mengikuti', '.f-cover')), profile],
  ['group', /^GroupCometLeaveForumMutation$/, click(labelled('Bergabung')), group],
];

/** Facebook on other sites: a road, the address, the button, what the site then sends. */
const ADDRESS = 'https://www.facebook.com/PDIPerjuangan';
const OTHER = 'https://www.facebook.com/rina.hapsari';
const frame = (plugin: string) => (href: string) =>
  `https://www.facebook.com/plugins/${plugin}.php?href=${encodeURIComponent(href)}&width=450`;
const OUTSIDE: readonly (readonly [string, (href: string) => string, string, RegExp])[] = [
  ['like button', frame('like'), '.pluginButtonLabel', /^CometPageLikeCommitMutation$/],
  ['like button, its picture', frame('like'), 'form button', /^CometPageLikeCommitMutation$/],
  ['follow button', frame('follow'), '.pluginButtonLabel', /^CometPageFollowCommitMutation$/],
  [
    'share page',
    (href) => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(`${href}/posts/1`)}`,
    '[name="__CONFIRM__"]',
    POST,
  ],
  [
    'share dialog of an app',
    (href) => `https://www.facebook.com/v19.0/dialog/share?app_id=1&href=${encodeURIComponent(href)}`,
    '[name="__CONFIRM__"]',
    POST,
  ],
];

/** Where a page is or was going, also when nothing could be loaded there. */
const goingTo = async (page: Page): Promise<string> => {
  if (engineOf(page.browser()).name === 'firefox') {
    // Its error page names the address in its own.
    const address = new URL(await page.evaluate(() => document.documentURI));
    return address.searchParams.get('u') ?? address.href;
  }
  const session = await page.createCDPSession();
  const { currentIndex, entries } = await session.send('Page.getNavigationHistory');
  return entries[currentIndex]?.url ?? '';
};

describe.each(BROWSERS)('%s, besides the table', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
  });
  afterAll(() => browser?.close());
  const anyPage = configFor({ site: 'facebook', action: 'like' }, 'neutral', 'id');

  it.each(UNDONE)('lets the undo of %s through', async (title, op, go, path) => {
    const config = configFor({ site: 'facebook', action: title === 'group' ? 'join' : 'like' }, 'undo', 'id');
    const options = { ...config.options, shortcuts: true };
    const { page, sent } = await openReplica(browser, { ...config, options }, path('participant'));
    await go(page);
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toEqual([expect.stringMatching(op)]);
    expect(await seeWarning(page)).toBeNull();
    await page.close();
  });

  it.each(OUTSIDE)('holds on other sites: %s', async (_, address, selector, op) => {
    const { page, sent, handled } = await openReplica(browser, anyPage, address(ADDRESS));
    await clickOn(page, selector);
    const warning = await awaitWarning(page);
    expect(warning.text).toContain('PDI Perjuangan');
    expect(await handled()).toEqual([]);
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    await clickOn(page, selector);
    await awaitWarning(page);
    await pressButton(page, 'Tetap lanjutkan');
    await awaitNoWarning(page);
    expect(await handled()).toEqual([]);
    expect(sent()).toEqual([]);
    await clickOn(page, selector);
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toEqual([expect.stringMatching(op)]);
    if (selector !== '[name="__CONFIRM__"]') {
      // And what was done there is taken back without a word.
      await clickOn(page, selector);
      await until('the undo', async () => sent().length > 1);
      expect(sent()[1]).toMatch(/Un(like|follow)/);
    }
    expect(await seeWarning(page)).toBeNull();
    await page.close();
  });

  it.each(OUTSIDE)(
    'lets through on other sites about a neutral account: %s',
    async (_, address, selector, op) => {
      const { page, sent } = await openReplica(browser, anyPage, address(OTHER));
      await clickOn(page, selector);
      await until('the operation', async () => sent().length > 0);
      expect(sent()).toEqual([expect.stringMatching(op)]);
      expect(await seeWarning(page)).toBeNull();
      await page.close();
    },
  );

  /** A page of another site with a frame of Facebook's in it. */
  const framed = async (href: string, width: number, height: number) => {
    const replica = await openReplica(browser, anyPage, frame('like')(href));
    const src = frame('like')(href).replaceAll('&', '&amp;');
    const html = `<!doctype html><title>Situs lain</title><h1>Berita</h1><iframe title="Suka" src="${src}" width="${width}" height="${height}"></iframe>`;
    await replica.page.goto(`data:text/html,${encodeURIComponent(html)}`);
    const inner = await until('the frame', async () =>
      replica.page.frames().find((one) => one.url().includes('/plugins/like.php')),
    );
    const button = await inner.waitForSelector('.pluginButtonLabel');
    if (!button) throw new Error('The frame has no button.');
    /** The focus goes into the warning when it opens and leaves when it closes; no tree of the page shows it. */
    const focusIs = (inWarning: boolean) =>
      until(`the focus ${inWarning ? 'in' : 'outside'} the warning`, () =>
        inner.evaluate((is) => (document.activeElement?.localName === 'jaga-netral') === is, inWarning),
      );
    return { ...replica, button, focusIs };
  };

  it('holds in a frame on another site, where there is room for the warning', async () => {
    const { page, sent, button, focusIs } = await framed(ADDRESS, 500, 600);
    await button.click();
    await focusIs(true);
    await page.keyboard.press('Enter');
    await focusIs(false);
    await button.click();
    await focusIs(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await focusIs(false);
    expect(sent()).toEqual([]);
    await button.click();
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toEqual([expect.stringMatching(/PageLike/)]);
    await page.close();
  });

  it('opens a frame that has no room for the warning in a window', async () => {
    const { page, sent, button } = await framed(ADDRESS, 120, 40);
    const before = new Set(await browser.pages());
    await button.click();
    const opened = await until('the window', async () =>
      (await browser.pages()).find((one) => !before.has(one)),
    );
    // Nobody answers there; where it was going is what counts.
    await until('its address', async () => (await goingTo(opened)) === frame('like')(ADDRESS));
    expect(sent()).toEqual([]);
    await opened.close();
    await page.close();
  });

  it('lets a frame about a neutral account alone', async () => {
    const { page, sent, button } = await framed(OTHER, 120, 40);
    await button.click();
    await until('the operation', async () => sent().length > 0);
    await page.close();
  });

  it('does not take the second click of a double click for an answer', async () => {
    const { page, sent } = await openReplica(
      browser,
      configFor({ site: 'facebook', action: 'like' }, 'participant', 'id'),
    );
    await clickOn(page, LIKE);
    await awaitWarning(page);
    const engine = engineOf(browser);
    const answer = await until('the button', () => engine.centreOf(page, 'button', 'Tetap lanjutkan'));
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    // The site's button is brought to where the answer will be.
    await page.$eval(
      LIKE,
      (node, { x, y }) => {
        (node as HTMLElement).style.cssText =
          `position:fixed;left:${x - 20}px;top:${y - 20}px;width:40px;height:40px;z-index:99`;
      },
      answer,
    );
    await page.mouse.click(answer.x, answer.y, { count: 2 });
    expect((await awaitWarning(page)).buttons).toContain('Tetap lanjutkan');
    expect(sent()).toEqual([]);
    await page.mouse.click(answer.x, answer.y);
    await awaitNoWarning(page);
    await page.close();
  });
});
