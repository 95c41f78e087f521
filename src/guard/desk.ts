/** The surface itself: the warning, the hints and the marks, and the one element in which they live. */

import type { Action, Verdict } from '../domain/vocabulary.ts';
import { today } from '../platform/clock.ts';
import type { Testimony, Witnessed } from '../platform/messages.ts';
import { hear, hearOwnPages } from '../platform/native.ts';
import { fieldOf } from '../sites/dom.ts';
import type { Site } from '../sites/site.ts';
import { Acts } from './acts.ts';
import type { Assessment, Assessor } from './assess.ts';
import { removeBadge, setBadge } from './badge.ts';
import { WarningDialog } from './dialog.ts';
import { DraftLine } from './draft-line.ts';
import { Hint } from './hint.ts';
import { Host } from './host.ts';
import { record } from './journal.ts';
import { Notice } from './notice.ts';
import { PASS_MS } from './passes.ts';
import { rehearse } from './rehearse.ts';
import { SelfCheck } from './self-check.ts';
import { isWitnessed, subjectOfOperation } from './slipped.ts';
import type { Knowledge } from './state.ts';
import type { DraftOutlook, Held, Surface } from './surface.ts';
import { guardText, nameOfParticipant } from './texts.ts';
import { composeWarning, whyOf } from './warning.ts';

const EXCEPTION_SECONDS = 6;
const RELOAD_SECONDS = 20;

/** A frame smaller than this, in CSS pixels, has no room for the warning. */
const LEAST_WIDTH = 300;
const LEAST_HEIGHT = 380;

/**
 * A like button on another site stands in a frame of its own size. Its page opens in a window instead: there the person
 * acts, and is asked, with room to read. False where the page forbids it; then the warning does with the room there is.
 */
const tookToWindow = (): boolean =>
  top !== self &&
  (innerWidth < LEAST_WIDTH || innerHeight < LEAST_HEIGHT) &&
  open(location.href, '_blank', 'popup,width=560,height=760') !== null;

class Desk implements Surface {
  #host: Host | null = null;
  #dialog: WarningDialog | null = null;
  #hint: Hint | null = null;
  #notice: Notice | null = null;
  readonly #acts = new Acts();
  #rehearse: Surface['rehearse'] = () => false;

  get isOpen(): boolean {
    return this.#dialog?.isOpen === true;
  }

  owns(target: EventTarget | null): boolean {
    return this.#host !== null && target === this.#host.element;
  }

  #parts({ pack, language }: Pick<Knowledge, 'pack' | 'language'>): {
    readonly dialog: WarningDialog;
    readonly hint: Hint;
    readonly notice: Notice;
  } {
    this.#host ??= new Host(pack.style);
    // The page's own language may be another.
    this.#host.element.lang = language;
    this.#dialog ??= new WarningDialog(this.#host);
    this.#hint ??= new Hint(this.#host);
    this.#notice ??= new Notice(this.#host);
    return { dialog: this.#dialog, hint: this.#hint, notice: this.#notice };
  }

  warn({ action, subject, verdict, control, knowledge, answered }: Held): void {
    const { pack, settings, language } = knowledge;
    const { dialog, hint } = this.#parts(knowledge);
    if (dialog.isOpen || tookToWindow()) return;
    hint.hide();
    const t = guardText(pack, language);
    const participant = nameOfParticipant(knowledge, verdict);
    const warning = composeWarning({
      subject,
      action,
      verdict,
      participant,
      pack,
      language,
      date: today(settings),
      simulatedDate: settings.simulatedDate,
      agency: settings,
      t,
    });
    const focused = document.activeElement;
    dialog.show(warning, language, t, (answer) => {
      record({ action, subject, verdict }, answer.kind, participant, knowledge);
      answered(answer);
      // Whoever sent by a key from the editor goes on writing or sending there: keys on the button mean other things.
      const isWriting = focused !== null && fieldOf(focused) !== null;
      const back = control.isConnected && !isWriting ? control : focused;
      if (back instanceof HTMLElement || back instanceof SVGElement) back.focus({ preventScroll: true });
      if (answer.kind === 'continued') {
        const seconds = PASS_MS / 1000;
        hint.show(
          control,
          seconds,
          (left) => t('dialog_hint', { seconds: left }),
          t('dialog_hint_announce', { seconds }),
        );
      } else if (answer.kind === 'excepted')
        hint.show(control, EXCEPTION_SECONDS, () => answer.choice.done, answer.choice.done);
    });
  }

  watch(
    site: Site,
    knowledge: () => Knowledge | null,
    assessor: () => Assessor | null,
    signal: AbortSignal,
  ): void {
    hear((message) => {
      if (signal.aborted || !isWitnessed(message) || message.site !== site.id) return null;
      return this.#testify(site, message, knowledge(), assessor());
    });
    const check = new SelfCheck({ site, knowledge, assessor, mark: this.mark.bind(this) }, signal);
    hearOwnPages((message) => (signal.aborted ? null : check.answer(message)));
    this.#rehearse = (post, own) => {
      const known = knowledge();
      return known !== null && rehearse(site, own, post, known, signal);
    };
  }

  press(event: Event): void {
    this.#dialog?.settle();
    if (!this.owns(event.target)) this.#acts.press(event);
  }

  acted(action: Action, at: number): void {
    this.#acts.add(action, at);
  }

  /** Answers the witness, and tells the person where an act about a participant had left. */
  #testify(
    site: Site,
    { actions, ids }: Witnessed,
    knowledge: Knowledge | null,
    assessor: Assessor | null,
  ): Testimony {
    const now = performance.now();
    if (this.#acts.foresee(actions, now)) return 'foreseen';
    if (!knowledge || !assessor) return 'unforeseen';
    for (const action of actions) {
      const subject = subjectOfOperation(site, this.#acts.presses, action, ids, now);
      const assessed = subject && assessor.assess(action, subject, today(knowledge.settings));
      if (assessed?.response !== 'hold') continue;
      const about = nameOfParticipant(knowledge, assessed.verdict);
      this.#tellSlipped(action, assessed, about, knowledge);
      record({ action, ...assessed }, 'slipped', about, knowledge);
      return 'slipped';
    }
    return 'unforeseen';
  }

  #tellSlipped(action: Action, { verdict }: Assessment, about: string, { pack, language }: Knowledge): void {
    const t = guardText(pack, language);
    const items = verdict.items.flatMap((id) => pack.texts.items[id]?.name[language] ?? []).join(', ');
    this.#parts({ pack, language }).notice.show({
      name: t('dialog_slipped'),
      lines: [
        `${whyOf(verdict, about, t)} ${t('dialog_slipped_may', { items })}`,
        t(`dialog_undo_${action}`),
        t('dialog_slipped_private'),
      ],
      close: t('dialog_slipped_close'),
    });
  }

  dismiss(): void {
    this.#dialog?.dismiss();
  }

  keep(): void {
    if (!this.isOpen || this.#host?.element.isConnected) return;
    if (this.#host?.restore()) this.#dialog?.settle();
    // The page has won: an unseen warning must not go on holding acts.
    else this.dismiss();
  }

  hideHint(): void {
    this.#hint?.hide();
  }

  mark(post: Element, anchor: () => Element | null, verdict: Verdict | null, knowledge: Knowledge): void {
    if (!verdict || verdict.level === 'aman') {
      removeBadge(post);
      return;
    }
    const t = guardText(knowledge.pack, knowledge.language);
    const participant = nameOfParticipant(knowledge, verdict);
    const label = t(verdict.level === 'dilarang' ? 'badge_dilarang' : 'badge_hati_hati', { participant });
    setBadge(post, anchor(), verdict.level, label, knowledge.pack.badgeStyle);
  }

  followDrafts(outlook: (editor: Element) => DraftOutlook | null, signal: AbortSignal): () => void {
    const line = new DraftLine({
      outlook,
      words: (verdict, knowledge) =>
        guardText(knowledge.pack, knowledge.language)(
          knowledge.settings.block ? 'dialog_draft_line_blocked' : 'dialog_draft_line',
          { participant: nameOfParticipant(knowledge, verdict) },
        ),
      show: (element, knowledge) => {
        this.#parts(knowledge);
        this.#host?.show(element);
      },
      isSilent: () => this.isOpen || this.#hint?.isShown === true,
    });
    line.start(signal);
    return () => line.again();
  }

  rehearse(post: Element, assessor: Assessor): boolean {
    return this.#rehearse(post, assessor);
  }

  remove(posts: Iterable<Element>): void {
    this.dismiss();
    this.hideHint();
    this.#notice?.hide();
    for (const post of posts) removeBadge(post);
    this.#host?.remove();
  }

  farewell({ pack, language }: Knowledge): void {
    const text = guardText(pack, language)('dialog_reload');
    this.#parts({ pack, language }).hint.show(null, RELOAD_SECONDS, () => text, text);
  }
}

/**
 * Makes the surface of one page, and first takes away what stands there under our names. Firefox ends the scripts of
 * an updated extension without a word and starts the new ones in pages that are open: the old marks and an open
 * warning would stay for ever, with nobody behind them.
 */
export const createSurface = (): Surface => {
  for (const left of document.querySelectorAll('jaga-netral, jaga-netral-badge')) left.remove();
  return new Desk();
};
