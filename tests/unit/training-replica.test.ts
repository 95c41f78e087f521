// @vitest-environment jsdom
/**
 * The subjects of the training are what the real adapters read: each scenario is drawn by its site's replica, read by
 * its site's adapter, and judged. So a scenario that no page can show, or that an adapter reads otherwise, is found
 * without a browser. Words of one's own are left out here: composers are typed in, and that is a browser's work.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { SiteId, Subject } from '../../src/domain/vocabulary.ts';
import { sceneOf, subjectOf } from '../../src/pack/training.ts';
import { training } from '../../src/pack/training-bundle.ts';
import type { ReplicaConfig, ReplicaPost, ReplicaView } from '../../src/replicas/feed.ts';
import { createReplica, type Replica } from '../../src/replicas/replica.ts';
import { pathOfView } from '../../src/replicas/routes.ts';
import { facebookSite } from '../../src/sites/facebook.ts';
import { instagramSite } from '../../src/sites/instagram.ts';
import type { Site } from '../../src/sites/site.ts';
import { threadsSite } from '../../src/sites/threads.ts';
import { xSite } from '../../src/sites/x.ts';

const SITES: Readonly<Record<SiteId, Site>> = {
  x: xSite,
  facebook: facebookSite,
  instagram: instagramSite,
  threads: threadsSite,
};
const { cast, scenarios } = training;

let replica: Replica | null = null;
afterEach(() => {
  replica?.destroy();
  replica = null;
});

const asReplica = ({ quoted, ...post }: NonNullable<ReturnType<typeof sceneOf>['post']>): ReplicaPost => ({
  kind: 'neutral',
  ...post,
  ...(quoted ? { quoted: asReplica(quoted) } : {}),
});

const draw = (
  site: SiteId,
  posts: readonly ReplicaPost[],
  view: ReplicaView,
  more: Partial<ReplicaConfig>,
) => {
  history.replaceState(null, '', pathOfView(site, view, posts));
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  replica = createReplica(root, {
    site,
    language: 'id',
    posts,
    view,
    options: { virtualised: false, navigates: false },
    ...more,
  });
};

/** What can be compared: what the person would have to type is not on the page yet. */
const facts = ({ author, text, imageText, quoted, groupName, pageTitle }: Subject): object => ({
  // In its groups Facebook links people by number.
  who: groupName ? author?.name : author?.handle,
  text,
  imageText: imageText || undefined,
  groupName: groupName || undefined,
  pageTitle: pageTitle || undefined,
  quoted: quoted && facts(quoted),
});

const posted = scenarios.filter(({ subject }) => subject.kind === 'post');

describe('what a replica shows of a scenario', () => {
  it.each(posted.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
    const { post } = sceneOf(scenario, cast);
    if (!post) throw new Error('a scenario about a post shows one');
    const site = SITES[scenario.site];
    draw(scenario.site, [asReplica(post)], { kind: 'feed' }, {});
    const [first] = site.postsIn(document.body);
    const read = first ? site.readPost(first) : null;
    expect(read && facts(read)).toEqual(facts(subjectOf(scenario, cast)));
    if (scenario.action === 'like' || scenario.action === 'share')
      expect(site.controlsIn(document.body).map(({ action }) => action)).toContain(scenario.action);
  });

  const VIEWS = {
    account: (scene: ReturnType<typeof sceneOf>): ReplicaView => ({
      kind: 'profile',
      handle: scene.account?.handle ?? '',
    }),
    group: (scene: ReturnType<typeof sceneOf>): ReplicaView => ({
      kind: 'group',
      id: scene.post?.group?.id ?? '',
    }),
    event: (): ReplicaView => ({ kind: 'feed' }),
  };
  const aimed = scenarios.filter(({ subject }) => subject.kind in VIEWS);

  it.each(aimed.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
    const scene = sceneOf(scenario, cast);
    const site = SITES[scenario.site];
    const view = VIEWS[scenario.subject.kind as keyof typeof VIEWS](scene);
    draw(scenario.site, scene.post ? [asReplica(scene.post)] : [], view, {
      suggestions: scene.account ? [scene.account] : [],
    });
    const hit = site
      .controlsIn(document.body)
      .find(({ action, step }) => action === scenario.action && step === 'commit');
    const read = hit && site.subjectOf(hit);
    const wanted = subjectOf(scenario, cast);
    expect(read && { ...facts(read), ...(wanted.kind === 'account' ? { text: '' } : {}) }).toEqual({
      ...facts(wanted),
      ...(wanted.kind === 'account' ? { text: '' } : {}),
    });
    expect(read?.kind).toBe(wanted.kind);
  });
});
