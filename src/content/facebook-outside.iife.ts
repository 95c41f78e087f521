/** Content script for Facebook's buttons and share pages on other sites: wires the guard to their adapter. */
import { startGuard } from '../guard/guard.ts';
import { facebookOutsideSite } from '../sites/facebook-outside.ts';

startGuard(facebookOutsideSite);
