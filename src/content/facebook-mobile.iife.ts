/** Content script for Facebook's mobile page: wires the guard to its adapter, nothing else. */
import { startGuard } from '../guard/guard.ts';
import { facebookMobileSite } from '../sites/facebook-mobile.ts';

startGuard(facebookMobileSite);
