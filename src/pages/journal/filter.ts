/**
 * What the person wants to see of the journal, and how the address keeps it: `#site=x&outcome=continued`. What the
 * address says and nobody knows is passed over. Pure.
 */
import { ACTIONS, type Action, SITE_IDS, type SiteId } from '../../domain/vocabulary.ts';
import type { Outcome } from '../../platform/messages.ts';
import { type Line, OUTCOMES } from './lines.ts';

/** null: all of them. */
export interface Filter {
  readonly site: SiteId | null;
  readonly action: Action | null;
  readonly outcome: Outcome | null;
  /** Exercises are left out. */
  readonly realOnly: boolean;
}

export const EVERYTHING: Filter = { site: null, action: null, outcome: null, realOnly: false };

const oneOf = <Value extends string>(known: readonly Value[], found: string | null): Value | null =>
  known.find((value) => value === found) ?? null;

/** Reads the part of an address from `#` on. */
export const readFilter = (hash: string): Filter => {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    site: oneOf(SITE_IDS, fields.get('site')),
    action: oneOf(ACTIONS, fields.get('action')),
    outcome: oneOf(OUTCOMES, fields.get('outcome')),
    realOnly: fields.get('exercises') === 'hidden',
  };
};

/** The part of an address from `#` on; empty where everything is shown. */
export const writeFilter = ({ site, action, outcome, realOnly }: Filter): string => {
  const fields = new URLSearchParams();
  if (site) fields.set('site', site);
  if (action) fields.set('action', action);
  if (outcome) fields.set('outcome', outcome);
  if (realOnly) fields.set('exercises', 'hidden');
  const text = fields.toString();
  return text === '' ? '' : `#${text}`;
};

/** True when nothing is left out. */
export const isEverything = (filter: Filter): boolean => writeFilter(filter) === '';

/** True for a line that the person wants to see. */
export const wanted = ({ entry, exercise }: Line, { site, action, outcome, realOnly }: Filter): boolean =>
  (site === null || entry.site === site) &&
  (action === null || entry.action === action) &&
  (outcome === null || entry.outcome === outcome) &&
  !(realOnly && exercise);
