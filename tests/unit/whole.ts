/** The shipped rules as the worker has them, all regions included, without the gazetteer. */
import type { Decree } from '../../src/domain/judge.ts';
import type { Participant, RegionCode } from '../../src/domain/vocabulary.ts';
import type { Rules } from '../../src/pack/bundle.ts';
import { compileWholeLexicon, decreeOf, participantsOf } from '../../src/pack/compile.ts';
import { buildMatcher, type Matcher } from '../../src/recognition/lexicon.ts';

export interface Whole {
  readonly matcher: Matcher;
  readonly decree: Decree;
  readonly participants: readonly Participant[];
}

/** @param regions the person's own */
export const wholeOf = (rules: Rules, regions: readonly RegionCode[] = []): Whole => {
  const participants = participantsOf(rules, regions);
  return {
    matcher: buildMatcher(compileWholeLexicon(rules, regions)),
    decree: { ...decreeOf(rules), participants: new Map(participants.map((one) => [one.id, one])) },
    participants,
  };
};
