/** Content script for Facebook: wires the guard to the adapter of the page, desktop or mobile, nothing else. */
import { startGuard } from '../guard/guard.ts';
import { facebookSite } from '../sites/facebook.ts';
import { facebookMobileSite } from '../sites/facebook-mobile.ts';

startGuard(location.hostname.startsWith('m.') ? facebookMobileSite : facebookSite);
