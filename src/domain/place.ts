/** The kind of a page, for the health view: nothing in it may tell whose page it is. */

/** Every word that a site's data holds, at any depth. */
const wordsIn = (data: unknown): string[] => {
  if (typeof data === 'string') return data.split('/').filter((word) => word !== '');
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(wordsIn) : [];
};

/** A part that stands for one of the person's or somebody's own. */
const OTHER = '…';
/** A longer path says no more about the page's kind. */
const MAX_PARTS = 4;

/**
 * A path with only those of its parts that are the site's own words: `/…/status/…` for a post of X. Applied to its
 * own result it changes nothing, so that a stored kind can be cleaned again before it is shown.
 * @param paths the site's `paths` in `rules/sites`
 */
export const placeOf = (path: string, paths: unknown): string => {
  const known = new Set(wordsIn(paths));
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts
    .slice(0, MAX_PARTS)
    .map((part) => (known.has(part) ? part : OTHER))
    .join('/')}`;
};
