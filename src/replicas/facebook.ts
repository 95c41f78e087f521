/**
 * A page that behaves like www.facebook.com on a desktop: units that are emptied out of sight, decoys around
 * each, controls that are `div[role=button]`, a reaction bar and dialogs outside the unit they belong to.
 */
import {
  anchorOf,
  type Context,
  countOf,
  dialogOf,
  draftKey,
  draftLines,
  draftPhoto,
  emojiOf,
  faceOf,
  icon,
  photoOf,
  richText,
  run,
  type SiteReplica,
  shortTime,
  typing,
} from './context.ts';
import { boxes, type Child, type Handlers, h, type Run, type VNode } from './dom.ts';
import { accountId, REACTION_IDS, REACTIONS, type Reaction } from './endpoint.ts';
import { mobilePage } from './facebook-mobile.ts';
import { isOutside, outsidePage } from './facebook-outside.ts';
import {
  numberOf,
  type ReplicaAuthor,
  type ReplicaComment,
  type ReplicaEvent,
  type ReplicaGroup,
  type ReplicaPost,
} from './feed.ts';
import { permalinkOf } from './routes.ts';

const HOVER_MS = 600;
const LEAVE_MS = 300;
const HOLD_MS = 500;

const WORDS = {
  id: {
    reactions: {
      LIKE: 'Suka',
      LOVE: 'Super',
      CARE: 'Peduli',
      HAHA: 'Haha',
      WOW: 'Wow',
      SAD: 'Sedih',
      ANGRY: 'Marah',
    },
    remove: (name: string) => `Hapus ${name}`,
    react: 'Tanggapi',
    disguised: 'Apresiasi',
    change: (name: string) => `Ubah tanggapan ${name}`,
    bar: 'Tanggapan',
    counter: (name: string, n: number) => `${name}: ${n} orang`,
    seeWho: 'Lihat siapa yang menanggapi ini',
    all: 'Semua tanggapan:',
    comments: (n: number) => `${n} komentar`,
    shares: (n: number) => `${n} kali dibagikan`,
    commentLabel: 'Beri komentar',
    comment: 'Komentari',
    shareLabel: 'Kirim ini ke teman atau posting di profil Anda.',
    share: 'Bagikan',
    actions: (name: string) => `Tindakan untuk postingan oleh ${name} ini`,
    writeComment: 'Tulis komentar…',
    sendComment: 'Posting komentar',
    commentBy: (name: string) => `Komentar oleh ${name} 2 jam yang lalu`,
    reply: 'Balas',
    createPost: 'Buat postingan',
    mind: (name: string) => `Apa yang Anda pikirkan, ${name}?`,
    write: 'Tulis sesuatu...',
    send: 'Kirim',
    photo: 'Foto/video',
    feed: 'Postingan Kabar',
    follow: 'Ikuti',
    following: 'Mengikuti',
    pageLike: 'Suka',
    pageLiked: 'Disukai',
    addFriend: 'Tambah Teman',
    requested: 'Batalkan Permintaan',
    join: 'Gabung ke grup',
    joined: 'Bergabung',
    group: 'Grup publik',
    about: 'Tentang',
    interested: 'Tertarik',
    going: 'Akan Hadir',
    eventBy: 'Acara oleh',
    seeMore: 'Lihat selengkapnya',
    sponsored: 'Bersponsor',
    sharedPost: 'membagikan',
    aPost: 'postingan',
    publicPost: 'Dibagikan kepada Publik',
    loading: 'Memuat...',
    shareDialog: 'Bagikan',
    shareNow: 'Bagikan sekarang',
    shareGroup: 'Bagikan ke grup',
    shareFeed: 'Bagikan ke Feed',
    chooseGroup: 'Pilih grup',
    shareMessage: 'Kirim sebagai Pesan',
    copyLink: 'Salin tautan',
    saySomething: 'Katakan sesuatu tentang ini...',
    close: 'Tutup',
    postOf: (name: string) => `Postingan ${name}`,
    home: 'Beranda',
    messenger: 'Messenger',
    notifications: 'Notifikasi',
    suggestions: 'Halaman yang disarankan',
    more: 'Lainnya',
    moreFor: (name: string) => `Opsi lainnya untuk ${name}`,
    editProfile: 'Edit profil',
    ownGroups: 'Semua grup yang Anda ikuti',
    seeGroup: 'Lihat grup',
    likedPages: 'Halaman yang Anda ikuti',
    hide: 'Sembunyikan postingan',
    save: 'Simpan postingan',
  },
  en: {
    reactions: {
      LIKE: 'Like',
      LOVE: 'Love',
      CARE: 'Care',
      HAHA: 'Haha',
      WOW: 'Wow',
      SAD: 'Sad',
      ANGRY: 'Angry',
    },
    remove: (name: string) => `Remove ${name}`,
    react: 'React',
    disguised: 'Appreciate',
    change: (name: string) => `Change ${name} reaction`,
    bar: 'Reactions',
    counter: (name: string, n: number) => `${name}: ${n} people`,
    seeWho: 'See who reacted to this',
    all: 'All reactions:',
    comments: (n: number) => `${n} comments`,
    shares: (n: number) => `${n} shares`,
    commentLabel: 'Leave a comment',
    comment: 'Comment',
    shareLabel: 'Send this to friends or post it on your profile.',
    share: 'Share',
    actions: (name: string) => `Actions for this post by ${name}`,
    writeComment: 'Write a comment…',
    sendComment: 'Post comment',
    commentBy: (name: string) => `Comment by ${name} 2 hours ago`,
    reply: 'Reply',
    createPost: 'Create a post',
    mind: (name: string) => `What's on your mind, ${name}?`,
    write: 'Write something...',
    send: 'Post',
    photo: 'Photo/video',
    feed: 'Feed posts',
    follow: 'Follow',
    following: 'Following',
    pageLike: 'Like',
    pageLiked: 'Liked',
    addFriend: 'Add friend',
    requested: 'Cancel request',
    join: 'Join group',
    joined: 'Joined',
    group: 'Public group',
    about: 'About',
    interested: 'Interested',
    going: 'Going',
    eventBy: 'Event by',
    seeMore: 'See more',
    sponsored: 'Sponsored',
    sharedPost: 'shared a',
    aPost: 'post',
    publicPost: 'Shared with Public',
    loading: 'Loading...',
    shareDialog: 'Share',
    shareNow: 'Share now',
    shareGroup: 'Share to a group',
    shareFeed: 'Share to Feed',
    chooseGroup: 'Choose a group',
    shareMessage: 'Send in Messenger',
    copyLink: 'Copy link',
    saySomething: 'Say something about this...',
    close: 'Close',
    postOf: (name: string) => `${name}'s post`,
    home: 'Home',
    messenger: 'Messenger',
    notifications: 'Notifications',
    suggestions: 'Suggested pages',
    more: 'More',
    moreFor: (name: string) => `More options for ${name}`,
    editProfile: 'Edit profile',
    ownGroups: 'All groups you have joined',
    seeGroup: 'View group',
    likedPages: 'Pages you follow',
    hide: 'Hide post',
    save: 'Save post',
  },
} as const;

type Words = (typeof WORDS)['id'] | (typeof WORDS)['en'];
const words = (context: Context): Words => WORDS[context.language];

const ORIGIN = 'https://www.facebook.com';
const TRACK = '__cft__[0]=AZX';
const url = (path: string): string => `${ORIGIN}${path}${path.includes('?') ? '&' : '?'}${TRACK}`;
const DOTS =
  'M5 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0Zm7 0a2 2 0 1 1-4 0 2 2 0 0 1 4 0Zm7 0a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z';
const FACES: Readonly<Record<Reaction, string>> = {
  LIKE: 'M6 21H3V10h3v11Zm2 0V10l4-7c1.500 0 2.500 1 2.200 2.500L13.500 9H20a2 2 0 0 1 2 2.400l-1.500 8A2 2 0 0 1 18.500 21H8Z',
  LOVE: 'M12 20.500 4.300 13A5 5 0 0 1 11.400 6l.600.600.600-.600a5 5 0 0 1 7.100 7L12 20.500Z',
  CARE: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 14c2.500-1.600 4-3 4-4.600 0-2.200-3-2.600-4-.800-1-1.800-4-1.400-4 .800 0 1.600 1.500 3 4 4.600Z',
  HAHA: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM7 13a5 5 0 0 0 10 0H7Zm0-3h3V8.500H7V10Zm7 0h3V8.500h-3V10Z',
  WOW: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 9a2.500 3.500 0 1 0 0 7 2.500 3.500 0 0 0 0-7ZM8 8v3h2V8H8Zm6 0v3h2V8h-2Z',
  SAD: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-4 14h8a4 4 0 0 0-8 0Zm0-8v2h2V9H8Zm6 0v2h2V9h-2Z',
  ANGRY:
    'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-4 14h8v-1.500H8V17Zm-1-8 4 2V9.500L7 7.500V9Zm10 0-4 2V9.500l4-2V9Z',
};

const overlay = (): VNode => h('div', { role: 'none', 'data-visualcompletion': 'ignore' });
const cssIcon = (name: string): VNode =>
  h('i', { 'data-visualcompletion': 'css-img', class: `f-icon f-${name}` });

/** A control as the site makes them: a focusable box with the role, never a native button. */
const button = (
  props: Readonly<Record<string, string | undefined>>,
  on: Run | Handlers,
  ...children: readonly Child[]
): VNode =>
  h(
    'div',
    { role: 'button', tabindex: '0', ...props, on: 'name' in on ? { press: on } : on },
    ...children,
    overlay(),
  );

const face = (author: ReplicaAuthor, size = 40, href = url(`/${author.handle}`)): VNode =>
  h(
    'span',
    null,
    h(
      'a',
      { 'aria-label': author.name, href, role: 'link', tabindex: '0' },
      h(
        'div',
        null,
        h(
          'svg',
          {
            'aria-label': author.name,
            'data-visualcompletion': 'ignore-dynamic',
            role: 'img',
            width: size,
            height: size,
            viewBox: `0 0 ${size} ${size}`,
            class: 'f-face',
          },
          h('g', null, h('image', { href: faceOf(author), width: size, height: size })),
        ),
        overlay(),
      ),
    ),
  );

const textOf = (text: string): readonly (VNode | string)[] =>
  richText(text, {
    plain: (plain) => plain,
    tag: (tag) =>
      h('span', null, h('a', { href: url(`/hashtag/${tag.slice(1)}`), role: 'link', tabindex: '0' }, tag)),
    mention: (handle) => h('a', { href: url(`/${handle}`), role: 'link', tabindex: '0' }, `@${handle}`),
    emoji: (sign) =>
      h('span', null, h('img', { height: 16, width: 16, alt: sign, src: emojiOf(sign), class: 'f-emoji' })),
  });

const paragraphs = (text: string): readonly VNode[] =>
  text.split('\n').map((line) => h('div', { dir: 'auto' }, textOf(line)));

/** A time that no machine can read: a letter a node, the address hidden until the pointer comes near. */
const scrambled = (text: string): VNode =>
  h(
    'b',
    null,
    [...text].flatMap((letter, at) => [
      h('b', null, letter),
      at % 3 === 1 ? h('b', { class: 'f-stray' }, '-') : null,
    ]),
  );

const timeLink = (context: Context, post: ReplicaPost): VNode => {
  const shown = context.store.unfolded.has(`time-${post.id}`);
  return h(
    'span',
    null,
    h(
      'a',
      {
        href: shown ? url(permalinkOf('facebook', post)) : `${ORIGIN}/?${TRACK}`,
        role: 'link',
        tabindex: '0',
        class: 'r-soft',
        on: {
          enter: () => context.change(() => context.store.unfolded.add(`time-${post.id}`)),
          press: run('open-post', post.id, () => context.navigate({ kind: 'post', id: post.id })),
        },
      },
      h(
        'span',
        null,
        h(
          'span',
          { 'aria-labelledby': `r-${post.id}-time` },
          scrambled(post.promoted ? words(context).sponsored : shortTime(post, context.language)),
        ),
      ),
    ),
  );
};

/** Rest on a name, and a card opens beside it. */
const cardHandlers = (context: Context, author: ReplicaAuthor): Handlers => ({
  enter: (node) => {
    window.clearTimeout(cardTimer);
    cardTimer = window.setTimeout(() => {
      if (!node.isConnected || context.store.layers.length > 0) return;
      context.open({ kind: 'hover-card', postId: author.handle, anchor: anchorOf(node) });
    }, HOVER_MS);
  },
  leave: () => leaveCard(context),
});

const leaveCard = (context: Context): void => {
  window.clearTimeout(cardTimer);
  cardTimer = window.setTimeout(() => {
    if (context.store.top()?.kind === 'hover-card') context.close();
  }, LEAVE_MS);
};

let cardTimer = 0;

const nameLink = (context: Context, author: ReplicaAuthor, href = url(`/${author.handle}`)): VNode =>
  h(
    'a',
    {
      href,
      role: 'link',
      tabindex: '0',
      ...(context.options.hoverCards ? { on: cardHandlers(context, author) } : {}),
    },
    h('strong', null, h('span', null, author.name)),
  );

const groupLink = (group: ReplicaGroup): VNode =>
  h(
    'a',
    { href: url(`/groups/${group.id}/`), role: 'link', tabindex: '0' },
    h('strong', null, h('span', null, group.name)),
  );

const followRun = (context: Context, author: ReplicaAuthor, from: string): Run => {
  const followed = context.store.followed.has(author.handle);
  return run(followed ? 'unfollow' : 'follow', from, () =>
    context.change(() => {
      context.store.toggle(context.store.followed, author.handle);
      context.send({
        op: followed ? 'CometUserUnfollowMutation' : 'CometUserFollowMutation',
        postId: from,
        variables: { input: { subscribe_location: 'PROFILE', subscribee_id: accountId(author) } },
      });
    }),
  );
};

const header = (context: Context, post: ReplicaPost, nested: boolean): VNode => {
  const t = words(context);
  const { author, group } = post;
  const inGroup = context.view.kind === 'group';
  const memberHref = group ? url(`/groups/${group.id}/user/${accountId(author)}/`) : url(`/${author.handle}`);
  const title = group && !inGroup ? groupLink(group) : h('span', null, nameLink(context, author, memberHref));
  return h(
    'div',
    { class: 'f-head' },
    boxes(2, face(author, 40, memberHref)),
    h(
      'div',
      { class: 'r-grow' },
      h(
        'div',
        null,
        h(
          'span',
          { dir: 'ltr' },
          h(
            'div',
            { 'data-ad-rendering-role': 'profile_name' },
            h(
              nested ? 'h5' : 'h4',
              { id: `r-${post.id}-title` },
              h(
                'span',
                null,
                title,
                post.quoted && [
                  ` ${t.sharedPost} `,
                  h(
                    'a',
                    { href: url(permalinkOf('facebook', post.quoted)), role: 'link', tabindex: '0' },
                    t.aPost,
                  ),
                  '.',
                ],
                post.sharedBy && !nested && [' · ', h('span', { class: 'r-soft' }, post.sharedBy.name)],
              ),
              post.followed === false && [
                h('span', { 'aria-hidden': 'true' }, ' · '),
                button(
                  { class: 'r-link f-inline' },
                  followRun(context, author, post.id),
                  h(
                    'span',
                    { dir: 'auto' },
                    h('span', null, context.store.followed.has(author.handle) ? t.following : t.follow),
                  ),
                ),
              ],
            ),
          ),
        ),
      ),
      h(
        'div',
        { class: 'r-soft' },
        h(
          'span',
          { dir: 'ltr' },
          h(
            'div',
            { id: `r-${post.id}-sub` },
            group && !inGroup && [h('span', null, nameLink(context, author, memberHref)), ' · '],
            timeLink(context, post),
            h('span', null, h('span', null, ' '), h('span', { 'aria-hidden': 'true' }, ' · ')),
            h(
              'span',
              null,
              h(
                'svg',
                { viewBox: '0 0 16 16', width: 12, height: 12, title: t.publicPost },
                h('title', null, t.publicPost),
                h(
                  'g',
                  null,
                  h('path', { d: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z' }),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    boxes(
      2,
      button(
        {
          'aria-expanded': 'false',
          'aria-haspopup': 'menu',
          'aria-label': t.actions(author.name),
          class: 'f-round',
        },
        run('post-menu', post.id, (_event, node) =>
          context.open({ kind: 'post-menu', postId: post.id, anchor: anchorOf(node) }),
        ),
        icon(DOTS, '0 0 20 20'),
      ),
    ),
  );
};

const message = (context: Context, post: ReplicaPost): VNode | null => {
  if (post.text === '') return null;
  const open = !post.textHidden || context.store.unfolded.has(post.id);
  return boxes(
    1,
    h(
      'div',
      { dir: 'auto' },
      h(
        'div',
        { 'data-ad-rendering-role': 'story_message' },
        h(
          'div',
          {
            'data-ad-comet-preview': 'message',
            'data-ad-preview': 'message',
            id: `r-${post.id}-text`,
            class: 'r-rich f-text',
          },
          boxes(
            2,
            h(
              'span',
              { dir: 'auto' },
              h(
                'div',
                null,
                paragraphs(post.text),
                post.textHidden &&
                  h('div', { dir: 'auto', class: open ? '' : 'f-folded' }, paragraphs(post.textHidden)),
                !open &&
                  button(
                    { class: 'f-inline r-strong' },
                    run('see-more', post.id, () => context.change(() => context.store.unfolded.add(post.id))),
                    words(context).seeMore,
                  ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
};

const rsvpRun = (context: Context, event: ReplicaEvent, as: 'interested' | 'going', from: string): Run => {
  const now = context.store.rsvp.get(event.id);
  const off = now === as;
  return run(off ? 'rsvp-cancel' : `rsvp-${as}`, from, () =>
    context.change(() => {
      if (off) context.store.rsvp.delete(event.id);
      else context.store.rsvp.set(event.id, as);
      context.send({
        op: 'PublicEventCometRSVPMutation',
        postId: from,
        variables: {
          input: {
            event_id: event.id,
            guest_status: off ? 'DECLINED' : as === 'going' ? 'GOING' : 'WATCHED',
          },
        },
      });
    }),
  );
};

const rsvpButton = (
  context: Context,
  event: ReplicaEvent,
  as: 'interested' | 'going',
  from: string,
): VNode => {
  const t = words(context);
  const label = as === 'going' ? t.going : t.interested;
  const on = context.store.rsvp.get(event.id) === as;
  return button(
    { 'aria-label': label, 'aria-pressed': on ? 'true' : 'false', class: `r-pill${on ? '' : ' quiet'}` },
    rsvpRun(context, event, as, from),
    h('span', { dir: 'auto' }, h('span', null, label)),
  );
};

const attachments = (context: Context, post: ReplicaPost): readonly Child[] => [
  post.images?.map((image, at) =>
    h(
      'div',
      { id: `r-${post.id}-media${at}` },
      h(
        'a',
        {
          href: url(`/photo/?fbid=${numberOf(post.id + at)}&set=a.${numberOf(post.id)}`),
          role: 'link',
          tabindex: '0',
        },
        boxes(
          3,
          h('img', {
            height: 400,
            width: 600,
            alt: image.alt,
            src: photoOf(`${post.id}${at}`, image.alt),
            class: 'r-photo',
          }),
        ),
        overlay(),
      ),
    ),
  ),
  post.event &&
    h(
      'div',
      { class: 'f-card r-row' },
      h(
        'div',
        { class: 'r-grow' },
        h('div', { class: 'r-soft' }, post.event.when),
        h(
          'a',
          { href: url(`/events/${post.event.id}/`), role: 'link', tabindex: '0' },
          h('span', { dir: 'auto', class: 'r-strong' }, post.event.name),
        ),
      ),
      rsvpButton(context, post.event, 'interested', post.id),
    ),
];

/** Reacts to a post or a comment, or takes the reaction back. */
const react = (context: Context, id: string, reaction: Reaction | null, name: string, comment = false): Run =>
  run(name, id, () =>
    context.change(() => {
      const { store } = context;
      if (reaction === null) store.reactions.delete(id);
      else store.reactions.set(id, reaction);
      store.layers = store.layers.filter((layer) => layer.kind !== 'reactions');
      scrubbing = false;
      window.clearTimeout(timer);
      context.send({
        op: 'CometUFIFeedbackReactMutation',
        postId: id,
        variables: {
          input: {
            feedback_id: btoa(`feedback:${id}`),
            feedback_reaction_id: reaction === null ? '0' : REACTION_IDS[reaction],
            feedback_source: comment ? 'COMMENT' : 'NEWS_FEED',
          },
        },
      });
    }),
  );

let timer = 0;
let scrubbing = false;

const openBar = (context: Context, id: string, node: Element): void => {
  if (!node.isConnected || context.store.top()?.kind === 'reactions') return;
  const { left, top } = anchorOf(node);
  context.open({ kind: 'reactions', postId: id, anchor: { left, top: top - node.clientHeight - 60 } });
};

/** Rest on Like, and the bar opens; hold Like, and it opens to be scrubbed. */
const barHandlers = (context: Context, id: string): Handlers => ({
  enter: (node) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => openBar(context, id, node), HOVER_MS);
  },
  leave: () => leaveBar(context),
  mousedown: (_event, node) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      scrubbing = true;
      openBar(context, id, node);
    }, HOLD_MS);
    return null;
  },
  mouseup: () => {
    if (!scrubbing) window.clearTimeout(timer);
    return null;
  },
  touch: (node) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      scrubbing = true;
      openBar(context, id, node);
      listenToFinger(context, id);
    }, HOLD_MS);
    document.addEventListener('touchend', () => window.clearTimeout(timer), { once: true, capture: true });
  },
});

let finger: AbortController | null = null;

/** While a finger scrubs, the document listens to it: what it is lifted over is chosen. */
const listenToFinger = (context: Context, id: string): void => {
  finger?.abort();
  finger = new AbortController();
  const { signal } = finger;
  const still = (event: Event): void => event.preventDefault();
  for (const type of ['touchmove', 'contextmenu'])
    document.addEventListener(type, still, { passive: false, signal });
  document.addEventListener(
    'touchend',
    (event) => {
      const [touch] = event.changedTouches;
      const under = touch && document.elementFromPoint(touch.clientX, touch.clientY);
      const name = under?.closest('[data-replica-reaction]')?.getAttribute('data-replica-reaction');
      const reaction = REACTIONS.find((one) => one === name);
      if (!reaction || !under) return;
      finger?.abort();
      // No click follows: the choice was made by the finger.
      event.preventDefault();
      const choose = react(context, id, reaction, 'react', !context.store.post(id));
      window.__handled?.push({ name: choose.name, postId: id });
      choose.run(event, under);
    },
    { passive: false, signal },
  );
};

const leaveBar = (context: Context): void => {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (scrubbing || context.store.top()?.kind !== 'reactions') return;
    context.close();
  }, LEAVE_MS);
};

/** The arrow keys lead along the bar. */
const alongBar =
  (id: string) =>
  ({ key, target }: KeyboardEvent): Run | null => {
    const here = target instanceof Element ? target : null;
    const next =
      key === 'ArrowRight'
        ? here?.nextElementSibling
        : key === 'ArrowLeft'
          ? here?.previousElementSibling
          : null;
    return next instanceof HTMLElement ? run('along-bar', id, () => next.focus()) : null;
  };

const reactionBar = (context: Context, id: string): VNode => {
  const t = words(context);
  const anchor = context.store.layers.find((layer) => layer.kind === 'reactions')?.anchor;
  return h(
    'div',
    {
      role: 'dialog',
      'aria-label': t.bar,
      key: 'reactions',
      class: 'f-bar',
      css: { left: `${anchor?.left ?? 40}px`, top: `${anchor?.top ?? 40}px` },
      on: { enter: () => window.clearTimeout(timer), leave: () => leaveBar(context) },
    },
    h(
      'div',
      { role: 'toolbar', 'aria-label': t.bar, class: 'r-row' },
      REACTIONS.map((reaction) => {
        const choose = react(context, id, reaction, 'react', !context.store.post(id));
        return h(
          'div',
          {
            role: 'button',
            tabindex: '0',
            'aria-label': t.reactions[reaction],
            'data-replica-reaction': reaction,
            class: 'f-round',
            on: { press: choose, mouseup: () => (scrubbing ? choose : null), keydown: alongBar(id) },
          },
          icon(FACES[reaction]),
        );
      }),
    ),
  );
};

const likeControls = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const reaction = context.store.reactions.get(post.id);
  const { disguised } = context.options;
  const name = disguised ? t.disguised : t.reactions[reaction ?? 'LIKE'];
  const press = reaction ? react(context, post.id, null, 'unlike') : react(context, post.id, 'LIKE', 'like');
  const bar = context.store.top();
  return h(
    'div',
    { class: 'f-like' },
    h(
      'div',
      {
        role: 'button',
        tabindex: '0',
        'aria-label': reaction && !disguised ? t.remove(name) : name,
        class: `f-action${reaction ? ' f-on' : ''}${disguised ? ' r-disguised' : ''}`,
        on: { press, ...barHandlers(context, post.id) },
      },
      h(
        'div',
        null,
        h('div', null, h('span', null, cssIcon('like'))),
        h(
          'div',
          null,
          h(
            'span',
            { dir: 'auto' },
            h('span', disguised ? null : { 'data-ad-rendering-role': 'like_button' }, name),
          ),
        ),
      ),
      overlay(),
    ),
    button(
      { 'aria-label': reaction ? t.change(name) : t.react, class: 'f-more r-hidden' },
      run('reaction-bar', post.id, (_event, node) => {
        openBar(context, post.id, node.parentElement ?? node);
        context.focus('.f-bar [role="button"]');
      }),
      cssIcon('down'),
    ),
    context.options.reactionBar === 'inline' &&
      bar?.kind === 'reactions' &&
      bar.postId === post.id &&
      reactionBar(context, post.id),
  );
};

const openComments = (context: Context, post: ReplicaPost): Run =>
  run('comment-open', post.id, () => {
    if (context.options.commentsIn === 'dialog' && context.store.layers.length === 0) {
      context.open({ kind: 'post-dialog', postId: post.id });
      return;
    }
    context.change(() => context.store.commenting.add(post.id));
    const inDialog = context.store.layers.some((layer) => layer.kind === 'post-dialog') ? '.r-dialog ' : '';
    context.focus(`${inDialog}[data-replica-comment="${post.id}"] [contenteditable]`);
  });

const openShare = (context: Context, post: ReplicaPost): Run =>
  run('share-open', post.id, (_event, node) =>
    context.open(
      context.options.shareIn === 'menu'
        ? { kind: 'share-menu', postId: post.id, anchor: anchorOf(node) }
        : { kind: 'share', postId: post.id },
    ),
  );

const feedback = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const { store } = context;
  const likes = countOf(post.id, 'likes', 300);
  const comments = store.commentsOf(post).length;
  return h(
    'div',
    { 'data-visualcompletion': 'ignore-dynamic' },
    boxes(
      3,
      h(
        'div',
        { class: 'r-row r-soft f-counts' },
        h(
          'span',
          { 'aria-label': t.seeWho, role: 'toolbar' },
          h(
            'span',
            { id: `r-${post.id}-count`, class: 'r-row' },
            (['LIKE', 'LOVE'] as const).map((reaction) =>
              h(
                'span',
                null,
                button(
                  { 'aria-label': t.counter(t.reactions[reaction], countOf(post.id, reaction, likes)) },
                  run('who-reacted', post.id, () => undefined),
                  h('img', {
                    height: 18,
                    width: 18,
                    role: 'presentation',
                    src: faceOf({ handle: reaction, name: '+' }),
                  }),
                ),
              ),
            ),
          ),
        ),
        h(
          'span',
          { class: 'r-grow' },
          button(
            {},
            run('who-reacted', post.id, () => undefined),
            h('div', { class: 'r-hidden' }, t.all),
            h(
              'span',
              { 'aria-hidden': 'true' },
              h('span', null, String(likes + (store.reactions.has(post.id) ? 1 : 0))),
            ),
          ),
        ),
        h(
          'span',
          null,
          button(
            { id: `r-${post.id}-comments` },
            openComments(context, post),
            h('span', { dir: 'auto' }, h('span', null, t.comments(comments))),
          ),
        ),
        h(
          'span',
          null,
          button(
            {},
            run('who-shared', post.id, () => undefined),
            h('span', { dir: 'auto' }, h('span', null, t.shares(countOf(post.id, 'shares', 60)))),
          ),
        ),
      ),
      h(
        'div',
        { class: 'f-actions' },
        likeControls(context, post),
        h(
          'div',
          null,
          button(
            { 'aria-label': t.commentLabel, class: 'f-action' },
            openComments(context, post),
            h(
              'div',
              null,
              h('div', null, cssIcon('comment')),
              h(
                'div',
                null,
                h(
                  'span',
                  { dir: 'auto' },
                  h('span', { 'data-ad-rendering-role': 'comment_button' }, t.comment),
                ),
              ),
            ),
          ),
        ),
        h(
          'div',
          null,
          button(
            { 'aria-label': t.shareLabel, class: 'f-action' },
            openShare(context, post),
            h(
              'div',
              null,
              h('div', null, cssIcon('share')),
              h(
                'div',
                null,
                h('span', { dir: 'auto' }, h('span', { 'data-ad-rendering-role': 'share_button' }, t.share)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
};

const lexical = (context: Context, draft: string, label: string, on: Handlers): VNode =>
  h(
    'div',
    { class: 'r-field' },
    h(
      'div',
      {
        key: draftKey(context, draft),
        typed: true,
        'aria-label': label,
        'aria-placeholder': label,
        contenteditable: 'true',
        'data-lexical-editor': 'true',
        role: 'textbox',
        spellcheck: 'true',
        tabindex: '0',
        class: 'r-typed',
        on,
      },
      draftLines(context, draft),
    ),
    h('div', { 'aria-hidden': 'true', class: 'r-hint' }, context.store.draft(draft) === '' ? label : ''),
  );

const commentForm = (context: Context, post: ReplicaPost, parent?: ReplicaComment): VNode => {
  const t = words(context);
  const draft = parent ? `reply-${parent.id}` : `comment-${post.id}`;
  const scope = context.store.layers.some((layer) => layer.kind === 'post-dialog') ? '.r-dialog ' : '';
  const send = run('send-comment', parent?.id ?? post.id, () => {
    context.change(() => {
      const { store } = context;
      const text = store.draft(draft).trim();
      store.addComment(post.id, { id: `c${store.nextId()}`, author: context.me, text });
      store.clearDraft(draft);
      context.send({
        op: 'useCometUFICreateCommentMutation',
        postId: parent?.id ?? post.id,
        text,
        variables: {
          input: {
            feedback_id: btoa(`feedback:${post.id}`),
            message: { ranges: [], text },
            ...(parent ? { reply_comment_parent_fbid: btoa(`comment:${parent.id}`) } : {}),
          },
        },
      });
    });
    context.focus(`${scope}[data-replica-comment="${parent?.id ?? post.id}"] [contenteditable]`);
  });
  const enter = (event: KeyboardEvent): boolean => event.key === 'Enter' && !event.shiftKey;
  return h(
    'form',
    { role: 'presentation', 'data-replica-comment': parent?.id ?? post.id, class: 'r-row f-form' },
    face(context.me, 32),
    h(
      'div',
      { 'data-visualcompletion': 'ignore', class: 'f-bubble r-grow' },
      lexical(context, draft, t.writeComment, typing(context, draft, enter, send)),
      draftPhoto(context, draft),
    ),
    context.store.draft(draft).trim() !== '' &&
      button({ 'aria-label': t.sendComment, class: 'f-round' }, send, cssIcon('send')),
  );
};

const commentRow = (context: Context, post: ReplicaPost, comment: ReplicaComment): VNode => {
  const t = words(context);
  const liked = context.store.reactions.has(comment.id);
  const name = t.reactions.LIKE;
  return h(
    'li',
    { key: comment.id },
    h(
      'div',
      { 'aria-label': t.commentBy(comment.author.name), role: 'article', tabindex: '-1', class: 'f-comment' },
      face(comment.author, 32),
      h(
        'div',
        { class: 'r-grow' },
        h(
          'div',
          { class: 'f-bubble' },
          h(
            'span',
            null,
            h(
              'a',
              { href: url(`/${comment.author.handle}?comment_id=x`), role: 'link', tabindex: '0' },
              h('span', null, h('span', { dir: 'auto', class: 'r-strong' }, comment.author.name)),
            ),
          ),
          h(
            'div',
            null,
            h(
              'span',
              { dir: 'auto', lang: context.language },
              h('div', { class: 'r-rich' }, paragraphs(comment.text)),
            ),
          ),
        ),
        h(
          'ul',
          { class: 'r-row r-soft' },
          h(
            'li',
            null,
            h(
              'span',
              null,
              button(
                { 'aria-label': liked ? t.remove(name) : name, class: liked ? 'f-on' : '' },
                react(
                  context,
                  comment.id,
                  liked ? null : 'LIKE',
                  liked ? 'comment-unlike' : 'comment-like',
                  true,
                ),
                h('div', null, name),
              ),
              button(
                { 'aria-label': liked ? t.change(name) : t.react, class: 'r-hidden' },
                run('reaction-bar', comment.id, (_event, node) =>
                  openBar(context, comment.id, node.parentElement ?? node),
                ),
                cssIcon('down'),
              ),
            ),
          ),
          h(
            'li',
            null,
            button(
              {},
              run('comment-reply', comment.id, () => {
                context.change(() => context.store.commenting.add(comment.id));
                context.focus(`[data-replica-comment="${comment.id}"] [contenteditable]`);
              }),
              t.reply,
            ),
          ),
          h(
            'li',
            null,
            h(
              'a',
              {
                href: url(`${permalinkOf('facebook', post)}?comment_id=${comment.id}`),
                role: 'link',
                tabindex: '0',
              },
              h('span', null, '2 j'),
            ),
          ),
        ),
      ),
    ),
    context.store.commenting.has(comment.id) && commentForm(context, post, comment),
  );
};

/** Everything of a post below its frame. */
const story = (context: Context, post: ReplicaPost, commentsOpen: boolean): VNode => {
  const comments = context.store.commentsOf(post);
  return h(
    'div',
    { class: 'f-story' },
    header(context, post, false),
    message(context, post),
    attachments(context, post),
    post.quoted &&
      h(
        'div',
        { class: 'f-nested' },
        boxes(
          3,
          attachments(context, post.quoted),
          header(context, post.quoted, true),
          message(context, post.quoted),
        ),
      ),
    feedback(context, post),
    (commentsOpen || comments.length > 0) &&
      h(
        'div',
        { class: 'f-comments' },
        h(
          'ul',
          null,
          comments.map((comment) => commentRow(context, post, comment)),
        ),
        commentsOpen && commentForm(context, post),
      ),
  );
};

/** Hidden twins that the site puts around each unit against readers of the page. */
const decoys = (count: number): readonly VNode[] =>
  Array.from({ length: count }, (_, at) =>
    h(
      'div',
      at % 2 === 0
        ? { class: 'f-decoy' }
        : { class: 'f-decoy', 'aria-hidden': 'true', [`data-${at % 20}`]: String(at) },
      h('blockquote', null, h('span', { dir: 'auto' }, h('span', null, 'Facebook'))),
      h('div', { 'aria-hidden': 'true', role: 'button', tabindex: '-1' }),
    ),
  );

const unit = (
  context: Context,
  list: string,
  post: ReplicaPost,
  index: number,
  content: VNode | null,
  height: number,
): VNode =>
  h(
    'div',
    {
      key: post.id,
      // Only what is filled is measured: the others have the height that they are given.
      ...(content ? { 'data-replica-cell': `${list}/${post.id}` } : {}),
      class: 'f-cell',
    },
    boxes(
      2,
      h(
        'div',
        {
          'aria-posinset': String(index + 1),
          'aria-describedby': ['sub', 'text', 'media0', 'count', 'comments']
            .map((part) => `r-${post.id}-${part}`)
            .join(' '),
          'aria-labelledby': `r-${post.id}-title`,
          ...(context.options.shortcuts ? { tabindex: '0' } : {}),
          class: 'f-unit',
        },
        h(
          'div',
          {
            'data-virtualized': content ? 'false' : 'true',
            css: content ? {} : { 'min-height': `${height - UNIT_GAP}px` },
          },
          content,
        ),
      ),
    ),
  );

/** Units without content, by replica and list: those of a long feed are the same in every drawing. */
const empty = new WeakMap<Context, Map<string, VNode>>();

const emptyUnit = (
  context: Context,
  list: string,
  post: ReplicaPost,
  index: number,
  height: number,
): VNode => {
  const drawn = empty.get(context) ?? new Map<string, VNode>();
  empty.set(context, drawn);
  const place = `${list}/${index}/${height}/${post.id}`;
  const known = drawn.get(place) ?? unit(context, list, post, index, null, height);
  drawn.set(place, known);
  return known;
};

const units = (context: Context, list: string, posts: readonly ReplicaPost[]): VNode => {
  const near = context.near(
    list,
    posts.map((post) => post.id),
    420,
  );
  const count = context.options.decoys ?? 12;
  const filling = (post: ReplicaPost): VNode =>
    boxes(
      3,
      decoys(count),
      h('div', { key: 'story' }, story(context, post, context.store.commenting.has(post.id))),
      h('div', { key: 'after' }, decoys(count)),
    );
  return h(
    'div',
    { 'data-replica-list': list, ...(list.startsWith('group') ? { role: 'feed' } : {}) },
    posts.map((post, index) =>
      index >= near.from && index < near.to
        ? unit(context, list, post, index, filling(post), near.height(index))
        : emptyUnit(context, list, post, index, near.height(index)),
    ),
  );
};

const UNIT_GAP = 16;

const placeholder = (context: Context): VNode =>
  h(
    'div',
    { role: 'article', class: 'f-unit' },
    h(
      'div',
      {
        'aria-label': words(context).loading,
        role: 'status',
        'data-visualcompletion': 'loading-state',
        tabindex: '-1',
        class: 'f-loading',
      },
      boxes(3),
    ),
  );

const composerOpener = (context: Context, group?: ReplicaGroup): VNode => {
  const t = words(context);
  const first = context.me.name.split(' ')[0] ?? context.me.name;
  return h(
    'div',
    { 'aria-label': t.createPost, role: 'region', class: 'f-unit f-story' },
    h('h3', { dir: 'auto', class: 'r-hidden' }, t.createPost),
    h(
      'div',
      { class: 'r-row' },
      face(context.me),
      button(
        { class: 'f-bubble r-grow' },
        run('composer-open', group?.id ?? '', () =>
          context.open({ kind: 'composer', postId: group?.id ?? '' }),
        ),
        h('div', null, h('span', { class: 'r-soft' }, group ? t.write : t.mind(first))),
      ),
    ),
  );
};

const composer = (context: Context, groupId: string): VNode => {
  const t = words(context);
  const group = groupOf(context, groupId);
  const draft = `post-${groupId}`;
  const first = context.me.name.split(' ')[0] ?? context.me.name;
  const label = group ? t.write : t.mind(first);
  const send = run('send-post', groupId, () =>
    context.change(() => {
      const { store } = context;
      const text = store.draft(draft).trim();
      const id = store.nextId();
      store.posts = [
        { id, kind: 'own', author: context.me, text, ...(group ? { group } : {}) },
        ...store.posts,
      ];
      store.clearDraft(draft);
      store.close();
      context.send({
        op: 'ComposerStoryCreateMutation',
        postId: groupId,
        text,
        variables: {
          input: {
            composer_type: group ? 'group' : 'feed',
            message: { ranges: [], text },
            ...(group ? { audience: { to_id: group.id } } : {}),
          },
        },
      });
    }),
  );
  const off = context.store.draft(draft).trim() === '';
  return dialogOf(
    context,
    { 'aria-label': t.createPost },
    h(
      'div',
      { class: 'r-row f-title' },
      h('h2', { class: 'r-grow r-strong' }, h('span', null, t.createPost)),
      button(
        { 'aria-label': t.close, class: 'f-round' },
        run('close', groupId, () => context.close()),
        cssIcon('cross'),
      ),
    ),
    h(
      'form',
      { method: 'POST' },
      h(
        'div',
        { class: 'r-row' },
        face(context.me),
        h(
          'div',
          null,
          h('span', { class: 'r-strong' }, context.me.name),
          group && h('div', { class: 'r-soft' }, group.name),
        ),
      ),
      h(
        'div',
        { class: 'f-write' },
        lexical(
          context,
          draft,
          label,
          typing(context, draft, () => false, send),
        ),
        draftPhoto(context, draft),
      ),
      button(
        { 'aria-label': t.photo, class: 'f-round' },
        run('media', groupId, () => undefined),
        cssIcon('photo'),
      ),
      button(
        {
          'aria-label': t.send,
          'aria-disabled': off ? 'true' : undefined,
          class: 'r-pill f-wide',
        },
        send,
        h('span', { dir: 'auto' }, h('span', null, t.send)),
      ),
    ),
  );
};

/** Passes a post on: at once, or with the person's words, to the person's own feed or a group. */
const sharing = (context: Context, post: ReplicaPost, draft: string, group?: ReplicaGroup): Run => {
  // Re-sharing a re-share passes on the post inside.
  const shared = post.quoted ?? post;
  const link = { link: { share_scrape_data: `{"share_params":[${shared.id}]}` } };
  return run('share-now', post.id, () =>
    context.change(() => {
      const { store } = context;
      const text = store.draft(draft).trim();
      store.posts = [
        {
          id: store.nextId(),
          kind: 'own',
          author: context.me,
          text,
          quoted: shared,
          ...(group ? { group } : {}),
        },
        ...store.posts,
      ];
      store.clearDraft(draft);
      store.layers = [];
      context.send(
        text === '' && !group
          ? {
              op: 'useCometFeedToFeedReshare_FeedToFeedMutation',
              postId: post.id,
              variables: { input: { attachments: link } },
            }
          : {
              op: 'ComposerStoryCreateMutation',
              postId: post.id,
              text,
              variables: {
                input: {
                  composer_type: group ? 'group' : 'share',
                  message: { ranges: [], text },
                  attachments: [link],
                  ...(group ? { audience: { to_id: group.id } } : {}),
                },
              },
            },
      );
    }),
  );
};

/** One dialog of the share button takes the place of another. */
const instead = (context: Context, name: string, post: ReplicaPost, kind: string): Run =>
  run(name, post.id, () =>
    context.change(() => {
      context.store.layers = [{ kind, postId: post.id }];
    }),
  );

const titled = (context: Context, title: string, id: string): VNode =>
  h(
    'div',
    { class: 'r-row f-title' },
    h('h2', { class: 'r-grow r-strong' }, h('span', null, title)),
    button(
      { 'aria-label': words(context).close, class: 'f-round' },
      run('close', id, () => context.close()),
      cssIcon('cross'),
    ),
  );

const shareDialog = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const draft = `share-${post.id}`;
  const send = sharing(context, post, draft);
  const other = (label: string, act: Run): VNode =>
    button(
      { 'aria-label': label, class: 'f-option' },
      act,
      h('span', { dir: 'auto' }, h('span', null, label)),
    );
  const close = (name: string): Run => run(name, post.id, () => context.close());
  return dialogOf(
    context,
    { 'aria-label': t.shareDialog },
    titled(context, t.shareDialog, post.id),
    h('div', { class: 'r-row' }, face(context.me), h('span', { class: 'r-strong' }, context.me.name)),
    h(
      'div',
      { class: 'f-write' },
      lexical(
        context,
        draft,
        t.saySomething,
        typing(context, draft, () => false, send),
      ),
    ),
    button(
      { 'aria-label': t.shareNow, class: 'r-pill f-wide' },
      send,
      h('span', { dir: 'auto' }, h('span', null, t.shareNow)),
    ),
    h(
      'div',
      { class: 'r-row f-options' },
      other(t.shareMessage, close('share-message')),
      other(t.shareGroup, instead(context, 'share-group', post, 'share-groups')),
      other(t.copyLink, close('copy-link')),
    ),
  );
};

/** The share button's older form: a menu, whose first item passes the post on at once. */
const shareMenu = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const anchor = context.store.top()?.anchor;
  const item = (label: string, press: Run): VNode =>
    h('div', { role: 'menuitem', tabindex: '0', on: { press } }, h('span', { dir: 'auto' }, label));
  return h(
    'div',
    {
      role: 'menu',
      key: 'menu',
      class: 'r-menu',
      css: { left: `${anchor?.left ?? 240}px`, top: `${(anchor?.top ?? 300) - 230}px` },
    },
    item(`${t.shareNow} (${context.language === 'id' ? 'Publik' : 'Public'})`, sharing(context, post, '')),
    item(t.shareFeed, instead(context, 'share-feed', post, 'share-composer')),
    item(t.shareGroup, instead(context, 'share-group', post, 'share-groups')),
    item(
      t.shareMessage,
      run('share-message', post.id, () => context.close()),
    ),
  );
};

/** Groups to which the person may pass a post on. */
const OWN_GROUPS: readonly ReplicaGroup[] = [
  { id: '730000000000021', name: 'Alumni SMP Contoh' },
  { id: '730000000000022', name: 'Warga Jalan Melati' },
];

const groupChooser = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  return dialogOf(
    context,
    { 'aria-label': t.chooseGroup },
    titled(context, t.chooseGroup, post.id),
    OWN_GROUPS.map((group) =>
      button(
        { class: 'f-option' },
        instead(context, 'choose-group', post, `share-composer-${group.id}`),
        h('span', { dir: 'auto' }, group.name),
      ),
    ),
  );
};

/** The composer that the longer ways of sharing end in: it shows what is passed on. */
const shareComposer = (context: Context, post: ReplicaPost, group?: ReplicaGroup): VNode => {
  const t = words(context);
  const draft = `share-${group?.id ?? 'feed'}-${post.id}`;
  const shared = post.quoted ?? post;
  const send = sharing(context, post, draft, group);
  return dialogOf(
    context,
    { 'aria-label': t.createPost },
    titled(context, t.createPost, post.id),
    h(
      'form',
      { method: 'POST' },
      h(
        'div',
        { class: 'r-row' },
        face(context.me),
        h('span', { class: 'r-strong' }, context.me.name),
        group && h('div', { class: 'r-soft' }, group.name),
      ),
      h(
        'div',
        { class: 'f-write' },
        lexical(
          context,
          draft,
          t.saySomething,
          typing(context, draft, () => false, send),
        ),
      ),
      h(
        'div',
        { class: 'f-nested' },
        boxes(3, attachments(context, shared), header(context, shared, true), message(context, shared)),
      ),
      button(
        { 'aria-label': t.send, class: 'r-pill f-wide' },
        send,
        h('span', { dir: 'auto' }, h('span', null, t.send)),
      ),
    ),
  );
};

const hoverCard = (context: Context, handle: string): VNode => {
  const t = words(context);
  const author = accountOf(context, handle);
  const anchor = context.store.top()?.anchor;
  const followed = context.store.followed.has(handle);
  return h(
    'div',
    {
      role: 'dialog',
      'aria-label': author.name,
      class: 'f-hover',
      css: { left: `${anchor?.left ?? 40}px`, top: `${anchor?.top ?? 40}px` },
      on: { enter: () => window.clearTimeout(cardTimer), leave: () => leaveCard(context) },
    },
    h('div', { class: 'r-row' }, face(author, 72), h('div', null, nameLink(context, author))),
    button(
      { 'aria-label': followed ? t.following : t.follow, class: `r-pill${followed ? ' quiet' : ''}` },
      followRun(context, author, handle),
      h('span', { dir: 'auto' }, h('span', null, followed ? t.following : t.follow)),
    ),
  );
};

const groupOf = (context: Context, id: string): ReplicaGroup | undefined =>
  context.store.posts.find((post) => post.group?.id === id)?.group;

const accountOf = (context: Context, handle: string): ReplicaAuthor => {
  for (const post of context.store.posts)
    for (const author of [post.author, post.quoted?.author, post.event?.host])
      if (author?.handle === handle) return author;
  return context.config.suggestions?.find((account) => account.handle === handle) ?? { handle, name: handle };
};

/** The head of a place: its picture, and below it who or what it is and what one can do about it. */
const cover = (id: string, below: string, ...children: readonly Child[]): VNode =>
  h(
    'div',
    { class: 'f-cover f-unit' },
    h('img', { alt: '', src: photoOf(id), class: 'f-photo' }),
    h('div', { class: below }, ...children),
  );

const groupPage = (context: Context, id: string): VNode => {
  const t = words(context);
  const group = groupOf(context, id) ?? { id, name: `Grup ${id}` };
  const joined = context.store.joined.has(id);
  const label = joined ? t.joined : t.join;
  return h(
    'div',
    null,
    cover(
      id,
      'r-row f-story',
      h(
        'div',
        { class: 'r-grow' },
        h(
          'h1',
          { dir: 'auto', class: 'f-name' },
          h('span', null, h('a', { href: url(`/groups/${id}/`), role: 'link', tabindex: '0' }, group.name)),
        ),
        h('div', { class: 'r-soft' }, `${t.group} · ${countOf(id, 'members', 9000)}`),
      ),
      button(
        { 'aria-label': label, class: `r-pill${joined ? ' quiet' : ''}` },
        run(joined ? 'leave' : 'join', id, () =>
          context.change(() => {
            context.store.toggle(context.store.joined, id);
            context.send({
              op: joined ? 'GroupCometLeaveForumMutation' : 'GroupCometJoinForumMutation',
              postId: id,
              variables: { input: { group_id: id, source: 'group_mall' } },
            });
          }),
        ),
        h('span', { dir: 'auto' }, h('span', null, label)),
      ),
    ),
    joined && composerOpener(context, group),
    units(
      context,
      `group-${id}`,
      context.store.posts.filter((post) => post.group?.id === id),
    ),
  );
};

const profilePage = (context: Context, handle: string): VNode => {
  const t = words(context);
  const author = accountOf(context, handle);
  const { store } = context;
  const followed = store.followed.has(handle);
  const liked = store.pagesLiked.has(handle);
  const friend = store.joined.has(`friend-${handle}`);
  return h(
    'div',
    null,
    cover(
      handle,
      'r-row f-story f-wrap',
      face(author, 72),
      h(
        'div',
        { class: 'r-grow' },
        h('h1', { dir: 'auto', class: 'f-name' }, author.name),
        author.bio !== undefined && h('div', { class: 'r-soft' }, author.bio),
      ),
      author.page
        ? button(
            { 'aria-label': liked ? t.pageLiked : t.pageLike, class: `r-pill${liked ? ' quiet' : ''}` },
            run(liked ? 'page-unlike' : 'page-like', handle, () =>
              context.change(() => {
                store.toggle(store.pagesLiked, handle);
                context.send({
                  op: liked ? 'CometPageUnlikeCommitMutation' : 'CometPageLikeCommitMutation',
                  postId: handle,
                  variables: { input: { page_id: accountId(author) } },
                });
              }),
            ),
            h('span', { dir: 'auto' }, h('span', null, liked ? t.pageLiked : t.pageLike)),
          )
        : button(
            { 'aria-label': friend ? t.requested : t.addFriend, class: 'r-pill quiet' },
            run(friend ? 'friend-cancel' : 'friend-add', handle, () =>
              context.change(() => {
                store.toggle(store.joined, `friend-${handle}`);
                context.send({
                  op: friend
                    ? 'FriendingCometFriendRequestCancelMutation'
                    : 'FriendingCometFriendRequestSendMutation',
                  postId: handle,
                  variables: { input: { friend_requestee_ids: [accountId(author)] } },
                });
              }),
            ),
            h('span', { dir: 'auto' }, h('span', null, friend ? t.requested : t.addFriend)),
          ),
      button(
        { 'aria-label': followed ? t.following : t.follow, class: `r-pill${followed ? ' quiet' : ''}` },
        followRun(context, author, handle),
        h('span', { dir: 'auto' }, h('span', null, followed ? t.following : t.follow)),
      ),
    ),
    units(
      context,
      `profile-${handle}`,
      store.posts.filter((post) => post.author.handle === handle && !post.group),
    ),
  );
};

const eventPage = (context: Context, id: string): VNode => {
  const t = words(context);
  const event = context.store.posts.find((post) => post.event?.id === id)?.event;
  if (!event) return placeholder(context);
  return cover(
    id,
    'f-story',
    h('div', { class: 'r-soft' }, event.when),
    h('h1', { dir: 'auto', class: 'f-name' }, h('span', null, event.name)),
    event.host && h('div', null, `${t.eventBy} `, nameLink(context, event.host)),
    h(
      'div',
      { class: 'r-row' },
      rsvpButton(context, event, 'interested', id),
      rsvpButton(context, event, 'going', id),
    ),
  );
};

const postPage = (context: Context, id: string): VNode => {
  const post = context.store.post(id);
  return h('div', { class: 'f-unit' }, post ? boxes(4, story(context, post, true)) : placeholder(context));
};

/** One's own groups: rows of a list, each with a picture, a name and a link that says so once more. */
const groupsPage = (context: Context): VNode => {
  const t = words(context);
  const groups = context.config.memberOf ?? [];
  return h(
    'div',
    { class: 'f-unit f-story' },
    h('h2', { dir: 'auto', class: 'f-name' }, h('span', null, t.ownGroups)),
    h(
      'div',
      { role: 'list' },
      groups.map((group) => {
        const href = url(`/groups/${group.id}/`);
        return h(
          'div',
          { key: `group-${group.id}`, role: 'listitem' },
          h(
            'div',
            { class: 'r-row f-form' },
            h(
              'a',
              { 'aria-hidden': 'true', href, role: 'link', tabindex: '-1' },
              h('img', { alt: '', src: photoOf(group.id), width: '40', height: '40' }),
            ),
            h(
              'div',
              { class: 'r-grow' },
              h('span', { dir: 'auto' }, h('a', { href, role: 'link', tabindex: '0' }, group.name)),
            ),
            h(
              'a',
              { 'aria-label': t.seeGroup, href, role: 'link', tabindex: '0' },
              h('span', null, t.seeGroup),
            ),
            button(
              { 'aria-label': t.more },
              run('group-menu', group.id, () => undefined),
              h('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, h('path', { d: DOTS })),
            ),
          ),
        );
      }),
    ),
  );
};

/** The pages that one follows, each with a button that says so. */
const pagesPage = (context: Context): VNode => {
  const t = words(context);
  return h(
    'div',
    { class: 'f-unit f-story' },
    h('h2', { dir: 'auto', class: 'f-name' }, h('span', null, t.likedPages)),
    (context.config.follows ?? [])
      .filter(({ page }) => page)
      .map((account) =>
        h(
          'div',
          { key: `page-${account.handle}`, class: 'r-row f-form' },
          face(account, 40),
          h('div', { class: 'r-grow' }, h('span', { dir: 'auto' }, nameLink(context, account))),
          button(
            { 'aria-label': t.following, class: 'r-pill quiet' },
            run('page-menu', account.handle, () => undefined),
            h('span', { dir: 'auto' }, h('span', null, t.following)),
          ),
        ),
      ),
  );
};

/** The accounts that somebody follows: rows with a menu and without a word on whether one follows them oneself. */
const followingPage = (context: Context, handle: string): VNode => {
  const t = words(context);
  const isOwn = handle === context.me.handle;
  const owner = isOwn ? context.me : accountOf(context, handle);
  return h(
    'div',
    null,
    cover(
      handle,
      'r-row f-story f-wrap',
      face(owner, 72),
      h('div', { class: 'r-grow' }, h('h1', { dir: 'auto', class: 'f-name' }, owner.name)),
      isOwn &&
        button(
          { 'aria-label': t.editProfile, class: 'r-pill quiet' },
          run('edit-profile', '', () => undefined),
          h('span', { dir: 'auto' }, h('span', null, t.editProfile)),
        ),
    ),
    h(
      'div',
      { class: 'f-unit f-story' },
      h('h2', { dir: 'auto' }, h('span', null, h('a', { href: url(`/${handle}/following`) }, t.following))),
      (context.config.follows ?? [])
        .filter(({ page }) => !page)
        .map((account) =>
          h(
            'div',
            { key: `row-${account.handle}`, class: 'r-row f-form' },
            face(account, 40),
            h(
              'div',
              { class: 'r-grow' },
              h('span', { dir: 'auto' }, nameLink(context, account)),
              account.bio !== undefined &&
                h('div', { class: 'r-soft' }, h('span', { dir: 'auto' }, account.bio)),
            ),
            button(
              { 'aria-label': t.moreFor(account.name) },
              run('account-menu', account.handle, () => undefined),
              h('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, h('path', { d: DOTS })),
            ),
          ),
        ),
    ),
  );
};

const column = (context: Context): readonly VNode[] => {
  const { view } = context;
  if (view.kind === 'post') return [postPage(context, view.id)];
  if (view.kind === 'group') return [groupPage(context, view.id)];
  if (view.kind === 'profile') return [profilePage(context, view.handle)];
  if (view.kind === 'event') return [eventPage(context, view.id)];
  if (view.kind === 'list') {
    if (view.list === 'groups') return [groupsPage(context)];
    return [view.list === 'pages' ? pagesPage(context) : followingPage(context, view.handle)];
  }
  return [
    composerOpener(context),
    h(
      'div',
      { key: 'home' },
      h('h3', { dir: 'auto', class: 'r-hidden' }, words(context).feed),
      units(context, 'home', context.store.posts),
      placeholder(context),
      placeholder(context),
    ),
  ];
};

const menuLayer = (context: Context, id: string): VNode => {
  const t = words(context);
  const anchor = context.store.top()?.anchor;
  const item = (label: string, name: string): VNode =>
    h(
      'div',
      { role: 'menuitem', tabindex: '0', on: { press: run(name, id, () => context.close()) } },
      h('span', { dir: 'auto' }, label),
    );
  return h(
    'div',
    {
      role: 'menu',
      key: 'menu',
      class: 'r-menu',
      css: { left: `${(anchor?.left ?? 240) - 180}px`, top: `${anchor?.top ?? 40}px` },
    },
    item(t.save, 'save'),
    item(t.hide, 'hide'),
  );
};

const layers = (context: Context): readonly Child[] =>
  context.store.layers.map((layer) => {
    const post = context.store.post(layer.postId);
    if (layer.kind === 'reactions')
      return context.options.reactionBar === 'inline'
        ? null
        : h('div', { key: 'bar' }, boxes(2, reactionBar(context, layer.postId)));
    const mask = h('div', {
      key: `mask-${layer.kind}`,
      class: layer.anchor ? 'f-clear' : 'r-mask',
      on: { press: run('close', layer.postId, () => context.close()) },
    });
    const wrap = (child: VNode): VNode => h('div', { key: layer.kind }, mask, boxes(2, child));
    if (layer.kind === 'composer') return wrap(composer(context, layer.postId));
    if (layer.kind === 'hover-card') return h('div', { key: 'card' }, hoverCard(context, layer.postId));
    if (!post) return null;
    if (layer.kind === 'share') return wrap(shareDialog(context, post));
    if (layer.kind === 'share-menu') return wrap(shareMenu(context, post));
    if (layer.kind === 'share-groups') return wrap(groupChooser(context, post));
    if (layer.kind.startsWith('share-composer')) {
      const chosen = OWN_GROUPS.find(({ id }) => layer.kind.endsWith(id));
      return wrap(shareComposer(context, post, chosen));
    }
    if (layer.kind === 'post-menu') return wrap(menuLayer(context, layer.postId));
    const t = words(context);
    return wrap(
      dialogOf(
        context,
        { 'aria-labelledby': `r-${post.id}-dialog` },
        h(
          'div',
          { class: 'r-row f-title' },
          h(
            'h2',
            { id: `r-${post.id}-dialog`, class: 'r-grow r-strong' },
            h('span', null, t.postOf(post.author.name)),
          ),
          button(
            { 'aria-label': t.close, class: 'f-round' },
            run('close', post.id, () => context.close()),
            cssIcon('cross'),
          ),
        ),
        boxes(3, story(context, post, true)),
      ),
    );
  });

/** The unit that has the keyboard focus. */
const focused = (context: Context): ReplicaPost | undefined => {
  const id = document.activeElement
    ?.closest('[data-replica-cell]')
    ?.getAttribute('data-replica-cell')
    ?.split('/')
    .at(-1);
  return id === undefined ? undefined : context.store.post(id);
};

export const facebook: SiteReplica = {
  rootClass: 'r-fb',
  css: `
.r-fb .f-page{display:grid;grid-template-columns:minmax(0,260px) minmax(0,590px) minmax(0,280px);gap:24px;justify-content:center;padding:16px}
.r-fb .f-top{position:sticky;top:0;z-index:20;background:var(--paper);border-bottom:1px solid var(--line);display:flex;gap:20px;padding:10px 20px;align-items:center}
.r-fb .f-unit{background:var(--paper);border-radius:12px;box-shadow:0 1px 3px rgb(0 0 0/.1);margin-bottom:0;overflow:clip;position:relative}
.r-fb .f-cell{padding-bottom:16px}
.r-fb .f-cover,.r-fb [role=region],.r-fb main>.f-unit{padding-bottom:0;margin-bottom:16px}
.r-fb .f-story{padding:12px 16px 8px}
.r-fb .f-head{display:flex;gap:10px;align-items:flex-start}
.r-fb .f-head h4,.r-fb .f-head h5,.r-fb strong{font-weight:650}
.r-fb .f-head h4>span,.r-fb .f-head h5>span{font-weight:400}
.r-fb .f-face{border-radius:50%;display:block}
.r-fb .f-face image{clip-path:circle(50%)}
.r-fb .f-text{padding:8px 0;overflow-wrap:anywhere}
.r-fb .f-folded{display:none}
.r-fb .f-inline{display:inline}
.r-fb .f-emoji{display:inline;width:16px;height:16px;vertical-align:-.15em}
.r-fb .f-stray{display:none}
.r-fb b b,.r-fb b{font-weight:inherit}
.r-fb .f-decoy{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
.r-fb .f-nested{border:1px solid var(--line);border-radius:10px;padding:10px 12px;margin:6px 0}
.r-fb .f-card{background:var(--wash);border-radius:10px;padding:10px 12px;margin:6px 0}
.r-fb .r-photo{border-radius:8px;margin:4px 0;height:auto}
.r-fb .f-counts{padding:8px 0;border-bottom:1px solid var(--line)}
.r-fb .f-counts img{border-radius:50%}
.r-fb .f-actions{display:grid;grid-template-columns:1fr 1fr 1fr;padding-top:4px}
.r-fb .f-like{position:relative}
.r-fb .f-action{padding:8px;border-radius:8px;color:var(--soft);font-weight:600}
.r-fb .f-action>div:first-child{display:flex;gap:8px;align-items:center;justify-content:center}
.r-fb .f-action:hover,.r-fb .f-option:hover{background:var(--wash)}
.r-fb .f-on{color:var(--accent);font-weight:650}
.r-fb .f-icon{display:block;width:18px;height:18px;border:2px solid currentColor;border-radius:5px;opacity:.8}
.r-fb .f-like .f-icon,.r-fb .f-love{border-radius:5px 9px 9px 9px}
.r-fb .f-comment.f-icon{border-radius:9px 9px 9px 2px}
.r-fb .f-share.f-icon{border-width:2px 2px 0 0;border-radius:0;transform:rotate(45deg);width:12px;height:12px}
.r-fb .f-send.f-icon,.r-fb .f-cross.f-icon{border:0;width:auto;height:auto}
.r-fb .f-send.f-icon::before{content:'➤';font-style:normal}
.r-fb .f-cross.f-icon::before{content:'✕';font-style:normal}
.r-fb .f-photo.f-icon{border-radius:3px}
.r-fb .f-more:focus-visible{position:static;width:auto;height:auto;clip-path:none}
.r-fb .f-round{padding:8px;border-radius:50%;display:inline-block}
.r-fb .f-round:hover{background:var(--wash)}
.r-fb .f-round svg{width:20px;height:20px;display:block}
.r-fb .f-bar{position:fixed;z-index:70;background:var(--paper);border-radius:99px;box-shadow:0 4px 18px rgb(0 0 0/.25);padding:4px 8px}
.r-fb .f-bar svg{width:30px;height:30px;color:var(--accent)}
.r-fb .f-hover{position:fixed;z-index:65;background:var(--paper);border-radius:12px;box-shadow:0 4px 18px rgb(0 0 0/.25);padding:14px}
.r-fb .f-like{touch-action:manipulation;user-select:none}
.r-fb .f-comments{padding:6px 0;border-top:1px solid var(--line);margin-top:4px}
.r-fb div.f-comment{display:flex;gap:8px;padding:5px 0}
.r-fb .f-bubble{background:var(--wash);border-radius:18px;padding:8px 12px}
.r-fb .f-bubble .r-typed{min-height:20px}
.r-fb .f-form{padding:6px 0}
.r-fb .f-write{margin:12px 0;min-height:110px;font-size:19px}
.r-fb .f-write .r-typed{min-height:100px}
.r-fb .f-wide{display:block;margin-top:10px}
.r-fb .f-title{border-bottom:1px solid var(--line);padding-bottom:10px;margin-bottom:12px;font-size:18px}
.r-fb .f-options{margin-top:12px;justify-content:space-around}
.r-fb .f-option{padding:8px 10px;border-radius:8px}
.r-fb .f-clear{position:fixed;inset:0;z-index:30}
.r-fb .f-photo:not(.f-icon){width:100%;height:160px;object-fit:cover}
.r-fb .f-name{font-size:24px;font-weight:700;margin:4px 0}
.r-fb .f-wrap{flex-wrap:wrap}
.r-fb .f-loading{height:120px;background:linear-gradient(90deg,var(--wash),var(--paper),var(--wash))}
.r-fb .r-dialog{padding:16px}
.r-fb .f-aside{position:sticky;top:70px;align-self:start}
@media (max-width:1000px){.r-fb .f-page{grid-template-columns:minmax(0,590px)}.r-fb .f-side,.r-fb .f-aside{display:none}}
@media (max-width:430px){.r-fb .f-page{padding:12px 0}.r-fb .f-top{padding:10px 12px;gap:12px;font-size:13px}.r-fb .f-story{padding:12px 12px 8px}.r-fb .f-action{padding:8px 2px}.r-fb .f-action>div:first-child{gap:5px}}
`,
  render: (context) => {
    const t = words(context);
    if (isOutside()) return outsidePage(context);
    if (location.hostname.startsWith('m.')) return mobilePage(context, react);
    return [
      h(
        'div',
        { id: 'mount_0_0_rp', key: 'mount' },
        boxes(
          2,
          h(
            'div',
            { role: 'banner', class: 'f-top' },
            h(
              'a',
              { 'aria-label': 'Replika', href: `${ORIGIN}/`, role: 'link', tabindex: '0', class: 'r-strong' },
              'replika',
            ),
            h('div', { class: 'r-grow' }),
            h('a', { 'aria-label': t.home, href: `${ORIGIN}/`, role: 'link', tabindex: '0' }, t.home),
            button(
              { 'aria-label': t.messenger },
              run('messenger', '', () => undefined),
              h('span', null, t.messenger),
            ),
            h(
              'a',
              {
                'aria-label': t.notifications,
                href: `${ORIGIN}/notifications/`,
                role: 'link',
                tabindex: '0',
              },
              t.notifications,
            ),
          ),
          h(
            'div',
            { class: 'f-page' },
            h(
              'div',
              { role: 'navigation', class: 'f-side' },
              h(
                'ul',
                null,
                h('li', { class: 'r-row' }, face(context.me, 32), h('span', null, context.me.name)),
              ),
            ),
            h('div', { role: 'main' }, boxes(2, column(context))),
            h(
              'div',
              { role: 'complementary', class: 'f-aside' },
              h('h3', { class: 'r-strong' }, t.suggestions),
              (context.config.suggestions ?? []).map((account) => {
                const followed = context.store.followed.has(account.handle);
                return h(
                  'div',
                  { class: 'r-row f-form' },
                  face(account, 32),
                  h('div', { class: 'r-grow' }, nameLink(context, account)),
                  button(
                    { 'aria-label': followed ? t.following : t.follow, class: 'r-link r-strong' },
                    followRun(context, account, account.handle),
                    h('span', { dir: 'auto' }, h('span', null, followed ? t.following : t.follow)),
                  ),
                );
              }),
            ),
          ),
        ),
      ),
      h('div', { key: 'layers' }, layers(context)),
      // A dialog that was closed leaves its shell behind.
      h(
        'div',
        { key: 'shell', css: { display: 'none' } },
        h('div', { role: 'dialog', 'aria-label': t.shareDialog, 'aria-hidden': 'true' }, h('div', null)),
      ),
    ];
  },
  key: (context, event) => {
    if (context.options.shortcuts !== true || event.ctrlKey || event.metaKey || event.altKey) return null;
    const post = focused(context);
    if (!post) return null;
    if (event.key === (context.options.likeKey ?? 'l'))
      return context.store.reactions.has(post.id)
        ? react(context, post.id, null, 'unlike')
        : react(context, post.id, 'LIKE', 'like');
    if (event.key === 'c') return openComments(context, post);
    if (event.key === 's') return openShare(context, post);
    return null;
  },
};
