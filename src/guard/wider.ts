/**
 * Asks the worker, in batches, about subjects that are new to the page: it knows everybody who stands. Nobody waits
 * for the answer: until it is there the page's own lexicon decides. A worker that was killed is asked again.
 */
import type { Subject } from '../domain/vocabulary.ts';
import { pageClock } from '../platform/clock.ts';
import { MAX_SUBJECTS, type RecognitionAnswer, type WiderRecognition } from '../platform/messages.ts';
import { ask } from '../platform/native.ts';

/** Subjects that appear together go together, in ms. */
const GATHER_MS = 40;
/** While more come, in ms; each question costs the page more than the words in it. */
const GATHER_MORE_MS = 160;
/** No subject waits longer than this for its question, in ms. */
const LATEST_MS = 1_000;
/** After a failure, in ms; doubled with each further one. */
const RETRY_MS = 250;
const MAX_TRIES = 4;
/** A feed that is scrolled faster than answers come keeps its newest. */
const MAX_WAITING = 400;

interface Question {
  readonly subject: Subject;
  /** Where it was read; by the time of the answer the site may show another post there, or none. */
  readonly post: WeakRef<Element> | undefined;
}

type OnAnswer = (subject: Subject, answer: WiderRecognition, post: Element | undefined) => void;

export class WiderAnswers {
  readonly #waiting = new Map<string, Question>();
  readonly #onAnswer: OnAnswer;
  readonly #signal: AbortSignal;
  #busy = false;
  #failures = 0;
  #lastAsked = Number.NEGATIVE_INFINITY;
  #lastWanted = 0;

  constructor(signal: AbortSignal, onAnswer: OnAnswer) {
    this.#signal = signal;
    this.#onAnswer = onAnswer;
  }

  /**
   * Wants a subject looked up; the same key twice is one question.
   * @param post where it was read, if in one
   */
  want(key: string, subject: Subject, post?: Element): void {
    if (this.#waiting.size >= MAX_WAITING) this.#waiting.delete(this.#waiting.keys().next().value as string);
    this.#waiting.set(key, { subject, post: post && new WeakRef(post) });
    this.#lastWanted = pageClock();
    this.#schedule(GATHER_MS);
  }

  /**
   * Forgets all questions: what is known has changed, or the page was asleep. An answer that came while it slept is
   * lost in Firefox, and nobody may wait for it.
   */
  clear(): void {
    this.#busy = false;
    this.#waiting.clear();
  }

  #schedule(ms: number): void {
    if (this.#busy || this.#signal.aborted) return;
    this.#busy = true;
    setTimeout(() => {
      const now = pageClock();
      this.#busy = false;
      // In the middle of a scroll more is on its way; the first question of all does not wait for it.
      if (now - this.#lastWanted < GATHER_MORE_MS && now - this.#lastAsked < LATEST_MS)
        this.#schedule(GATHER_MORE_MS);
      else void this.#ask();
    }, ms);
  }

  async #ask(): Promise<void> {
    const batch = [...this.#waiting].slice(-MAX_SUBJECTS);
    let next = GATHER_MS;
    this.#busy = true;
    this.#lastAsked = pageClock();
    try {
      const answers = (await ask({
        type: 'content:recognise',
        subjects: batch.map(([, { subject }]) => subject),
      })) as RecognitionAnswer | undefined;
      if (answers?.length !== batch.length) throw new Error('no answer');
      this.#failures = 0;
      for (const [at, [key, { subject, post }]] of batch.entries()) {
        // A question that was cleared meanwhile was about other knowledge.
        if (this.#waiting.delete(key))
          this.#onAnswer(subject, answers[at] as WiderRecognition, post?.deref());
      }
    } catch {
      this.#failures += 1;
      if (this.#failures >= MAX_TRIES) {
        this.#waiting.clear();
        this.#failures = 0;
      }
      next = RETRY_MS * 2 ** this.#failures;
    }
    this.#busy = false;
    if (this.#waiting.size > 0) this.#schedule(next);
  }
}
