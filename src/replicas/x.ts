/**
 * A page that behaves like x.com: test ids, cells placed by transform, menus in `#layers`, a compose dialog that
 * shows the post it answers or quotes, the photo viewer, the pages that other sites link to. In a narrow window the
 * layout of a phone: menus are sheets, composers whole pages without the role of a dialog, drawn in the same layer.
 */
import {
  anchorOf,
  type Context,
  countOf,
  dialogOf,
  draftKey,
  draftPhoto,
  emojiOf,
  faceOf,
  icon,
  photoOf,
  richText,
  run,
  type SiteReplica,
  shortTime,
  timeOf,
  typing,
} from './context.ts';
import { boxes, type Child, type Handlers, h, type Run, type VNode } from './dom.ts';
import { accountId } from './endpoint.ts';
import { numberOf, type ReplicaAuthor, type ReplicaComment, type ReplicaPost } from './feed.ts';
import { permalinkOf } from './routes.ts';
import type { Layer, Store } from './store.ts';

const WORDS = {
  id: {
    home: 'Beranda',
    explore: 'Cari dan jelajahi',
    notifications: 'Notifikasi',
    messages: 'Pesan Langsung',
    bookmarks: 'Markah',
    profile: 'Profil',
    forYou: 'Untuk Anda',
    following: 'Mengikuti',
    timeline: 'Linimasa: Linimasa Beranda Anda',
    replies: (n: number) => `${n} Balasan. Balas`,
    reposts: (n: number) => `${n} posting ulang. Posting ulang`,
    reposted: (n: number) => `${n} posting ulang. Diposting ulang`,
    likes: (n: number) => `${n} Suka. Suka`,
    liked: (n: number) => `${n} Suka. Disukai`,
    bar: (replies: number, reposts: number, likes: number) =>
      `${replies} balasan, ${reposts} posting ulang, ${likes} suka`,
    bookmark: 'Markah',
    bookmarked: 'Dimarkahi',
    share: 'Bagikan postingan',
    more: 'Lainnya',
    grok: 'Tindakan Grok',
    repost: 'Posting ulang',
    undoRepost: 'Batalkan Retweet',
    quote: 'Kutipan',
    follow: 'Ikuti',
    unfollow: 'Mengikuti',
    stopFollowing: 'Berhenti mengikuti',
    mute: 'Bisukan',
    block: 'Blokir',
    post: 'Posting',
    postAll: 'Posting semua',
    reply: 'Balas',
    postText: 'Teks postingan',
    happening: 'Apa yang sedang hangat dibicarakan?',
    postReply: 'Posting balasan Anda',
    comment: 'Tambahkan komentar',
    replyingTo: 'Membalas',
    showMore: 'Tampilkan lebih banyak',
    ad: 'Iklan',
    didRepost: 'memposting ulang',
    whoToFollow: 'Siapa yang harus diikuti',
    close: 'Tutup',
    copyLink: 'Salin tautan',
    verified: 'Akun terverifikasi',
    image: 'Gambar',
    conversation: 'Linimasa: Percakapan',
    media: 'Tambahkan foto atau video',
    community: 'Komunitas',
    join: 'Gabung',
    joined: 'Bergabung',
    like: 'Suka',
    askLike: 'Sukai postingan ini?',
    askRepost: 'Posting ulang postingan ini?',
    askFollow: (handle: string) => `Ikuti @${handle}?`,
    cancel: 'Batal',
    disguised: 'Apresiasi',
  },
  en: {
    home: 'Home',
    explore: 'Search and explore',
    notifications: 'Notifications',
    messages: 'Direct Messages',
    bookmarks: 'Bookmarks',
    profile: 'Profile',
    forYou: 'For you',
    following: 'Following',
    timeline: 'Timeline: Your Home Timeline',
    replies: (n: number) => `${n} Replies. Reply`,
    reposts: (n: number) => `${n} reposts. Repost`,
    reposted: (n: number) => `${n} reposts. Reposted`,
    likes: (n: number) => `${n} Likes. Like`,
    liked: (n: number) => `${n} Likes. Liked`,
    bar: (replies: number, reposts: number, likes: number) =>
      `${replies} replies, ${reposts} reposts, ${likes} likes`,
    bookmark: 'Bookmark',
    bookmarked: 'Bookmarked',
    share: 'Share post',
    more: 'More',
    grok: 'Grok actions',
    repost: 'Repost',
    undoRepost: 'Undo repost',
    quote: 'Quote',
    follow: 'Follow',
    unfollow: 'Following',
    stopFollowing: 'Unfollow',
    mute: 'Mute',
    block: 'Block',
    post: 'Post',
    postAll: 'Post all',
    reply: 'Reply',
    postText: 'Post text',
    happening: 'What’s happening?',
    postReply: 'Post your reply',
    comment: 'Add a comment',
    replyingTo: 'Replying to',
    showMore: 'Show more',
    ad: 'Ad',
    didRepost: 'reposted',
    whoToFollow: 'Who to follow',
    close: 'Close',
    copyLink: 'Copy link',
    verified: 'Verified account',
    image: 'Image',
    conversation: 'Timeline: Conversation',
    media: 'Add photos or video',
    community: 'Community',
    join: 'Join',
    joined: 'Joined',
    like: 'Like',
    askLike: 'Like this post?',
    askRepost: 'Repost this post?',
    askFollow: (handle: string) => `Follow @${handle}?`,
    cancel: 'Cancel',
    disguised: 'Appreciate',
  },
} as const;

const ICONS = {
  reply: 'M4 5h16v11h-7l-5 4v-4H4V5Zm2 2v7h4v2l2.500-2H18V7H6Z',
  repost:
    'M7 4 3 8h3v8a3 3 0 0 0 3 3h5v-2H9a1 1 0 0 1-1-1V8h3L7 4Zm10 16 4-4h-3V8a3 3 0 0 0-3-3h-5v2h5a1 1 0 0 1 1 1v8h-3l4 4Z',
  like: 'M12 20.500 4.300 13A5 5 0 0 1 11.400 6l.600.600.600-.600a5 5 0 0 1 7.100 7L12 20.500Zm0-2.800 6.300-6.100a3 3 0 0 0-4.200-4.300L12 9.400 9.900 7.300a3 3 0 0 0-4.200 4.300l6.300 6.100Z',
  liked: 'M12 20.500 4.300 13A5 5 0 0 1 11.400 6l.600.600.600-.600a5 5 0 0 1 7.100 7L12 20.500Z',
  bookmark: 'M6 3h12v18l-6-4.500L6 21V3Zm2 2v12l4-3 4 3V5H8Z',
  bookmarked: 'M6 3h12v18l-6-4.500L6 21V3Z',
  share: 'm12 3 5 5-1.400 1.400L13 6.800V16h-2V6.800L8.400 9.400 7 8l5-5ZM4 15h2v4h12v-4h2v6H4v-6Z',
  more: 'M5 10.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3Zm7 0a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3Zm7 0a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3Z',
  views: 'M5 20V10h2v10H5Zm6 0V4h2v16h-2Zm6 0v-7h2v7h-2Z',
  home: 'M12 3 3 10v11h6v-6h6v6h6V10l-9-7Z',
  search:
    'M10.500 4a6.500 6.500 0 1 1-4.600 11.100 6.500 6.500 0 0 1 4.600-11.100Zm5.600 11 5 5-1.400 1.400-5-5 1.400-1.400Z',
  bell: 'M12 3a6 6 0 0 1 6 6v5l2 3H4l2-3V9a6 6 0 0 1 6-6Zm-2 15h4a2 2 0 0 1-4 0Z',
  mail: 'M3 5h18v14H3V5Zm2 3v9h14V8l-7 5-7-5Z',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm-8 16a8 8 0 0 1 16 0H4Z',
  tick: 'm12 2 2.500 2 3.200-.200.800 3.100 2.600 1.800-1.200 3 1.200 3-2.600 1.800-.800 3.100-3.200-.200L12 22l-2.500-2.600-3.200.200-.800-3.100L2.900 14.700l1.200-3-1.200-3 2.600-1.800.800-3.100 3.200.200L12 2Zm-1 13 5-5-1.400-1.400L11 12.200l-1.600-1.600L8 12l3 3Z',
  grok: 'M12 4a8 8 0 0 1 4.900 1.700L5.700 16.900A8 8 0 0 1 12 4Zm6.300 3.100A8 8 0 0 1 7.100 18.300L18.300 7.100Z',
  photo: 'M4 5h16v14H4V5Zm2 2v8l4-4 3 3 2-2 3 3V7H6Z',
  cross:
    'm6.400 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400 6.400 5Z',
} as const;

const COMPOSE = '/compose/post';
const HOVER_MS = 500;
/** Below this width, CSS pixels, the site lays itself out for a phone. */
const PHONE_WIDTH = 500;
const isPhone = (): boolean => window.innerWidth < PHONE_WIDTH;

type Words = (typeof WORDS)['id'] | (typeof WORDS)['en'];
const words = (context: Context): Words => WORDS[context.language];

const idOf = (post: { readonly id: string }, part: string): string =>
  `id__${numberOf(`${post.id}/${part}`).toString(36)}`;

const textOf = (text: string): readonly (VNode | string)[] =>
  richText(text, {
    plain: (plain) => h('span', null, plain),
    tag: (tag) =>
      h(
        'span',
        { class: 'r-link' },
        h('a', { dir: 'ltr', href: `/hashtag/${tag.slice(1)}?src=hashtag_click`, role: 'link' }, tag),
      ),
    mention: (handle) =>
      h(
        'div',
        { class: 'x-inline' },
        h(
          'span',
          { class: 'r-link' },
          h('a', { dir: 'ltr', href: `/${handle}`, role: 'link' }, `@${handle}`),
        ),
      ),
    emoji: (sign) =>
      h('img', { alt: sign, draggable: 'false', title: sign, src: emojiOf(sign), class: 'x-emoji' }),
  });

const avatar = (author: ReplicaAuthor, link = true): VNode => {
  const image = boxes(
    2,
    h(
      'div',
      { 'aria-label': '' },
      h('div', null),
      h('img', { alt: '', draggable: 'true', src: faceOf(author), class: 'r-face' }),
    ),
  );
  return h(
    'div',
    { 'data-testid': `UserAvatar-Container-${author.handle}` },
    h('div', null),
    boxes(
      3,
      link
        ? h('a', { href: `/${author.handle}`, 'aria-hidden': 'true', role: 'link', tabindex: '-1' }, image)
        : h('div', { role: 'presentation' }, image),
    ),
  );
};

const nameLink = (context: Context, author: ReplicaAuthor, linked: boolean): VNode => {
  const inner = h(
    'div',
    { class: 'r-row x-tight' },
    h('div', { dir: 'ltr', class: 'r-strong' }, h('span', null, h('span', null, author.name))),
    author.verified &&
      h(
        'div',
        { dir: 'ltr' },
        h(
          'span',
          null,
          h(
            'svg',
            {
              viewBox: '0 0 24 24',
              'aria-label': words(context).verified,
              role: 'img',
              'data-testid': 'icon-verified',
              class: 'x-tick',
            },
            h('g', null, h('path', { d: ICONS.tick })),
          ),
        ),
      ),
  );
  return linked ? h('a', { href: `/${author.handle}`, role: 'link' }, inner) : inner;
};

/** A card with a Follow button, when the pointer rests on a name. */
const hoverCard = (context: Context, post: ReplicaPost): Handlers => ({
  enter: (node) => {
    window.clearTimeout(resting);
    resting = window.setTimeout(() => {
      if (node.isConnected && context.store.layers.length === 0)
        context.open({ kind: 'hover-card', postId: post.id, anchor: anchorOf(node) });
    }, HOVER_MS);
  },
  leave: () => window.clearTimeout(resting),
});
let resting = 0;

const userName = (context: Context, post: ReplicaPost, form: 'feed' | 'main' | 'quoted'): VNode => {
  const { author } = post;
  const linked = form !== 'quoted';
  const handle = h('div', { dir: 'ltr', class: 'r-soft' }, h('span', null, `@${author.handle}`));
  const time = h('time', { datetime: timeOf(post) }, shortTime(post, context.language));
  return h(
    'div',
    {
      id: idOf(post, 'name'),
      'data-testid': 'User-Name',
      class: 'r-row x-name',
      ...(form === 'feed' ? { on: hoverCard(context, post) } : {}),
    },
    boxes(2, nameLink(context, author, linked)),
    h(
      'div',
      null,
      h(
        'div',
        { class: 'r-row x-tight' },
        h(
          'div',
          null,
          linked ? h('a', { href: `/${author.handle}`, role: 'link', tabindex: '-1' }, handle) : handle,
        ),
        form !== 'main' &&
          !post.promoted && [
            h('div', { dir: 'ltr', 'aria-hidden': 'true', class: 'r-soft' }, h('span', null, '·')),
            h(
              'div',
              { class: 'r-soft' },
              linked
                ? h(
                    'a',
                    {
                      href: permalinkOf('x', post),
                      dir: 'ltr',
                      'aria-label': shortTime(post, context.language),
                      role: 'link',
                    },
                    time,
                  )
                : h('div', { dir: 'ltr' }, time),
            ),
          ],
      ),
    ),
  );
};

const bodyText = (context: Context, post: ReplicaPost, unfoldable: boolean): VNode => {
  const open = context.store.unfolded.has(post.id);
  const t = words(context);
  return h(
    'div',
    null,
    h(
      'div',
      {
        dir: 'auto',
        lang: context.language,
        id: idOf(post, 'text'),
        'data-testid': 'tweetText',
        class: `r-rich x-text${post.textHidden && !open ? ' x-folded' : ''}`,
      },
      textOf(post.textHidden ? `${post.text} ${post.textHidden}` : post.text),
    ),
    post.textHidden &&
      !open &&
      unfoldable &&
      h(
        'button',
        {
          role: 'button',
          type: 'button',
          'data-testid': 'tweet-text-show-more-link',
          class: 'r-link',
          on: {
            press: run('see-more', post.id, () => context.change(() => context.store.unfolded.add(post.id))),
          },
        },
        h('span', null, t.showMore),
      ),
  );
};

const photos = (context: Context, post: ReplicaPost, linked: boolean): VNode | null =>
  post.images === undefined
    ? null
    : h(
        'div',
        { class: 'x-media', 'aria-labelledby': idOf(post, 'media-label'), id: idOf(post, 'media') },
        post.images.map((image, at) => {
          const photo = boxes(
            2,
            h(
              'div',
              { 'aria-label': image.alt || words(context).image, 'data-testid': 'tweetPhoto' },
              h('div', null),
              h('img', {
                alt: image.alt || words(context).image,
                draggable: 'true',
                src: photoOf(`${post.id}${at}`, image.alt),
                class: 'r-photo',
              }),
            ),
          );
          return boxes(
            3,
            linked
              ? h(
                  'a',
                  {
                    href: `${permalinkOf('x', post)}/photo/${at + 1}`,
                    role: 'link',
                    on: {
                      press: run('open-photo', post.id, () =>
                        context.open({
                          kind: 'photo',
                          postId: post.id,
                          path: `${permalinkOf('x', post)}/photo/${at + 1}`,
                        }),
                      ),
                    },
                  },
                  photo,
                )
              : photo,
          );
        }),
      );

const quotedCard = (context: Context, outer: ReplicaPost, quoted: ReplicaPost): VNode =>
  h(
    'div',
    { 'aria-labelledby': idOf(quoted, 'quote-label'), id: idOf(outer, 'quote'), class: 'x-quote-box' },
    h(
      'div',
      { id: idOf(quoted, 'quote-label') },
      h('div', { dir: 'ltr', class: 'r-hidden' }, h('span', null, words(context).quote)),
      h(
        'div',
        {
          role: 'link',
          tabindex: '0',
          class: 'x-quote',
          on: {
            press: run('open-quoted', quoted.id, () => context.navigate({ kind: 'post', id: quoted.id })),
          },
        },
        h(
          'div',
          null,
          h(
            'div',
            { class: 'r-row' },
            h('div', { 'data-testid': 'Tweet-User-Avatar', class: 'x-mini' }, avatar(quoted.author, false)),
            userName(context, quoted, 'quoted'),
          ),
          bodyText(context, quoted, false),
          photos(context, quoted, false),
        ),
      ),
    ),
  );

const iconButton = (
  props: Readonly<Record<string, string | undefined>>,
  path: string,
  press: Run,
  count?: number,
): VNode =>
  h(
    'button',
    { role: 'button', type: 'button', class: 'x-action', ...props, on: { press } },
    h(
      'div',
      { dir: 'ltr', class: 'r-row x-tight' },
      h('div', null, h('div', null), icon(path)),
      count !== undefined &&
        h(
          'div',
          null,
          h(
            'span',
            { 'data-testid': 'app-text-transition-container' },
            h('span', null, h('span', null, String(count))),
          ),
        ),
    ),
  );

const like = (context: Context, post: { readonly id: string }, closes = false): Run => {
  const liked = context.store.reactions.has(post.id);
  return run(liked ? 'unlike' : 'like', post.id, () =>
    context.change(() => {
      if (liked) context.store.reactions.delete(post.id);
      else context.store.reactions.set(post.id, 'LIKE');
      if (closes) context.store.close();
      context.send({
        op: liked ? 'UnfavoriteTweet' : 'FavoriteTweet',
        postId: post.id,
        variables: { tweet_id: post.id },
      });
    }),
  );
};

const repostMenu = (context: Context, post: ReplicaPost): Run =>
  run('repost-menu', post.id, (_event, node) =>
    context.open({ kind: 'repost-menu', postId: post.id, anchor: anchorOf(node) }),
  );

const repost = (context: Context, post: ReplicaPost): Run => {
  const { store } = context;
  const reposted = store.reposted.has(post.id);
  return run(reposted ? 'unrepost' : 'repost', post.id, () =>
    context.change(() => {
      store.toggle(store.reposted, post.id);
      store.close();
      context.send({
        op: reposted ? 'DeleteRetweet' : 'CreateRetweet',
        postId: post.id,
        variables: reposted
          ? { source_tweet_id: post.id, dark_request: false }
          : { tweet_id: post.id, dark_request: false },
      });
    }),
  );
};

const openReply = (context: Context, post: ReplicaPost): Run =>
  run('reply-open', post.id, () => {
    context.open({ kind: 'compose-reply', postId: post.id, path: COMPOSE });
  });

const actions = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const { store } = context;
  const reposted = store.reposted.has(post.id);
  const liked = store.reactions.has(post.id);
  const saved = store.saved.has(post.id);
  const replies = countOf(post.id, 'replies', 40) + (store.comments.get(post.id)?.length ?? 0);
  const reposts = countOf(post.id, 'reposts', 150) + (reposted ? 1 : 0);
  const likes = countOf(post.id, 'likes', 600) + (liked ? 1 : 0);
  return h(
    'div',
    { role: 'group', id: idOf(post, 'bar'), 'aria-label': t.bar(replies, reposts, likes), class: 'x-bar' },
    h(
      'div',
      null,
      iconButton(
        { 'aria-label': t.replies(replies), 'data-testid': 'reply' },
        ICONS.reply,
        openReply(context, post),
        replies,
      ),
    ),
    h(
      'div',
      null,
      iconButton(
        {
          'aria-expanded': 'false',
          'aria-haspopup': 'menu',
          'aria-label': reposted ? t.reposted(reposts) : t.reposts(reposts),
          'data-testid': reposted ? 'unretweet' : 'retweet',
        },
        ICONS.repost,
        repostMenu(context, post),
        reposts,
      ),
    ),
    h(
      'div',
      null,
      iconButton(
        context.options.disguised
          ? { 'aria-label': t.disguised, class: 'r-disguised' }
          : {
              'aria-label': liked ? t.liked(likes) : t.likes(likes),
              'data-testid': liked ? 'unlike' : 'like',
            },
        liked ? ICONS.liked : ICONS.like,
        like(context, post),
        likes,
      ),
    ),
    h(
      'div',
      null,
      h(
        'a',
        { href: `${permalinkOf('x', post)}/analytics`, role: 'link', class: 'x-action' },
        h('div', { dir: 'ltr' }, h('div', null, h('div', null), icon(ICONS.views))),
      ),
    ),
    h(
      'div',
      null,
      iconButton(
        {
          'aria-label': saved ? t.bookmarked : t.bookmark,
          'data-testid': saved ? 'removeBookmark' : 'bookmark',
        },
        saved ? ICONS.bookmarked : ICONS.bookmark,
        run(saved ? 'unbookmark' : 'bookmark', post.id, () =>
          context.change(() => {
            store.toggle(store.saved, post.id);
            context.send({
              op: saved ? 'DeleteBookmark' : 'CreateBookmark',
              postId: post.id,
              variables: { tweet_id: post.id },
            });
          }),
        ),
      ),
    ),
    h(
      'div',
      null,
      h(
        'div',
        null,
        iconButton(
          { 'aria-expanded': 'false', 'aria-haspopup': 'menu', 'aria-label': t.share },
          ICONS.share,
          run('share-menu', post.id, (_event, node) =>
            context.open({ kind: 'share-menu', postId: post.id, anchor: anchorOf(node) }),
          ),
        ),
      ),
    ),
  );
};

/** A post. `main`: the one that the page is about; `parent`: shown in the composer, without actions. */
const article = (context: Context, post: ReplicaPost, form: 'feed' | 'main' | 'parent'): VNode => {
  const t = words(context);
  const parts = ['name', 'text', 'media', 'quote', 'bar'].map((part) => idOf(post, part)).join(' ');
  return h(
    'article',
    {
      'aria-labelledby': parts,
      role: 'article',
      tabindex: form === 'feed' ? '0' : '-1',
      'data-testid': 'tweet',
      class: `x-post x-${form}`,
      ...(form === 'feed'
        ? {
            on: {
              press: run('open-post', post.id, () => context.navigate({ kind: 'post', id: post.id })),
            },
          }
        : {}),
    },
    h(
      'div',
      null,
      h(
        'div',
        null,
        boxes(
          2,
          post.sharedBy &&
            form === 'feed' &&
            h(
              'div',
              { class: 'x-context' },
              h('div', null, icon(ICONS.repost)),
              boxes(
                3,
                h(
                  'a',
                  {
                    href: `/${post.sharedBy.handle}`,
                    dir: 'auto',
                    role: 'link',
                    class: 'r-soft',
                  },
                  h(
                    'span',
                    { 'data-testid': 'socialContext' },
                    h('span', null, post.sharedBy.name, h('span', null, ` ${t.didRepost}`)),
                  ),
                ),
              ),
            ),
        ),
        h(
          'div',
          { class: 'x-columns' },
          h(
            'div',
            { class: 'x-left' },
            h('div', { 'data-testid': 'Tweet-User-Avatar' }, boxes(2, avatar(post.author))),
          ),
          h(
            'div',
            { class: 'r-grow' },
            h(
              'div',
              { class: 'r-row' },
              h(
                'div',
                { class: 'r-grow' },
                boxes(3, userName(context, post, form === 'main' ? 'main' : 'feed')),
              ),
              post.promoted && h('div', { dir: 'ltr', class: 'r-soft' }, h('span', null, t.ad)),
              form !== 'parent' && [
                h(
                  'div',
                  null,
                  iconButton(
                    { 'aria-label': t.grok },
                    ICONS.grok,
                    run('grok', post.id, () => undefined),
                  ),
                ),
                h(
                  'div',
                  null,
                  boxes(
                    2,
                    iconButton(
                      {
                        'aria-expanded': 'false',
                        'aria-haspopup': 'menu',
                        'aria-label': t.more,
                        'data-testid': 'caret',
                      },
                      ICONS.more,
                      run('caret', post.id, (_event, node) =>
                        context.open({ kind: 'caret-menu', postId: post.id, anchor: anchorOf(node) }),
                      ),
                    ),
                  ),
                ),
              ],
            ),
            boxes(2, bodyText(context, post, true)),
            photos(context, post, true),
            post.quoted && quotedCard(context, post, post.quoted),
            form === 'main' &&
              !post.promoted &&
              boxes(
                3,
                h(
                  'div',
                  { dir: 'ltr', class: 'r-soft' },
                  h(
                    'a',
                    { href: permalinkOf('x', post), role: 'link' },
                    h('time', { datetime: timeOf(post) }, shortTime(post, context.language)),
                  ),
                ),
              ),
            form !== 'parent' && boxes(2, actions(context, post)),
          ),
        ),
      ),
    ),
  );
};

const followButton = (context: Context, author: ReplicaAuthor, from: string): VNode => {
  const t = words(context);
  const { store } = context;
  const followed = store.followed.has(author.handle);
  return h(
    'button',
    {
      'aria-label': `${followed ? t.unfollow : t.follow} @${author.handle}`,
      role: 'button',
      type: 'button',
      'data-testid': `${accountId(author)}-${followed ? 'unfollow' : 'follow'}`,
      class: `r-pill${followed ? ' quiet' : ''}`,
      on: { press: follow(context, author, from) },
    },
    h('div', { dir: 'ltr' }, h('span', null, h('span', null, followed ? t.unfollow : t.follow))),
  );
};

const follow = (context: Context, author: ReplicaAuthor, from: string): Run => {
  const followed = context.store.followed.has(author.handle);
  return run(followed ? 'unfollow' : 'follow', from, () => {
    context.change(() => {
      context.store.toggle(context.store.followed, author.handle);
      context.send({
        op: followed ? 'friendships/destroy' : 'friendships/create',
        postId: from,
        variables: { user_id: accountId(author) },
      });
    });
  });
};

const editor = (context: Context, draft: string, label: string, send: Run): VNode => {
  const written = context.store.draft(draft);
  return h(
    'div',
    { 'data-testid': 'tweetTextarea_0_label', class: 'r-field' },
    h(
      'div',
      { 'data-testid': 'tweetTextarea_0RichTextInputContainer', class: 'r-field' },
      written === ''
        ? h('div', { class: 'r-hint', id: `placeholder-${idOf({ id: draft }, 'p')}` }, label)
        : h('div', null),
      h(
        'div',
        {
          key: draftKey(context, draft),
          typed: true,
          'aria-label': words(context).postText,
          'aria-multiline': 'true',
          'aria-describedby': `placeholder-${idOf({ id: draft }, 'p')}`,
          contenteditable: 'true',
          'data-testid': 'tweetTextarea_0',
          role: 'textbox',
          tabindex: '0',
          spellcheck: 'true',
          class: 'r-typed public-DraftEditor-content',
          on: typing(
            context,
            draft,
            (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey),
            send,
          ),
        },
        boxes(2, h('div', null, h('span', null, written === '' ? h('br') : written))),
      ),
    ),
  );
};

const sendButton = (context: Context, draft: string, testid: string, label: string, send: Run): VNode => {
  const off = context.store.draft(draft).trim() === '';
  return h(
    'button',
    {
      'aria-disabled': off ? 'true' : undefined,
      disabled: off,
      role: 'button',
      tabindex: off ? '-1' : '0',
      type: 'button',
      'data-testid': testid,
      class: 'r-pill',
      on: { press: send },
    },
    h('div', { dir: 'ltr' }, h('span', null, h('span', null, label))),
  );
};

/** What stands below an editor. */
const toolBar = (context: Context, button: VNode | null): VNode =>
  h(
    'div',
    { 'data-testid': 'toolBar', class: 'r-row' },
    h(
      'div',
      { class: 'r-grow' },
      iconButton(
        { 'aria-label': words(context).media },
        ICONS.photo,
        run('media', '', () => undefined),
      ),
      h('input', { type: 'file', tabindex: '-1', 'data-testid': 'fileInput', class: 'r-hidden' }),
    ),
    button,
  );

/** Sends the draft: a new post, a reply, or a quote. */
const send = (context: Context, draft: string, as: 'post' | 'reply' | 'quote', about?: ReplicaPost): Run =>
  run(`send-${as}`, about?.id ?? '', () =>
    context.change(() => {
      const { store } = context;
      const text = store.draft(draft).trim();
      const id = store.nextId();
      if (as === 'reply' && about) store.addComment(about.id, { id, author: context.me, text });
      else
        store.posts = [
          {
            id,
            kind: 'own',
            author: context.me,
            text,
            ...(as === 'quote' && about ? { quoted: about } : {}),
          },
          ...store.posts,
        ];
      store.clearDraft(draft);
      if (store.top()?.kind.startsWith('compose')) store.close();
      if (context.view.kind === 'intent') context.navigate({ kind: 'feed' });
      context.send({
        op: 'CreateTweet',
        postId: about?.id ?? '',
        text,
        variables: {
          tweet_text: text,
          ...(as === 'reply' && about
            ? { reply: { in_reply_to_tweet_id: about.id, exclude_reply_user_ids: [] } }
            : {}),
          ...(as === 'quote' && about ? { attachment_url: `https://x.com${permalinkOf('x', about)}` } : {}),
          dark_request: false,
        },
      });
    }),
  );

const inlineComposer = (context: Context, draft: string, about?: ReplicaPost): VNode => {
  const t = words(context);
  const sending = send(context, draft, about ? 'reply' : 'post', about);
  return h(
    'div',
    { class: 'x-composer', ...(about ? { 'data-testid': 'inline_reply_offscreen' } : {}) },
    about &&
      h(
        'div',
        { class: 'r-soft' },
        `${t.replyingTo} `,
        h('a', { href: `/${about.author.handle}`, class: 'r-link', dir: 'ltr' }, `@${about.author.handle}`),
      ),
    h(
      'div',
      { class: 'x-columns' },
      h('div', { class: 'x-left' }, avatar(context.me)),
      h(
        'div',
        { class: 'r-grow' },
        boxes(3, editor(context, draft, about ? t.postReply : t.happening, sending)),
        draftPhoto(context, draft),
        toolBar(context, sendButton(context, draft, 'tweetButtonInline', about ? t.reply : t.post, sending)),
      ),
    ),
  );
};

const commentAsPost = (comment: ReplicaComment): ReplicaPost => ({
  id: comment.id,
  kind: 'neutral',
  author: comment.author,
  text: comment.text,
});

const cells = (
  context: Context,
  list: string,
  label: string,
  posts: readonly ReplicaPost[],
  main?: string,
): VNode => {
  const near = context.near(
    list,
    posts.map((post) => post.id),
    300,
  );
  return h(
    'section',
    { role: 'region', 'aria-labelledby': `accessible-list-${list}` },
    h('h1', { dir: 'auto', role: 'heading', id: `accessible-list-${list}`, class: 'r-hidden' }, label),
    h(
      'div',
      { 'aria-label': label },
      h(
        'div',
        {
          'data-replica-list': list,
          css: { position: 'relative', 'min-height': `${near.total}px` },
        },
        posts.slice(near.from, near.to).map((post, at) => {
          const index = near.from + at;
          // A cell that leaves at one end comes back at the other: another post in the same nodes.
          return h(
            'div',
            {
              key: `cell-${index % near.slots}`,
              'data-testid': 'cellInnerDiv',
              'data-replica-cell': `${list}/${post.id}`,
              class: 'x-cell',
              css: { transform: `translateY(${near.top(index)}px)` },
            },
            h(
              'div',
              null,
              boxes(
                1,
                post.promoted
                  ? h('div', { 'data-testid': 'placementTracking' }, article(context, post, 'feed'))
                  : article(context, post, post.id === main ? 'main' : 'feed'),
              ),
              post.id === main && inlineComposer(context, `inline-${post.id}`, post),
            ),
            h('div', { role: 'separator', class: 'x-line' }),
          );
        }),
      ),
    ),
  );
};

const postPage = (context: Context, id: string): VNode => {
  const post = context.store.post(id);
  if (!post) return h('div', { class: 'x-composer' }, '—');
  const thread = [post, ...context.store.commentsOf(post).map(commentAsPost)];
  return cells(context, `post-${id}`, words(context).conversation, thread, id);
};

const profileOf = (context: Context, handle: string): ReplicaAuthor =>
  context.store.posts.find((post) => post.author.handle === handle)?.author ??
  context.store.posts.find((post) => post.quoted?.author.handle === handle)?.quoted?.author ??
  context.config.suggestions?.find((account) => account.handle === handle) ?? { handle, name: handle };

const profilePage = (context: Context, handle: string): VNode => {
  const own = context.store.posts.filter((post) => post.author.handle === handle);
  const author = profileOf(context, handle);
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'x-profile' },
      h(
        'div',
        { class: 'r-row' },
        h('div', { class: 'r-grow' }, h('img', { alt: '', src: faceOf(author), class: 'r-face large' })),
        h('div', { 'data-testid': 'placementTracking' }, followButton(context, author, handle)),
      ),
      h(
        'div',
        { 'data-testid': 'UserName' },
        nameLink(context, author, false),
        h('div', { dir: 'ltr', class: 'r-soft' }, h('span', null, `@${author.handle}`)),
      ),
      author.bio !== undefined &&
        h('div', { 'data-testid': 'UserDescription', dir: 'auto' }, textOf(author.bio)),
    ),
    cells(context, `profile-${handle}`, author.name, own),
  );
};

const communityPage = (context: Context, id: string): VNode => {
  const t = words(context);
  const posts = context.store.posts.filter((post) => post.group?.id === id);
  const group = posts[0]?.group ?? { id, name: t.community };
  const joined = context.store.joined.has(id);
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'x-profile' },
      h('div', { 'data-testid': 'communityName', class: 'r-strong' }, h('h1', null, group.name)),
      h(
        'button',
        {
          type: 'button',
          role: 'button',
          'aria-label': `${joined ? t.joined : t.join} ${group.name}`,
          class: `r-pill${joined ? ' quiet' : ''}`,
          on: {
            press: run(joined ? 'leave' : 'join', id, () =>
              context.change(() => {
                context.store.toggle(context.store.joined, id);
                context.send({
                  op: joined ? 'LeaveCommunity' : 'JoinCommunity',
                  postId: id,
                  variables: { communityId: id },
                });
              }),
            ),
          },
        },
        h('span', null, joined ? t.joined : t.join),
      ),
    ),
    cells(context, `community-${id}`, group.name, posts),
  );
};

const menu = (context: Context, ...items: readonly Child[]): VNode => {
  const anchor = context.store.top()?.anchor;
  if (isPhone())
    return h(
      'div',
      { key: 'layer', role: 'group', class: 'r-menu x-sheet' },
      h(
        'div',
        { 'data-testid': 'sheetDialog', role: 'menu' },
        ...items,
        h(
          'button',
          {
            role: 'button',
            type: 'button',
            on: { press: run('close', context.store.top()?.postId ?? '', () => context.close()) },
          },
          h('span', null, words(context).cancel),
        ),
      ),
    );
  return h(
    'div',
    {
      role: 'menu',
      key: 'menu',
      class: 'r-menu',
      css: { left: `${anchor?.left ?? 40}px`, top: `${anchor?.top ?? 40}px` },
    },
    boxes(2, h('div', { 'data-testid': 'Dropdown' }, ...items)),
  );
};

const menuItem = (label: string, press: Run, testid?: string): VNode =>
  h(
    'div',
    { role: 'menuitem', tabindex: '0', 'data-testid': testid, on: { press } },
    h('div', null, h('div', { dir: 'ltr' }, h('span', null, label))),
  );

/** The question that X asks before it does what another site's link wants. */
const confirmSheet = (context: Context, question: string, label: string, press: Run): VNode => {
  const button = (testid: string, name: string, act: Run): VNode =>
    h(
      'button',
      { role: 'button', type: 'button', 'data-testid': testid, class: 'r-pill', on: { press: act } },
      h('div', { dir: 'ltr' }, h('span', null, h('span', null, name))),
    );
  return dialogOf(
    context,
    { 'aria-labelledby': 'modal-header', 'data-testid': 'confirmationSheetDialog' },
    h('h1', { id: 'modal-header', class: 'r-strong' }, question),
    h(
      'div',
      { class: 'r-row' },
      button('confirmationSheetConfirm', label, press),
      button(
        'confirmationSheetCancel',
        words(context).cancel,
        run('close', '', () => context.close()),
      ),
    ),
  );
};

const layer = (context: Context): VNode | null => {
  const top = context.store.top();
  if (!top) return null;
  const t = words(context);
  const { store } = context;
  const post = store.post(top.postId) ?? findComment(context, top.postId);
  const compose = top.kind === 'post-dialog' ? 'compose-reply' : top.kind;
  if (compose.startsWith('compose')) {
    const as = compose === 'compose-reply' ? 'reply' : compose === 'compose-quote' ? 'quote' : 'post';
    const draft = `${as}-${top.postId}`;
    const sending = send(context, draft, as, post);
    const button = sendButton(context, draft, 'tweetButton', as === 'reply' ? t.reply : t.post, sending);
    const parts = [
      h(
        'div',
        { class: 'r-row', id: 'modal-header' },
        iconButton(
          { 'aria-label': t.close, 'data-testid': 'app-bar-close' },
          ICONS.cross,
          run('close', top.postId, () => context.close()),
        ),
        isPhone() && [h('div', { class: 'r-grow' }), button],
      ),
      as === 'reply' &&
        post && [
          article(context, post, 'parent'),
          h(
            'div',
            { class: 'r-soft x-indent' },
            `${t.replyingTo} `,
            h('a', { href: `/${post.author.handle}`, dir: 'ltr', class: 'r-link' }, `@${post.author.handle}`),
          ),
        ],
      h(
        'div',
        { class: 'x-columns x-pad' },
        h('div', { class: 'x-left' }, avatar(context.me)),
        h(
          'div',
          { class: 'r-grow' },
          editor(
            context,
            draft,
            as === 'reply' ? t.postReply : as === 'quote' ? t.comment : t.happening,
            sending,
          ),
          draftPhoto(context, draft),
          as === 'quote' && post && quotedCard(context, { ...post, id: `draft-${post.id}` }, post),
        ),
      ),
      toolBar(context, isPhone() ? null : button),
    ];
    return isPhone()
      ? h('div', { key: 'layer', class: 'r-dialog x-full' }, h('div', null, ...parts))
      : dialogOf(context, { 'aria-labelledby': 'modal-header' }, h('div', null, ...parts));
  }
  if (top.kind === 'intent-follow') {
    const author = profileOf(context, top.postId);
    const following = follow(context, author, top.postId);
    return confirmSheet(
      context,
      t.askFollow(author.handle),
      t.follow,
      run(following.name, top.postId, (event, node) => {
        store.close();
        following.run(event, node);
      }),
    );
  }
  if (!post) return null;
  if (top.kind === 'intent-like') return confirmSheet(context, t.askLike, t.like, like(context, post, true));
  if (top.kind === 'intent-repost')
    return confirmSheet(context, t.askRepost, t.repost, repost(context, post));
  if (top.kind === 'photo')
    return dialogOf(
      context,
      { 'aria-label': t.image },
      iconButton(
        { 'aria-label': t.close, 'data-testid': 'app-bar-close' },
        ICONS.cross,
        run('close', post.id, () => context.close()),
      ),
      photos(context, post, false),
      // The bar stands outside of any post; the thread is shown beside the photo.
      h('div', { class: 'x-viewer-bar' }, actions(context, post)),
      article(context, post, 'main'),
    );
  if (top.kind === 'repost-menu') {
    const spelling = context.options.confirmSpelling ?? 'retweet';
    const reposted = store.reposted.has(post.id);
    return menu(
      context,
      menuItem(
        reposted ? t.undoRepost : t.repost,
        repost(context, post),
        `${reposted ? 'un' : ''}${spelling}Confirm`,
      ),
      menuItem(
        t.quote,
        run('quote-open', post.id, () => {
          context.change(() => {
            store.close();
            store.layers = [...store.layers, { kind: 'compose-quote', postId: post.id, path: COMPOSE }];
          });
        }),
      ),
    );
  }
  if (top.kind === 'caret-menu') {
    const followed = store.followed.has(post.author.handle);
    const following = follow(context, post.author, post.id);
    return menu(
      context,
      menuItem(
        `${followed ? t.stopFollowing : t.follow} @${post.author.handle}`,
        run(following.name, post.id, (event, node) => {
          store.close();
          following.run(event, node);
        }),
      ),
      menuItem(
        `${t.mute} @${post.author.handle}`,
        run('mute', post.id, () => context.close()),
      ),
      menuItem(
        `${t.block} @${post.author.handle}`,
        run('block', post.id, () => context.close()),
        'block',
      ),
    );
  }
  if (top.kind === 'share-menu')
    return menu(
      context,
      menuItem(
        t.copyLink,
        run('copy-link', post.id, () => context.close()),
      ),
    );
  if (top.kind === 'hover-card')
    return h(
      'div',
      {
        key: 'hover-card',
        'data-testid': 'HoverCard',
        class: 'r-menu',
        on: { leave: () => context.close() },
        css: { left: `${top.anchor?.left ?? 40}px`, top: `${top.anchor?.top ?? 40}px` },
      },
      h(
        'div',
        { class: 'x-pad' },
        h(
          'div',
          { class: 'r-row' },
          avatar(post.author),
          h('div', { class: 'r-grow' }),
          followButton(context, post.author, post.id),
        ),
        nameLink(context, post.author, true),
        h(
          'a',
          { href: `/${post.author.handle}`, class: 'r-soft', role: 'link' },
          h('span', null, `@${post.author.handle}`),
        ),
      ),
    );
  return null;
};

const findComment = (context: Context, id: string): ReplicaPost | undefined => {
  for (const post of context.store.posts)
    for (const comment of context.store.commentsOf(post))
      if (comment.id === id) return commentAsPost(comment);
  return undefined;
};

const nav = (context: Context): VNode => {
  const t = words(context);
  const item = (label: string, href: string, path: string, testid?: string): VNode =>
    h('a', { href, 'aria-label': label, role: 'link', 'data-testid': testid }, boxes(2, icon(path)));
  return h(
    'header',
    { role: 'banner', class: 'x-side' },
    h(
      'nav',
      { 'aria-label': t.home, role: 'navigation' },
      item(t.home, '/home', ICONS.home, 'AppTabBar_Home_Link'),
      item(t.explore, '/explore', ICONS.search, 'AppTabBar_Explore_Link'),
      item(t.notifications, '/notifications', ICONS.bell, 'AppTabBar_Notifications_Link'),
      item(t.messages, '/messages', ICONS.mail, 'AppTabBar_DirectMessage_Link'),
      item(t.bookmarks, '/i/bookmarks', ICONS.bookmark),
      item(t.profile, `/${context.me.handle}`, ICONS.person, 'AppTabBar_Profile_Link'),
    ),
    h(
      'a',
      {
        href: '/compose/post',
        'aria-label': t.post,
        role: 'link',
        'data-testid': 'SideNav_NewTweet_Button',
        class: 'r-pill',
        on: {
          press: run('compose-open', '', () => {
            context.open({ kind: 'compose-post', postId: '', path: COMPOSE });
          }),
        },
      },
      h('div', { dir: 'ltr' }, h('span', null, t.post)),
    ),
  );
};

/** A phone's bar at the foot, and the button that floats above it. */
const footBar = (context: Context): readonly VNode[] => {
  const t = words(context);
  const item = (label: string, href: string, path: string, testid: string): VNode =>
    h('a', { href, 'aria-label': label, role: 'link', 'data-testid': testid }, boxes(2, icon(path)));
  return [
    h(
      'div',
      { key: 'foot', 'data-testid': 'BottomBar', class: 'x-foot' },
      h(
        'nav',
        { 'aria-label': t.home, role: 'navigation', class: 'r-row' },
        item(t.home, '/home', ICONS.home, 'AppTabBar_Home_Link'),
        item(t.explore, '/explore', ICONS.search, 'AppTabBar_Explore_Link'),
        item(t.notifications, '/notifications', ICONS.bell, 'AppTabBar_Notifications_Link'),
        item(t.messages, '/messages', ICONS.mail, 'AppTabBar_DirectMessage_Link'),
      ),
    ),
    h(
      'a',
      {
        key: 'floating',
        href: COMPOSE,
        'aria-label': t.post,
        role: 'link',
        'data-testid': 'FloatingActionButtons_Tweet_Button',
        class: 'r-pill x-floating',
        on: {
          press: run('compose-open', '', () =>
            context.open({ kind: 'compose-post', postId: '', path: COMPOSE }),
          ),
        },
      },
      '+',
    ),
  ];
};

const userCell = (context: Context, account: ReplicaAuthor, withBio = false): VNode =>
  h(
    'div',
    { class: 'r-row' },
    avatar(account),
    h(
      'div',
      { class: 'r-grow' },
      h('div', null, nameLink(context, account, true)),
      h(
        'a',
        { href: `/${account.handle}`, role: 'link', tabindex: '-1', class: 'r-soft' },
        h('div', { dir: 'ltr' }, h('span', null, `@${account.handle}`)),
      ),
      withBio && account.bio !== undefined && h('div', { dir: 'auto' }, textOf(account.bio)),
    ),
    h('div', null, followButton(context, account, account.handle)),
  );

/** The accounts that somebody follows. Whose list it is changes nothing: each button says what the person follows. */
const followingPage = (context: Context): VNode => {
  const follows = context.config.follows ?? [];
  const near = context.near(
    'following',
    follows.map(({ handle }) => handle),
    74,
  );
  return h(
    'section',
    { role: 'region', 'aria-labelledby': 'accessible-list-following' },
    h(
      'h1',
      { dir: 'auto', role: 'heading', id: 'accessible-list-following', class: 'r-hidden' },
      words(context).following,
    ),
    h(
      'div',
      {
        'data-replica-list': 'following',
        css: { position: 'relative', 'min-height': `${near.total}px` },
      },
      follows.slice(near.from, near.to).map((account, at) =>
        h(
          'div',
          {
            key: `cell-${(near.from + at) % near.slots}`,
            'data-testid': 'cellInnerDiv',
            'data-replica-cell': `following/${account.handle}`,
            class: 'x-cell',
            css: { transform: `translateY(${near.top(near.from + at)}px)` },
          },
          h(
            'button',
            { role: 'button', type: 'button', 'data-testid': 'UserCell', class: 'x-followed' },
            userCell(context, account, true),
          ),
        ),
      ),
    ),
  );
};

const sidebar = (context: Context): VNode =>
  h(
    'div',
    { 'data-testid': 'sidebarColumn', class: 'x-aside' },
    h(
      'aside',
      { role: 'complementary', 'aria-label': words(context).whoToFollow },
      h('div', null, h('h2', { role: 'heading', class: 'r-strong' }, words(context).whoToFollow)),
      h(
        'ul',
        { role: 'list' },
        (context.config.suggestions ?? []).map((account) =>
          h(
            'li',
            { role: 'listitem', tabindex: '0', 'data-testid': 'UserCell', class: 'x-user' },
            userCell(context, account),
          ),
        ),
      ),
    ),
  );

const tabs = (context: Context): VNode =>
  h(
    'nav',
    { 'aria-live': 'polite', role: 'navigation', class: 'x-tabs' },
    h(
      'div',
      { role: 'tablist', 'data-testid': 'ScrollSnap-List', class: 'r-row' },
      [words(context).forYou, words(context).following].map((label, at) =>
        h(
          'div',
          { role: 'presentation' },
          h(
            'a',
            { href: '/home', role: 'tab', 'aria-selected': at === 0 ? 'true' : 'false' },
            h('span', null, label),
          ),
        ),
      ),
    ),
  );

const VERBS: Readonly<Record<string, 'post' | 'like' | 'repost' | 'follow'>> = {
  post: 'post',
  tweet: 'post',
  like: 'like',
  favorite: 'like',
  retweet: 'repost',
  repost: 'repost',
  follow: 'follow',
  user: 'follow',
};

/** What the address of an intent asks for. */
const intentOf = (path: string) => {
  const { pathname, searchParams } = new URL(path, 'https://x.com');
  return { verb: VERBS[pathname.split('/')[2] ?? ''] ?? 'post', query: searchParams };
};

/** The composer or the question over an intent's page. */
const openingOf = (path: string, store: Store): readonly Layer[] => {
  const { verb, query } = intentOf(path);
  const of = (name: string): string => query.get(name) ?? '';
  if (verb === 'follow') return [{ kind: 'intent-follow', postId: of('screen_name'), path }];
  if (verb !== 'post') return [{ kind: `intent-${verb}`, postId: of('tweet_id'), path }];
  const answers = of('in_reply_to');
  const tags = of('hashtags').split(',').filter(Boolean);
  const text = [of('text'), of('url'), ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' ');
  store.drafts.set(answers ? `reply-${answers}` : 'post-', text);
  return [{ kind: answers ? 'compose-reply' : 'compose-post', postId: answers, path }];
};

const column = (context: Context): readonly VNode[] => {
  const { view } = context;
  if (view.kind === 'intent') {
    const { verb, query } = intentOf(view.path);
    if (verb === 'follow') return [profilePage(context, query.get('screen_name') ?? '')];
    if (verb !== 'post') return [postPage(context, query.get('tweet_id') ?? '')];
  }
  if (view.kind === 'post') return [postPage(context, view.id)];
  if (view.kind === 'profile') return [profilePage(context, view.handle)];
  if (view.kind === 'group') return [communityPage(context, view.id)];
  if (view.kind === 'list' && view.list === 'following') return [followingPage(context)];
  if (view.kind === 'list') {
    const liked = context.config.posts.filter((post) => post.liked);
    return [cells(context, 'likes', words(context).like, liked)];
  }
  return [
    tabs(context),
    inlineComposer(context, 'home'),
    cells(context, 'home', words(context).timeline, context.store.posts),
  ];
};

/** The post that has the keyboard focus. */
const focused = (context: Context): ReplicaPost | undefined => {
  const cell = document.activeElement?.closest('article')?.closest('[data-replica-cell]');
  const id = cell?.getAttribute('data-replica-cell')?.split('/').at(-1);
  return id === undefined ? undefined : (context.store.post(id) ?? findComment(context, id));
};

export const x: SiteReplica = {
  rootClass: 'r-x',
  css: `
.r-x{background:var(--paper)}
.r-x .x-page{display:grid;grid-template-columns:minmax(64px,220px) minmax(0,600px) minmax(0,320px);justify-content:center;gap:0}
.r-x .x-side{position:sticky;top:0;height:100vh;padding:12px;display:flex;flex-direction:column;gap:10px;align-items:flex-end}
.r-x .x-side nav a{display:block;padding:10px;border-radius:99px}
.r-x .x-side nav a:hover,.r-x .x-action:hover{background:var(--wash)}
.r-x svg{width:20px;height:20px;display:block}
.r-x .x-side svg{width:25px;height:25px}
.r-x [data-testid=primaryColumn]{border-inline:1px solid var(--line);min-height:100vh}
.r-x .x-aside{padding:12px 0 0 24px}
.r-x .x-aside aside{border:1px solid var(--line);border-radius:16px;padding:12px 16px;position:sticky;top:12px}
.r-x .x-user{padding:10px 0}
.r-x .x-user .r-pill{padding:5px 12px;font-size:13px}
.r-x .x-user .x-name,.r-x .x-user a{overflow-wrap:anywhere}
.r-x .x-tabs{position:sticky;top:0;z-index:5;background:var(--paper);border-bottom:1px solid var(--line)}
.r-x .x-tabs .r-row{justify-content:space-around}
.r-x .x-tabs a{display:block;padding:14px;font-weight:600}
.r-x .x-tabs [aria-selected=true]{box-shadow:inset 0 -3px var(--accent)}
.r-x .x-followed{display:block;width:100%;padding:8px 16px}
.r-x .x-cell{position:absolute;width:100%;left:0;top:0}
.r-x .x-line{border-bottom:1px solid var(--line)}
.r-x .x-post{padding:10px 16px 4px;outline-offset:-2px;cursor:pointer}
.r-x .x-main{cursor:auto}
.r-x .x-main .x-text{font-size:17px}
.r-x .x-columns{display:flex;gap:10px}
.r-x .x-left{flex:none;width:40px}
.r-x .x-tight{gap:3px}
.r-x .x-name{gap:5px;flex-wrap:wrap}
.r-x .x-tick{width:17px;height:17px;color:var(--accent)}
.r-x .x-inline{display:inline}
.r-x .x-emoji{display:inline;width:1.2em;height:1.2em;vertical-align:-.2em}
.r-x .x-text{white-space:pre-wrap;overflow-wrap:anywhere}
.r-x .x-folded{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}
.r-x .x-media{margin-top:10px;border-radius:16px;overflow:hidden;border:1px solid var(--line)}
.r-x .x-quote{margin-top:10px;border:1px solid var(--line);border-radius:16px;padding:10px 12px}
.r-x .x-mini .r-face{width:20px;height:20px}
.r-x .x-bar{display:flex;justify-content:space-between;max-width:470px;color:var(--soft);font-size:13px;margin-top:6px}
.r-x .x-action{padding:7px;border-radius:99px;display:block}
.r-x [data-testid=unlike],.r-x [data-testid=unretweet],.r-x [data-testid=removeBookmark]{color:var(--accent)}
.r-x .x-context{display:flex;gap:8px;padding-left:22px;font-weight:600;color:var(--soft)}
.r-x .x-context svg{width:16px;height:16px}
.r-x .x-composer{padding:12px 16px;border-bottom:1px solid var(--line)}
.r-x .x-composer .r-typed,.r-x .x-pad .r-typed{font-size:19px;min-height:52px;padding-top:6px}
.r-x .r-hint{font-size:19px;padding-top:6px}
.r-x .x-pad{padding:10px 0}
.r-x .x-indent{padding-left:66px}
.r-x .x-profile{padding:20px 16px;border-bottom:1px solid var(--line);display:grid;gap:10px}
.r-x .x-viewer-bar{padding:8px 16px}
.r-x .x-foot{position:fixed;inset:auto 0 0;z-index:20;background:var(--paper);border-top:1px solid var(--line);padding:12px}
.r-x .x-foot .r-row{justify-content:space-around}
.r-x .x-floating{position:fixed;right:16px;bottom:72px;z-index:20;font-size:20px}
.r-x .x-sheet{inset:auto 0 0;padding:16px}
.r-x .r-dialog.x-full{inset:0;transform:none;width:100%;max-height:none;border-radius:0}
@media (max-width:499px){.r-root.r-x .x-page{display:block}}
@media (max-width:1000px){.r-x .x-page{grid-template-columns:64px minmax(0,600px)}.r-x .x-aside{display:none}.r-x .x-side .r-pill{padding:7px 4px;font-size:11px}}
`,
  render: (context) => [
    h(
      'div',
      { id: 'react-root' },
      h(
        'div',
        null,
        h(
          'div',
          null,
          h(
            'div',
            { id: 'layers', key: 'layers' },
            h(
              'div',
              null,
              isPhone() && footBar(context),
              context.store.layers.length > 0 &&
                context.store.top()?.kind !== 'hover-card' &&
                !(isPhone() && context.store.top()?.kind.startsWith('compose')) &&
                h('div', {
                  key: 'mask',
                  'data-testid': 'mask',
                  class: context.store.top()?.anchor ? 'x-clear' : 'r-mask',
                  css: context.store.top()?.anchor ? { position: 'fixed', inset: '0', 'z-index': '30' } : {},
                  on: { press: run('close', context.store.top()?.postId ?? '', () => context.close()) },
                }),
              layer(context),
            ),
          ),
          h(
            'div',
            { dir: 'ltr', 'aria-hidden': 'false', class: 'x-page' },
            !isPhone() && nav(context),
            h(
              'main',
              { role: 'main' },
              boxes(
                3,
                h(
                  'div',
                  { 'data-testid': 'primaryColumn' },
                  boxes(1, h('div', { tabindex: '0' }, column(context))),
                ),
              ),
            ),
            !isPhone() && sidebar(context),
          ),
        ),
      ),
    ),
  ],
  opening: (view, store) => (view.kind === 'intent' ? openingOf(view.path, store) : []),
  key: (context, event) => {
    if (context.options.shortcuts === false || event.ctrlKey || event.metaKey || event.altKey) return null;
    if (event.key === 'n')
      return run('compose-open', '', () => context.open({ kind: 'compose-post', postId: '', path: COMPOSE }));
    const post = focused(context);
    if (!post) return null;
    if (event.key === 'l') return like(context, post);
    if (event.key === 'r') return openReply(context, post);
    if (event.key === 't')
      return run('repost-menu', post.id, () => {
        const node = document.activeElement;
        context.open({
          kind: 'repost-menu',
          postId: post.id,
          anchor: node ? anchorOf(node) : { left: 40, top: 40 },
        });
      });
    return null;
  },
};
