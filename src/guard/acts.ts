/**
 * What the guard saw lately: the acts that it let through, and where the person's hand last was. It is there for the
 * witness, which asks whether an operation was seen coming; after seconds it says nothing any more.
 */
import type { Action } from '../domain/vocabulary.ts';

/** An act that the guard let through: held before and gone on with, or nothing to hold. */
export interface Act {
  readonly action: Action;
  /** Time of its event, in ms, as `performance.now()` counts. */
  readonly at: number;
  /** True once an operation was told by it. */
  used: boolean;
}

/** Where the person pressed a pointer or a key: the target and everything around it, innermost first. */
export interface Press {
  readonly path: readonly EventTarget[];
  /** Time of its event, in ms, as `performance.now()` counts. */
  readonly at: number;
}

const MAX_ACTS = 8;
const MAX_PRESSES = 4;
/** An operation leaves at most so long after its act, in ms; photos are sent before the words that go with them. */
const ACT_MS = 10_000;

/** The guard's short memory. */
export class Acts {
  /** Newest last. */
  readonly done: Act[] = [];
  /** Newest last. */
  readonly presses: Press[] = [];

  add(action: Action, at: number): void {
    if (this.done.push({ action, at, used: false }) > MAX_ACTS) this.done.shift();
  }

  /** A press; typing in one place counts once. */
  press(event: Event): void {
    const { presses } = this;
    if (presses.at(-1)?.path[0] === event.target) presses.pop();
    if (presses.push({ path: event.composedPath(), at: event.timeStamp }) > MAX_PRESSES) presses.shift();
  }

  /**
   * True when an act tells of an operation. One act answers for one operation, and for more only as long as the
   * person has pressed nothing since: sites repeat a request that failed.
   * @param actions what the operation may be
   * @param now in ms, as `performance.now()` counts
   */
  foresee(actions: readonly Action[], now: number): boolean {
    const pressed = this.presses.at(-1)?.at ?? 0;
    const act = this.done.findLast(
      ({ action, at, used }) => actions.includes(action) && now - at <= ACT_MS && (!used || at >= pressed),
    );
    if (act) act.used = true;
    return act !== undefined;
  }
}
