/**
 * From evidence to verdict: the decree's logic and nothing else. Pure; the same code judges in the page, in
 * training and on the command line.
 *
 * It says what an action "dapat dianggap" (may be treated as); it predicts nobody's sanction.
 */
import { phaseOf, stageOn, strictnessRank } from './stages.ts';
import type {
  Action,
  CivilDate,
  Election,
  Employment,
  Evidence,
  Item,
  ItemAction,
  ItemId,
  Level,
  Participant,
  Phase,
  Reason,
  Recognition,
  Stage,
  Verdict,
} from './vocabulary.ts';

/** The part of a pack that judging needs, indexed once. */
export interface Decree {
  readonly items: readonly Item[];
  readonly elections: ReadonlyMap<string, Election>;
  readonly participants: Pick<ReadonlyMap<string, Participant>, 'get'>;
}

export interface Circumstances {
  readonly action: Action;
  readonly date: CivilDate;
  readonly employment: Employment;
  /** Whether the person's own draft carries a photo. */
  readonly photo: boolean;
}

const CLEAR: Verdict = {
  level: 'aman',
  items: [],
  reason: 'none',
  stage: null,
  evidence: [],
  signals: [],
  participant: null,
  own: false,
};

/** Evidence that the subject *is* the participant's (account, group, team) rather than about them. */
export const isOwn = (evidence: Evidence): boolean =>
  evidence.tier === 'account'
    ? evidence.where === 'author' || evidence.where === 'quoteAuthor'
    : evidence.tier === 'group' &&
      (evidence.where === 'author' ||
        evidence.where === 'quoteAuthor' ||
        evidence.where === 'group' ||
        evidence.where === 'pageTitle');

interface Case {
  readonly participant: Participant;
  readonly stage: Stage | null;
  readonly level: Level;
  readonly reason: Reason;
  readonly own: boolean;
  readonly weight: number;
}

/** Lower is stricter: level, then a running election before none, then own before others'. */
const rankOf = ({ level, stage, own }: Case): number =>
  (level === 'dilarang' ? 0 : 4) + (stage ? 0 : 2) + (own ? 0 : 1);

/** Strictest first; of equal rank the stricter stage, then the greater weight. */
const compareCases = (a: Case, b: Case): number =>
  rankOf(a) - rankOf(b) ||
  (a.stage && b.stage ? strictnessRank(a.stage.kind) - strictnessRank(b.stage.kind) : 0) ||
  b.weight - a.weight;

const caseOf = (
  participant: Participant,
  evidence: readonly Evidence[],
  recognition: Recognition,
  decree: Decree,
  date: CivilDate,
): Case | null => {
  const election = decree.elections.get(participant.election);
  if (!election) return null;
  const stage = stageOn(election, participant.region, date, participant.office);
  const own = evidence.some(isOwn);
  const weight = evidence.reduce((sum, { weight }) => sum + weight, 0);
  if (!stage) {
    // Outside its stages a candidate is a citizen or an office-holder; a party remains a party, and the items on
    // appeals for one are tied to no stage: they concern its own account and the person's own partisan words.
    const appeals = recognition.stance !== 'none' && evidence.some(({ where }) => where === 'draft');
    if (participant.kind !== 'party' || !(own || appeals)) return null;
    return { participant, stage, level: 'hati-hati', reason: 'party-outside-election', own, weight };
  }
  if (own) {
    const reason: Reason = evidence.some((one) => isOwn(one) && one.tier === 'account')
      ? 'own-account'
      : 'own-group';
    return { participant, stage, level: 'dilarang', reason, own, weight };
  }
  const ownWords = evidence.some(({ where }) => where === 'draft');
  const hashtag = evidence.some(({ tier }) => tier === 'hashtag');
  const sidesInDraft = recognition.signals.some(({ where }) => where === 'draft');
  // News and organisers name participants by trade; only the person's own words or a campaign hashtag take sides.
  const mild = recognition.voice !== 'other' && !hashtag && !sidesInDraft;
  if (mild && recognition.voice === 'organiser' && !ownWords) return null;
  const partisan = hashtag || (recognition.stance !== 'none' && !mild);
  return partisan
    ? { participant, stage, level: 'dilarang', reason: 'partisan', own, weight }
    : { participant, stage, level: 'hati-hati', reason: 'concerns', own, weight };
};

interface Facts {
  readonly partisan: boolean;
  readonly own: boolean;
  /** The subject is a group that calls itself theirs ("Relawan ..."): whoever joins it joins volunteers. */
  readonly group: boolean;
}

const applies = (
  rule: ItemAction,
  circumstances: Circumstances,
  { partisan, own }: Pick<Facts, 'partisan' | 'own'>,
): boolean => {
  const given: Record<NonNullable<ItemAction['needs']>[number], boolean> = {
    partisan,
    own,
    photo: circumstances.photo,
    spouse: circumstances.employment === 'spouse',
  };
  return rule.action === circumstances.action && (rule.needs ?? []).every((need) => given[need]);
};

const ORDER: Record<ItemAction['as'], number> = { primary: 0, also: 1, fallback: 2 };

/** Items that cover the action in this phase, most fitting first. */
const itemsFor = (
  items: readonly Item[],
  participant: Participant,
  phase: Phase | null,
  circumstances: Circumstances,
  facts: Facts,
): ItemId[] => {
  const found: { id: ItemId; as: ItemAction['as'] }[] = [];
  for (const item of items) {
    if (item.phase !== 'any' && item.phase !== phase) continue;
    if (!item.objects.includes(participant.kind) && !(facts.group && item.objects.includes('volunteer')))
      continue;
    const rule = item.actions.find((one) => applies(one, circumstances, facts));
    if (rule) found.push({ id: item.id, as: rule.as });
  }
  const bound = found.filter(({ as }) => as !== 'fallback');
  return (bound.length > 0 ? bound : found).sort((a, b) => ORDER[a.as] - ORDER[b.as]).map(({ id }) => id);
};

/**
 * Judges an action on what recognition found.
 * @returns the strictest verdict over all participants concerned; never a level other than `aman` without an item
 */
export const judge = (recognition: Recognition, circumstances: Circumstances, decree: Decree): Verdict => {
  if (recognition.evidence.length === 0) return CLEAR;
  const byParticipant = new Map<string, Evidence[]>();
  for (const one of recognition.evidence) {
    const list = byParticipant.get(one.participant);
    if (list) list.push(one);
    else byParticipant.set(one.participant, [one]);
  }
  const cases: Case[] = [];
  for (const [id, evidence] of byParticipant) {
    const participant = decree.participants.get(id);
    const found = participant && caseOf(participant, evidence, recognition, decree, circumstances.date);
    if (found) cases.push(found);
  }
  cases.sort(compareCases);
  for (const worst of cases) {
    const items = itemsFor(
      decree.items,
      worst.participant,
      worst.stage && phaseOf(worst.stage),
      circumstances,
      {
        partisan: worst.own || worst.reason === 'partisan',
        own: worst.own,
        group: worst.reason === 'own-group',
      },
    );
    // A level without an item would be our opinion, not the decree's.
    if (items.length === 0) continue;
    const concerned = new Set(cases.map(({ participant }) => participant.id));
    return {
      level: worst.level,
      items,
      reason: worst.reason,
      stage: worst.stage && { election: worst.participant.election, stage: worst.stage },
      evidence: recognition.evidence.filter(({ participant }) => concerned.has(participant)),
      signals: worst.reason === 'partisan' ? recognition.signals : [],
      participant: worst.participant.id,
      own: worst.own,
    };
  }
  return CLEAR;
};
