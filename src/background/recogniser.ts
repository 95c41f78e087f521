/**
 * The worker's half of recognition: answers pages about subjects that are new to them. What it holds can be made
 * again in milliseconds, so the browser may end it at any time.
 */
import type { Subject } from '../domain/vocabulary.ts';
import { createRecogniser, type Recogniser } from '../pack/recogniser.ts';
import type { RecognitionAnswer } from '../platform/messages.ts';
import { ignoredOf } from '../recognition/ignored.ts';
import { gazetteer } from './opened.ts';
import { type Standing, standing } from './publish.ts';

let current: { readonly key: string; readonly recogniser: Recogniser } | null = null;

const recogniserFor = async ({ key, rules, regions }: Standing): Promise<Recogniser> => {
  const opened = await gazetteer();
  if (current?.key !== key) current = { key, recogniser: createRecogniser(rules, opened, regions) };
  return current.recogniser;
};

/** Recognises subjects for a page. */
export const answerSubjects = async (subjects: readonly Subject[]): Promise<RecognitionAnswer> => {
  const now = await standing();
  const recogniser = await recogniserFor(now);
  const ignored = ignoredOf(now.inForce.exceptions);
  return subjects.map((subject) => {
    const recognition = recogniser.recognise(subject, ignored);
    const ids = new Set(recognition.evidence.map(({ participant }) => participant));
    const participants = [...ids].map((id) => recogniser.participant(id)).filter((one) => one !== undefined);
    return { recognition, participants };
  });
};
