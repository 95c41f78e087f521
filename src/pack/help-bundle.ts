/** The questions that ship with the extension; for its help page alone. Made by `npm run generate`. */
import bundled from '../generated/help.json' with { type: 'json' };
import type { HelpData } from './help-schema.ts';

export const help = bundled as unknown as HelpData;
