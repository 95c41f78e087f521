/**
 * Facebook on other sites: the frames of its like, follow and page buttons (`/plugins/`), and the page to which a
 * site's own share button leads (`/sharer/`). The forms are those of saved frames of 2014-2020; the share page is made
 * after descriptions. What they are about stands in their address alone.
 */
import { type Context, run } from './context.ts';
import { h, type VNode } from './dom.ts';

export const isOutside = (): boolean =>
  /^\/(?:v[\d.]+\/)?(?:plugins|sharer|dialog)\b/.test(location.pathname);

const labels = (context: Context) =>
  context.language === 'id'
    ? {
        like: 'Suka',
        liked: 'Disukai',
        follow: 'Ikuti Halaman',
        following: 'Mengikuti',
        post: 'Posting ke Facebook',
      }
    : {
        like: 'Like',
        liked: 'Liked',
        follow: 'Follow Page',
        following: 'Following',
        post: 'Post to Facebook',
      };

/** A button that is a form: a click anywhere in it sends it to `connect`, the next to `disconnect`. */
const connectForm = (context: Context, kind: 'like' | 'follow', href: string): VNode => {
  const t = labels(context);
  const { pagesLiked } = context.store;
  const on = pagesLiked.has(href);
  const shown = kind === 'like' ? (on ? t.liked : t.like) : on ? t.following : t.follow;
  const done = kind === 'like' ? 'CometPageLikeCommitMutation' : 'CometPageFollowCommitMutation';
  const undone = kind === 'like' ? 'CometPageUnlikeCommitMutation' : 'CometPageUnfollowCommitMutation';
  const act = run(on ? `plugin-un${kind}` : `plugin-${kind}`, href, () =>
    context.change(() => {
      context.store.toggle(pagesLiked, href);
      context.send({ op: on ? undone : done, postId: href, variables: { input: { href } } });
    }),
  );
  return h(
    'form',
    {
      rel: 'async',
      method: 'post',
      action: `/plugins/${kind}/${on ? 'disconnect' : 'connect'}`,
      on: { press: act },
    },
    h(
      'div',
      { class: 'pluginConnectButton' },
      h(
        'div',
        { title: shown },
        h('button', { type: 'submit', class: 'r-pill' }, h('i', null, '•')),
        h('span', { class: 'pluginButtonLabel' }, shown),
      ),
    ),
  );
};

const sharer = (context: Context, query: URLSearchParams): VNode => {
  const address = query.get('u') ?? query.get('href') ?? '';
  const post = run('share-outside', address, () =>
    context.send({
      op: 'ComposerStoryCreateMutation',
      postId: address,
      variables: { input: { composer_type: 'share', attachments: [{ link: { url: address } }] } },
    }),
  );
  return h(
    'form',
    { method: 'post' },
    h('textarea', { name: 'xhpc_message_text', class: 'r-typed' }),
    h('div', { class: 'f-card' }, address),
    h(
      'button',
      { type: 'submit', name: '__CONFIRM__', class: 'r-pill', on: { press: post } },
      labels(context).post,
    ),
  );
};

export const outsidePage = (context: Context): readonly VNode[] => {
  const query = new URLSearchParams(location.search);
  const href = query.get('href') ?? '';
  const name = /\/plugins\/(\w+)\.php/.exec(location.pathname)?.[1];
  if (!name) return [sharer(context, query)];
  return [connectForm(context, name === 'follow' ? 'follow' : 'like', href)];
};
