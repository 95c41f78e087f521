/**
 * A page that behaves like www.threads.com on a desktop, as far as public code that runs on the site tells: posts in
 * pressable boxes without role or test id, labels on the icons alone, a quoted post as a box in the box, menus and
 * composers far from their post, an inline composer whose sending icon is that of the bars. Where nothing was known
 * (the role of a menu's lines, words of a title) the likeliest form was drawn; see rules/sites/threads.notes.json.
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
import { boxes, type Child, h, type Run, type VNode } from './dom.ts';
import { accountId } from './endpoint.ts';
import type { ReplicaAuthor, ReplicaComment, ReplicaPost } from './feed.ts';
import { permalinkOf } from './routes.ts';

const WORDS = {
  id: {
    like: 'Suka',
    unlike: 'Batal suka',
    reply: 'Balas',
    repost: 'Posting ulang',
    undoRepost: 'Hapus',
    quote: 'Kutip',
    share: 'Bagikan',
    more: 'Lainnya',
    follow: 'Ikuti',
    following: 'Mengikuti',
    home: 'Beranda',
    search: 'Cari',
    create: 'Buat',
    activity: 'Notifikasi',
    profile: 'Profil',
    newThread: 'Utas baru',
    whatsNew: 'Apa yang baru?',
    emptyField: 'Kolom teks kosong. Ketik untuk menulis postingan baru.',
    replyTo: (handle: string) => `Balas ke ${handle}...`,
    expand: 'Perluas komposer',
    addToThread: 'Tambahkan ke utas',
    send: 'Kirim',
    cancel: 'Batal',
    reposted: 'memposting ulang',
    suggestions: 'Disarankan untuk Anda',
    seeMore: 'Selengkapnya',
    picture: (name: string) => `Foto profil ${name}`,
    copyLink: 'Salin tautan',
    mute: 'Bisukan',
    disguised: 'Apresiasi',
  },
  en: {
    like: 'Like',
    unlike: 'Unlike',
    reply: 'Reply',
    repost: 'Repost',
    undoRepost: 'Remove',
    quote: 'Quote',
    share: 'Share',
    more: 'More',
    follow: 'Follow',
    following: 'Following',
    home: 'Home',
    search: 'Search',
    create: 'Create',
    activity: 'Notifications',
    profile: 'Profile',
    newThread: 'New thread',
    whatsNew: "What's new?",
    emptyField: 'Empty text field. Type to compose a new post.',
    replyTo: (handle: string) => `Reply to ${handle}...`,
    expand: 'Expand composer',
    addToThread: 'Add to thread',
    send: 'Post',
    cancel: 'Cancel',
    reposted: 'reposted',
    suggestions: 'Suggested for you',
    seeMore: 'Read more',
    picture: (name: string) => `${name}'s profile picture`,
    copyLink: 'Copy link',
    mute: 'Mute',
    disguised: 'Appreciate',
  },
} as const;

type Words = (typeof WORDS)['id'] | (typeof WORDS)['en'];
const words = (context: Context): Words => WORDS[context.language];

/**
 * Icons begin with the signatures by which the site's icons are known in every language; what follows them is our
 * own drawing.
 */
const HEART =
  'M1.34375 7.53125C1.34375 5.2 2.9 3.2 5.3 3.2c1.7 0 2.8 1 3.7 2.4.9-1.400 2-2.400 3.700-2.400 2.400 0 4 2 4 4.300 0 3.600-4.600 7-7.700 9.200C6 14.500 1.400 11.100 1.344 7.530Z';
const BUBBLE =
  'M15.376 13.2177 16.300 16.800l-3.600-.900A7.300 7.300 0 1 1 16.300 9a7.200 7.200 0 0 1-.924 4.200Z';
const REPOST =
  'M6.41256 1.23531 10.200 3.900 6.400 6.800V4.600H5.200A2.600 2.600 0 0 0 2.600 7.200v2.600H1.400V7.200a3.800 3.800 0 0 1 3.800-3.800h1.200ZM11.600 16.800 7.800 14l3.800-2.800v2.200h1.200a2.600 2.600 0 0 0 2.600-2.600V8.200h1.200v2.600a3.800 3.800 0 0 1-3.800 3.800h-1.200Z';
/** A drawing that no adapter knows. */
const CLAP = 'M5 10 8 3l2 1-2 5h6l-2 7H5Zm-3 0h2v6H2Z';
const PLANE = 'M15.600 4.300 2.400 4.300 8 8.600ZM8 8.600 9.900 15.700 15.600 4.300Z';
const DOTS = 'M4 9h.100M9 9h.100M14 9h.100';
const PLUS = 'M9 3v12M3 9h12';
const ARROW = 'M9 15V3M4 8l5-5 5 5';
const HOUSE = 'M9 2 2.500 7.500V16h4.500v-4.500h4V16h4.500V7.500Z';
const GLASS = 'M8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11ZM12 12l4 4';
const FACE = 'M9 2a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7ZM2.500 16c0-3 3-5 6.500-5s6.500 2 6.500 5';

const icon = (label: string, path: string, fill = 'transparent'): VNode =>
  h(
    'svg',
    {
      'aria-label': label,
      role: 'img',
      viewBox: '0 0 18 18',
      class: fill === 'transparent' ? 't-icon' : 't-icon t-full',
      css: { '--fill': fill, '--height': '19px', '--width': '18.75px' },
    },
    h('title', null, label),
    h('path', { d: path }),
  );

const button = (
  props: Readonly<Record<string, string | undefined>>,
  press: Run,
  ...children: readonly Child[]
): VNode => h('div', { role: 'button', tabindex: '0', ...props, on: { press } }, ...children);

const link = (href: string, ...children: readonly Child[]): VNode =>
  h('a', { href, role: 'link', tabindex: '0' }, ...children);

const name = (author: ReplicaAuthor): VNode =>
  link(
    `/@${author.handle}`,
    h('span', { dir: 'auto', class: 'r-strong' }, h('span', { translate: 'no' }, author.handle)),
  );

const picture = (context: Context, author: ReplicaAuthor, size = ''): VNode =>
  h('img', {
    alt: words(context).picture(author.handle),
    src: faceOf(author),
    class: `r-face ${size}`,
    draggable: 'false',
    // A list of hundreds draws the faces that are in view.
    loading: 'lazy',
  });

const textOf = (text: string): readonly (VNode | string)[] =>
  text.split('\n').flatMap((piece, at) => [
    ...(at > 0 ? [h('br')] : []),
    ...richText(piece, {
      plain: (plain) => plain,
      // A topic is drawn without its sign.
      tag: (tag) => link(`/search?q=${tag.slice(1)}&serp_type=tags`, h('span', null, tag.slice(1))),
      mention: (handle) => link(`/@${handle}`, h('span', null, `@${handle}`)),
      emoji: (sign) => sign,
    }),
  ]);

/** A reply is a post like any other. */
const asPost = (comment: ReplicaComment): ReplicaPost => ({
  id: comment.id,
  kind: 'neutral',
  author: comment.author,
  text: comment.text,
});

const postOf = (context: Context, id: string): ReplicaPost | undefined => {
  const { store } = context;
  const found = store.post(id);
  if (found) return found;
  for (const post of store.posts)
    for (const comment of store.commentsOf(post)) if (comment.id === id) return asPost(comment);
  return undefined;
};

const followRun = (context: Context, author: ReplicaAuthor, from: string): Run => {
  const followed = context.store.followed.has(author.handle);
  return run(followed ? 'unfollow' : 'follow', from, () =>
    context.change(() => {
      context.store.toggle(context.store.followed, author.handle);
      context.send({
        op: followed ? 'useTHFollowMutationUnfollowMutation' : 'useTHFollowMutationFollowMutation',
        postId: from,
        variables: { target_user_id: accountId(author), container_module: 'ig_text_feed_profile' },
      });
    }),
  );
};

const followButton = (context: Context, author: ReplicaAuthor, from: string): VNode => {
  const followed = context.store.followed.has(author.handle);
  return button(
    { class: `r-pill${followed ? ' quiet' : ''}` },
    followRun(context, author, from),
    boxes(2, followed ? words(context).following : words(context).follow),
  );
};

const likeRun = (context: Context, post: ReplicaPost): Run => {
  const liked = context.store.reactions.has(post.id);
  return run(liked ? 'unlike' : 'like', post.id, () =>
    context.change(() => {
      if (liked) context.store.reactions.delete(post.id);
      else context.store.reactions.set(post.id, 'LIKE');
      context.send({
        op: liked ? 'useTHLikeMutationUnlikeMutation' : 'useTHLikeMutationLikeMutation',
        postId: post.id,
        variables: { mediaID: post.id },
      });
    }),
  );
};

const count = (n: number): VNode => h('div', null, h('span', { class: 't-count' }, String(n)));

const bar = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const { store } = context;
  const liked = store.reactions.has(post.id);
  const reposted = store.reposted.has(post.id);
  const item = (press: Run, drawing: VNode, ...more: readonly Child[]): VNode =>
    h('div', null, button({}, press, h('div', { class: 'r-row t-item' }, drawing, more)));
  return h(
    'div',
    { class: 't-bar' },
    item(
      likeRun(context, post),
      context.options.disguised
        ? h('span', { class: 'r-disguised' }, icon(t.disguised, CLAP))
        : icon(liked ? t.unlike : t.like, HEART, liked ? 'currentColor' : 'transparent'),
      count(countOf(post.id, 'likes', 400) + (liked ? 1 : 0)),
    ),
    item(
      run('reply-open', post.id, () => context.open({ kind: 'reply', postId: post.id })),
      icon(t.reply, BUBBLE),
      count(store.commentsOf(post).length),
    ),
    h(
      'div',
      null,
      button(
        { 'aria-expanded': 'false', 'aria-haspopup': 'menu' },
        run('repost-menu', post.id, (_event, node) =>
          context.open({ kind: 'repost-menu', postId: post.id, anchor: anchorOf(node) }),
        ),
        h(
          'div',
          { class: `r-row t-item${reposted ? ' t-done' : ''}` },
          icon(t.repost, REPOST),
          count(countOf(post.id, 'reposts', 40)),
        ),
      ),
    ),
    item(
      run('share-menu', post.id, (_event, node) =>
        context.open({ kind: 'more-menu', postId: post.id, anchor: anchorOf(node) }),
      ),
      icon(t.share, PLANE),
    ),
  );
};

const head = (context: Context, post: ReplicaPost): VNode =>
  h(
    'div',
    { class: 'r-row t-head' },
    h('span', null, boxes(2, name(post.author))),
    h(
      'span',
      { class: 'r-soft' },
      link(
        permalinkOf('threads', post),
        h(
          'time',
          { datetime: timeOf(post), title: shortTime(post, context.language) },
          h('abbr', { 'aria-label': shortTime(post, context.language) }, shortTime(post, context.language)),
        ),
      ),
    ),
  );

const body = (context: Context, post: ReplicaPost): readonly Child[] => {
  const open = context.store.unfolded.has(post.id);
  return [
    h(
      'div',
      { class: 't-words r-rich' },
      h('span', { dir: 'auto' }, h('span', null, textOf(post.text))),
      post.textHidden && open && h('span', { dir: 'auto' }, h('span', null, textOf(post.textHidden))),
    ),
    post.textHidden &&
      !open &&
      button(
        { class: 'r-soft' },
        run('see-more', post.id, () => context.change(() => context.store.unfolded.add(post.id))),
        words(context).seeMore,
      ),
    post.images?.map(({ alt }) =>
      link(
        `${permalinkOf('threads', post)}/media`,
        h('picture', null, h('img', { alt, src: photoOf(post.id, alt), class: 'r-photo t-photo' })),
      ),
    ),
  ];
};

/** The quoted post: a box in the box, without a bar. */
const quoted = (context: Context, post: ReplicaPost): VNode =>
  h(
    'div',
    { class: 't-quote', 'data-pressable-container': 'true' },
    boxes(2, h('div', { class: 'r-row' }, picture(context, post.author, 'small'), head(context, post))),
    body(context, post),
  );

interface Shape {
  /** In a composer a post is shown without its bar. */
  readonly bare?: boolean;
}

const unit = (context: Context, post: ReplicaPost, { bare }: Shape = {}): VNode => {
  const t = words(context);
  return h(
    'div',
    { class: 't-post', 'data-pressable-container': 'true' },
    post.sharedBy &&
      h('div', { class: 'r-soft t-above' }, name(post.sharedBy), h('span', null, ` ${t.reposted}`)),
    h(
      'div',
      { class: 't-columns' },
      h(
        'div',
        null,
        link(`/@${post.author.handle}`, picture(context, post.author)),
        post.followed === false &&
          !bare &&
          button(
            { class: 't-plus' },
            followRun(context, post.author, post.id),
            icon(context.store.followed.has(post.author.handle) ? t.following : t.follow, PLUS),
          ),
      ),
      h(
        'div',
        { class: 'r-grow' },
        h(
          'div',
          { class: 'r-row' },
          h('div', { class: 'r-grow' }, head(context, post)),
          !bare &&
            button(
              { 'aria-haspopup': 'menu' },
              run('more-menu', post.id, (_event, node) =>
                context.open({ kind: 'more-menu', postId: post.id, anchor: anchorOf(node) }),
              ),
              icon(t.more, DOTS),
            ),
        ),
        body(context, post),
        post.quoted && quoted(context, post.quoted),
        !bare && bar(context, post),
      ),
    ),
  );
};

const nothing = (name: string): Run => run(name, '', () => undefined);

const editor = (context: Context, draft: string, hint: string, send: Run): VNode =>
  h(
    'div',
    { class: 'r-field' },
    h(
      'div',
      {
        key: draftKey(context, draft),
        typed: true,
        'aria-label': words(context).emptyField,
        'aria-placeholder': hint,
        contenteditable: 'true',
        'data-lexical-editor': 'true',
        role: 'textbox',
        spellcheck: 'true',
        tabindex: '0',
        class: 'r-typed',
        on: typing(
          context,
          draft,
          (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey),
          send,
        ),
      },
      draftLines(context, draft),
    ),
    h('div', { class: 'r-hint', 'aria-hidden': 'true' }, context.store.draft(draft) === '' ? hint : ''),
  );

type As = 'reply' | 'quote' | 'post';

const sendRun = (context: Context, draft: string, as: As, about?: ReplicaPost): Run =>
  run(`send-${as}`, about?.id ?? '', () =>
    context.change(() => {
      const { store } = context;
      const text = store.draft(draft).trim();
      const id = store.nextId();
      if (as === 'reply' && about) store.addComment(about.id, { id, author: context.me, text });
      else
        store.posts = [
          { id, kind: 'own', author: context.me, text, ...(about ? { quoted: about } : {}) },
          ...store.posts,
        ];
      store.clearDraft(draft);
      store.layers = [];
      context.send({
        op: 'configure_text_only_post',
        postId: about?.id ?? '',
        text,
        variables: {
          caption: text,
          publish_mode: 'text_post',
          text_post_app_info: JSON.stringify({
            reply_id: as === 'reply' ? about?.id : null,
            quoted_post_id: as === 'quote' ? about?.id : null,
          }),
        },
      });
    }),
  );

const dialog = (context: Context, as: As, about?: ReplicaPost): VNode => {
  const t = words(context);
  const draft = `${as}-${about?.id ?? ''}`;
  const send = sendRun(context, draft, as, about);
  const isEmpty = context.store.draft(draft).trim() === '';
  const hint = as === 'reply' && about ? t.replyTo(about.author.handle) : t.whatsNew;
  return dialogOf(
    context,
    {},
    h(
      'div',
      { class: 'r-row t-title' },
      button(
        {},
        run('close', about?.id ?? '', () => context.close()),
        h('div', null, t.cancel),
      ),
      h('h1', { dir: 'auto', class: 'r-grow r-strong' }, as === 'reply' ? t.reply : t.newThread),
    ),
    as === 'reply' && about && unit(context, about, { bare: true }),
    h(
      'div',
      { class: 't-columns' },
      h('div', null, picture(context, context.me)),
      h(
        'div',
        { class: 'r-grow' },
        h('span', { dir: 'auto', class: 'r-strong' }, context.me.handle),
        editor(context, draft, hint, send),
        draftPhoto(context, draft),
        as === 'quote' && about && quoted(context, about),
        button({ class: 'r-soft' }, nothing('add-to-thread'), h('div', null, t.addToThread)),
      ),
    ),
    h(
      'div',
      { class: 't-foot' },
      button(
        { class: 'r-pill quiet', 'aria-disabled': isEmpty ? 'true' : undefined },
        send,
        boxes(2, t.send),
      ),
    ),
  );
};

/** Below the post of a page; its sending icon has the label of the icon that answers. */
const inlineComposer = (context: Context, post: ReplicaPost): VNode => {
  const t = words(context);
  const draft = `inline-${post.id}`;
  const send = sendRun(context, draft, 'reply', post);
  const isEmpty = context.store.draft(draft).trim() === '';
  return h(
    'div',
    { class: 'r-row t-inline' },
    picture(context, context.me, 'small'),
    editor(context, draft, t.replyTo(post.author.handle), send),
    button(
      {},
      run('expand', post.id, () => context.open({ kind: 'reply', postId: post.id })),
      icon(t.expand, 'M3 10v5h5M15 8V3h-5'),
    ),
    button({ 'aria-disabled': isEmpty ? 'true' : undefined }, send, icon(t.reply, ARROW)),
  );
};

const list = (
  context: Context,
  id: string,
  pagelet: string,
  posts: readonly ReplicaPost[],
  after: (post: ReplicaPost) => Child = () => null,
): VNode => {
  const near = context.near(
    id,
    posts.map((post) => post.id),
    260,
  );
  return h(
    'div',
    { 'data-replica-list': id },
    h('div', { key: 'above', css: { height: `${near.top(near.from)}px` } }),
    // Without keys: a cell is used again for another post.
    posts.slice(near.from, near.to).map((post, at) =>
      h(
        'div',
        {
          class: 't-cell',
          'data-replica-cell': `${id}/${post.id}`,
          'data-pagelet': `threads_${pagelet}_${near.from + at}`,
        },
        boxes(3, unit(context, post)),
        after(post),
      ),
    ),
    h('div', {
      key: 'below',
      css: { height: `${Math.max(0, near.total - near.top(near.to - 1) - near.height(near.to - 1))}px` },
    }),
  );
};

const feed = (context: Context): VNode => {
  const t = words(context);
  const { suggestions } = context.config;
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'r-row t-start' },
      picture(context, context.me),
      button(
        { 'aria-label': t.emptyField, class: 'r-grow r-soft' },
        run('compose-open', '', () => context.open({ kind: 'compose', postId: '' })),
        h('span', { dir: 'auto' }, t.whatsNew),
      ),
    ),
    suggestions &&
      h(
        'div',
        { class: 't-suggested' },
        h('div', { class: 'r-soft' }, h('span', { dir: 'auto' }, t.suggestions)),
        suggestions.map((account) =>
          h(
            'div',
            { class: 'r-row t-row' },
            link(`/@${account.handle}`, picture(context, account, 'small')),
            h('div', { class: 'r-grow' }, name(account), h('div', { class: 'r-soft' }, account.name)),
            followButton(context, account, account.handle),
          ),
        ),
      ),
    list(context, 'home', 'feed_timeline', context.store.posts),
  );
};

const postPage = (context: Context, id: string): VNode => {
  const post = postOf(context, id);
  if (!post) return h('div', null, '—');
  const thread = [post, ...context.store.commentsOf(post).map(asPost)];
  return list(context, `post-${id}`, 'post_page', thread, (one) =>
    one.id === id ? inlineComposer(context, post) : null,
  );
};

const profilePage = (context: Context, handle: string): VNode => {
  const posts = context.store.posts.filter((post) => post.author.handle === handle);
  const author = posts[0]?.author ??
    context.config.suggestions?.find((account) => account.handle === handle) ?? { handle, name: handle };
  return h(
    'div',
    null,
    h(
      'div',
      { class: 't-profile' },
      h(
        'div',
        { class: 'r-row' },
        h(
          'div',
          { class: 'r-grow' },
          h('h1', { dir: 'auto', class: 't-name' }, author.name),
          h('span', { dir: 'auto' }, author.handle),
        ),
        picture(context, author, 'large'),
      ),
      author.bio !== undefined &&
        h('div', null, h('span', { dir: 'auto' }, h('span', null, textOf(author.bio)))),
      // On the site one's own profile has none.
      handle !== context.me.handle && followButton(context, author, handle),
      button(
        { class: 'r-soft t-follows' },
        run('following-open', handle, () => context.open({ kind: 'following', postId: handle })),
        h('span', { dir: 'auto' }, `${context.config.follows?.length ?? 0} ${words(context).following}`),
      ),
    ),
    list(context, `profile-${handle}`, 'profile_posts_timeline', posts),
  );
};

/** The dialog of the accounts that somebody follows; the address does not change. */
const followingDialog = (context: Context): VNode =>
  dialogOf(
    context,
    { 'aria-label': words(context).following },
    h('h1', { dir: 'auto', class: 'r-strong' }, words(context).following),
    h(
      'div',
      null,
      (context.config.follows ?? []).map((account) =>
        h(
          'div',
          { key: `row-${account.handle}`, class: 'r-row t-row' },
          picture(context, account),
          h('div', { class: 'r-grow' }, name(account), h('div', { class: 'r-soft' }, account.name)),
          followButton(context, account, account.handle),
        ),
      ),
    ),
  );

const menu = (context: Context, ...items: readonly Child[]): VNode => {
  const anchor = context.store.top()?.anchor;
  return h(
    'div',
    {
      role: 'menu',
      key: 'menu',
      class: 'r-menu',
      css: { left: `${anchor?.left ?? 40}px`, top: `${anchor?.top ?? 40}px` },
    },
    boxes(2, ...items),
  );
};

const menuItem = (label: string, drawing: string, press: Run): VNode =>
  h(
    'div',
    { role: 'menuitem', tabindex: '0', on: { press } },
    h(
      'div',
      { class: 'r-row' },
      h('div', { class: 'r-grow' }, h('span', { dir: 'auto' }, label)),
      h('div', null, icon(label, drawing)),
    ),
  );

const layer = (context: Context): VNode | null => {
  const top = context.store.top();
  if (!top) return null;
  const t = words(context);
  const { store } = context;
  const post = postOf(context, top.postId);
  const closing = run('close', top.postId, () => context.close());
  const masked = (child: VNode): VNode =>
    h('div', { key: top.kind }, h('div', { class: 'r-mask', on: { press: closing } }), child);
  if (top.kind === 'compose') return masked(dialog(context, 'post'));
  if (top.kind === 'following') return masked(followingDialog(context));
  if (!post) return null;
  if (top.kind === 'reply' || top.kind === 'post-dialog') return masked(dialog(context, 'reply', post));
  if (top.kind === 'quote') return masked(dialog(context, 'quote', post));
  if (top.kind === 'repost-menu') {
    const reposted = store.reposted.has(post.id);
    return menu(
      context,
      menuItem(
        reposted ? t.undoRepost : t.repost,
        REPOST,
        run(reposted ? 'unrepost' : 'repost', post.id, () =>
          context.change(() => {
            store.toggle(store.reposted, post.id);
            store.close();
            context.send({
              op: reposted ? 'useTHDeleteRepostMutation' : 'useTHCreateRepostMutation',
              postId: post.id,
              variables: { mediaID: post.id },
            });
          }),
        ),
      ),
      menuItem(
        t.quote,
        'M3 5h5v5H5v3H3ZM10 5h5v5h-3v3h-2Z',
        run('quote-open', post.id, () => {
          store.close();
          context.open({ kind: 'quote', postId: post.id });
        }),
      ),
    );
  }
  return menu(context, menuItem(t.copyLink, DOTS, closing), menuItem(t.mute, DOTS, closing));
};

const nav = (context: Context): VNode => {
  const t = words(context);
  const item = (label: string, href: string, path: string, press?: Run): VNode =>
    h(
      'div',
      null,
      h(
        'a',
        { href, role: 'link', tabindex: '0', ...(press ? { on: { press } } : {}) },
        boxes(2, icon(label, path)),
      ),
    );
  return h(
    'div',
    { class: 't-nav' },
    item(t.home, '/', HOUSE),
    item(t.search, '/search', GLASS),
    item(
      t.create,
      '/',
      PLUS,
      run('compose-open', '', () => context.open({ kind: 'compose', postId: '' })),
    ),
    item(t.activity, '/activity', HEART),
    item(t.profile, `/@${context.me.handle}`, FACE),
  );
};

const column = (context: Context): VNode => {
  const { view } = context;
  if (view.kind === 'post') return postPage(context, view.id);
  if (view.kind === 'profile' || view.kind === 'list') return profilePage(context, view.handle);
  return feed(context);
};

export const threads: SiteReplica = {
  rootClass: 'r-th',
  css: `
.r-th .t-page{display:grid;grid-template-columns:76px minmax(0,640px);justify-content:center;gap:24px}
.r-th .t-nav{position:sticky;top:0;height:100vh;display:flex;flex-direction:column;justify-content:center;gap:12px;align-items:center}
.r-th .t-nav a{display:block;padding:14px;border-radius:12px}
.r-th .t-nav a:hover{background:var(--wash)}
.r-th .t-column{background:var(--paper);border:1px solid var(--line);border-radius:20px;margin:16px 0;min-height:100vh}
.r-th .t-icon{width:18.75px;height:19px;fill:none;stroke:currentColor;stroke-width:1.25;stroke-linejoin:round;stroke-linecap:round;display:block}
.r-th .t-full{fill:currentColor;color:var(--accent)}
.r-th [data-replica-list]{overflow-anchor:none}
.r-th .t-cell{border-bottom:1px solid var(--line);overflow:clip}
.r-th .t-post{padding:12px 24px}
.r-th .t-above{padding:0 0 6px 48px}
.r-th .t-columns{display:grid;grid-template-columns:40px minmax(0,1fr);gap:12px;padding-top:4px}
.r-th .t-head{gap:6px}
.r-th .t-words{overflow-wrap:anywhere;padding:2px 0}
.r-th .t-photo{border-radius:10px;margin-top:8px;max-height:300px}
.r-th .t-quote{border:1px solid var(--line);border-radius:12px;padding:10px 12px;margin-top:8px}
.r-th .t-bar{display:flex;gap:4px;padding-top:6px;margin-left:-10px}
.r-th .t-item{padding:8px 10px;gap:5px}
.r-th .t-count{font-size:13px}
.r-th .t-done{color:var(--accent)}
.r-th .t-plus{display:grid;place-items:center;width:22px;height:22px;border-radius:50%;background:var(--ink);color:var(--paper);margin:-12px 0 0 22px;position:relative}
.r-th .t-plus .t-icon{width:12px;height:12px}
.r-th .t-start,.r-th .t-inline{padding:14px 24px;border-bottom:1px solid var(--line)}
.r-th .t-suggested{padding:14px 24px;border-bottom:1px solid var(--line)}
.r-th .t-row{padding:6px 0}
.r-th .t-profile{padding:24px;display:grid;gap:14px;border-bottom:1px solid var(--line)}
.r-th .t-name{font-size:22px;font-weight:700}
.r-th .t-title{padding-bottom:10px;border-bottom:1px solid var(--line)}
.r-th .t-title h1{text-align:center}
.r-th .t-foot{display:flex;justify-content:flex-end;padding-top:12px}
@media (max-width:499px){.r-th .t-page{display:block;padding-bottom:60px}.r-th .t-nav{position:fixed;inset:auto 0 0;height:48px;flex-direction:row;justify-content:space-around;background:var(--paper);border-top:1px solid var(--line);z-index:30}.r-th .t-column{border:0;border-radius:0;margin:0}.r-th .t-post{padding:12px 14px}.r-th .t-head{flex-wrap:wrap}.r-th .t-item{padding:8px 6px}}
`,
  render: (context) => [
    h(
      'div',
      { id: 'barcelona-page-layout', key: 'mount' },
      boxes(
        2,
        h(
          'div',
          { class: 't-page' },
          nav(context),
          h('main', { role: 'main' }, h('div', { class: 't-column' }, boxes(2, column(context)))),
        ),
      ),
    ),
    h('div', { key: 'layers' }, layer(context)),
  ],
  key: () => null,
};
