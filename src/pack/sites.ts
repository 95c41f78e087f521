/** The adapters' data as it ships, by site, for the page pack. */
import facebook from '../../rules/sites/facebook.json' with { type: 'json' };
import instagram from '../../rules/sites/instagram.json' with { type: 'json' };
import threads from '../../rules/sites/threads.json' with { type: 'json' };
import x from '../../rules/sites/x.json' with { type: 'json' };
import type { PagePack } from '../recognition/page-pack.ts';

export const siteRules: PagePack['sites'] = { x, facebook, instagram, threads };
