/** What the person said is not a participant, and the way to take it back. */
import type { Exception } from '../../domain/settings.ts';
import { isCivilDate } from '../../domain/settings.ts';
import { longDate } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { siteKey } from '../shared/keys.ts';
import { type Context, focusHeading, type Section, sectionElement } from './parts.ts';

const ID = 'exceptions';

const same = (a: Exception, b: Exception) => JSON.stringify(a) === JSON.stringify(b);

export const exceptionsSection = ({ t, language, save }: Context): Section => {
  const list = h('div');

  const named = (exception: Exception) =>
    exception.kind === 'author'
      ? t('options_exception_author', { author: exception.author, site: t(siteKey(exception.site)) })
      : t('options_exception_term', { term: exception.term });

  const remove = async (exception: Exception) => {
    await save(
      ({ exceptions }) => ({ exceptions: exceptions.filter((kept) => !same(kept, exception)) }),
      'options_exception_removed',
    );
    focusHeading(ID);
  };

  const row = (exception: Exception, index: number) => {
    const what = named(exception);
    return h(
      'li',
      {},
      h(
        'div',
        { class: 'plain' },
        what,
        h(
          'span',
          { class: 'second' },
          t('options_exception_added', {
            date: isCivilDate(exception.added) ? longDate(exception.added, language) : exception.added,
          }),
        ),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: `exception-remove-${index}`,
          'aria-label': t('options_exception_remove_label', { what }),
          onclick: () => void remove(exception),
        },
        t('options_exception_remove'),
      ),
    );
  };

  let shown = '';
  return {
    id: ID,
    heading: 'options_exceptions',
    element: sectionElement(
      ID,
      t('options_exceptions'),
      h('p', { class: 'help' }, t('options_exceptions_help')),
      list,
    ),
    update: ({ settings: { exceptions } }) => {
      const now = JSON.stringify(exceptions);
      if (now === shown) return;
      shown = now;
      keepingFocus(() =>
        fillElement(
          list,
          exceptions.length === 0
            ? h('p', { class: 'empty' }, t('options_exceptions_none'))
            : h('ul', { class: 'rows', 'aria-label': t('options_exceptions') }, exceptions.map(row)),
        ),
      );
    },
  };
};
