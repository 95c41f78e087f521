/**
 * The guard of one page: sees the event first, decides at once, and either lets it through untouched or stops it
 * and asks. It never makes a click, never removes or rewrites a site's node, and when anything of ours fails the
 * event passes.
 */
import type { Exception } from '../domain/settings.ts';
import type { HealthSample } from '../domain/vocabulary.ts';
import { today } from '../platform/clock.ts';
import { isAlive, send } from '../platform/native.ts';
import type { ControlHit, Site } from '../sites/site.ts';
import { type Assessment, Assessor, contentKey } from './assess.ts';
import type { Answer } from './dialog.ts';
import { observePosts } from './observe.ts';
import { Passes } from './passes.ts';
import { followKnowledge, type Knowledge } from './state.ts';
import { type DraftOutlook, type Surface, whenSurface } from './surface.ts';
import { WiderAnswers } from './wider.ts';

/**
 * Events that can do an action. A double tap may count from the second touch on. A middle click does none on these
 * sites, and each `submit` follows one of these.
 */
const ACTING = new Set(['click', 'dblclick', 'keydown', 'mouseup', 'touchstart', 'touchend']);
/** Begin a new gesture. The made-up `mousedown` of a tap comes after its `touchend`, in the same gesture. */
const BEGINNING = new Set(['pointerdown', 'keydown']);
/** Keys that read on or change what others mean: on no site do they do anything by themselves. */
const IDLE_KEYS = new Set('PageUp PageDown Home End Tab Shift Control Alt AltGraph Meta CapsLock'.split(' '));
/** While the dialog is open these stay ours: a site's shortcuts and focus traps must not hear them. */
const PRIVATE = new Set([
  'keydown', 'keyup', 'keypress', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend',
  'focusin', 'focusout', 'focus', 'blur',
]); // biome-ignore format: a list

/** Starts the guard for a site; returns a function that stops it and leaves the page as it was. */
export const startGuard = (site: Site): (() => void) => {
  const stop = new AbortController();
  const guard = new Guard(site, stop);
  guard.start();
  return () => stop.abort();
};

class Guard {
  readonly #site: Site;
  readonly #stop: AbortController;
  readonly #passes = new Passes();
  #knowledge: Knowledge | null = null;
  #assessor: Assessor | null = null;
  #surface: Surface | null = null;
  /** What waits for the surface: the act that was held last. */
  #pending: (() => void) | null = null;
  #gesture = 0;
  #isReady = false;
  /** Keys that went down in the warning and are not let go yet. */
  readonly #pressed = new Set<string>();
  /** Looks at all posts anew; null while the page is not watched. */
  #again: (() => void) | null = null;
  #lookAtDraft: () => void = () => undefined;
  readonly #wider: WiderAnswers;

  constructor(site: Site, stop: AbortController) {
    this.#site = site;
    this.#stop = stop;
    this.#wider = new WiderAnswers(stop.signal, (subject, answer, post) => {
      const isNews = this.#assessor?.accept(subject, answer);
      if (isNews && post?.isConnected) this.#mark(post);
      if (isNews) this.#lookAtDraft();
    });
  }

  start(): void {
    const { signal } = this.#stop;
    // One listener for each: a call costs the page more than what is done in it, and every key is heard. One that could
    // keep a finger from scrolling would be paid for by everything that is painted: Chromium notes it with every box.
    for (const type of new Set([...PRIVATE, ...BEGINNING, ...ACTING]))
      addEventListener(type, this.#hear, { capture: true, passive: type === 'touchstart', signal });
    followKnowledge(signal, (knowledge) => {
      this.#site.use(knowledge.pack.sites[this.#site.id]);
      this.#knowledge = knowledge;
      this.#assessor = new Assessor(knowledge);
      this.#wider.clear();
      this.#again ??= this.#watch();
      this.#again();
      this.#lookAtDraft();
    });
    whenSurface((surface) => {
      this.#surface = surface;
      this.#pending?.();
      this.#pending = null;
      surface.watch(
        this.#site,
        () => this.#knowledge,
        () => this.#assessor,
        signal,
      );
      this.#lookAtDraft = surface.followDrafts(this.#outlook, signal);
      this.#again?.();
    });
    signal.addEventListener('abort', () => this.#surface?.remove(this.#site.postsIn(document)));
  }

  /** Nobody watches a page before there is something to know: what it has built by then is searched for in any case. */
  #watch(): () => void {
    const events = {
      onPost: (post: Element) => this.#mark(post),
      onHealth: (sample: HealthSample) => {
        if (!this.#site.isAside) send({ type: 'content:health', site: this.#site.id, sample });
      },
      onMutation: () => this.#surface?.keep(),
    };
    return observePosts(this.#site, events, this.#stop.signal).again;
  }

  readonly #hear = (event: Event): void => {
    const { type } = event;
    const surface = this.#surface;
    if (PRIVATE.has(type)) {
      const isOurs = surface?.isOpen && surface.owns(event.target);
      if (this.#isLeftover(event, isOurs) || isOurs) {
        event.stopImmediatePropagation();
        return;
      }
      // The finger was down before the warning came: a click made of it would fall on the warning.
      if (type === 'touchend' && surface?.isOpen) event.preventDefault();
    }
    const begins = BEGINNING.has(type);
    if (begins) {
      if (IDLE_KEYS.has((event as KeyboardEvent).key)) return;
      if (!(event as KeyboardEvent).repeat) this.#gesture += 1;
    }
    if (ACTING.has(type) && this.#act(event)) return;
    if (begins) surface?.press(event);
    if (type === 'pointerdown') this.#reach(event.target as Element);
  };

  /** A hand is on a post: it is recognised before the hand lets go, however short it has been in view. */
  #reach(target: Element): void {
    try {
      const [post] = this.#site.postsIn(target);
      if (post?.contains(target)) this.#mark(post);
    } catch {
      // As when it is let go: the page never hears of an error of ours.
    }
  }

  /** A key that closed the warning and is still down: neither its repetition nor its release is for the page. */
  #isLeftover(event: Event, isOurs: boolean | undefined): boolean {
    // Mostly none is down: then nothing is asked of the event, for each question costs more than the answer is worth.
    if (!(isOurs || this.#pressed.size) || !(event instanceof KeyboardEvent)) return false;
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

  /** @returns true when the event was held */
  #act(event: Event): boolean {
    try {
      if (this.#surface?.owns(event.target)) return false;
      if (isAlive()) return this.#consider(event);
      this.#retire();
    } catch {
      // An error of ours lets the event through: the site must never break because of us.
    }
    return false;
  }

  #consider(event: Event): boolean {
    const knowledge = this.#knowledge;
    const assessor = this.#assessor;
    if (!knowledge || !assessor) return false;
    const hit = this.#site.actionAt(event);
    if (!hit) return false;
    const subject = this.#site.subjectOf(hit);
    if (!subject || hit.step === 'open') return false;
    const assessment = assessor.assess(hit.action, subject, today(knowledge.settings));
    if (assessment.response === 'hold') {
      const key = `${hit.action}\u0001${contentKey(subject)}`;
      if (!this.#passes.use(key, this.#gesture)) {
        // Where a finger comes down nothing can be prevented; what follows is when it is lifted.
        if (event.type !== 'touchstart') event.preventDefault();
        event.stopImmediatePropagation();
        this.#ask(hit, assessment, key, knowledge);
        return true;
      }
      this.#surface?.hideHint();
    }
    this.#surface?.acted(hit.action, event.timeStamp);
    return false;
  }

  #ask(
    { action, control }: ControlHit,
    { subject, verdict }: Assessment,
    key: string,
    knowledge: Knowledge,
  ): void {
    const answered = (answer: Answer) => {
      if (answer.kind === 'continued') this.#passes.grant(key);
      else if (answer.kind === 'excepted') this.#except(answer.choice, knowledge);
    };
    const ask = () => this.#surface?.warn({ action, subject, verdict, control, knowledge, answered });
    if (this.#surface) ask();
    else this.#pending = ask;
  }

  #except(choice: Extract<Answer, { kind: 'excepted' }>['choice'], knowledge: Knowledge): void {
    const added = today({ simulatedDate: null, region: knowledge.settings.region });
    const exception: Exception =
      choice.kind === 'author'
        ? { kind: 'author', site: this.#site.id, author: choice.author, added }
        : { kind: 'term', term: choice.term, added };
    send({ type: 'content:except', exception });
  }

  /** What sending the draft in an editor would lead to; nothing is held for it. */
  readonly #outlook = (editor: Element): DraftOutlook | null => {
    const knowledge = this.#knowledge;
    const assessor = this.#assessor;
    const hit = knowledge && isAlive() ? this.#site.draftAt(editor) : null;
    if (!knowledge || !assessor || !hit) return null;
    const { action, control } = hit;
    const subject = this.#site.subjectOf(hit);
    if (!subject?.draft && !subject?.draftHasPhoto) return { control, verdict: null, knowledge };
    // The worker's word is then there before the draft is sent.
    if (assessor.isOpen(subject)) this.#wider.want(contentKey(subject), subject);
    const { verdict, response } = assessor.assess(action, subject, today(knowledge.settings));
    return { control, verdict: response === 'hold' ? verdict : null, knowledge };
  };

  /** Recognises a post ahead of time and marks it. What a like would be is what the mark says. */
  #mark(post: Element): void {
    const knowledge = this.#knowledge;
    const assessor = this.#assessor;
    if (!knowledge || !assessor) return;
    const subject = this.#site.readPost(post);
    if (subject && assessor.isOpen(subject)) this.#wider.want(contentKey(subject), subject, post);
    const verdict = subject && assessor.assess('like', subject, today(knowledge.settings)).verdict;
    this.#surface?.mark(post, () => this.#site.badgeAnchor(post), verdict, knowledge);
    this.#isReady ||= this.#surface?.rehearse(post, new Assessor(knowledge)) ?? false;
  }

  /** The extension was updated or removed under the open page: step aside, and say so once. */
  #retire(): void {
    const knowledge = this.#knowledge;
    this.#stop.abort();
    if (knowledge) this.#surface?.farewell(knowledge);
  }
}
