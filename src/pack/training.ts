/**
 * From training data to what the extension works with: the invented cast laid over the rules, as an agency's pack is;
 * a scenario as the subject that a site's adapter would read; and as the posts that a training page shows. Pure.
 */
import { SITE_IDS, type Subject } from '../domain/vocabulary.ts';
import type { Rules } from './bundle.ts';
import type { CastData, ScenarioData, TrainingPostData } from './training-schema.ts';

type Person = CastData['people'][number];

/** How an invented row stands among the rules: its source says that it is invented. */
const factOf = ({ sources }: CastData) => ({ confidence: 'confirmed' as const, sources });

const accountsOf = (cast: CastData, { handle }: Person) =>
  SITE_IDS.map((site) => ({ site, handle, ...factOf(cast) }));

/** The region where the learner works: the cast's first regency or city. */
export const homeOf = ({ regions }: CastData): string =>
  regions.find(({ code }) => code.includes('.'))?.code ?? '';

/**
 * The rules with the cast laid over them. Real participants stay as they are: whoever trains on a real election's
 * calendar meets them as anybody does.
 * @param rules those that ship with the extension; they are not changed
 */
export const withTraining = (rules: Rules, cast: CastData): Rules => {
  const rows = cast.participants.map((row) => ({
    ...row,
    accounts: cast.people
      .filter(({ speaksFor }) => speaksFor === row.id)
      .flatMap((one) => accountsOf(cast, one)),
    ...factOf(cast),
  }));
  const voices = (voice: Person['voice']) =>
    cast.people.filter((one) => one.voice === voice).flatMap((one) => accountsOf(cast, one));
  const { lexicon } = rules;
  return {
    ...rules,
    regions: { ...rules.regions, regions: [...rules.regions.regions, ...cast.regions] },
    participants: rules.participants.map((file) => ({
      ...file,
      participants: [...file.participants, ...rows.filter(({ id }) => id.startsWith(`${file.election}/`))],
    })),
    lexicon: {
      ...lexicon,
      news: { ...lexicon.news, accounts: [...lexicon.news.accounts, ...voices('news')] },
      organiser: { ...lexicon.organiser, accounts: [...lexicon.organiser.accounts, ...voices('organiser')] },
    },
  };
};

const personOf = (cast: CastData, id: string): Person => {
  const found = cast.people.find((one) => one.id === id);
  // Checked when the rules were; said again so that a stray id is found where it is read.
  if (!found) throw new Error(`rules/training/cast.json: nobody has the id "${id}"`);
  return found;
};

const authorOf = (cast: CastData, id: string) => {
  const { handle, name } = personOf(cast, id);
  return { handle, name };
};

type Shown = TrainingPostData & { readonly quoted?: TrainingPostData | undefined };

const postSubject = (
  { author, words, images, group, quoted }: Shown,
  site: ScenarioData['site'],
  cast: CastData,
): Subject => ({
  kind: 'post',
  site,
  author: authorOf(cast, author),
  text: words.id,
  ...(images ? { imageText: images.map(({ id }) => id).join('\n') } : {}),
  ...(group ? { groupName: group.id } : {}),
  ...(quoted ? { quoted: postSubject(quoted, site, cast) } : {}),
});

type DraftData = Extract<ScenarioData['subject'], { kind: 'draft' }>['draft'];

const draftOf = ({ words, photo }: DraftData): Pick<Subject, 'draft' | 'draftHasPhoto'> => ({
  draft: words.id,
  draftHasPhoto: photo !== undefined,
});

/** What the site's adapter would read when the learner acts; the Indonesian words are the ones on the page. */
export const subjectOf = (scenario: ScenarioData, cast: CastData): Subject => {
  const { site, subject } = scenario;
  switch (subject.kind) {
    case 'post': {
      const about = postSubject(subject.post, site, cast);
      return subject.draft ? { ...about, ...draftOf(subject.draft) } : about;
    }
    case 'account': {
      const { bio } = personOf(cast, subject.account);
      return {
        kind: 'account',
        site,
        author: authorOf(cast, subject.account),
        text: bio?.id ?? '',
      };
    }
    case 'group':
      return { kind: 'group', site, text: '', groupName: subject.post.group.id };
    case 'event':
      return {
        kind: 'event',
        site,
        text: '',
        pageTitle: subject.event.name.id,
        quoted: postSubject(subject.post, site, cast),
      };
    case 'draft':
      return {
        kind: 'draft',
        site,
        text: '',
        ...draftOf(subject.draft),
        ...(subject.group ? { groupName: subject.group.id } : {}),
      };
  }
};

/** A person as a feed shows them. */
export interface FeedAuthor {
  readonly handle: string;
  readonly name: string;
  readonly verified?: boolean;
  readonly bio?: string;
  readonly page?: boolean;
}

/** A post as a feed shows it; what a replica of a site needs. */
export interface FeedPost {
  readonly id: string;
  readonly author: FeedAuthor;
  readonly text: string;
  readonly images?: readonly { readonly alt: string }[];
  readonly quoted?: FeedPost;
  readonly sharedBy?: FeedAuthor;
  readonly group?: { readonly id: string; readonly name: string };
  readonly event?: {
    readonly id: string;
    readonly name: string;
    readonly when: string;
    readonly host?: FeedAuthor;
  };
}

/** What a training page needs to put a scenario before the learner. */
export interface TrainingScene {
  /** The post to act on; null where the learner follows an account or writes a post of their own. */
  readonly post: FeedPost | null;
  /** The account to follow. */
  readonly account: FeedAuthor | null;
  /** The words to be typed; null where none are. */
  readonly draft: string | null;
  /** Alternative text of the photo to be added; null: none. */
  readonly photo: string | null;
  /** Name of the group to write in; null: none. */
  readonly group: string | null;
}

/** FNV-1a: ids need to be stable and alike in shape, nothing more. */
const digitsOf = (text: string): string => {
  let sum = 2166136261;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619);
  return String(sum >>> 0).padStart(10, '0');
};

/** An id of the site's shape, the same each time. */
const idOn = (site: ScenarioData['site'], key: string): string => {
  const digits = digitsOf(key);
  if (site === 'x') return `174600000${digits}`;
  return site === 'facebook' ? `12260${digits}` : `C${digits}`;
};

const feedAuthor = (cast: CastData, id: string): FeedAuthor => {
  const { handle, name, page, verified, bio } = personOf(cast, id);
  return {
    handle,
    name,
    ...(verified === undefined ? {} : { verified }),
    ...(page === undefined ? {} : { page }),
    ...(bio === undefined ? {} : { bio: bio.id }),
  };
};

/** @param key tells the post from all others of the training */
const feedPost = (shown: Shown, site: ScenarioData['site'], key: string, cast: CastData): FeedPost => {
  const { author, words, images, group, quoted, sharedBy } = shown;
  return {
    id: idOn(site, key),
    author: feedAuthor(cast, author),
    text: words.id,
    ...(images ? { images: images.map((one) => ({ alt: one.id })) } : {}),
    ...(quoted ? { quoted: feedPost(quoted, site, `${key}/quoted`, cast) } : {}),
    ...(sharedBy ? { sharedBy: feedAuthor(cast, sharedBy) } : {}),
    ...(group ? { group: { id: digitsOf(group.id), name: group.id } } : {}),
  };
};

/** The scenario as a page shows it. */
export const sceneOf = (scenario: ScenarioData, cast: CastData): TrainingScene => {
  const { subject } = scenario;
  const scene: TrainingScene = { post: null, account: null, draft: null, photo: null, group: null };
  const own = (draft: DraftData | undefined) =>
    draft ? { draft: draft.words.id, photo: draft.photo?.id ?? null } : {};
  switch (subject.kind) {
    case 'post':
      return {
        ...scene,
        post: feedPost(subject.post, scenario.site, scenario.id, cast),
        ...own(subject.draft),
      };
    case 'account':
      return { ...scene, account: feedAuthor(cast, subject.account) };
    case 'group':
      return { ...scene, post: feedPost(subject.post, scenario.site, scenario.id, cast) };
    case 'event': {
      const { name, when, host } = subject.event;
      const event = {
        id: digitsOf(scenario.id),
        name: name.id,
        when: when.id,
        ...(host ? { host: feedAuthor(cast, host) } : {}),
      };
      return { ...scene, post: { ...feedPost(subject.post, scenario.site, scenario.id, cast), event } };
    }
    case 'draft':
      return { ...scene, ...own(subject.draft), group: subject.group?.id ?? null };
  }
};
