/** The one list of what the extension does not yet do as the scenarios have it; for all tests that go through them. */
import type { ScenarioData } from '../../src/pack/training-schema.ts';

type Day = ScenarioData['days'][number];
type Outcome = Pick<Day, 'level' | 'items' | 'stage' | 'response'>;

/**
 * Days on which the extension does not yet do what the decree says, and what it does in its place. Nothing may be
 * added here to make a test pass; whoever mends recognition or judging takes the day out, and this test asks for it.
 *
 * - A name that is built of "relawan", "barisan" or the like and a participant's points at the participant, not at a
 *   volunteer group, and so the items on teams (disiplin-9 and -10) are not named beside the first.
 * - A group with a party's name is only about the party, never the party's own: joining it is marked and not held in an
 *   election, and nothing outside of one, though disiplin-5 knows no season.
 */
export const DIFFERENCES: ReadonlyMap<string, Partial<Outcome>> = new Map<string, Partial<Outcome>>([
  ['gabung-grup-kader-partai on 2023-10-10', { level: 'hati-hati', response: 'badge' }],
  ['gabung-grup-kader-partai on 2024-01-15', { level: 'hati-hati', response: 'badge' }],
  ['gabung-grup-kader-partai on 2025-06-01', { level: 'aman', items: [], response: 'none' }],
]);
