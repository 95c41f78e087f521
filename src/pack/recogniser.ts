/**
 * Recognition with everything before it: the lexicon of all regions and the whole gazetteer. The worker and the
 * command line use this one road, so that what an agency tests is what a page is told.
 */
import type { Participant, Recognition, RegionCode, Subject } from '../domain/vocabulary.ts';
import { finderFor, type Gazetteer } from '../recognition/gazetteer.ts';
import { buildMatcher } from '../recognition/lexicon.ts';
import { type Ignored, recognise } from '../recognition/recognise.ts';
import type { Rules } from './bundle.ts';
import { compileWholeLexicon, participantsOf } from './compile.ts';

export interface Recogniser {
  recognise(subject: Subject, ignored: Ignored): Recognition;
  /** Who a participant of some evidence is. */
  participant(id: string): Participant | undefined;
}

/**
 * Makes the recogniser for a person of the given regions.
 * @param gazetteer null where none could be read: the lexicon alone decides
 */
export const createRecogniser = (
  rules: Rules,
  gazetteer: Gazetteer | null,
  regions: readonly RegionCode[],
): Recogniser => {
  const matcher = buildMatcher(compileWholeLexicon(rules, regions));
  const names = gazetteer ? finderFor(gazetteer, regions) : undefined;
  const known = new Map(participantsOf(rules, regions).map((participant) => [participant.id, participant]));
  return {
    recognise: (subject, ignored) => recognise(subject, matcher, ignored, names),
    participant: (id) => known.get(id) ?? names?.participant(id),
  };
};
