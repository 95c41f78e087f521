/**
 * The guard of one page: sees the event first, decides at once, and either lets it through untouched or stops it
 * and asks. It never makes a click, never removes or rewrites a site's node, and when anything of ours fails the
 * event passes.
 */
import type { Exception } from '../domain/settings.ts';
import type { Action, Subject, Verdict } from '../domain/vocabulary.ts';
import { today } from '../platform/clock.ts';
import type { Outcome, ToBackground } from '../platform/messages.ts';
import { isAlive, send } from '../platform/native.ts';
import type { ControlHit, Site } from '../sites/site.ts';
import { type Assessment, Assessor, contentKey } from './assess.ts';
import { removeBadge, setBadge } from './badge.ts';
import { type Answer, WarningDialog } from './dialog.ts';
import { Hint } from './hint.ts';
import { Host } from './host.ts';
import { observePosts } from './observe.ts';
import { PASS_MS, Passes } from './passes.ts';
import { followKnowledge, type Knowledge } from './state.ts';
import { guardText } from './texts.ts';
import { composeWarning } from './warning.ts';

/** Events that can do an action, and those that begin a new gesture. */
const ACTING = ['click', 'dblclick', 'keydown'] as const;
const BEGINNING = ['pointerdown', 'mousedown', 'touchstart'] as const;
/** While the dialog is open these stay ours: a site's shortcuts and focus traps must not hear them. */
const PRIVATE = [
  'keydown', 'keyup', 'keypress', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend',
  'focusin', 'focusout', 'focus', 'blur',
] as const; // biome-ignore format: a list

const EXCEPTION_SECONDS = 6;
const RELOAD_SECONDS = 20;

/** Starts the guard for a site; returns a function that stops it and leaves the page as it was. */
export const startGuard = (site: Site): (() => void) => {
  const stop = new AbortController();
  const guard = new Guard(site, stop);
  guard.start();
  return () => stop.abort();
};

/** The name by which the person knows whom a verdict is about. */
const participantName = ({ decree }: Knowledge, { participant }: Verdict): string =>
  decree.participants.get(participant ?? '')?.name ?? '';

class Guard {
  readonly #site: Site;
  readonly #stop: AbortController;
  readonly #passes = new Passes();
  #knowledge: Knowledge | null = null;
  #assessor: Assessor | null = null;
  #host: Host | null = null;
  #dialog: WarningDialog | null = null;
  #hint: Hint | null = null;
  #gesture = 0;
  /** Keys that went down in the warning and are not let go yet. */
  readonly #pressed = new Set<string>();
  #again: () => void = () => undefined;

  constructor(site: Site, stop: AbortController) {
    this.#site = site;
    this.#stop = stop;
  }

  start(): void {
    const { signal } = this.#stop;
    const listen = { capture: true, passive: false, signal } as const;
    for (const type of PRIVATE) addEventListener(type, this.#keepPrivate, listen);
    for (const type of BEGINNING) addEventListener(type, this.#begin, listen);
    for (const type of ACTING) addEventListener(type, this.#act, listen);
    followKnowledge(signal, (knowledge) => {
      this.#site.use(knowledge.pack.sites[this.#site.id]);
      this.#knowledge = knowledge;
      this.#assessor = new Assessor(knowledge);
      this.#again();
    });
    const observer = observePosts(
      this.#site,
      {
        onPost: (post) => this.#mark(post),
        onHealth: (sample) => this.#tell({ type: 'content:health', site: this.#site.id, sample }),
        onMutation: () => this.#keepHost(),
      },
      signal,
    );
    this.#again = observer.again;
    signal.addEventListener('abort', () => {
      this.#dialog?.dismiss();
      this.#hint?.hide();
      for (const post of this.#site.postsIn(document)) removeBadge(post);
      this.#host?.remove();
    });
  }

  #tell(message: ToBackground): void {
    send(message);
  }

  readonly #keepPrivate = (event: Event): void => {
    const isOurs = this.#dialog?.isOpen === true && event.target === this.#host?.element;
    if (this.#isLeftover(event, isOurs) || isOurs) event.stopImmediatePropagation();
  };

  /** A key that closed the warning and is still down: neither its repetition nor its release is for the page. */
  #isLeftover(event: Event, isOurs: boolean): boolean {
    if (!(event instanceof KeyboardEvent)) return false;
    const { type, code, repeat } = event;
    if (type === 'keyup') return this.#pressed.delete(code);
    if (type !== 'keydown') return false;
    if (isOurs) this.#pressed.add(code);
    else if (!repeat) this.#pressed.delete(code);
    else if (this.#pressed.has(code)) {
      event.preventDefault();
      return true;
    }
    return false;
  }

  readonly #begin = (): void => {
    this.#gesture += 1;
  };

  readonly #act = (event: Event): void => {
    try {
      if (event.type === 'keydown' && !(event as KeyboardEvent).repeat) this.#gesture += 1;
      if (event.target === this.#host?.element) return;
      if (!isAlive()) {
        this.#retire();
        return;
      }
      this.#consider(event);
    } catch {
      // An error of ours lets the event through: the site must never break because of us.
    }
  };

  #consider(event: Event): void {
    const knowledge = this.#knowledge;
    const assessor = this.#assessor;
    if (!knowledge || !assessor) return;
    const hit = this.#site.actionAt(event);
    if (!hit) return;
    const subject = this.#site.subjectOf(hit);
    if (!subject || hit.step === 'open') return;
    const assessment = assessor.assess(hit.action, subject, today(knowledge.settings));
    if (assessment.response !== 'hold') return;
    const key = `${hit.action}\u0001${contentKey(subject)}`;
    if (this.#passes.use(key, this.#gesture)) {
      this.#hint?.hide();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#ask(hit, assessment, key, knowledge);
  }

  #surface(css: string): { readonly host: Host; readonly dialog: WarningDialog; readonly hint: Hint } {
    this.#host ??= new Host(css);
    this.#dialog ??= new WarningDialog(this.#host);
    this.#hint ??= new Hint(this.#host);
    return { host: this.#host, dialog: this.#dialog, hint: this.#hint };
  }

  #ask(hit: ControlHit, { subject, verdict }: Assessment, key: string, knowledge: Knowledge): void {
    const { dialog, hint } = this.#surface(knowledge.pack.style);
    if (dialog.isOpen) return;
    hint.hide();
    const { pack, settings, language } = knowledge;
    const t = guardText(pack, language);
    const warning = composeWarning({
      subject,
      action: hit.action,
      verdict,
      participant: participantName(knowledge, verdict),
      pack,
      language,
      simulatedDate: settings.simulatedDate,
      t,
    });
    const focused = document.activeElement;
    dialog.show(warning, language, t, (answer) => {
      this.#record(hit.action, subject, verdict, answer, knowledge);
      const back = hit.control.isConnected ? hit.control : focused;
      if (back instanceof HTMLElement || back instanceof SVGElement) back.focus({ preventScroll: true });
      if (answer.kind === 'continued') {
        this.#passes.grant(key);
        const seconds = PASS_MS / 1000;
        hint.show(
          hit.control,
          seconds,
          (left) => t('dialog_hint', { seconds: left }),
          t('dialog_hint_announce', { seconds }),
        );
      } else if (answer.kind === 'excepted') {
        this.#except(answer.choice, knowledge);
        hint.show(hit.control, EXCEPTION_SECONDS, () => answer.choice.done, answer.choice.done);
      }
    });
  }

  #except(choice: Extract<Answer, { kind: 'excepted' }>['choice'], knowledge: Knowledge): void {
    const added = today({ simulatedDate: null, region: knowledge.settings.region });
    const exception: Exception =
      choice.kind === 'author'
        ? { kind: 'author', site: this.#site.id, author: choice.author, added }
        : { kind: 'term', term: choice.term, added };
    this.#tell({ type: 'content:except', exception });
  }

  #record(action: Action, subject: Subject, verdict: Verdict, answer: Answer, knowledge: Knowledge): void {
    const outcome: Outcome = answer.kind;
    const about = participantName(knowledge, verdict);
    this.#tell({
      type: 'content:warned',
      entry: {
        at: Date.now(),
        date: today(knowledge.settings),
        site: subject.site,
        action,
        level: verdict.level,
        items: verdict.items,
        about,
        outcome,
        evidence: verdict.evidence.slice(0, 4).map(({ tier, where, text }) => ({ tier, where, text })),
      },
    });
  }

  /** Recognises a post ahead of time and marks it. What a like would be is what the mark says. */
  #mark(post: Element): void {
    const knowledge = this.#knowledge;
    const assessor = this.#assessor;
    if (!knowledge || !assessor) return;
    const subject = this.#site.readPost(post);
    if (!subject) {
      removeBadge(post);
      return;
    }
    const { verdict } = assessor.assess('like', subject, today(knowledge.settings));
    if (verdict.level === 'aman') {
      removeBadge(post);
      return;
    }
    const participant = participantName(knowledge, verdict);
    const t = guardText(knowledge.pack, knowledge.language);
    const label = t(verdict.level === 'dilarang' ? 'badge_dilarang' : 'badge_hati_hati', { participant });
    setBadge(post, this.#site.badgeAnchor(post), verdict.level, label, knowledge.pack.badgeStyle);
  }

  #keepHost(): void {
    if (!this.#dialog?.isOpen || this.#host?.element.isConnected) return;
    if (this.#host?.restore()) this.#dialog.reopen();
    // The page has won: an unseen warning must not go on holding acts.
    else this.#dialog.dismiss();
  }

  /** The extension was updated or removed under the open page: step aside, and say so once. */
  #retire(): void {
    const knowledge = this.#knowledge;
    this.#dialog?.dismiss();
    const host = this.#host;
    this.#host = null;
    this.#stop.abort();
    if (!knowledge) return;
    const text = guardText(knowledge.pack, knowledge.language)('dialog_reload');
    new Hint(host ?? new Host(knowledge.pack.style)).show(null, RELOAD_SECONDS, () => text, text);
  }
}
