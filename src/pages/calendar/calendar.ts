/**
 * Entry of the calendar: a frame that stands, and four parts drawn anew when the person looks elsewhere. Opened
 * in a tab, or inside the popup (`?popup`), where a way back is shown.
 */
import { strictnessRank } from '../../domain/stages.ts';
import type { CivilDate, Language, RegionCode } from '../../domain/vocabulary.ts';
import { today } from '../../platform/clock.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import { readAll, type Stored } from '../../platform/storage.ts';
import { ALL_REGIONS, nextDates } from '../shared/calendar.ts';
import { daysBetween, daysLeft, longDate } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { packLine } from '../shared/pack-mark.ts';
import { type RulesInForce, rulesInForce } from '../shared/rules-in-force.ts';
import { DETAILS_HEADING, dayDetails, noDetails, rowButton, rowDetails } from './details.ts';
import { electionSelect, regionSelect } from './filters.ts';
import { knownView } from './known.ts';
import { legend } from './legend.ts';
import type { Model } from './model.ts';
import { type MonthView, monthView } from './month.ts';
import { dayInView, electionInView, monthStart, type Row, rowsOf, runs } from './rows.ts';
import { timelineView } from './timeline.ts';

const NEXT_DATES = 3;
const POPUP = '../popup/index.html';

type Chosen =
  | { readonly kind: 'row'; readonly id: string }
  | { readonly kind: 'day'; readonly date: CivilDate };

/** What the person looks at; kept while the page is open, never stored. */
interface View {
  region: RegionCode | null;
  election: string | null;
  /** The day with the grid's Tab stop; its month is the one shown. */
  day: CivilDate;
  chosen: Chosen | null;
  /** The timeline shows all its rows. */
  all: boolean;
}

const inPopup = new URLSearchParams(location.search).has('popup');

const build = (stored: Stored, { rules, pack }: RulesInForce, language: Language): void => {
  const t = translator(language);
  const { settings } = stored;
  const included = packLine(pack, t);
  const date = today(settings);
  const view: View = {
    region: settings.region ?? ALL_REGIONS,
    election: null,
    day: date,
    chosen: null,
    all: false,
  };
  const modelOf = (): Model => {
    const filter = { region: view.region, election: view.election };
    return { rules, pack, date, language, t, filter, rows: rowsOf(rules.elections, filter, pack) };
  };
  let model = modelOf();
  /** What had the focus before the details took it. */
  let origin: HTMLElement | null = null;

  const details = h('section', { class: 'details', 'aria-labelledby': DETAILS_HEADING });
  const next = h('section', { class: 'next', 'aria-labelledby': 'next' });
  const timeline = h('div', { class: 'content' });
  const known = h('div');

  const chosenRow = (): Row | null => {
    const { chosen } = view;
    return chosen?.kind === 'row' ? (model.rows.find(({ id }) => id === chosen.id) ?? null) : null;
  };

  const drawDetails = () => {
    const row = chosenRow();
    const content = row
      ? rowDetails(row, model)
      : view.chosen?.kind === 'day'
        ? dayDetails(view.chosen.date, model, (one) => choose({ kind: 'row', id: one.id }))
        : noDetails(model);
    fillElement(
      details,
      content,
      view.chosen &&
        h(
          'button',
          { type: 'button', class: 'button close', id: 'close', onclick: back },
          t('calendar_close'),
        ),
    );
  };

  const drawNext = () => {
    const elections = rules.elections.filter(({ id }) => view.election === null || id === view.election);
    const dates = nextDates(elections, view.region, date, NEXT_DATES);
    fillElement(
      next,
      h('h2', { id: 'next' }, t('popup_next')),
      dates.length === 0
        ? h('p', { class: 'soft' }, t('popup_next_none'))
        : h(
            'ol',
            { class: 'choices' },
            dates.flatMap(({ stage }) => {
              const row = model.rows.find(({ stages }) => stages.includes(stage));
              if (!row) return [];
              const left = daysLeft(daysBetween(date, stage.start), t);
              return h(
                'li',
                {},
                rowButton(row, model, {
                  // By this Escape finds back to it, though the list is drawn anew.
                  id: `next-${stage.id}`,
                  second: `${longDate(stage.start, language)} · ${left}`,
                  open: () => {
                    view.day = stage.start;
                    choose({ kind: 'row', id: row.id });
                  },
                }),
              );
            }),
          ),
    );
  };

  const drawTimeline = () => {
    const election =
      rules.elections.find(({ id }) => id === view.election) ??
      chosenRow()?.election ??
      electionInView(model.rows, date);
    const rows = model.rows.filter((row) => row.election === election);
    fillElement(
      timeline,
      timelineView(rows, model, chosenRow(), view.all, {
        openRow: (row) => {
          view.day = runs(row, date) ? date : row.stage.start;
          choose({ kind: 'row', id: row.id });
        },
        showAll: () => {
          view.all = true;
          const before = timeline.querySelectorAll('.row').length;
          draw();
          timeline.querySelectorAll<HTMLElement>('.row')[before]?.focus();
        },
      }),
    );
  };

  const drawMonth = () => month.update(model, view.day, chosenRow());

  const draw = () =>
    keepingFocus(() => {
      drawMonth();
      drawDetails();
      drawNext();
      drawTimeline();
      fillElement(known, knownView(model));
    });

  /** Shows something in the details and takes the person there; Escape leads back. */
  const choose = (chosen: Chosen) => {
    const active = document.activeElement;
    if (active instanceof HTMLElement && !details.contains(active)) origin = active;
    view.chosen = chosen;
    draw();
    document.getElementById(DETAILS_HEADING)?.focus();
  };

  const back = () => {
    const id = origin?.id;
    const place = id ? document.getElementById(id) : null;
    if (place) place.focus();
    else month.focus(view.day);
  };

  const month: MonthView = monthView(model, {
    move: (day) => {
      view.day = day;
      drawMonth();
    },
    openDay: (day) => {
      view.day = day;
      const here = model.rows.filter((row) => runs(row, day));
      const [only] = here;
      drawMonth();
      month.focus(day);
      choose(here.length === 1 && only ? { kind: 'row', id: only.id } : { kind: 'day', date: day });
    },
    openRow: (row, day) => {
      // A span that reaches in from the month before is looked at where the person is.
      const first = monthStart(view.day);
      view.day = day < first && runs(row, first) ? first : day;
      drawMonth();
      month.focus(view.day);
      choose({ kind: 'row', id: row.id });
    },
  });

  const filtered = (change: Partial<Pick<View, 'region' | 'election'>>) => {
    Object.assign(view, change);
    view.all = false;
    model = modelOf();
    if (change.election !== undefined) view.day = view.election === null ? date : dayInView(model.rows, date);
    if (view.chosen?.kind === 'row' && !chosenRow()) view.chosen = null;
    draw();
  };

  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !view.chosen) return;
    // In the popup Escape would close everything.
    event.preventDefault();
    back();
  });

  // What counts most today is open from the start; an estimate never counts.
  const [running] = model.rows
    .filter((row) => row.stage.kind !== 'penanda' && row.stage.confidence !== 'inferred' && runs(row, date))
    .sort((a, b) => strictnessRank(a.stage.kind) - strictnessRank(b.stage.kind));
  if (running) view.chosen = { kind: 'row', id: running.id };
  draw();

  document.documentElement.lang = language;
  document.title = t('calendar_title');
  document.body.classList.toggle('in-popup', inPopup);
  fillElement(
    document.body,
    skipLink(t, { said: 'calendar_skip' }),
    h(
      'header',
      {},
      brand(t, 20),
      h('h1', {}, t('calendar_heading')),
      h('p', { class: 'soft intro' }, t('calendar_intro')),
      h(
        'nav',
        { 'aria-label': t('popup_links') },
        h(
          'ul',
          { class: 'links' },
          inPopup && h('li', {}, h('a', { class: 'button', href: POPUP }, t('calendar_back'))),
          inPopup &&
            h(
              'li',
              {},
              h('a', { class: 'button', href: location.pathname, target: '_blank' }, t('calendar_tab')),
            ),
          !inPopup &&
            h('li', {}, h('a', { class: 'button', href: '../options/index.html' }, t('popup_options'))),
        ),
      ),
    ),
    h(
      'main',
      { id: 'content', tabindex: -1 },
      h(
        'div',
        { class: 'filters', role: 'group', 'aria-label': t('calendar_filters') },
        regionSelect(rules, settings.region, view.region, t, (region) => filtered({ region })),
        electionSelect(rules.elections, pack, language, t, (election) => filtered({ election })),
      ),
      settings.simulatedDate !== null &&
        h(
          'p',
          { class: 'notice' },
          t('popup_simulated', { date: longDate(settings.simulatedDate, language) }),
        ),
      included &&
        h(
          'p',
          { class: 'soft pack' },
          `${included} `,
          h('a', { href: '../options/index.html#pack', target: '_blank' }, t('common_pack_open')),
        ),
      h('div', { class: 'view' }, h('div', { class: 'look' }, month.element, legend(t)), details, next),
      h(
        'section',
        { class: 'timeline', 'aria-labelledby': 'timeline' },
        h('h2', { id: 'timeline' }, t('calendar_timeline')),
        timeline,
      ),
      known,
    ),
    h('footer', {}, h('p', {}, t('common_private_line'))),
  );
};

/** What the page was built from; only a change of these builds it anew, so that the person keeps their place. */
let built: string | null = null;

const show = (stored: Stored, inForce: RulesInForce): void => {
  const language = resolveLanguage(stored.settings.language, navigator.language);
  const from = JSON.stringify([
    language,
    stored.settings.region,
    today(stored.settings),
    inForce.pack?.sha256 ?? null,
  ]);
  if (from === built) return;
  built = from;
  build(stored, inForce, language);
};

follow({
  read: async () => {
    const stored = await readAll();
    return { stored, inForce: await rulesInForce(stored) };
  },
  show: ({ stored, inForce }) => show(stored, inForce),
});
