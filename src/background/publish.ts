/**
 * Puts what pages need where content scripts read it without waking anybody: the settings in force, and the page pack
 * made for them. The recogniser answers by the same rules, so that a page and the worker never differ.
 */
import { IN_FORCE_KEY, type InForce } from '../domain/in-force.ts';
import { inForceOf } from '../domain/policy.ts';
import { regionsOf } from '../domain/settings.ts';
import type { RegionCode } from '../domain/vocabulary.ts';
import { messages } from '../generated/guard-messages.ts';
import { badgeStyle, style } from '../generated/guard-style.ts';
import type { Rules } from '../pack/bundle.ts';
import { compilePagePack } from '../pack/compile.ts';
import { withDeclared } from '../pack/declared.ts';
import { siteRules } from '../pack/sites.ts';
import { resolveLanguage, translator } from '../platform/i18n.ts';
import { readAll, readStanding, same, trimJournal } from '../platform/storage.ts';
import { readKey, writeKey } from '../platform/worker.ts';
import { cutRegion } from '../recognition/gazetteer.ts';
import { isPagePack, PAGE_PACK_KEY, type PagePack } from '../recognition/page-pack.ts';
import { packInUse } from './agency-kept.ts';
import { gazetteer } from './opened.ts';

/** What everything is judged by in this browser now. */
export interface Standing {
  readonly inForce: InForce;
  readonly regions: readonly RegionCode[];
  /** Those that ship with the extension, with the agency's pack over them, and what its policy declares. */
  readonly rules: Rules;
  /** Equal for equal rules and regions. */
  readonly key: string;
}

/** Reads settings and policy and puts them together. */
export const standing = async (): Promise<Standing> => {
  const {
    settings,
    policy: { policy },
    pack,
  } = await readStanding();
  const inUse = await packInUse(policy, pack, settings.region);
  const regions = regionsOf(settings);
  const t = translator(resolveLanguage(settings.language, navigator.language));
  const name = t('policy_declared');
  const { extraAccounts, extraGroups, extraTerms } = policy;
  return {
    inForce: inForceOf(settings, policy),
    regions,
    rules: withDeclared(inUse.rules, policy, regions, name),
    key: JSON.stringify([
      regions,
      extraAccounts,
      extraGroups,
      extraTerms,
      name,
      inUse.pack && pack?.kept?.sha256,
    ]),
  };
};

/** Writes the pack when it differs from what is stored: an equal write would make every open page rebuild. */
const publishPagePack = async (pack: PagePack): Promise<void> => {
  const stored = await readKey(PAGE_PACK_KEY);
  if (isPagePack(stored) && stored.version === pack.version) return;
  await writeKey(PAGE_PACK_KEY, pack);
};

const publishInForce = async (inForce: InForce): Promise<void> => {
  // An equal write would make every open page look at everything anew.
  if (!same(await readKey(IN_FORCE_KEY), inForce)) await writeKey(IN_FORCE_KEY, inForce);
};

const publishNow = async (): Promise<void> => {
  const { inForce, regions, rules } = await standing();
  await publishInForce(inForce);
  const opened = await gazetteer();
  const surface = { words: messages, style, badgeStyle, sites: siteRules };
  await publishPagePack(compilePagePack(rules, surface, regions, opened && cutRegion(opened, regions)));
};

let running: Promise<void> = Promise.resolve();

/** Publishes for the settings and the policy as they are now; one after another, so that the newest comes last. */
export const publish = (): Promise<void> => {
  const turn = running.then(publishNow);
  running = turn.catch(() => undefined);
  return turn;
};

/** Lets go of lines of the journal that are older than the person, or their agency, wants. */
export const tidyJournal = async (): Promise<void> => trimJournal((await readAll()).settings.journalDays);
