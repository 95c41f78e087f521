/** Content script for X: wires the guard to the site's adapter, nothing else. */
import { startGuard } from '../guard/guard.ts';
import { xSite } from '../sites/x.ts';

startGuard(xSite);
