/** The adapters' data as it ships, by site, for the page pack. */
import facebook from '../../rules/sites/facebook.json' with { type: 'json' };
import instagram from '../../rules/sites/instagram.json' with { type: 'json' };
import threads from '../../rules/sites/threads.json' with { type: 'json' };
import x from '../../rules/sites/x.json' with { type: 'json' };
import type { WitnessRules } from '../domain/operations.ts';
import type { SiteId } from '../domain/vocabulary.ts';
import type { PagePack } from '../recognition/page-pack.ts';

const data = { x, facebook, instagram, threads };

export const siteRules: PagePack['sites'] = data;

/** What the witness knows of each site's requests. */
export const witnessRules: Readonly<Record<SiteId, WitnessRules>> = data;

/** The words of each site's addresses. */
export const sitePaths: Readonly<Record<SiteId, unknown>> = {
  x: x.paths,
  facebook: facebook.paths,
  instagram: instagram.paths,
  threads: threads.paths,
};

/** The day on which each site's data was last checked, `YYYY-MM-DD`. */
export const checkedOn: Readonly<Record<SiteId, string>> = {
  x: x.checked,
  facebook: facebook.checked,
  instagram: instagram.checked,
  threads: threads.checked,
};
