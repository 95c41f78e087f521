/** Second content script of every site: brings what the person sees. */
import { createSurface } from '../guard/desk.ts';
import { offerSurface } from '../guard/surface.ts';

offerSurface(createSurface());
