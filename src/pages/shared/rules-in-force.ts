/**
 * The rules that the pages show: the shipped ones, with the agency's pack over them where the worker judges by one. The
 * only place of the pages that knows of packs in storage.
 *
 * A pack is shown when the worker says that it uses it and it stands the worker's own test here and now. The checking code
 * is loaded then alone: without a pack no page pays for it.
 */
import { isStillWanted, type KeptState } from '../../domain/agency-state.ts';
import { civilDateAt } from '../../domain/civil-date.ts';
import type { CivilDate } from '../../domain/vocabulary.ts';
import { type Rules, rules } from '../../pack/bundle.ts';
import { readKeptPack, type Stored } from '../../platform/storage.ts';
import type { PackMark } from './pack-mark.ts';

export interface RulesInForce {
  readonly rules: Rules;
  /** Null: no pack is in force. */
  readonly pack: PackMark | null;
}

/** Without a pack. */
export const SHIPPED: RulesInForce = { rules, pack: null };

const layOver = async (state: KeptState, today: CivilDate): Promise<RulesInForce> => {
  const [{ useKept }, { packParts }] = await Promise.all([
    import('../../pack/agency-use.ts'),
    import('../../pack/agency-contents.ts'),
  ]);
  const { rules, pack } = await useKept(await readKeptPack(), state, today, crypto.subtle);
  if (!pack) return SHIPPED;
  return {
    rules,
    pack: {
      publisher: pack.publisher,
      serial: pack.serial,
      sha256: state.kept.sha256,
      issued: pack.issued,
      elections: new Set(pack.elections.map(({ id }) => id)),
      stages: new Set(
        [...pack.elections.flatMap(({ stages }) => stages), ...pack.stages].map(({ id }) => id),
      ),
      parts: packParts(pack),
    },
  };
};

/** The last answer: pages draw again at every change of anything that is stored. */
let last: { readonly of: string; readonly answer: Promise<RulesInForce> } | null = null;

/**
 * The rules of this moment. Ask again after each `onChange`.
 * @param stored what was just read: settings (for the day where the person is), policy, and the worker's word on the pack
 */
export const rulesInForce = async ({
  settings,
  policy,
  pack,
}: Pick<Stored, 'settings' | 'policy' | 'pack'>): Promise<RulesInForce> => {
  // The worker's word comes first: what it does not judge by is not shown as if it did.
  if (!isStillWanted(policy.policy, pack) || pack.unused !== null) return SHIPPED;
  // A simulated day must not bring back what has expired.
  const today = civilDateAt(Date.now(), settings.region);
  const of = JSON.stringify([pack.publicKey, pack.kept, today]);
  if (last?.of !== of) last = { of, answer: layOver(pack, today) };
  const { answer } = last;
  try {
    const inForce = await answer;
    // The pack may have been changed between two reads; the next look may find both.
    if (inForce === SHIPPED && last?.answer === answer) last = null;
    return inForce;
  } catch (error) {
    if (last?.answer === answer) last = null;
    // A page without the pack's dates is still a page.
    console.error(error);
    return SHIPPED;
  }
};
