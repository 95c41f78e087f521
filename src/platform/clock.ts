/**
 * The two clocks. The one of days: training, tests and class rooms set "today" here and nowhere else. And the one that
 * only goes on, for how long something takes.
 */
import { civilDateAt } from '../domain/civil-date.ts';
import type { Settings } from '../domain/settings.ts';
import type { CivilDate } from '../domain/vocabulary.ts';

/** Today's civil date for this person: the simulated date if one is set, else the real one in their zone. */
export const today = (
  settings: Pick<Settings, 'simulatedDate' | 'region'>,
  now: number = Date.now(),
): CivilDate => settings.simulatedDate ?? civilDateAt(now, settings.region);

/** Milliseconds since the page was opened; nobody can set this clock. */
export const pageClock = (): number => performance.now();
