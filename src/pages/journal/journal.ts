/**
 * Entry of the journal's page: what the person was warned about and what they did. It is built once for a language and
 * a zone and then brought up to date in place, so that a warning in another tab appears here and moves nothing.
 */
import type { Language, RegionCode } from '../../domain/vocabulary.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import {
  changeSettings,
  clearJournal,
  extensionVersion,
  readAll,
  removeFromJournal,
  type Stored,
} from '../../platform/storage.ts';
import { ask } from '../shared/ask.ts';
import { longDate, mondayOf } from '../shared/dates.ts';
import { doing } from '../shared/doing.ts';
import { fillElement, h } from '../shared/dom.ts';
import { fileLink } from '../shared/file-link.ts';
import { follow } from '../shared/follow.ts';
import { keepChoice } from '../shared/journal-keep.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { saidLine } from '../shared/said.ts';
import { chartOf, weeksShown } from './chart.ts';
import { chartView } from './chart-view.ts';
import { csvText, fileName, jsonText } from './export.ts';
import { type Filter, isEverything, readFilter, wanted, writeFilter } from './filter.ts';
import { filterView } from './filters.ts';
import { byWeek, type Line, linesOf } from './lines.ts';
import { listView, weekId } from './list.ts';

const LIST_HEADING = 'list-heading';

const app = h('div', { class: 'page' });
const { element: status, say } = saidLine();

/** Gives the focus to a place by its id, or to the list's heading where that place is gone. */
const focusOn = (id: string): void =>
  (document.getElementById(id) ?? document.getElementById(LIST_HEADING))?.focus();

/** The page for a language and a region. */
interface Page {
  update(stored: Stored): void;
  filter(filter: Filter): void;
}

const build = (language: Language, region: RegionCode | null): Page => {
  const t = translator(language);
  const words = { t, language, region };
  let stored: Stored | null = null;
  let lines: readonly Line[] = [];
  let shown: readonly Line[] = [];
  let filter = readFilter(location.hash);

  const remove = async ({ entry, day }: Line) => {
    if (!(await ask(t, 'common_journal_confirm_one'))) return;
    await run(() => removeFromJournal(entry), 'common_journal_removed');
    focusOn(weekId(mondayOf(day)));
  };
  const clear = async () => {
    // What is not shown goes as well, and is named before it does.
    const question =
      shown.length < lines.length ? 'journal_confirm_all_hidden' : 'common_journal_confirm_all';
    if (!(await ask(t, question))) return;
    await run(clearJournal, 'common_journal_cleared');
    focusOn(LIST_HEADING);
  };

  const simulated = h('p', { class: 'notice' });
  const filters = filterView(t, (wish) => {
    // Kept in the address and nowhere else: a reload keeps it, a new tab begins with everything.
    history.replaceState(null, '', writeFilter(wish) || location.pathname + location.search);
    applyFilter(wish);
  });
  const chart = chartView(words);
  const list = listView(words, (line) => void remove(line));
  const found = h('p', { class: 'soft', role: 'status' });
  const empty = h('p', { class: 'empty' });
  const keep = keepChoice(t, (change) => run(() => changeSettings(change), 'common_save_done'));
  const exported = h('p', { class: 'help' });
  const files = h(
    'div',
    { class: 'files' },
    exported,
    h(
      'div',
      { class: 'actions' },
      fileLink('save-csv', t('journal_save_csv'), () => ({
        name: fileName('csv', Date.now(), words),
        type: 'text/csv;charset=utf-8',
        text: csvText(shown, words),
      })),
      fileLink('save-json', t('journal_save_json'), () => ({
        name: fileName('json', Date.now(), words),
        type: 'application/json',
        text: jsonText(shown, { filter, now: Date.now(), version: extensionVersion() }),
      })),
    ),
    h('p', { class: 'help' }, t('journal_export_help')),
  );
  const clearing = h(
    'div',
    { class: 'actions' },
    h(
      'button',
      { type: 'button', class: 'button', id: 'journal-clear', onclick: () => void clear() },
      t('common_journal_clear'),
    ),
  );

  const emptyText = (): string => {
    if (lines.length > 0) return t('journal_found_none');
    return stored?.settings.journalDays === 0
      ? t('common_journal_off')
      : `${t('common_journal_none')} ${t('journal_none_more')}`;
  };

  const draw = () => {
    if (!stored) return;
    const { settings } = stored;
    const hadFocus = list.element.contains(document.activeElement);
    shown = lines.filter((line) => wanted(line, filter));
    const isEmpty = lines.length === 0;
    simulated.hidden = settings.simulatedDate === null;
    simulated.textContent =
      settings.simulatedDate === null
        ? ''
        : t('journal_simulated_now', { date: longDate(settings.simulatedDate, language) });
    filters.element.hidden = isEmpty && isEverything(filter);
    filters.update(
      filter,
      lines.some(({ exercise }) => exercise),
    );
    chart.element.hidden = isEmpty;
    chart.update(chartOf(shown, weeksShown(Date.now(), region, settings.journalDays)));
    found.hidden = isEmpty;
    found.textContent = t('journal_found', { shown: shown.length, all: lines.length });
    empty.hidden = shown.length > 0;
    empty.textContent = shown.length > 0 ? '' : emptyText();
    list.update(byWeek(shown), lines);
    files.hidden = shown.length === 0;
    exported.textContent = t(shown.length < lines.length ? 'journal_export_shown' : 'journal_export_all', {
      count: shown.length,
    });
    clearing.hidden = isEmpty;
    keep.update(stored);
    // The line that had the focus was deleted in another tab.
    if (hadFocus && !list.element.contains(document.activeElement)) focusOn(LIST_HEADING);
  };

  const applyFilter = (wish: Filter) => {
    filter = wish;
    draw();
  };

  document.documentElement.lang = language;
  document.title = t('journal_title');
  const main = h(
    'main',
    { id: 'content', tabindex: -1 },
    simulated,
    filters.element,
    chart.element,
    h(
      'section',
      { class: 'tools', 'aria-labelledby': 'tools-heading' },
      h('h2', { id: 'tools-heading' }, t('journal_tools')),
      files,
      h('div', { class: 'keep' }, keep.field, keep.most, clearing),
    ),
    h(
      'section',
      { class: 'list', 'aria-labelledby': LIST_HEADING },
      h('h2', { id: LIST_HEADING, tabindex: -1 }, t('journal_list')),
      found,
      empty,
      list.element,
    ),
  );
  /** The address keeps the filter: a jump inside the page must not take its place. */
  const skip = (event: Event) => {
    event.preventDefault();
    focusOn(LIST_HEADING);
  };
  fillElement(
    app,
    skipLink(t, { to: LIST_HEADING, said: 'journal_skip', onclick: skip }),
    h(
      'header',
      {},
      brand(t, 20),
      h('h1', {}, t('journal_heading')),
      h('p', { class: 'soft' }, t('common_journal_help')),
      h(
        'nav',
        { 'aria-label': t('popup_links') },
        h('a', { class: 'button', href: '../options/index.html' }, t('popup_options')),
      ),
    ),
    main,
    h('footer', {}, h('p', {}, t('common_private_line'))),
  );
  return {
    update: (next) => {
      // Settings and health change more often than the journal.
      if (JSON.stringify(next.journal) !== JSON.stringify(stored?.journal))
        lines = linesOf(next.journal, region);
      stored = next;
      draw();
    },
    filter: applyFilter,
  };
};

let built: { readonly from: string; readonly language: Language; readonly page: Page } | null = null;

const present = (stored: Stored) => {
  const language = resolveLanguage(stored.settings.language, navigator.language);
  const { region } = stored.settings;
  const from = JSON.stringify([language, region]);
  if (built?.from !== from) built = { from, language, page: build(language, region) };
  built.page.update(stored);
};

document.body.append(app, status);
const again = follow({ read: readAll, show: present, place: app });
const run = doing({ again, say, t: () => translator(built?.language ?? 'id') });
// Written by hand into the address, or a link followed.
addEventListener('hashchange', () => built?.page.filter(readFilter(location.hash)));
