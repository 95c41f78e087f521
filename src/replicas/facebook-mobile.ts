/**
 * m.facebook.com as it is drawn today: plain boxes without words of the web's own semantics, stories as neighbours in
 * one scroller, a like that answers a long press. The bar is made after a saved fragment and descriptions; the sheet
 * for sharing and the page for comments after descriptions alone.
 */
import { type Context, run, typing } from './context.ts';
import { h, type Run, type VNode } from './dom.ts';
import type { Reaction } from './endpoint.ts';
import { numberOf, type ReplicaPost } from './feed.ts';

type React = (context: Context, id: string, reaction: Reaction | null, name: string) => Run;

const LIKE_SIGN = '\u{F0378}';
const COMMENT_SIGN = '\u{F0379}';

const labels = (context: Context) =>
  context.language === 'id'
    ? {
        shareNow: 'Bagikan sekarang',
        message: 'Kirim sebagai Pesan',
        write: 'Tulis komentar…',
        send: 'Kirim',
      }
    : { shareNow: 'Share now', message: 'Send in Messenger', write: 'Write a comment…', send: 'Post' };

/** A box as that page makes them. */
const box = (props: Readonly<Record<string, string>>, ...children: Parameters<typeof h>[2][]): VNode =>
  h('div', { class: 'm', 'data-mcomponent': 'MContainer', 'data-type': 'container', ...props }, ...children);

const words = (text: string): VNode =>
  h(
    'div',
    { class: 'm', 'data-mcomponent': 'ServerTextArea', 'data-type': 'text' },
    h('div', { class: 'native-text' }, h('span', null, text)),
  );

const control = (name: string, props: Readonly<Record<string, string>>, act: Run, sign: string): VNode =>
  h(
    'div',
    {
      class: 'm f-action',
      role: 'button',
      tabindex: '0',
      'data-mcomponent': 'MContainer',
      'data-action-id': String(32000 + (numberOf(name) % 1000)),
      'data-comp-id': name,
      ...props,
      on: { press: act },
    },
    words(sign),
  );

const story = (context: Context, post: ReplicaPost, react: React): readonly VNode[] => {
  const { store } = context;
  const liked = store.reactions.has(post.id);
  const comments = store.commentsOf(post).length;
  return [
    box(
      { 'data-tti-phase': '-1', key: `head-${post.id}` },
      h('span', { role: 'link', tabindex: '0', class: 'r-strong' }, post.author.name),
    ),
    box({ 'data-tti-phase': '-1', key: `text-${post.id}` }, words(post.text)),
    box(
      { 'data-tti-phase': '-1', 'data-tracking-duration-id': post.id, key: `bar-${post.id}` },
      control(
        'like',
        {
          'data-long-click-action-id': '1',
          'aria-label': `${liked ? 13 : 12}like, double tap and hold for more reactions`,
          'aria-pressed': liked ? 'true' : 'false',
        },
        react(context, post.id, liked ? null : 'LIKE', liked ? 'unlike' : 'like'),
        LIKE_SIGN,
      ),
      control(
        'comment',
        { 'aria-label': `${COMMENT_SIGN} ${comments}comments` },
        run('comment-open', post.id, () => context.open({ kind: 'm-comments', postId: post.id })),
        COMMENT_SIGN,
      ),
      control(
        'share',
        { 'aria-label': '4shares' },
        run('share-open', post.id, () => context.open({ kind: 'm-share', postId: post.id })),
        '➤',
      ),
    ),
  ];
};

const commentPage = (context: Context, post: ReplicaPost): VNode => {
  const t = labels(context);
  const draft = `m-comment-${post.id}`;
  const send = run('send-comment', post.id, () =>
    context.change(() => {
      const { store } = context;
      const text = store.draft(draft).trim();
      store.addComment(post.id, { id: `c${store.nextId()}`, author: context.me, text });
      store.clearDraft(draft);
      store.close();
      context.send({
        op: 'useCometUFICreateCommentMutation',
        postId: post.id,
        text,
        variables: { input: { feedback_id: btoa(`feedback:${post.id}`), message: { ranges: [], text } } },
      });
    }),
  );
  return h(
    'div',
    { class: 'r-dialog m', key: 'm-comments', 'data-mcomponent': 'MScreen' },
    h('textarea', {
      key: draft,
      typed: true,
      'aria-label': t.write,
      placeholder: t.write,
      class: 'r-typed',
      on: typing(context, draft, () => false, send),
    }),
    control('send', { 'aria-label': t.send }, send, '➤'),
  );
};

const shareSheet = (context: Context, post: ReplicaPost): VNode => {
  const t = labels(context);
  const share = run('share-now', post.id, () =>
    context.change(() => {
      context.store.close();
      context.send({
        op: 'useCometFeedToFeedReshare_FeedToFeedMutation',
        postId: post.id,
        variables: { input: { attachments: { link: { share_scrape_data: post.id } } } },
      });
    }),
  );
  return h(
    'div',
    { class: 'r-dialog m', key: 'm-share', 'data-mcomponent': 'MScreen' },
    control('share-now', { 'aria-label': t.shareNow }, share, t.shareNow),
    control(
      'message',
      { 'aria-label': t.message },
      run('share-message', post.id, () => context.close()),
      t.message,
    ),
  );
};

/** The whole page. */
export const mobilePage = (context: Context, react: React): readonly VNode[] => {
  const layer = context.store.top();
  const open = layer && context.store.post(layer.postId);
  return [
    h(
      'div',
      { id: 'screen-root', key: 'screen', class: 'f-phone' },
      h(
        'div',
        { 'data-type': 'vscroller', class: 'm' },
        context.store.posts.flatMap((post) => story(context, post, react)),
      ),
    ),
    ...(open && layer.kind === 'm-comments' ? [commentPage(context, open)] : []),
    ...(open && layer.kind === 'm-share' ? [shareSheet(context, open)] : []),
  ];
};
