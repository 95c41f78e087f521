/**
 * A page that behaves like www.instagram.com on a desktop: no test ids, labels on the icons alone, hearts in the
 * navigation and on comments besides those of posts, a post page without an article. The page of films, a story, the
 * card at a name and the forms on a phone were seen in no saved page; they are drawn in their likeliest form.
 */
import {
  anchorOf,
  type Context,
  countOf,
  dialogOf,
  draftKey,
  draftLines,
  draftPhoto,
  faceOf,
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
import type { ReplicaAuthor, ReplicaComment, ReplicaPost } from './feed.ts';
import { permalinkOf } from './routes.ts';

const WORDS = {
  id: {
    like: 'Suka',
    disguised: 'Apresiasi',
    unlike: 'Batal Suka',
    comment: 'Komentar',
    repost: 'Posting ulang',
    share: 'Bagikan',
    save: 'Simpan',
    unsave: 'Hapus',
    more: 'Opsi lainnya',
    follow: 'Ikuti',
    following: 'Mengikuti',
    addComment: 'Tambahkan komentar…',
    send: 'Kirim',
    reply: 'Balas',
    seeMore: 'selengkapnya',
    viewAll: (n: number) => `Lihat semua ${n} komentar`,
    home: 'Beranda',
    search: 'Cari',
    explore: 'Jelajahi',
    messages: 'Pesan',
    notifications: 'Notifikasi',
    create: 'Buat',
    newPost: 'Postingan baru',
    profile: 'Profil',
    suggestions: 'Disarankan untuk Anda',
    sponsored: 'Bersponsor',
    close: 'Tutup',
    createTitle: 'Buat postingan baru',
    caption: 'Tulis keterangan...',
    shareTo: 'Bagikan',
    emoji: 'Emoji',
    picture: (name: string) => `Foto profil ${name}`,
    reposted: 'memposting ulang',
    morePosts: 'Postingan lain dari',
    likes: (n: number) => `${n} suka`,
    copyLink: 'Salin tautan',
    unfollow: 'Batal mengikuti',
    play: 'Putar',
    sound: 'Suara',
    next: 'Berikutnya',
    comments: 'Komentar',
    replyTo: (name: string) => `Balas ke ${name}...`,
  },
  en: {
    like: 'Like',
    disguised: 'Appreciate',
    unlike: 'Unlike',
    comment: 'Comment',
    repost: 'Repost',
    share: 'Share',
    save: 'Save',
    unsave: 'Remove',
    more: 'More options',
    follow: 'Follow',
    following: 'Following',
    addComment: 'Add a comment…',
    send: 'Post',
    reply: 'Reply',
    seeMore: 'more',
    viewAll: (n: number) => `View all ${n} comments`,
    home: 'Home',
    search: 'Search',
    explore: 'Explore',
    messages: 'Messages',
    notifications: 'Notifications',
    create: 'Create',
    newPost: 'New post',
    profile: 'Profile',
    suggestions: 'Suggested for you',
    sponsored: 'Sponsored',
    close: 'Close',
    createTitle: 'Create new post',
    caption: 'Write a caption...',
    shareTo: 'Share',
    emoji: 'Emoji',
    picture: (name: string) => `${name}'s profile picture`,
    reposted: 'reposted',
    morePosts: 'More posts from',
    likes: (n: number) => `${n} likes`,
    copyLink: 'Copy link',
    unfollow: 'Unfollow',
    play: 'Play',
    sound: 'Audio',
    next: 'Next',
    comments: 'Comments',
    replyTo: (name: string) => `Reply to ${name}...`,
  },
} as const;

type Words = (typeof WORDS)['id'] | (typeof WORDS)['en'];
const words = (context: Context): Words => WORDS[context.language];

/**
 * Icons begin with the signatures by which the site's icons are known in every language; what follows them is
 * our own drawing.
 */
const HEART =
  'M16.792 3.904A4.989 4.989 0 0 1 21.5 9.122c0 3.1-2.700 5-5.200 7.200C13.900 18.500 12.500 19.700 12 20c-.500-.300-2-1.500-4.300-3.700C5.200 14.100 2.500 12.200 2.500 9.100A5 5 0 0 1 7.200 3.900c2.300 0 3.500 1.200 4.800 3 1.300-1.800 2.500-3 4.800-3Z';
const HEART_ON =
  'M34.6 3.1c-4.5 0-7.9 1.8-10.6 5.6C21.300 5 17.900 3.200 13.400 3.200 6.600 3.200 1 9.400 1 17.300c0 6.800 5 11.200 9.900 15.500L24 45l13.100-12.200C42 28.500 47 24.100 47 17.300 47 9.300 41.400 3.100 34.600 3.100Z';
/** A drawing that no adapter knows. */
const CLAP = 'M7 13 11 4l2 1-2 6h8l-2 9H7Zm-4 0h3v7H3Z';
const BUBBLE = 'M20.656 17.008a9.993 9.993 0 1 0-3.59 3.615L22 22Z';
const REPOST =
  'M19.998 9.497a1 1 0 0 0-1 1v4.228a3.300 3.300 0 0 1-3.300 3.300h-5v-2.500L6 18.500l4.700 3v-2.500h5a5.300 5.300 0 0 0 5.300-5.300v-4.200a1 1 0 0 0-1-1ZM4 14.500a1 1 0 0 0 1-1V9.300A3.300 3.300 0 0 1 8.300 6h5v2.500L18 5.500l-4.700-3V5h-5A5.300 5.300 0 0 0 3 10.300v3.200a1 1 0 0 0 1 1Z';
const REPOST_ON = `${REPOST}M11 14.500 8.500 12l1-1L11 12.500l3.500-3.500 1 1L11 14.500Z`;
const PLANE =
  'M13.973 20.046 21.77 6.928C22.800 5.200 21.550 3 19.535 3H4.466C2.200 3 1 5.700 2.600 7.300l5.200 5.200 2.400 7.100c.600 1.900 2.900 2.100 3.800.400Z';

const icon = (label: string, path: string, size = 24, viewBox = '0 0 24 24', extra?: VNode): VNode =>
  h(
    'svg',
    { 'aria-label': label, height: size, role: 'img', viewBox, width: size, class: 'i-icon' },
    h('title', null, label),
    h('path', { d: path }),
    extra,
  );

const heart = (label: string, on: boolean, size = 24): VNode =>
  on
    ? icon(label, HEART_ON, size, '0 0 48 48')
    : h(
        'svg',
        {
          'aria-label': label,
          height: size,
          role: 'img',
          viewBox: '0 0 24 24',
          width: size,
          class: 'i-icon i-line',
        },
        h('title', null, label),
        h('path', { d: HEART }),
      );

const line = (label: string, path: string, size = 24): VNode =>
  h(
    'svg',
    {
      'aria-label': label,
      height: size,
      role: 'img',
      viewBox: '0 0 24 24',
      width: size,
      class: 'i-icon i-line',
    },
    h('title', null, label),
    h('path', { d: path }),
  );

const dots = (label: string): VNode =>
  h(
    'svg',
    { 'aria-label': label, height: 24, role: 'img', viewBox: '0 0 24 24', width: 24, class: 'i-icon' },
    h('title', null, label),
    h('circle', { cx: 12, cy: 12, r: 1.5 }),
    h('circle', { cx: 6, cy: 12, r: 1.5 }),
    h('circle', { cx: 18, cy: 12, r: 1.5 }),
  );

const bookmark = (label: string, on: boolean): VNode =>
  h(
    'svg',
    {
      'aria-label': label,
      height: 24,
      role: 'img',
      viewBox: '0 0 24 24',
      width: 24,
      class: `i-icon${on ? '' : ' i-line'}`,
    },
    h('title', null, label),
    on
      ? h('path', {
          d: 'M20 22a1 1 0 0 1-.700-.300L12 14.400l-7.300 7.300A1 1 0 0 1 3 21V3a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1Z',
        })
      : h('polygon', { points: '20 21 12 13.44 4 21 4 3 20 3 20 21' }),
  );

const button = (
  props: Readonly<Record<string, string | undefined>>,
  on: Run | Handlers,
  ...children: readonly Child[]
): VNode =>
  h('div', { role: 'button', tabindex: '0', ...props, on: 'name' in on ? { press: on } : on }, ...children);

const authorLink = (author: ReplicaAuthor, enter?: (node: Element) => void): VNode =>
  h(
    'div',
    { class: 'i-inline', ...(enter ? { on: { enter } } : {}) },
    h(
      'a',
      { href: `/${author.handle}/`, role: 'link', tabindex: '0' },
      boxes(2, h('span', { dir: 'auto', class: 'r-strong' }, author.handle)),
    ),
  );

const face = (context: Context, author: ReplicaAuthor, size = ''): VNode =>
  h(
    'span',
    null,
    h(
      'div',
      null,
      h(
        'a',
        { href: `/${author.handle}/`, role: 'link', tabindex: '-1' },
        h('img', {
          alt: words(context).picture(author.handle),
          src: faceOf(author),
          class: `r-face ${size}`,
          draggable: 'false',
        }),
      ),
    ),
  );

const textOf = (text: string): readonly (VNode | string)[] =>
  text.split('\n').flatMap((piece, at) => [
    ...(at > 0 ? [h('br')] : []),
    ...richText(piece, {
      plain: (plain) => plain,
      tag: (tag) =>
        h('a', { href: `/explore/tags/${tag.slice(1).toLowerCase()}/`, role: 'link', tabindex: '0' }, tag),
      mention: (handle) => h('a', { href: `/${handle}/`, role: 'link', tabindex: '0' }, `@${handle}`),
      emoji: (sign) => sign,
    }),
  ]);

const followRun = (context: Context, author: ReplicaAuthor, from: string): Run => {
  const followed = context.store.followed.has(author.handle);
  return run(followed ? 'unfollow' : 'follow', from, () =>
    context.change(() => {
      context.store.toggle(context.store.followed, author.handle);
      context.send({
        op: followed
          ? 'usePolarisToggleFollowUserUnfollowMutation'
          : 'usePolarisToggleFollowUserFollowMutation',
        postId: from,
        variables: { target_user_id: accountId(author), container_module: 'feed_timeline' },
      });
    }),
  );
};

const followText = (context: Context, author: ReplicaAuthor, from: string, className: string): VNode =>
  button(
    { class: className },
    followRun(context, author, from),
    context.store.followed.has(author.handle) ? words(context).following : words(context).follow,
  );

const toggleLike = (context: Context, post: ReplicaPost): Run => {
  const liked = context.store.reactions.has(post.id);
  const api = context.options.likeMutation === 'api';
  return run(liked ? 'unlike' : 'like', post.id, () =>
    context.change(() => {
      if (liked) context.store.reactions.delete(post.id);
      else context.store.reactions.set(post.id, 'LIKE');
      context.send({
        op: api
          ? liked
            ? 'PolarisAPIUnlikePostMutation'
            : 'PolarisAPILikePostMutation'
          : liked
            ? 'usePolarisLikeMediaUnlikeMutation'
            : 'usePolarisLikeMediaLikeMutation',
        postId: post.id,
        variables: api ? { input: { media_id: post.id } } : { media_id: post.id },
      });
    }),
  );
};

/** A double click only ever likes; on a post that is liked already it does nothing. */
const doubleLike = (context: Context, post: ReplicaPost): Run => {
  const like = toggleLike(context, post);
  return run('media-double', post.id, (event, node) => {
    if (!context.store.reactions.has(post.id)) like.run(event, node);
  });
};

/** Rests the pointer on a name, its card opens. */
const showCard =
  (context: Context, post: ReplicaPost) =>
  (node: Element): void => {
    if (context.options.hoverCards && context.store.top()?.kind !== 'card')
      context.open({ kind: 'card', postId: post.id, anchor: anchorOf(node) });
  };

const openDialog = (context: Context, post: ReplicaPost, name: string): Run =>
  run(name, post.id, () => context.open({ kind: 'post-dialog', postId: post.id, path: `/p/${post.id}/` }));

const header = (context: Context, post: ReplicaPost, permalink: boolean): VNode => {
  const t = words(context);
  return h(
    'div',
    { class: 'i-head' },
    boxes(2, face(context, post.author, 'small')),
    h(
      'div',
      { class: 'r-grow' },
      h(
        'div',
        { class: 'r-row i-tight' },
        boxes(
          2,
          h(
            'span',
            { dir: 'auto' },
            h(
              'span',
              null,
              h('span', null, h('span', null, authorLink(post.author, showCard(context, post)))),
            ),
          ),
        ),
        permalink &&
          h(
            'div',
            { class: 'r-soft' },
            h('span', null, h('span', { dir: 'auto' }, '• ')),
            h(
              'a',
              { href: permalinkOf('instagram', post), role: 'link', tabindex: '0' },
              h(
                'span',
                { dir: 'auto' },
                h(
                  'time',
                  { datetime: timeOf(post), title: shortTime(post, context.language) },
                  shortTime(post, context.language),
                ),
              ),
            ),
          ),
        post.followed === false &&
          h(
            'div',
            null,
            h('span', { class: 'r-soft' }, '• '),
            followText(context, post.author, post.id, 'i-inline r-link r-strong'),
          ),
      ),
      h(
        'div',
        { class: 'r-soft' },
        h(
          'span',
          { dir: 'auto' },
          post.promoted
            ? t.sponsored
            : post.sharedBy
              ? h('div', null, `${post.sharedBy.handle} ${t.reposted}`)
              : h('div', null),
        ),
      ),
    ),
    boxes(
      2,
      button(
        { 'aria-expanded': 'false', 'aria-haspopup': 'dialog' },
        run('post-menu', post.id, () => context.open({ kind: 'post-menu', postId: post.id })),
        boxes(2, dots(t.more)),
      ),
    ),
  );
};

/** At most this wide, in CSS pixels, is a phone. */
const PHONE = 735;

/** Clicks or touches that are taken for one double click, in ms. */
const DOUBLE_MS = 500;
const tapped = new WeakMap<Context, number>();

/** How a picture hears a double click; a single one does nothing, on films too. */
const doubling = (context: Context, post: ReplicaPost): Handlers => {
  const like = doubleLike(context, post);
  const second = (event: Event): Run | null => {
    const isSecond = event.timeStamp - (tapped.get(context) ?? -DOUBLE_MS) < DOUBLE_MS;
    tapped.set(context, isSecond ? -DOUBLE_MS : event.timeStamp);
    return isSecond ? like : null;
  };
  switch (context.options.doubleLike) {
    case 'clicks':
      return { click: second };
    case 'touches':
      return { touchstart: second, click: () => null };
    default:
      return { dblclick: like, click: () => null };
  }
};

const photos = (context: Context, post: ReplicaPost): VNode => {
  const image = (alt: string | undefined): VNode =>
    h('img', {
      alt: alt ?? `Photo by ${post.author.name}.`,
      src: photoOf(post.id, alt),
      class: 'r-photo',
    });
  const images = post.images ?? [];
  if (images.length < 2) return boxes(3, image(images[0]?.alt), h('div', null));
  return h(
    'div',
    null,
    h(
      'div',
      { role: 'presentation' },
      h(
        'div',
        null,
        h(
          'ul',
          { class: 'i-many' },
          images.map(({ alt }) => h('li', { tabindex: '-1' }, boxes(5, image(alt), h('div', null)))),
        ),
      ),
    ),
    h(
      'button',
      {
        type: 'button',
        'aria-label': words(context).next,
        tabindex: '-1',
        class: 'i-next',
        on: { press: run('carousel-next', post.id, () => undefined) },
      },
      h('div', null, '›'),
    ),
  );
};

/** A film: its sound is a button of its own, and a sheet of boxes lies over it. */
const film = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  return h(
    'div',
    { tabindex: '-1', class: 'i-media i-film', on: doubling(context, post) },
    boxes(6, h('video')),
    h(
      'div',
      { 'aria-label': 'Video player', role: 'group' },
      h('div', null, h('img', { alt: '' })),
      h('div', { role: 'presentation', class: 'i-veil' }, h('div', null, h('div', { 'aria-label': t.play }))),
      h(
        'div',
        { role: 'slider', tabindex: '0', 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': '0' },
        button(
          {},
          run('film-sound', post.id, () => undefined),
          line(t.sound, 'M16.636 7.028a1.5 1.5 0 10-2.395 1.807 5.365 5.365 0 011.103', 12),
        ),
      ),
    ),
  );
};

const media = (context: Context, post: ReplicaPost, inFeed = false): VNode => {
  if (post.film)
    return inFeed
      ? h('a', { href: `/reels/${post.id}/`, role: 'link', tabindex: '0' }, boxes(2, film(context, post)))
      : boxes(2, film(context, post));
  return boxes(
    3,
    h(
      'div',
      { role: 'button', tabindex: '0', 'aria-hidden': 'true', class: 'i-media', on: doubling(context, post) },
      photos(context, post),
    ),
  );
};

/** On a phone's width the comments are a page of their own. */
const openComments = (context: Context, post: ReplicaPost): Run =>
  window.innerWidth > PHONE
    ? openDialog(context, post, 'comment-open')
    : run('comment-open', post.id, () => context.navigate({ kind: 'comments', id: post.id }));

const actionBar = (context: Context, post: ReplicaPost, inFeed: boolean): VNode => {
  const t = words(context);
  const { store } = context;
  const liked = store.reactions.has(post.id);
  const reposted = store.reposted.has(post.id);
  const saved = store.saved.has(post.id);
  return h(
    'section',
    { class: 'i-bar' },
    h(
      'div',
      { class: 'r-row' },
      h(
        'span',
        null,
        h(
          'div',
          { 'data-visualcompletion': 'ignore-dynamic' },
          button(
            { class: `${liked ? 'i-on' : ''}${context.options.disguised ? ' r-disguised' : ''}` },
            toggleLike(context, post),
            h(
              'div',
              null,
              h(
                'span',
                null,
                context.options.disguised ? icon(t.disguised, CLAP) : heart(liked ? t.unlike : t.like, liked),
              ),
            ),
          ),
        ),
      ),
      button(
        { class: 'i-count' },
        run('who-liked', post.id, () => undefined),
        String(countOf(post.id, 'likes', 400) + (liked ? 1 : 0)),
      ),
      h(
        'span',
        null,
        button(
          {},
          inFeed
            ? openComments(context, post)
            : run('comment-open', post.id, () => context.focus('form textarea')),
          h('div', null, line(t.comment, BUBBLE)),
        ),
      ),
      button(
        { class: 'i-count' },
        run('see-comments', post.id, () => undefined),
        String(store.commentsOf(post).length),
      ),
      button(
        { class: reposted ? 'i-on' : '' },
        run(reposted ? 'unrepost' : 'repost', post.id, () =>
          context.change(() => {
            store.toggle(store.reposted, post.id);
            context.send({
              op: reposted ? 'usePolarisDeleteMediaRepostMutation' : 'usePolarisCreateMediaRepostMutation',
              postId: post.id,
              variables: { media_id: post.id },
            });
          }),
        ),
        icon(t.repost, reposted ? REPOST_ON : REPOST),
        h('div', { role: 'none', 'data-visualcompletion': 'ignore' }),
      ),
      button(
        {},
        run('share-open', post.id, () => context.open({ kind: 'share', postId: post.id })),
        line(t.share, PLANE),
        h('div', { role: 'none', 'data-visualcompletion': 'ignore' }),
      ),
    ),
    h(
      'div',
      { 'data-visualcompletion': 'ignore-dynamic' },
      h(
        'div',
        null,
        h(
          'div',
          { 'aria-disabled': 'false', role: 'button', tabindex: '0' },
          button(
            {},
            run(saved ? 'unsave' : 'save', post.id, () =>
              context.change(() => {
                store.toggle(store.saved, post.id);
                context.send({
                  op: saved ? 'usePolarisSaveMediaUnsaveMutation' : 'usePolarisSaveMediaSaveMutation',
                  postId: post.id,
                  variables: { media_id: post.id },
                });
              }),
            ),
            h('div', null, bookmark(saved ? t.unsave : t.save, saved)),
          ),
        ),
      ),
    ),
  );
};

const caption = (context: Context, post: ReplicaPost): VNode => {
  const open = context.store.unfolded.has(post.id);
  return h(
    'div',
    { class: 'i-caption r-rich' },
    h('div', { class: 'i-inline' }, h('span', null, h('span', null, authorLink(post.author)))),
    ' ',
    h(
      'span',
      { dir: 'auto' },
      h(
        'div',
        { class: 'i-inline' },
        h(
          'span',
          { dir: 'auto' },
          textOf(post.text),
          post.textHidden && open && [' ', textOf(post.textHidden)],
        ),
      ),
      post.textHidden &&
        !open &&
        h(
          'span',
          null,
          '... ',
          // The rest is there for readers of the page, as where the site folds by style.
          h('span', { dir: 'auto', class: 'i-folded' }, textOf(post.textHidden)),
          button(
            { 'aria-disabled': 'false', class: 'i-inline r-soft' },
            run('see-more', post.id, () => context.change(() => context.store.unfolded.add(post.id))),
            h('span', { dir: 'auto' }, words(context).seeMore),
          ),
        ),
    ),
  );
};

const commentRow = (context: Context, post: ReplicaPost, comment: ReplicaComment): VNode => {
  const t = words(context);
  const liked = context.store.reactions.has(comment.id);
  return h(
    'div',
    { key: comment.id },
    boxes(
      2,
      h(
        'div',
        { class: 'i-comment' },
        boxes(3, face(context, comment.author, 'small')),
        h(
          'div',
          { class: 'r-grow' },
          h(
            'div',
            null,
            h(
              'div',
              null,
              h('span', { dir: 'auto' }, h('span', null, h('span', null, authorLink(comment.author)))),
              ' ',
              h(
                'span',
                { dir: 'auto', class: 'r-soft' },
                h(
                  'a',
                  { href: `/p/${post.id}/c/${comment.id}/`, role: 'link', tabindex: '0' },
                  h('time', { datetime: timeOf(post), title: '' }, '2j'),
                ),
              ),
            ),
            h('div', null, h('span', { dir: 'auto', class: 'r-rich' }, textOf(comment.text))),
          ),
          h(
            'div',
            { class: 'r-row r-soft' },
            button(
              {},
              run('who-liked', comment.id, () => undefined),
              h(
                'span',
                { dir: 'auto' },
                h('span', null, t.likes(countOf(comment.id, 'likes', 9) + (liked ? 1 : 0))),
              ),
            ),
            button(
              {},
              run('comment-reply', comment.id, () => {
                const draft = `comment-${post.id}`;
                context.change(() => {
                  context.store.clearDraft(draft);
                  context.store.drafts.set(draft, `@${comment.author.handle} `);
                });
                context.focus('form textarea');
              }),
              h('span', { dir: 'auto' }, h('span', null, t.reply)),
            ),
          ),
        ),
        h(
          'div',
          null,
          h(
            'span',
            null,
            boxes(
              2,
              button(
                { class: liked ? 'i-on' : '' },
                run(liked ? 'comment-unlike' : 'comment-like', comment.id, () =>
                  context.change(() => {
                    if (liked) context.store.reactions.delete(comment.id);
                    else context.store.reactions.set(comment.id, 'LIKE');
                    context.send({
                      op: liked ? 'usePolarisCommentUnlikeMutation' : 'usePolarisCommentLikeMutation',
                      postId: comment.id,
                      variables: { comment_id: comment.id },
                    });
                  }),
                ),
                h('div', null, h('span', null, heart(liked ? t.unlike : t.like, liked, 16))),
              ),
            ),
          ),
        ),
      ),
    ),
  );
};

const commentForm = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const draft = `comment-${post.id}`;
  const text = context.store.draft(draft);
  const send = run('send-comment', post.id, () => {
    context.change(() => {
      const { store } = context;
      const words = store.draft(draft).trim();
      store.addComment(post.id, { id: `c${store.nextId()}`, author: context.me, text: words });
      store.clearDraft(draft);
      context.send({
        op: 'PolarisPostCommentInputRevampedMutation',
        postId: post.id,
        text: words,
        variables: { connections: [], request_data: { comment_text: words }, media_id: post.id },
      });
    });
    context.focus('form textarea');
  });
  return h(
    'section',
    null,
    h(
      'div',
      { class: 'r-row i-form' },
      h(
        'span',
        { role: 'link', tabindex: '-1' },
        h('img', { alt: '', src: faceOf(context.me), class: 'r-face small' }),
      ),
      h(
        'form',
        { method: 'POST', class: 'r-grow' },
        h(
          'div',
          { class: 'r-row' },
          boxes(
            2,
            button(
              {},
              run('emoji', post.id, () => undefined),
              h(
                'div',
                null,
                line(
                  t.emoji,
                  'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20ZM8 10h.010M16 10h.010M8 14.500c2 2.500 6 2.500 8 0',
                ),
              ),
            ),
          ),
          h(
            'textarea',
            {
              key: draftKey(context, draft),
              typed: true,
              'aria-label': t.addComment,
              placeholder: t.addComment,
              autocomplete: 'off',
              autocorrect: 'off',
              dir: '',
              rows: 1,
              class: 'i-area',
              on: typing(context, draft, (event) => event.key === 'Enter' && !event.shiftKey, send),
            },
            text,
          ),
          text.trim() !== '' && h('div', null, button({ class: 'r-link r-strong' }, send, t.send)),
        ),
      ),
    ),
  );
};

const feedPost = (context: Context, post: ReplicaPost): VNode => {
  const comments = context.store.commentsOf(post).length;
  return h(
    'article',
    { key: post.id, 'data-replica-cell': `home/${post.id}`, class: 'i-post' },
    h(
      'div',
      null,
      boxes(2, header(context, post, true)),
      media(context, post, true),
      boxes(
        3,
        actionBar(context, post, true),
        caption(context, post),
        comments > 0 &&
          h(
            'div',
            { class: 'r-soft' },
            button(
              {},
              openDialog(context, post, 'see-comments'),
              h('span', { dir: 'auto' }, words(context).viewAll(comments)),
            ),
          ),
        context.options.commentsIn === 'unit' && commentForm(context, post),
      ),
    ),
  );
};

/** The right-hand side of the post page and of the dialog. */
const details = (context: Context, post: ReplicaPost, inDialog: boolean): readonly Child[] => [
  inDialog ? h('header', null, header(context, post, false)) : header(context, post, false),
  h('hr', { class: 'i-rule' }),
  h(
    'div',
    { class: 'i-thread' },
    h(
      'div',
      { class: 'i-comment' },
      boxes(2, face(context, post.author, 'small')),
      inDialog
        ? h(
            'div',
            { class: 'r-grow' },
            h('h2', { class: 'i-inline' }, authorLink(post.author)),
            ' ',
            h(
              'h1',
              { dir: 'auto', class: 'i-inline r-rich' },
              textOf(post.textHidden ? `${post.text} ${post.textHidden}` : post.text),
            ),
          )
        : h(
            'div',
            { class: 'r-grow' },
            h(
              'span',
              { dir: 'auto' },
              h('div', { class: 'i-inline' }, h('span', null, h('span', null, authorLink(post.author))), ' '),
              h(
                'span',
                { class: 'r-rich' },
                textOf(post.textHidden ? `${post.text} ${post.textHidden}` : post.text),
              ),
            ),
          ),
    ),
    context.store.commentsOf(post).map((comment) => commentRow(context, post, comment)),
  ),
  h(
    'div',
    null,
    actionBar(context, post, false),
    h(
      'div',
      { dir: 'auto', class: 'r-soft' },
      h(
        'a',
        { href: permalinkOf('instagram', post), role: 'link', tabindex: '0' },
        h(
          'span',
          { dir: 'auto' },
          h('time', { datetime: timeOf(post), title: '' }, shortTime(post, context.language)),
        ),
      ),
    ),
  ),
  commentForm(context, post),
];

const postPage = (context: Context, id: string): VNode => {
  const post = context.store.post(id);
  if (!post) return h('div', null, '—');
  const others = context.store.posts.filter(
    (other) => other.author.handle === post.author.handle && other.id !== id,
  );
  return h(
    'div',
    null,
    boxes(
      4,
      h(
        'div',
        { class: 'i-split' },
        h('div', { class: 'i-left' }, media(context, post)),
        h('div', { class: 'i-right' }, details(context, post, false)),
      ),
    ),
    h('div', null, h('hr', { class: 'i-rule' })),
    h(
      'div',
      { class: 'r-soft' },
      h(
        'div',
        { dir: 'auto' },
        `${words(context).morePosts} `,
        h('a', { href: `/${post.author.handle}/`, role: 'link', tabindex: '0' }, post.author.handle),
      ),
    ),
    grid(others),
  );
};

const grid = (posts: readonly ReplicaPost[]): VNode =>
  h(
    'div',
    { class: 'i-grid' },
    posts.map((post) =>
      h(
        'div',
        null,
        h(
          'a',
          { href: permalinkOf('instagram', post), role: 'link', tabindex: '0' },
          boxes(
            2,
            h('img', { alt: post.images?.[0]?.alt ?? post.text, src: photoOf(post.id), class: 'r-photo' }),
          ),
        ),
      ),
    ),
  );

const profilePage = (context: Context, handle: string): VNode => {
  const t = words(context);
  const posts = context.store.posts.filter((post) => post.author.handle === handle);
  const author = posts[0]?.author ??
    context.config.suggestions?.find((account) => account.handle === handle) ?? { handle, name: handle };
  const followed = context.store.followed.has(handle);
  return h(
    'div',
    null,
    h(
      'header',
      { class: 'i-profile' },
      h('section', null, face(context, author, 'large')),
      h(
        'section',
        { class: 'r-grow' },
        h(
          'div',
          { class: 'r-row' },
          h(
            'a',
            { href: `/${handle}/`, role: 'link', tabindex: '0' },
            h('h2', { dir: 'auto', class: 'i-name' }, h('span', null, handle)),
          ),
          h(
            'button',
            {
              type: 'button',
              class: `r-pill${followed ? ' quiet' : ''}`,
              on: { press: followRun(context, author, handle) },
            },
            h('div', null, h('div', { dir: 'auto' }, followed ? t.following : t.follow)),
          ),
        ),
        h('div', null, h('span', { dir: 'auto', class: 'r-strong' }, author.name)),
        author.bio !== undefined && h('span', { dir: 'auto' }, textOf(author.bio)),
      ),
    ),
    grid(posts),
  );
};

/** The dialog of the accounts that somebody follows: each row a name, a full name and a button with words alone. */
const followingDialog = (context: Context): VNode =>
  dialogOf(
    context,
    { 'aria-label': words(context).following },
    h('h1', { class: 'r-strong' }, words(context).following),
    h(
      'div',
      null,
      (context.config.follows ?? []).map((account) =>
        h(
          'div',
          { key: `row-${account.handle}`, class: 'r-row i-form' },
          face(context, account, 'small'),
          h(
            'div',
            { class: 'r-grow' },
            authorLink(account),
            h('div', { class: 'r-soft' }, h('span', { dir: 'auto' }, account.name)),
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'r-pill quiet',
              on: { press: followRun(context, account, account.handle) },
            },
            h(
              'div',
              null,
              h(
                'div',
                { dir: 'auto' },
                context.store.followed.has(account.handle) ? words(context).following : words(context).follow,
              ),
            ),
          ),
        ),
      ),
    ),
  );

const dialogs = (context: Context): readonly Child[] =>
  context.store.layers.map((layer) => {
    const t = words(context);
    const closing = run('close', layer.postId, () => context.close());
    const post = context.store.post(layer.postId);
    const wrap = (child: VNode): VNode =>
      h(
        'div',
        { key: layer.kind },
        h('div', { class: 'r-mask', on: { press: closing } }),
        h(
          'div',
          null,
          h(
            'div',
            { class: 'i-close' },
            button(
              {},
              closing,
              h('div', null, line(t.close, 'M20.600 3.400 3.400 20.600M3.400 3.400l17.200 17.200', 18)),
            ),
          ),
          h('div', { tabindex: '-1' }, boxes(2, child)),
        ),
      );
    if (layer.kind === 'following') return wrap(followingDialog(context));
    if (layer.kind === 'create') {
      const draft = 'caption';
      const send = run('send-post', '', () =>
        context.change(() => {
          const { store } = context;
          const text = store.draft(draft).trim();
          store.posts = [{ id: store.nextId(), kind: 'own', author: context.me, text }, ...store.posts];
          store.clearDraft(draft);
          store.close();
          context.send({
            op: 'usePolarisCreatePostPublishMutation',
            postId: '',
            text,
            variables: { input: { caption: text, source_type: 'library' } },
          });
        }),
      );
      return wrap(
        dialogOf(
          context,
          { 'aria-label': t.createTitle },
          h(
            'div',
            { class: 'r-row' },
            h('h1', { class: 'r-grow r-strong' }, h('div', null, t.createTitle)),
            button({ class: 'r-link r-strong' }, send, t.shareTo),
          ),
          draftPhoto(context, draft) ?? h('img', { alt: '', src: photoOf('draft'), class: 'r-photo' }),
          h(
            'div',
            { class: 'r-row' },
            h('img', { alt: '', src: faceOf(context.me), class: 'r-face small' }),
            h('span', { class: 'r-strong' }, context.me.handle),
          ),
          h(
            'div',
            { class: 'r-field i-write' },
            h(
              'div',
              {
                key: draftKey(context, draft),
                typed: true,
                'aria-label': t.caption,
                'aria-placeholder': t.caption,
                contenteditable: 'true',
                'data-lexical-editor': 'true',
                role: 'textbox',
                spellcheck: 'true',
                tabindex: '0',
                class: 'r-typed',
                on: typing(context, draft, () => false, send),
              },
              draftLines(context, draft),
            ),
            h(
              'div',
              { class: 'r-hint', 'aria-hidden': 'true' },
              context.store.draft(draft) === '' ? t.caption : '',
            ),
          ),
        ),
      );
    }
    if (!post) return null;
    if (layer.kind === 'card') {
      const { left, top } = layer.anchor ?? { left: 0, top: 0 };
      return h(
        'div',
        { key: 'card', class: 'r-menu', css: { left: `${left}px`, top: `${top}px` } },
        h('div', { class: 'r-row' }, face(context, post.author), boxes(2, authorLink(post.author))),
        h('div', { class: 'r-soft' }, h('span', { dir: 'auto' }, post.author.name)),
        followText(context, post.author, post.author.handle, 'r-pill'),
      );
    }
    if (layer.kind === 'share') {
      const friends = (context.config.suggestions ?? []).slice(0, 3);
      return wrap(
        dialogOf(
          context,
          { 'aria-label': t.share },
          h('h1', { class: 'r-strong' }, t.share),
          friends.map((friend) =>
            h(
              'div',
              { class: 'r-row i-form' },
              h('img', { alt: '', src: faceOf(friend), class: 'r-face small' }),
              h('span', null, friend.name),
            ),
          ),
          h(
            'div',
            { class: 'r-row' },
            button(
              { class: 'r-pill quiet' },
              run('copy-link', post.id, () => context.close()),
              t.copyLink,
            ),
            button(
              { class: 'r-pill' },
              run('share-message', post.id, () =>
                context.change(() => {
                  context.store.close();
                  context.send({
                    op: 'IGDirectMediaSendMutation',
                    postId: post.id,
                    variables: { media_id: post.id },
                  });
                }),
              ),
              t.send,
            ),
          ),
        ),
      );
    }
    if (layer.kind === 'post-menu') {
      const following = followRun(context, post.author, post.id);
      const followed = context.store.followed.has(post.author.handle);
      return wrap(
        dialogOf(
          context,
          { 'aria-label': t.more },
          h(
            'button',
            {
              type: 'button',
              class: 'i-option',
              on: {
                press: run(following.name, post.id, (event, node) => {
                  context.store.close();
                  following.run(event, node);
                }),
              },
            },
            followed ? t.unfollow : t.follow,
          ),
          h('button', { type: 'button', class: 'i-option', on: { press: closing } }, t.copyLink),
        ),
      );
    }
    return wrap(
      dialogOf(
        context,
        { class: `r-dialog r-${context.options.modal ?? 'plain'} i-wide` },
        boxes(
          2,
          h(
            'article',
            { role: 'presentation', tabindex: '-1' },
            h(
              'div',
              { class: 'i-split' },
              h('div', { class: 'i-left' }, media(context, post)),
              h('div', { class: 'i-right' }, boxes(2, details(context, post, true))),
            ),
          ),
        ),
      ),
    );
  });

const nav = (context: Context): VNode => {
  const t = words(context);
  const item = (label: string, href: string, drawing: VNode, press?: Run): VNode =>
    h(
      'span',
      null,
      h(
        'div',
        null,
        h(
          'a',
          { href, role: 'link', tabindex: '0', ...(press ? { on: { press } } : {}) },
          h(
            'div',
            { class: 'r-row' },
            boxes(2, h('div', { 'aria-selected': 'false' }, drawing)),
            boxes(2, h('span', { dir: 'auto' }, h('span', null, label))),
          ),
        ),
      ),
    );
  return h(
    'div',
    { class: 'i-nav' },
    h('div', { class: 'r-strong i-mark' }, 'replika'),
    item(t.home, '/', line(t.home, 'M12 3 3 10.500V21h6v-6h6v6h6V10.500L12 3Z')),
    item(t.messages, '/direct/inbox/', line(t.messages, PLANE)),
    item(
      t.search,
      '/explore/',
      line(t.search, 'M19 10.5A8.5 8.5 0 1 1 10.5 2a8.5 8.5 0 0 1 8.5 8.5ZM16.500 16.500 22 22'),
    ),
    item(
      t.explore,
      '/explore/',
      line(t.explore, 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm4 6-2.500 5.500L8 16l2.500-5.500L16 8Z'),
    ),
    item(t.notifications, '/', heart(t.notifications, false)),
    item(
      t.create,
      '/',
      line(t.newPost, 'M12 3v18M3 12h18'),
      run('compose-open', '', () => context.open({ kind: 'create', postId: '' })),
    ),
    item(
      t.profile,
      `/${context.me.handle}/`,
      h(
        'span',
        { role: 'link', tabindex: '-1' },
        h('img', { alt: context.me.name, src: faceOf(context.me), class: 'r-face i-tiny' }),
      ),
    ),
  );
};

const suggestions = (context: Context): VNode =>
  h(
    'div',
    { class: 'i-aside' },
    h('div', { class: 'r-strong r-soft' }, words(context).suggestions),
    (context.config.suggestions ?? []).map((account) =>
      h(
        'div',
        { class: 'r-row i-form' },
        face(context, account, 'small'),
        h('div', { class: 'r-grow' }, authorLink(account), h('div', { class: 'r-soft' }, account.name)),
        h('div', null, followText(context, account, account.handle, 'r-link r-strong')),
      ),
    ),
  );

const feed = (context: Context): VNode => {
  const posts = context.store.posts;
  const near = context.near(
    'home',
    posts.map((post) => post.id),
    720,
  );
  return h(
    'div',
    { class: 'i-feed' },
    h(
      'div',
      { 'data-pagelet': 'story_tray' },
      h(
        'ul',
        { class: 'r-row i-stories' },
        (context.config.suggestions ?? []).map((account) =>
          h(
            'li',
            { tabindex: '-1' },
            button(
              { 'aria-label': account.handle },
              run('story-open', account.handle, () => undefined),
              h(
                'span',
                { role: 'link', tabindex: '-1' },
                h('img', {
                  alt: words(context).picture(account.handle),
                  src: faceOf(account),
                  class: 'r-face i-story',
                }),
              ),
              h('div', { class: 'r-soft' }, h('span', { dir: 'auto' }, account.handle)),
            ),
          ),
        ),
      ),
    ),
    boxes(
      2,
      h(
        'div',
        { 'data-replica-list': 'home' },
        h('div', { key: 'above', css: { height: `${near.top(near.from)}px` } }),
        posts.slice(near.from, near.to).map((post) => feedPost(context, post)),
        h('div', {
          key: 'below',
          css: { height: `${Math.max(0, near.total - near.top(near.to - 1) - near.height(near.to - 1))}px` },
        }),
      ),
    ),
  );
};

/** Films one below the other, each with its words over it and its bar beside it. */
const reelsPage = (context: Context, id: string): VNode => {
  const { store } = context;
  const first = store.post(id);
  const films = [...(first ? [first] : []), ...store.posts.filter((post) => post.film && post.id !== id)];
  return h(
    'div',
    null,
    films.map((post) =>
      h(
        'div',
        { key: post.id, class: 'i-reel' },
        h(
          'div',
          { class: 'i-reelfilm' },
          film(context, post),
          h(
            'div',
            { class: 'i-reelwords' },
            h(
              'div',
              { class: 'r-row' },
              face(context, post.author, 'small'),
              h('span', { dir: 'auto' }, authorLink(post.author)),
              h('div', null, followText(context, post.author, post.id, 'i-inline r-link r-strong')),
            ),
            h('div', null, h('span', { dir: 'auto', class: 'r-rich' }, textOf(post.text))),
          ),
        ),
        actionBar(context, post, true),
      ),
    ),
  );
};

/** The comments of a post on a phone: its words, but neither its picture nor its heart. */
const commentsPage = (context: Context, id: string): VNode => {
  const post = context.store.post(id);
  if (!post) return h('div', null, '—');
  return h(
    'div',
    null,
    h('h1', { class: 'r-strong' }, words(context).comments),
    commentForm(context, post),
    h(
      'div',
      { class: 'i-comment' },
      boxes(2, face(context, post.author, 'small')),
      h(
        'div',
        { class: 'r-grow' },
        h('span', { dir: 'auto' }, h('span', null, authorLink(post.author))),
        ' ',
        h('span', { dir: 'auto', class: 'r-rich' }, textOf(post.text)),
      ),
    ),
    context.store.commentsOf(post).map((comment) => commentRow(context, post, comment)),
  );
};

/** A story over the whole window: who tells it, a heart, and a field that writes a message to them. */
const storyPage = (context: Context, id: string): VNode => {
  const t = words(context);
  const { store } = context;
  const post = store.post(id);
  if (!post) return h('div', null, '—');
  const liked = store.reactions.has(post.id);
  const draft = `story-${post.id}`;
  const send = run('story-reply', post.id, () =>
    context.change(() => {
      const text = store.draft(draft).trim();
      store.clearDraft(draft);
      context.send({ op: 'IGDirectTextSendMutation', postId: post.id, text, variables: { text } });
    }),
  );
  return h(
    'section',
    { class: 'i-tale' },
    h(
      'header',
      null,
      h('div', { class: 'r-row' }, face(context, post.author, 'small'), authorLink(post.author)),
    ),
    boxes(2, h('img', { alt: post.images?.[0]?.alt ?? '', src: photoOf(post.id), class: 'r-photo' })),
    h(
      'div',
      { class: 'r-row i-form' },
      h(
        'form',
        { method: 'POST', class: 'r-grow' },
        h(
          'textarea',
          {
            key: draftKey(context, draft),
            typed: true,
            'aria-label': t.replyTo(post.author.handle),
            placeholder: t.replyTo(post.author.handle),
            rows: 1,
            class: 'i-area',
            on: typing(context, draft, (event) => event.key === 'Enter' && !event.shiftKey, send),
          },
          store.draft(draft),
        ),
      ),
      button(
        { class: liked ? 'i-on' : '' },
        run(liked ? 'story-unlike' : 'story-like', post.id, () =>
          context.change(() => {
            if (liked) store.reactions.delete(post.id);
            else store.reactions.set(post.id, 'LIKE');
            context.send({
              op: liked
                ? 'usePolarisStoriesV3LikeMutationUnlikeMutation'
                : 'usePolarisStoriesV3LikeMutationLikeMutation',
              postId: post.id,
              variables: { media_id: post.id },
            });
          }),
        ),
        h('div', null, h('span', null, heart(liked ? t.unlike : t.like, liked))),
      ),
    ),
  );
};

const column = (context: Context): VNode => {
  const { view } = context;
  if (view.kind === 'reels') return reelsPage(context, view.id);
  if (view.kind === 'comments') return commentsPage(context, view.id);
  if (view.kind === 'post') return postPage(context, view.id);
  if (view.kind === 'profile' || view.kind === 'list') return profilePage(context, view.handle);
  return feed(context);
};

export const instagram: SiteReplica = {
  rootClass: 'r-ig',
  css: `
.r-ig{background:var(--paper)}
.r-ig .i-page{display:grid;grid-template-columns:minmax(64px,220px) minmax(0,1fr) minmax(0,300px);gap:32px}
.r-ig .i-page.i-broad{grid-template-columns:minmax(64px,220px) minmax(0,980px)}
.r-ig .i-nav{position:sticky;top:0;height:100vh;padding:24px 12px;border-right:1px solid var(--line)}
.r-ig .i-nav a{display:block;padding:11px;border-radius:10px}
.r-ig .i-nav a:hover{background:var(--wash);text-decoration:none}
.r-ig .i-mark{font-size:20px;padding:0 11px 20px}
.r-ig .i-icon{display:block}
.r-ig .i-line{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.r-ig .i-feed{max-width:470px;margin:0 auto;padding:16px 0}
.r-ig .i-stories{gap:16px;padding-bottom:16px;overflow:hidden}
.r-ig .i-stories li{width:72px;text-align:center;overflow:hidden}
.r-ig .i-stories .r-soft{overflow:hidden;text-overflow:ellipsis}
.r-ig .i-story{width:56px;height:56px;margin:0 auto 4px;padding:3px;border:2px solid var(--accent)}
.r-ig .i-tiny{width:24px;height:24px}
.r-ig .i-post{border-bottom:1px solid var(--line);padding-bottom:16px;overflow:clip}
.r-ig .i-head{display:flex;gap:10px;align-items:center;padding:12px 0}
.r-ig .i-tight{gap:4px;flex-wrap:wrap}
.r-ig .i-inline,.r-ig .i-inline div,.r-ig .i-comment h1,.r-ig .i-comment h2{display:inline}
.r-ig .i-bar{display:grid;grid-template-columns:1fr auto;align-items:center;padding:8px 0}
.r-ig .i-bar .r-row{gap:8px}
.r-ig .i-count{font-weight:600;font-size:13px;margin-right:8px}
.r-ig .i-on{color:var(--accent)}
.r-ig .i-media .r-photo{aspect-ratio:1;border-radius:4px}
.r-ig .i-film{position:relative;aspect-ratio:1;background:var(--wash)}
.r-ig .i-film video{width:100%;height:100%}
.r-ig .i-veil{position:absolute;inset:0}
.r-ig .i-film [role=slider]{position:absolute;right:8px;bottom:8px;padding:4px}
.r-ig .i-many{display:flex;overflow:hidden}
.r-ig .i-many li{flex:0 0 100%}
.r-ig .i-next{position:absolute;right:8px;top:50%;padding:4px 10px;background:var(--paper);border-radius:99px}
.r-ig .i-media{position:relative}
.r-ig .i-reel{display:flex;gap:12px;align-items:end;max-width:460px;margin:0 auto;padding:16px 0}
.r-ig .i-reelfilm{flex:1;min-width:0}
.r-ig .i-reel .i-bar,.r-ig .i-reel .i-bar>.r-row{display:flex;flex-direction:column;align-items:center}
.r-ig .i-tale{max-width:420px;margin:0 auto;padding:16px}
.r-ig .i-folded{display:none}
.r-ig .i-caption{overflow-wrap:anywhere}
.r-ig .i-comment{display:flex;gap:12px;padding:8px 0}
.r-ig .i-form{padding:8px 0}
.r-ig .i-area{flex:1;border:0;outline:0;background:none;color:inherit;font:inherit;resize:none;min-width:0}
.r-ig .i-split{display:grid;grid-template-columns:1.2fr 1fr}
.r-ig .i-right{padding:4px 16px;min-width:0}
.r-ig .i-thread{min-height:220px;max-height:50vh;overflow:auto}
.r-ig .i-rule{border:0;border-top:1px solid var(--line)}
.r-ig .i-wide{width:min(1000px,94vw)}
.r-ig .i-close{position:fixed;right:16px;top:16px;z-index:51;color:#fff}
.r-ig .i-grid{display:grid;grid-template-columns:repeat(3,1fr);gap:4px;padding-top:16px}
.r-ig .i-grid .r-photo{aspect-ratio:1}
.r-ig .i-profile{display:flex;gap:32px;padding:32px 0}
.r-ig .i-name{font-size:20px}
.r-ig .i-aside{padding:32px 16px 0 0}
.r-ig .i-option{display:block;width:100%;padding:12px;text-align:center;border-bottom:1px solid var(--line)}
.r-ig .i-write{margin:10px 0;min-height:90px}
.r-ig .i-write .r-typed{min-height:90px}
@media (max-width:1000px){.r-ig .i-page{grid-template-columns:64px minmax(0,1fr)}.r-ig .i-aside,.r-ig .i-nav span[dir],.r-ig .i-mark{display:none}}
@media (max-width:735px){.r-ig .i-page,.r-ig .i-page.i-broad{display:block;padding:0 12px 60px}.r-ig .i-nav{position:fixed;inset:auto 0 0;top:auto;height:48px;padding:0;display:flex;justify-content:space-around;background:var(--paper);border:0;border-top:1px solid var(--line);z-index:30}.r-ig .i-split{display:block}}
`,
  render: (context) => [
    h(
      'div',
      { id: 'mount_0_0_rp', key: 'mount' },
      boxes(
        3,
        context.view.kind === 'story'
          ? storyPage(context, context.view.id)
          : h(
              'div',
              {
                class: `i-page${context.view.kind === 'post' || context.view.kind === 'profile' ? ' i-broad' : ''}`,
              },
              nav(context),
              h('div', null, h('section', null, h('main', { role: 'main' }, boxes(3, column(context))))),
              (context.view.kind === 'feed' || context.view.kind === 'dialog') && suggestions(context),
            ),
      ),
    ),
    h('div', { key: 'layers' }, dialogs(context)),
  ],
  opening: (view) =>
    view.kind === 'list' ? [{ kind: 'following', postId: '', path: `/${view.handle}/following/` }] : [],
  key: () => null,
};
