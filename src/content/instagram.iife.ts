/** Content script for Instagram: wires the guard to the site's adapter, nothing else. */
import { startGuard } from '../guard/guard.ts';
import { instagramSite } from '../sites/instagram.ts';

startGuard(instagramSite);
