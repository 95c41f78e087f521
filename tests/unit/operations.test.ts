/**
 * The names of operations: every name that is known to have been in use is told as what it does, what takes an act
 * back is told as nothing, and the names of everyday traffic mean nothing either.
 *
 * To see a guard fail: empty `undo` of a site in rules/sites, run.
 */
import { describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));

import { seenIn } from '../../src/background/witness.ts';
import { actionsOf, idsOf, requestPatterns } from '../../src/domain/operations.ts';
import type { Action, SiteId } from '../../src/domain/vocabulary.ts';
import { witnessRules } from '../../src/pack/sites.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An operation as the site sends it. */
const sent = (site: SiteId, name: string, variables: unknown = {}): Action[] => {
  const rules = witnessRules[site];
  if (site === 'x') {
    const path = name.startsWith('friendships/')
      ? `/i/api/1.1/${name}`
      : `/i/api/graphql/lI07N6Otwv1PhnEgXILM7A/${name}`;
    const body = bytes(JSON.stringify({ variables, queryId: 'lI07N6Otwv1PhnEgXILM7A' }));
    return actionsOf(rules, seenIn({ path, form: null, body }));
  }
  if (site === 'threads' && name.startsWith('configure_'))
    return actionsOf(rules, seenIn({ path: `/api/v1/media/${name}/`, form: {}, body: null }));
  const form = { fb_api_req_friendly_name: [name], variables: [JSON.stringify(variables)], doc_id: ['1'] };
  const path = site === 'facebook' ? '/api/graphql/' : '/api/graphql';
  return actionsOf(rules, seenIn({ path, form, body: null }));
};

const DOES: Readonly<Record<SiteId, Readonly<Record<string, readonly Action[]>>>> = {
  x: {
    FavoriteTweet: ['like'],
    CreateRetweet: ['share'],
    CreateTweet: ['quote', 'comment', 'post'],
    CreateNoteTweet: ['quote', 'comment', 'post'],
    CreateScheduledTweet: ['post'],
    ArticleEntityPublish: ['post'],
    'friendships/create.json': ['follow'],
    JoinCommunity: ['join'],
  },
  facebook: {
    CometUFIFeedbackReactMutation: ['like'],
    UFI2FeedbackReactMutation: ['like'],
    useCometUFICreateCommentMutation: ['comment'],
    CometUFICreateCommentMutation: ['comment'],
    UFI2CreateCommentMutation: ['comment'],
    useCometFeedToFeedReshare_FeedToFeedMutation: ['share'],
    ComposerStoryCreateMutation: ['share', 'post'],
    ReelComposerReelPublishMutation: ['post'],
    VideoComposerVideoPublishingMutation: ['post'],
    CometUserFollowMutation: ['follow'],
    CometPageFollowCommitMutation: ['follow'],
    CometVideoChannelFollowMutation: ['follow'],
    CometPageLikeCommitMutation: ['like', 'follow'],
    CometProfilePlusLikeMutation: ['like', 'follow'],
    GroupCometJoinForumMutation: ['join'],
    PublicEventCometRSVPMutation: ['attend'],
  },
  instagram: {
    usePolarisLikeMediaLikeMutation: ['like'],
    PolarisAPILikePostMutation: ['like'],
    usePolarisLikeMediaXIGLikeMutation: ['like'],
    usePolarisCommentLikeMutation: ['like'],
    PolarisCommentActionsLikeMutation: ['like'],
    usePolarisStoriesV3LikeMutationLikeMutation: ['like'],
    usePolarisStoriesV4LikeMutationLikeMutation: ['like'],
    PolarisPostCommentInputRevampedMutation: ['comment'],
    PolarisFeedCommentInputRevampedMutation: ['comment'],
    usePolarisCreateMediaRepostMutation: ['share'],
    usePolarisToggleFollowUserFollowMutation: ['follow'],
    usePolarisFollowMutation: ['follow'],
    usePolarisStarterPackBulkFollowMutation: ['follow'],
  },
  threads: {
    useTHLikeMutationLikeMutation: ['like'],
    useBarcelonaLikeMutationLikeMutation: ['like'],
    useTHCreateRepostMutation: ['share'],
    useBarcelonaCreateRepostMutation: ['share'],
    useTHFollowMutationFollowMutation: ['follow'],
    useBarcelonaFollowMutationFollowMutation: ['follow'],
    configure_text_only_post: ['quote', 'comment', 'post'],
    configure_text_post_app_feed: ['quote', 'comment', 'post'],
    configure_text_post_app_sidecar: ['quote', 'comment', 'post'],
  },
};

/** What takes an act back, keeps something for oneself, or only reads. */
const DOES_NOTHING: Readonly<Record<SiteId, readonly string[]>> = {
  x: [
    'UnfavoriteTweet',
    'DeleteRetweet',
    'DeleteTweet',
    'CreateDraftTweet',
    'CreateBookmark',
    'DeleteBookmark',
    'friendships/destroy.json',
    'LeaveCommunity',
    'HomeTimeline',
    'TweetDetail',
    'Favoriters',
  ],
  facebook: [
    'CometUserUnfollowMutation',
    'CometPageUnlikeCommitMutation',
    'GroupCometLeaveForumMutation',
    'FriendingCometFriendRequestSendMutation',
    'ComposerStoryEditMutation',
    'CometNewsFeedPaginationQuery',
    'CometUFIReactionsDialogQuery',
    'CometNotificationsReactivateMutation',
  ],
  instagram: [
    'usePolarisLikeMediaUnlikeMutation',
    'PolarisAPIUnlikePostMutation',
    'usePolarisToggleFollowUserUnfollowMutation',
    'usePolarisCommentUnlikeMutation',
    'usePolarisStoriesV3LikeMutationUnlikeMutation',
    'usePolarisDeleteMediaRepostMutation',
    'usePolarisSaveMediaSaveMutation',
    'PolarisAPISavePostMutation',
    'IGDirectTextSendMutation',
    'PolarisFeedTimelineRootV2Query',
    'PolarisStoriesV3SeenMutation',
  ],
  threads: [
    'useTHLikeMutationUnlikeMutation',
    'useTHFollowMutationUnfollowMutation',
    'useTHDeleteRepostMutation',
    'BarcelonaFeedPaginationDirectQuery',
  ],
};
const SITES = Object.keys(DOES) as SiteId[];

describe.each(SITES)('the operations of %s', (site) => {
  it.each(Object.entries(DOES[site]))('%s does %s', (name, actions) => {
    expect(sent(site, name)).toEqual(actions);
  });

  it.each(DOES_NOTHING[site])('%s does nothing', (name) => {
    expect(sent(site, name)).toEqual([]);
  });

  it('are asked for by patterns that the browser understands, on secure addresses of this site alone', () => {
    const patterns = requestPatterns(witnessRules[site]);
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) expect(pattern).toMatch(/^https:\/\/[a-z.]+\/[\w./*]+$/);
    const hosts = new Set(patterns.map((pattern) => pattern.split('/')[2]));
    expect([...hosts]).toEqual(witnessRules[site].requests.hosts);
  });
});

describe('what a request says', () => {
  it('of a reaction that is taken away is nothing', () => {
    const name = 'CometUFIFeedbackReactMutation';
    expect(sent('facebook', name, { input: { feedback_reaction_id: '1635855486666999' } })).toEqual(['like']);
    for (const none of ['0', '', null])
      expect(sent('facebook', name, { input: { feedback_reaction_id: none } })).toEqual([]);
  });

  it('is read from a form that was sent as plain text', () => {
    const form = new URLSearchParams({
      fb_api_req_friendly_name: 'usePolarisFollowMutation',
      variables: '{}',
    });
    const seen = seenIn({ path: '/api/graphql', form: null, body: bytes(form.toString()) });
    expect(actionsOf(witnessRules.instagram, seen)).toEqual(['follow']);
  });

  it('is nothing at another address', () => {
    const form = { fb_api_req_friendly_name: ['CometUserFollowMutation'], variables: ['{}'] };
    expect(actionsOf(witnessRules.facebook, seenIn({ path: '/ajax/bz', form, body: null }))).toEqual([]);
    const path = '/i/api/2/FavoriteTweet';
    expect(actionsOf(witnessRules.x, seenIn({ path, form: null, body: null }))).toEqual([]);
  });

  it('is found for Instagram in the address as well', () => {
    const seen = seenIn({ path: '/api/v1/friendships/create/123/', form: {}, body: null });
    expect(actionsOf(witnessRules.instagram, seen)).toEqual(['follow']);
    const undone = seenIn({ path: '/api/v1/friendships/destroy/123/', form: {}, body: null });
    expect(actionsOf(witnessRules.instagram, undone)).toEqual([]);
  });

  it('names the post on X, by number and nothing else', () => {
    const seen = (variables: unknown) =>
      seenIn({ path: '/i/api/graphql/a/b', form: null, body: bytes(JSON.stringify({ variables })) });
    expect(idsOf(witnessRules.x, seen({ tweet_id: '1746000000000000077' }))).toEqual(['1746000000000000077']);
    const reply = { tweet_text: 'Halo', reply: { in_reply_to_tweet_id: '42' } };
    expect(idsOf(witnessRules.x, seen(reply))).toEqual(['42']);
    expect(idsOf(witnessRules.x, seen({ tweet_id: 'Rina', tweet_text: 'Halo 12' }))).toEqual([]);
  });

  it('is cut short when it is long', () => {
    const body = bytes(`${'x'.repeat(100_000)}"tweet_id":"1"`);
    expect(seenIn({ path: '/i/api/graphql/a/b', form: null, body }).variables.length).toBe(65_536);
  });
});
