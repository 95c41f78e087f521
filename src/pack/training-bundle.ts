/** The training data that ships with the extension; for its training page alone. Made by `npm run generate`. */
import bundled from '../generated/training.json' with { type: 'json' };
import type { Training } from './training-schema.ts';

export const training = bundled as unknown as Training;
