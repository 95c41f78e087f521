/**
 * The learner's own photo in a lesson, drawn on the spot: soft shapes, the same for the same words. A drawing would be
 * told apart from a photo by the adapters, so this is one of points.
 */
import { numberOf } from '../../replicas/feed.ts';

const WIDTH = 300;
const HEIGHT = 200;

/** @param alt what the photo shows @returns its address, `data:image/png` */
export const makePhoto = (alt: string): string => {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  const seed = numberOf(alt);
  const hue = 230 + (seed % 80);
  const hills = [
    ['86%', 0.35],
    ['72%', 0.6],
    ['58%', 0.8],
  ] as const;
  pen.fillStyle = `hsl(${hue} 14% 92%)`;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  for (const [at, [light, top]] of hills.entries()) {
    pen.fillStyle = `hsl(${hue} 14% ${light})`;
    pen.beginPath();
    pen.ellipse((seed >>> (3 * at)) % WIDTH, HEIGHT * (top + 0.5), WIDTH * 0.7, HEIGHT * 0.5, 0, 0, 7);
    pen.fill();
  }
  return canvas.toDataURL('image/png');
};
