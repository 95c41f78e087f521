/**
 * Subject to verdict, with results kept by content: a feed shows the same post many times, and a node that is
 * recycled for another post must never inherit an answer.
 */
import { judge } from '../domain/judge.ts';
import { respond } from '../domain/response.ts';
import type { Action, CivilDate, Recognition, Response, Subject, Verdict } from '../domain/vocabulary.ts';
import { recognise } from '../recognition/recognise.ts';
import type { Knowledge } from './state.ts';

export interface Assessment {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly response: Response;
}

const MAX_CACHED = 500;

/** A key that is equal for equal content; separators cannot occur in page text that matters. */
export const contentKey = (subject: Subject): string =>
  [
    subject.site,
    subject.kind,
    subject.author?.handle ?? '',
    subject.author?.name ?? '',
    subject.text,
    subject.imageText ?? '',
    subject.groupName ?? '',
    subject.pageTitle ?? '',
    subject.draft ?? '',
    subject.quoted ? contentKey(subject.quoted) : '',
  ].join('\u0001');

/** Keeps recognitions for one state of knowledge. */
export class Assessor {
  readonly #knowledge: Knowledge;
  readonly #recognised = new Map<string, Recognition>();

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /** What recognition says of a subject, remembered by its content. */
  recognition(subject: Subject): Recognition {
    const key = contentKey(subject);
    const known = this.#recognised.get(key);
    if (known) return known;
    const { matcher, ignored } = this.#knowledge;
    const found = recognise(subject, matcher, ignored);
    if (this.#recognised.size >= MAX_CACHED) this.#recognised.clear();
    this.#recognised.set(key, found);
    return found;
  }

  /** Judges an action on a subject on a date and looks the response up. */
  assess(action: Action, subject: Subject, date: CivilDate): Assessment {
    const { decree, settings } = this.#knowledge;
    const verdict = judge(
      this.recognition(subject),
      { action, date, employment: settings.employment, photo: subject.draftHasPhoto === true },
      decree,
    );
    return { subject, verdict, response: respond(verdict, action, settings.strictness) };
  }
}
