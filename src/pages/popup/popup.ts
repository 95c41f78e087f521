/** Entry of the popup: reads, draws, and draws again whenever something stored changes. */
import type { Language, SiteId } from '../../domain/vocabulary.ts';
import { checkedOn, sitePaths, witnessRules } from '../../pack/sites.ts';
import { today } from '../../platform/clock.ts';
import { type MessageKey, resolveLanguage, translator } from '../../platform/i18n.ts';
import { askToWitness, mayWitness, onPermissions, stopWitness } from '../../platform/permissions.ts';
import { readOffer, readSelfCheck } from '../../platform/self-check.ts';
import { extensionVersion, readAll, type Stored } from '../../platform/storage.ts';
import { askPage, leadTo, tabInFront } from '../../platform/tab.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { healthReport } from '../shared/report.ts';
import { rulesInForce } from '../shared/rules-in-force.ts';
import { type Check, RESULT_ID } from './self-check.ts';
import { type Care, popupView } from './view.ts';

let shownIn: Language = 'id';
const setLanguage = (language: Language) => {
  shownIn = language;
  document.documentElement.lang = language;
  document.title = translator(language)('popup_title');
};

/**
 * What was just done about the witness or the report. One line for all drawings: words that come into it are announced,
 * a line that comes with its words is not.
 */
const told = h('p', { class: 'soft', role: 'status' });
const say = async (what: MessageKey) => {
  await draw();
  told.textContent = '';
  told.textContent = translator(shownIn)(what);
};
const sayAfter = (work: Promise<MessageKey>) => {
  work.then(say).catch((error: unknown) => {
    console.error(error);
    void say('common_error');
  });
};

const careOf = ({ health }: Stored, witness: boolean): Care => ({
  witness,
  told,
  // The browser must be asked in the press itself.
  toggle: () =>
    sayAfter(
      witness
        ? stopWitness().then(() => 'common_witness_withdrawn')
        : askToWitness().then((given) => (given ? 'common_witness_allowed' : 'common_witness_refused')),
    ),
  copyReport: () => {
    const report = healthReport({
      health,
      version: extensionVersion(),
      checked: checkedOn,
      paths: sitePaths,
      witness,
    });
    sayAfter(navigator.clipboard.writeText(report).then(() => 'common_report_copied'));
  },
});

/** The self-check of the page below: nowhere but here, and gone with the popup. */
let check: Check | undefined;
const checkNow = async (state: Check['state']): Promise<void> => {
  if (check) check = { ...check, state };
  await draw();
};

/** A page that is still loading is asked again, so often and after so many ms. */
const OFFER_TRIES = 8;
const OFFER_MS = 500;

/** The site whose page is in a tab: the page itself says so, or nobody does. */
const siteOf = async (tab: number): Promise<SiteId | null> => {
  for (let tries = 1; ; tries++) {
    const site = readOffer(await askPage(tab, { type: 'page:list-here' }));
    if (site !== null || tries === OFFER_TRIES) return site;
    await new Promise((wait) => setTimeout(wait, OFFER_MS));
  }
};

/** Finds out whether the popup stands over a page of a site. */
const offerCheck = async (): Promise<void> => {
  const tab = await tabInFront();
  const site = tab === null ? null : await siteOf(tab);
  if (tab === null || site === null) return;
  check = {
    site,
    state: 'ready',
    hosts: witnessRules[site].requests.hosts,
    look: () => {
      void checkNow('looking');
      askPage(tab, { type: 'page:self-check' })
        .then((answer) => checkNow(readSelfCheck(answer) ?? 'failed'))
        .then(() => document.getElementById(RESULT_ID)?.focus())
        .catch(console.error);
    },
    open: (address) => {
      leadTo(tab, address).catch(console.error);
    },
  };
  await draw();
};

const again = follow({
  read: async () => {
    const [stored, witness] = await Promise.all([readAll(), mayWitness()]);
    return { stored, witness, inForce: await rulesInForce(stored) };
  },
  show: ({ stored, witness, inForce: { rules, pack } }) => {
    const language = resolveLanguage(stored.settings.language, navigator.language);
    setLanguage(language);
    const view = popupView({
      stored,
      rules,
      pack,
      date: today(stored.settings),
      language,
      t: translator(language),
      care: careOf(stored, witness),
      check,
    });
    keepingFocus(() => fillElement(document.body, view));
  },
  error: 'popup_error',
});
/** Shows what was just done; what cannot be read now leaves what is there. */
const draw = (): Promise<void> => again().catch(console.error);
onPermissions(() => void draw());
offerCheck().catch(console.error);
