/** Content script for Facebook: wires the guard to the site's adapter, nothing else. */
import { startGuard } from '../guard/guard.ts';
import { facebookSite } from '../sites/facebook.ts';

startGuard(facebookSite);
