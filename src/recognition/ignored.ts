/** What the person said is no participant, in the form that recognition asks. */
import type { Exception } from '../domain/settings.ts';
import { authorKey, foldTerm, type Ignored } from './recognise.ts';

/** Exceptions as recognition compares them. */
export const ignoredOf = (exceptions: readonly Exception[]): Ignored => {
  const authors = new Set<string>();
  const terms = new Set<string>();
  for (const exception of exceptions)
    if (exception.kind === 'author') authors.add(authorKey(exception.site, exception.author));
    else terms.add(foldTerm(exception.term));
  return { authors, terms };
};
