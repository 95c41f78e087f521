/**
 * `npm run bench:recognition`: what recognition sees, what it leaves alone, and how long it takes, on corpora that
 * are not part of the project. Nothing is skipped silently: without corpora it says so and ends well.
 *
 * Options: `--corpora DIR` (or JN_CORPORA; default ../shared/corpora beside the repository), `--regions N`
 * (default 60), `--only labels,context,hard,general,speed,peers,sizes`, `--json`.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasCorpora } from './corpora.ts';
import { measureContext, measureLabels } from './labels.ts';
import { measurePeers } from './peers.ts';
import {
  printContext,
  printGeneral,
  printHard,
  printLabels,
  printPeers,
  printSizes,
  printSpeed,
} from './report.ts';
import { measureGeneral, measureHard, someRegions } from './silence.ts';
import { measureSizes } from './sizes.ts';
import { measureSpeed } from './speed.ts';
import { readGazetteer } from './world.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    corpora: { type: 'string', default: process.env.JN_CORPORA ?? join(root, '../shared/corpora') },
    regions: { type: 'string', default: '60' },
    only: { type: 'string', default: 'labels,context,hard,general,speed,peers,sizes' },
    json: { type: 'boolean', default: false },
  },
});
const folder = resolve(values.corpora);

const gazetteer = readGazetteer(root);

const SECTIONS = {
  labels: () => {
    const figures = measureLabels(folder, gazetteer);
    return { figures, print: () => printLabels(figures) };
  },
  context: () => {
    const figures = measureContext(folder, gazetteer);
    return { figures, print: () => printContext(figures) };
  },
  hard: () => {
    const figures = measureHard(folder, gazetteer);
    return { figures, print: () => printHard(figures) };
  },
  general: () => {
    const figures = measureGeneral(folder, someRegions(Number(values.regions)), gazetteer);
    return { figures, print: () => printGeneral(figures) };
  },
  speed: () => {
    const figures = measureSpeed(folder, gazetteer);
    return { figures, print: () => printSpeed(figures) };
  },
  peers: () => {
    const figures = measurePeers(folder, root);
    return { figures, print: () => printPeers(figures) };
  },
  sizes: () => {
    const figures = measureSizes(gazetteer, root);
    return { figures, print: () => printSizes(figures) };
  },
};

if (!hasCorpora(folder)) {
  const message = `skipped: no corpora in ${folder}. They are not part of the project; see --corpora and JN_CORPORA.`;
  console.log(values.json ? JSON.stringify({ skipped: message }) : message);
} else {
  const wanted = values.only.split(',');
  const unknown = wanted.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0)
    throw new Error(
      `--only: no section "${unknown.join('", "')}"; there are ${Object.keys(SECTIONS).join(', ')}`,
    );
  const all: Record<string, unknown> = {};
  for (const [name, measure] of Object.entries(SECTIONS)) {
    if (!wanted.includes(name)) continue;
    const { figures, print } = measure();
    all[name] = figures;
    if (!values.json) print();
  }
  if (values.json) console.log(JSON.stringify(all, null, 2));
}
