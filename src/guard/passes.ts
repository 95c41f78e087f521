/**
 * One-time passes: after "go on", the person clicks again within 30 seconds. A pass belongs to an action on a
 * content, not to a node, and serves one gesture: the keydown and click, or the click and double click, of one
 * intention.
 */

import { pageClock } from '../platform/clock.ts';

/** How long the person has to click again. */
export const PASS_MS = 30_000;

interface Pass {
  readonly until: number;
  /** The gesture that used it; null while unused. */
  gesture: number | null;
}

export class Passes {
  readonly #passes = new Map<string, Pass>();
  readonly #now: () => number;

  /** @param now milliseconds, monotonic; a changed wall clock must not stretch a pass */
  constructor(now = pageClock) {
    this.#now = now;
  }

  grant(key: string): void {
    this.#passes.set(key, { until: this.#now() + PASS_MS, gesture: null });
  }

  /** True when the event may go through; the pass is then spent for every later gesture. */
  use(key: string, gesture: number): boolean {
    const pass = this.#passes.get(key);
    if (!pass) return false;
    if (pass.gesture === gesture) return true;
    if (pass.gesture !== null || this.#now() > pass.until) {
      this.#passes.delete(key);
      return false;
    }
    pass.gesture = gesture;
    return true;
  }
}
