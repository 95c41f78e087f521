/** What is known of an election without a date: only its year or month, said as such and never made into a day. */
import { longMonth } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { CONFIDENCE_KEYS } from '../shared/keys.ts';
import { namedAsPacks } from '../shared/pack-mark.ts';
import { sourceList } from './details.ts';
import type { Model } from './model.ts';

/** "2029", "Oktober 2031", "Oktober 2031 sampai April 2032". */
export const whenText = (when: string, { language, t }: Pick<Model, 'language' | 't'>): string => {
  const one = (part: string) => (part.length === 4 ? part : longMonth(`${part}-01`, language));
  const [start = when, end] = when.split('..');
  return end === undefined ? one(start) : t('common_date_range', { start: one(start), end: one(end) });
};

/** The facts of the filter's elections, or nothing. */
export const knownView = (model: Model): HTMLElement | null => {
  const { rules, pack, filter, language, t } = model;
  // A fact names no region: it is left out where nothing of its election concerns the region.
  const elections = rules.elections.filter(
    (election) =>
      (election.known?.length ?? 0) > 0 &&
      (filter.election === null || filter.election === election.id) &&
      (filter.region === null || model.rows.some((row) => row.election === election)),
  );
  if (elections.length === 0) return null;
  return h(
    'section',
    { class: 'known', 'aria-labelledby': 'known' },
    h('h2', { id: 'known' }, t('calendar_known')),
    elections.flatMap(({ id, name, known = [] }) => [
      h('h3', {}, namedAsPacks(name[language], pack?.elections.has(id) === true, t)),
      h(
        'ul',
        {},
        known.map((fact) =>
          h(
            'li',
            {},
            h('p', { class: 'when' }, whenText(fact.when, model)),
            h('p', {}, fact.text[language]),
            h(
              'details',
              {},
              h('summary', {}, t('calendar_sources')),
              h('p', { class: 'soft' }, `${t('calendar_regulation')}: ${fact.regulation}`),
              h(
                'p',
                { class: 'soft' },
                // The hint of an inferred date speaks of a day, which this fact does not have.
                `${t('calendar_confidence')}: ${t(fact.confidence === 'inferred' ? 'common_inferred' : CONFIDENCE_KEYS[fact.confidence])}`,
              ),
              sourceList(fact.sources, model),
            ),
          ),
        ),
      ),
    ]),
  );
};
