/** Gives each adapter its data, as the guard does when the page pack arrives. */
import { siteRules } from '../../src/pack/sites.ts';
import { facebookSite } from '../../src/sites/facebook.ts';
import { facebookMobileSite } from '../../src/sites/facebook-mobile.ts';
import { instagramSite } from '../../src/sites/instagram.ts';
import { threadsSite } from '../../src/sites/threads.ts';
import { xSite } from '../../src/sites/x.ts';

for (const site of [xSite, facebookSite, facebookMobileSite, instagramSite, threadsSite])
  site.use(siteRules[site.id]);
