/** From training data to what a stage shows: the one page of a scenario, or a feed of all that happen on a site. Pure. */
import type { Language, SiteId } from '../../domain/vocabulary.ts';
import { type FeedAuthor, type FeedPost, sceneOf, type TrainingScene } from '../../pack/training.ts';
import type { CastData, ScenarioData } from '../../pack/training-schema.ts';
import { numberOf, type ReplicaDraft, type ReplicaPost, type ReplicaView } from '../../replicas/feed.ts';
import type { StageOrder } from './stage-host.ts';

const asReplica = ({ quoted, ...post }: FeedPost): ReplicaPost => ({
  kind: 'neutral',
  // Whatever day the lesson is on: the posts are new.
  age: 1 + (numberOf(post.id) % 20),
  ...post,
  ...(quoted ? { quoted: asReplica(quoted) } : {}),
});

/** A group that one may write in, or like in, is one that one has joined. */
const joinedFor = (post: ReplicaPost, { action }: ScenarioData): ReplicaPost =>
  post.group ? { ...post, group: { ...post.group, joined: action !== 'join' } } : post;

const viewOf = ({ subject }: ScenarioData, { account, post }: TrainingScene): ReplicaView => {
  if (subject.kind === 'account') return { kind: 'profile', handle: account?.handle ?? '' };
  if (subject.kind === 'group') return { kind: 'group', id: post?.group?.id ?? '' };
  return { kind: 'feed' };
};

const AS: Readonly<Partial<Record<ScenarioData['action'], ReplicaDraft['as']>>> = {
  post: 'post',
  comment: 'comment',
  quote: 'quote',
};

/** A made-up photo as a file would be: adapters tell one's own photo from drawings. */
export type PhotoMaker = (alt: string) => string;

const draftOf = (
  { action }: ScenarioData,
  { draft, photo }: TrainingScene,
  makePhoto: PhotoMaker,
): ReplicaDraft | undefined => {
  const as = AS[action];
  if (!as || draft === null) return undefined;
  return { as, text: draft, ...(photo === null ? {} : { photo: { src: makePhoto(photo), alt: photo } }) };
};

/** The page of one scenario. */
export const orderFor = (
  scenario: ScenarioData,
  cast: CastData,
  language: Language,
  makePhoto: PhotoMaker,
): StageOrder => {
  const scene = sceneOf(scenario, cast);
  const draft = draftOf(scenario, scene, makePhoto);
  return {
    site: scenario.site,
    language,
    posts: scene.post ? [joinedFor(asReplica(scene.post), scenario)] : [],
    view: viewOf(scenario, scene),
    suggestions: scene.account ? [scene.account] : [],
    aim: scenario.action,
    ...(draft ? { draft } : {}),
  };
};

/** Everything that the scenarios of a site show, as one feed; people to follow beside it. */
export const feedFor = (
  site: SiteId,
  scenarios: readonly ScenarioData[],
  cast: CastData,
  language: Language,
): StageOrder => {
  const posts: ReplicaPost[] = [];
  const people = new Map<string, FeedAuthor>();
  for (const scenario of scenarios.filter((one) => one.site === site)) {
    const { post, account } = sceneOf(scenario, cast);
    if (post) posts.push(joinedFor(asReplica(post), scenario));
    if (account) people.set(account.handle, account);
  }
  return { site, language, posts, view: { kind: 'feed' }, suggestions: [...people.values()] };
};
