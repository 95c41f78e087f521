/** Content script for Threads: wires the guard to the site's adapter, nothing else. */
import { startGuard } from '../guard/guard.ts';
import { threadsSite } from '../sites/threads.ts';

startGuard(threadsSite);
