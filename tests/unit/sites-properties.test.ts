// @vitest-environment jsdom
/**
 * Whatever a page looks like, an adapter answers: never an error, never endless, never more text than it may take.
 * The pages are random trees built from the very marks that the adapters look for, so that they get far.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { facebookSite } from '../../src/sites/facebook.ts';
import { instagramSite } from '../../src/sites/instagram.ts';
import type { Site } from '../../src/sites/site.ts';
import { MAX_TEXT } from '../../src/sites/text.ts';
import { threadsSite } from '../../src/sites/threads.ts';
import { xSite } from '../../src/sites/x.ts';

const SITES: readonly Site[] = [xSite, facebookSite, instagramSite, threadsSite];
const TAGS =
  'div,span,a,button,article,main,section,form,h4,li,ul,svg,path,img,textarea,p,b,i,header,time'.split(',');
const ATTRIBUTES: readonly (readonly [string, readonly string[]])[] = [
  ['role', ['button', 'dialog', 'article', 'link', 'menuitem', 'toolbar', 'textbox', 'main', 'region']],
  [
    'data-testid',
    [
      'tweet',
      'like',
      'unlike',
      'retweet',
      'retweetConfirm',
      'tweetButton',
      'tweetButtonInline',
      'User-Name',
      'tweetText',
      'tweetTextarea_0',
      '9-follow',
      'UserCell',
      'fbfeed_story',
      'tweetPhoto',
      'card.wrapper',
    ],
  ],
  [
    'aria-label',
    [
      'Suka',
      'Like',
      'Bagikan',
      'Kirim',
      'Gabung',
      'Ikuti @a',
      'Tertarik',
      'Komentar oleh A',
      'Buat postingan',
      '',
      '\u0000',
    ],
  ],
  [
    'href',
    [
      '/a',
      '/@a',
      '/@a/post/1',
      '/a/status/1',
      '/p/1/c/2/',
      '/groups/1/',
      '/events/1',
      'javascript:void 0',
      '//',
      '%%%',
      '#',
      '',
    ],
  ],
  ['d', ['M16.792 3.904A', 'M34.6 3.1c', 'M19.998 9.497', '']],
  ['height', ['24', '16', 'x']],
  ['data-ad-rendering-role', ['like_button', 'profile_name', 'story_message', 'share_button']],
  ['contenteditable', ['true', 'false']],
  ['aria-posinset', ['1']],
  ['data-pressable-container', ['true']],
  ['data-lexical-editor', ['true']],
  ['aria-hidden', ['true']],
  ['data-sigil', ['ufi-inline-like', 'reaction-item', 'submit_composer']],
  ['dir', ['auto']],
  ['alt', ['gambar']],
];
const PATHS = [
  '/',
  '/a/status/1',
  '/groups/1',
  '/events/1',
  '/i/communities/1',
  '/p/1/',
  '/direct/t/1',
  '/a',
  '/@a',
  '/@a/post/1',
  '/messages/t/1',
];

interface Plan {
  readonly tag: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly (Plan | string)[];
}

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.record({
    tag: fc.constantFrom(...TAGS),
    attributes: fc.array(
      fc
        .constantFrom(...ATTRIBUTES)
        .chain(([name, values]) => fc.constantFrom(...values).map((value) => [name, value] as const)),
      { maxLength: 3 },
    ),
    children: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.string({ maxLength: 12 }),
        tie('plan'),
        tie('plan'),
      ),
      { maxLength: 4 },
    ),
  }),
}));

const grow = ({ tag, attributes, children }: Plan): Element => {
  const element =
    tag === 'svg' || tag === 'path'
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  for (const child of children) element.append(typeof child === 'string' ? child : grow(child));
  return element;
};

const lengthOf = (subject: Subject | null | undefined): number =>
  subject
    ? Math.max(
        subject.text.length,
        subject.draft?.length ?? 0,
        subject.imageText?.length ?? 0,
        lengthOf(subject.quoted),
      )
    : 0;

/** Asks an adapter everything about a tree and about every node of it. */
const askAll = (site: Site, root: Element): void => {
  for (const event of ['click', 'dblclick', 'keydown'])
    for (const node of [root, ...root.querySelectorAll('*')]) {
      const made =
        event === 'keydown'
          ? new KeyboardEvent(event, { key: 'Enter', ctrlKey: node.id === '', bubbles: true, composed: true })
          : new MouseEvent(event, { bubbles: true, composed: true });
      Object.defineProperty(made, 'composedPath', { value: () => [node] });
      const hit = site.actionAt(made);
      if (hit) expect(lengthOf(site.subjectOf(hit))).toBeLessThanOrEqual(MAX_TEXT);
    }
  for (const hit of site.controlsIn(root)) site.subjectOf(hit);
  for (const post of site.postsIn(root)) {
    expect(lengthOf(site.readPost(post))).toBeLessThanOrEqual(MAX_TEXT);
    site.badgeAnchor(post);
  }
  const { posts, controls, blind } = site.health(root);
  expect(Number.isInteger(posts + controls + blind)).toBe(true);
};

describe.each(SITES)('$id on any page', (site) => {
  it('never throws, attached or detached', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(plan, fc.constantFrom(...PATHS), fc.boolean(), (tree, path, isAttached) => {
        history.replaceState(null, '', path);
        const root = grow(tree);
        document.body.replaceChildren(...(isAttached ? [root] : []));
        askAll(site, root);
      }),
      { numRuns: 120 },
    );
  });

  it('takes at most so much text, from however much there is', () => {
    history.replaceState(null, '', '/');
    const post = document.createElement(site.id === 'instagram' ? 'article' : 'div');
    post.setAttribute('data-testid', 'tweet');
    post.setAttribute('aria-posinset', '1');
    post.setAttribute('data-pressable-container', 'true');
    const words = document.createElement('span');
    words.setAttribute('dir', 'auto');
    words.setAttribute('data-testid', 'tweetText');
    words.setAttribute('data-ad-preview', 'message');
    words.append('kata '.repeat(200_000), document.createElement('b'));
    post.append(words);
    document.body.replaceChildren(post);
    const length = site.readPost(post)?.text.length ?? 0;
    expect(length).toBeGreaterThan(1000);
    expect(length).toBeLessThanOrEqual(MAX_TEXT);
  });

  it('survives a tree as deep as nobody builds', () => {
    let root: Element = document.createElement('span');
    root.textContent = 'dalam';
    for (let depth = 0; depth < 3000; depth++) {
      const outer = document.createElement('div');
      if (depth % 500 === 0) outer.setAttribute('role', 'button');
      outer.append(root);
      root = outer;
    }
    expect(() => {
      site.readPost(root);
      site.actionAt(new MouseEvent('click'));
    }).not.toThrow();
  });
});
