/** The gazetteer, opened once in the worker's life: what is cut out of it and what answers by it are the same file. */
import { readGazetteer } from '../platform/packaged.ts';
import { type Gazetteer, openGazetteer } from '../recognition/gazetteer.ts';

let opening: Promise<Gazetteer | null> | null = null;

/** The gazetteer; null, and said in the console, when its file is damaged. */
export const gazetteer = (): Promise<Gazetteer | null> => {
  opening ??= readGazetteer()
    .then(openGazetteer)
    .catch((error: unknown) => {
      console.error(error);
      return null;
    });
  return opening;
};
