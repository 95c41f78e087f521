// @vitest-environment jsdom
/**
 * The lists of what a person follows, likes or has joined, on the replicas, by the real adapters and their data: all
 * rows and no other, whose list it is, and what a row says, the same as what a warning would say of its button.
 *
 * To see it fail: leave the labels out in `marksOf` (src/sites/lists.ts), or compare no query in `filled`.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { siteRules } from '../../src/pack/sites.ts';
import type { ReplicaConfig, ReplicaSite, ReplicaView } from '../../src/replicas/feed.ts';
import { createReplica, type Replica } from '../../src/replicas/replica.ts';
import { pathOfView } from '../../src/replicas/routes.ts';
import { facebookSite } from '../../src/sites/facebook.ts';
import { instagramSite } from '../../src/sites/instagram.ts';
import { listedIn, listHere } from '../../src/sites/lists.ts';
import type { Site } from '../../src/sites/site.ts';
import { threadsSite } from '../../src/sites/threads.ts';
import { xSite } from '../../src/sites/x.ts';
import { configOf, followed, GROUPS, ME, POSTS } from '../browser/followed.ts';

const SITES: Readonly<Record<ReplicaSite, Site>> = {
  x: xSite,
  facebook: facebookSite,
  instagram: instagramSite,
  threads: threadsSite,
};
for (const [id, site] of Object.entries(SITES)) site.use(siteRules[id as ReplicaSite]);

let replica: Replica | null = null;
afterEach(() => {
  replica?.destroy();
  replica = null;
});

const COUNT = 40;
const draw = (config: ReplicaConfig, view: ReplicaView): void => {
  history.replaceState(null, '', pathOfView(config.site, view, config.posts));
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  replica = createReplica(root, { ...config, view });
};
const show = (
  site: ReplicaSite,
  list: 'following' | 'likes' | 'groups' | 'pages',
  handle = ME.handle,
): void => {
  draw(configOf(site, {}, COUNT), { kind: 'list', list, handle });
  if (site === 'threads') (document.querySelector('.t-follows') as HTMLElement).click();
};
const here = (site: ReplicaSite) => listHere(siteRules[site]);
const rows = (site: ReplicaSite) => {
  const list = here(site);
  return list ? [...listedIn(SITES[site], list)] : [];
};

describe.each(['x', 'facebook', 'instagram', 'threads'] as const)(
  'accounts that one follows, on %s',
  (site) => {
    it('are all read, in the order of the page, with their address and a place for a mark', () => {
      show(site, 'following');
      const { all } = followed(site, COUNT);
      const found = rows(site);
      expect(found.map(({ subject }) => subject.author?.handle)).toEqual(all.map(({ handle }) => handle));
      for (const { row, anchor, action, subject, path } of found) {
        expect(action).toBe('follow');
        expect(subject).toMatchObject({ kind: 'account', site });
        expect(path).toContain(subject.author?.handle);
        expect(path).not.toContain('cft');
        expect(anchor && row.contains(anchor)).toBe(true);
      }
      expect(new Set(found.map(({ row }) => row)).size).toBe(all.length);
    });

    it('are one’s own on one’s own page', () => {
      show(site, 'following');
      expect(here(site)?.owner).toBe('own');
    });

    it('are somebody else’s on another page, as far as the site says who is logged in', () => {
      show(site, 'following', 'tetanggasebelah');
      expect(here(site)).toMatchObject(
        site === 'facebook'
          ? { owner: 'unknown', ownPath: null }
          : { owner: 'other', ownPath: expect.stringContaining(ME.handle) as string },
      );
    });

    it('are no list elsewhere on the site', () => {
      draw(configOf(site, {}, COUNT), { kind: 'feed' });
      expect(rows(site)).toEqual([]);
    });

    it('are not claimed where nothing says who is logged in', () => {
      show(site, 'following');
      for (const link of document.querySelectorAll(`a[href*="${ME.handle}"]`)) link.remove();
      for (const button of document.querySelectorAll('[aria-label="Edit profil"]')) button.remove();
      expect(here(site)?.owner).toBe('unknown');
    });
  },
);

describe('a row', () => {
  it('of X is left out once it is followed no more', () => {
    show('x', 'following');
    const before = rows('x').length;
    (document.querySelector('main [data-testid$="-unfollow"]') as HTMLElement).click();
    expect(rows('x').length).toBe(before - 1);
  });

  it.each(['instagram', 'threads'] as const)('of %s is told by the words of its button', (site) => {
    show(site, 'following');
    const before = rows(site).length;
    const button = [
      ...document.querySelectorAll('[role="dialog"] button,[role="dialog"] [role="button"]'),
    ].find((one) => one.textContent === 'Mengikuti');
    (button as HTMLElement).click();
    expect(rows(site).length).toBe(before - 1);
  });

  it('says what it says now when it is read again', () => {
    show('x', 'following');
    const [first, second] = rows('x');
    const button = (at: number) =>
      document.querySelectorAll('main [data-testid$="-unfollow"]')[at] as Element;
    const label = button(1).getAttribute('aria-label') ?? '';
    button(0).setAttribute('aria-label', label);
    expect(first?.again()?.author?.handle).toBe(second?.subject.author?.handle);
  });

  it('says what a warning would say of its button', () => {
    show('x', 'following');
    const [row] = rows('x');
    const control = document.querySelector('main [data-testid$="-unfollow"]') as Element;
    expect(row?.subject).toEqual(xSite.subjectOf({ action: 'follow', control, step: 'commit' }));
  });
});

describe('other lists', () => {
  it('X: the posts that one likes, and no others', () => {
    show('x', 'likes');
    const liked = POSTS.filter(({ liked }) => liked);
    const found = rows('x');
    expect(found.map(({ path }) => path.split('/').at(-1))).toEqual(liked.map(({ id }) => id));
    expect(found.every(({ action, row }) => action === 'like' && row.matches('article'))).toBe(true);
    expect(here('x')?.owner).toBe('own');
  });

  it('Facebook: one’s groups, by the name of their page and not by “see group”', () => {
    show('facebook', 'groups');
    const found = rows('facebook');
    expect(found.map(({ subject }) => subject.groupName)).toEqual(GROUPS.map(({ name }) => name));
    expect(found.map(({ path }) => path)).toEqual(GROUPS.map(({ id }) => `/groups/${id}/`));
    expect(here('facebook')?.owner).toBe('own');
  });

  it('Facebook: the pages that one follows, and not the same address with another question', () => {
    const follows = followed('facebook', COUNT).all.map((account) => ({ ...account, page: true }));
    draw(configOf('facebook', { follows }), { kind: 'list', list: 'pages', handle: '' });
    expect(rows('facebook').map(({ subject }) => subject.author?.name)).toEqual(
      follows.map(({ name }) => name),
    );
    expect(here('facebook')?.owner).toBe('own');
    history.replaceState(null, '', '/pages/?category=invites');
    expect(here('facebook')).toBeNull();
  });
});

describe('the page and the data are foreign', () => {
  it('data without lists, or of an older pack, has none', () => {
    history.replaceState(null, '', '/sari/following');
    for (const data of [null, undefined, {}, { lists: 3 }, { selectors: {} }, 'x'])
      expect(listHere(data)).toBeNull();
  });

  it('no address makes it throw', () => {
    fc.assert(
      fc.property(fc.webPath({ size: 'small' }), fc.webQueryParameters({ size: 'small' }), (path, query) => {
        history.replaceState(null, '', `${path.replace(/^\/*/, '/')}?${query}`);
        for (const site of Object.keys(SITES) as ReplicaSite[]) expect(() => rows(site)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});
