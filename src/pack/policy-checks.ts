/** What only the rules know of a policy's values: the worker and the agency's own tools ask the same. */
import type { PolicyChecks } from '../domain/policy.ts';
import { rules } from './bundle.ts';

/** Made when first needed: most people have no policy. */
let known: PolicyChecks | null = null;

/** Checks against the shipped rules. */
export const policyChecks = (): PolicyChecks => {
  if (known) return known;
  const regions = new Set(rules.regions.regions.map(({ code }) => code));
  const { organiser, news } = rules.lexicon;
  const neutral = new Set(
    [...organiser.accounts, ...news.accounts].map(({ site, handle }) => `${site}:${handle.toLowerCase()}`),
  );
  known = {
    isRegion: (code) => regions.has(code),
    isNeutral: ({ site, handle }) => neutral.has(`${site}:${handle}`),
  };
  return known;
};
