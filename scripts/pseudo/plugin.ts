/**
 * Puts the pseudo-locale into a build (`vite build --mode pseudo`, into `dist/pseudo`): for tests alone, beside the real
 * builds and never packaged. Content scripts need no change: their words reach them through the page pack.
 */
import type { Plugin } from 'vite';
import { lengthenedData, lengthenedMessages } from './words.ts';

/** What `npm run generate` wrote: `export const messages = {…} as const;` */
const CATALOGUE = /(export const messages = )(\{[\s\S]*?\n\})( as const;)/;

/** A generated catalogue, as TypeScript, with its texts lengthened. @throws when it has another form */
export const lengthenedModule = (source: string): string => {
  if (!CATALOGUE.test(source)) throw new Error('scripts/generate.ts writes catalogues in another form now.');
  return source.replace(
    CATALOGUE,
    (_, head: string, json: string, tail: string) =>
      head +
      JSON.stringify(lengthenedMessages(JSON.parse(json) as Parameters<typeof lengthenedMessages>[0])) +
      tail,
  );
};

export const pseudoLocale = (): Plugin => ({
  name: 'pseudo-locale',
  enforce: 'pre',
  transform: (code, id) => {
    if (/\/src\/generated\/(guard-)?messages\.ts$/.test(id))
      return { code: lengthenedModule(code), map: null };
    if (/\/src\/generated\/(rules|training|help)\.json$/.test(id))
      return { code: JSON.stringify(lengthenedData(JSON.parse(code) as unknown)), map: null };
    return null;
  },
});
