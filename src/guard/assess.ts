/**
 * Subject to verdict, with results kept by content: a feed shows the same post many times, and a node that is
 * recycled for another post must never inherit an answer.
 */
import { judge } from '../domain/judge.ts';
import { respond } from '../domain/response.ts';
import type { Action, CivilDate, Recognition, Response, Subject, Verdict } from '../domain/vocabulary.ts';
import type { WiderRecognition } from '../platform/messages.ts';
import { recognise } from '../recognition/recognise.ts';
import type { Knowledge } from './state.ts';

export interface Assessment {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly response: Response;
}

const MAX_CACHED = 500;

/** The subject asked for last, for each is asked for several times in a row. */
let last: { readonly subject: Subject; readonly key: string } | null = null;

/** A key that is equal for equal content; separators cannot occur in page text that matters. */
export const contentKey = (subject: Subject): string => {
  if (last?.subject !== subject) last = { subject, key: keyOf(subject) };
  return last.key;
};

const keyOf = (subject: Subject): string =>
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
    subject.quoted ? keyOf(subject.quoted) : '',
  ].join('\u0001');

/** Keeps recognitions for one state of knowledge: the page's own, and the worker's wider ones as they come. */
export class Assessor {
  readonly #knowledge: Knowledge;
  readonly #own = new Map<string, Recognition>();
  readonly #wider = new Map<string, Recognition>();

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /** What recognition says of a subject, remembered by its content. */
  recognition(subject: Subject): Recognition {
    const key = contentKey(subject);
    const wider = this.#wider.get(key);
    if (wider) return wider;
    const known = this.#own.get(key);
    if (known) return known;
    const { matcher, ignored, names, decree } = this.#knowledge;
    let found = recognise(subject, matcher, ignored, names);
    for (const { participant } of found.evidence) {
      const named = decree.participants.has(participant) ? undefined : names.participant(participant);
      if (named) decree.participants.set(participant, named);
    }
    // What the worker knew of the post still holds when the person's own words are added to it.
    const bare = subject.draft === undefined ? undefined : this.#wider.get(contentKey(withoutDraft(subject)));
    if (bare) found = joined(found, bare);
    remember(this.#own, key, found);
    return found;
  }

  /** True when the worker has not said yet what it knows of a subject. */
  isOpen(subject: Subject): boolean {
    return !this.#wider.has(contentKey(subject));
  }

  /** Takes what the worker knows of a subject. @returns false when there was and is nothing to say of it */
  accept(subject: Subject, { recognition, participants }: WiderRecognition): boolean {
    const before = this.recognition(subject);
    for (const participant of participants)
      this.#knowledge.decree.participants.set(participant.id, participant);
    remember(this.#wider, contentKey(subject), recognition);
    return before.evidence.length + recognition.evidence.length > 0;
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

/** Keeps the newest; the oldest go first. */
const remember = (cache: Map<string, Recognition>, key: string, value: Recognition): void => {
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value as string);
  cache.set(key, value);
};

const withoutDraft = ({ draft: _, draftHasPhoto: __, ...subject }: Subject): Subject => subject;

/** Evidence of both, each participant's from whoever knew them. */
const joined = (one: Recognition, other: Recognition): Recognition => {
  const known = new Set(one.evidence.map(({ participant }) => participant));
  const more = other.evidence.filter(({ participant }) => !known.has(participant));
  if (more.length === 0) return one;
  return {
    evidence: [...one.evidence, ...more],
    stance: one.stance === 'none' ? other.stance : one.stance,
    signals: [...one.signals, ...other.signals],
    voice: one.voice === 'other' ? other.voice : one.voice,
  };
};
