/**
 * The worker's half of recognition: answers pages about subjects that are new to them. What it holds can be made
 * again in milliseconds, so the browser may end it at any time.
 */
import { regionsOf, type Settings } from '../domain/settings.ts';
import type { Subject } from '../domain/vocabulary.ts';
import { rules } from '../pack/bundle.ts';
import { createRecogniser, type Recogniser } from '../pack/recogniser.ts';
import type { RecognitionAnswer } from '../platform/messages.ts';
import { readGazetteer } from '../platform/packaged.ts';
import { type Gazetteer, openGazetteer } from '../recognition/gazetteer.ts';
import { ignoredOf } from '../recognition/ignored.ts';

let opening: Promise<Gazetteer | null> | null = null;

/** The gazetteer, opened once in the worker's life; null, and said in the console, when its file is damaged. */
export const gazetteer = (): Promise<Gazetteer | null> => {
  opening ??= readGazetteer()
    .then(openGazetteer)
    .catch((error: unknown) => {
      console.error(error);
      return null;
    });
  return opening;
};

let current: { readonly key: string; readonly recogniser: Recogniser } | null = null;

const recogniserFor = async (settings: Settings): Promise<Recogniser> => {
  const regions = regionsOf(settings);
  const key = regions.join(' ');
  const opened = await gazetteer();
  if (current?.key !== key) current = { key, recogniser: createRecogniser(rules, opened, regions) };
  return current.recogniser;
};

/** Recognises subjects for a page. */
export const answerSubjects = async (
  subjects: readonly Subject[],
  settings: Settings,
): Promise<RecognitionAnswer> => {
  const recogniser = await recogniserFor(settings);
  const ignored = ignoredOf(settings.exceptions);
  return subjects.map((subject) => {
    const recognition = recogniser.recognise(subject, ignored);
    const ids = new Set(recognition.evidence.map(({ participant }) => participant));
    const participants = [...ids].map((id) => recogniser.participant(id)).filter((one) => one !== undefined);
    return { recognition, participants };
  });
};
