/** Figures as tables for people; `--json` has the same figures for machines. */
import type { Context, Labels } from './labels.ts';
import type { Peers } from './peers.ts';
import type { Hard, Silence } from './silence.ts';
import type { Sizes } from './sizes.ts';
import type { Speed } from './speed.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const row = (...cells: readonly (string | number)[]) =>
  console.log(
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(36) : String(cell).padStart(13))).join(''),
  );
const short = (text: string) => (text.length > 150 ? `${text.slice(0, 150)}…` : text);
const verdictOn = (isMet: boolean) => (isMet ? 'met' : 'MISSED');

/** General text. */
export const printGeneral = (general: Silence): void => {
  console.log(
    `\nGeneral text: ${general.lines} of ${general.before} lines hold no political word; ${general.regions} regions`,
  );
  row('day', 'mean/10,000', 'worst/10,000', 'at most 2');
  for (const { date, mean, worst } of general.days)
    row(date, mean.toFixed(2), worst.toFixed(2), verdictOn(mean <= 2));
  for (const { level, regions, why, text } of general.alarms)
    console.log(`  ${level} in ${regions} readings: ${why}\n    ${short(text)}`);
};

/** Text that only looks like a campaign. */
export const printHard = (hard: readonly Hard[]): void => {
  console.log('\nOffice-holders, collisions and foreign news, in 10,000 lines');
  row('set', 'lines', 'day', 'dilarang', 'hati-hati', 'goal');
  for (const { set, lines, date, dilarang, hatiHati } of hard)
    row(
      set,
      lines,
      date,
      dilarang.toFixed(0),
      hatiHati.toFixed(0),
      set.startsWith('hard_ig') ? `≤100 ${verdictOn(dilarang <= 100)}` : '',
    );
  for (const { set, prohibited } of hard.filter(({ set }) => set.startsWith('hard_ig')))
    for (const { why, text } of prohibited) console.log(`  ${set}: ${why}\n    ${short(text)}`);
};

/** Labelled posts, text alone. */
export const printLabels = (labels: Labels): void => {
  console.log(`\nLabelled posts, text alone: ${labels.posts}`);
  row('label', 'dilarang', 'hati-hati', 'aman');
  for (const [warn, { dilarang, 'hati-hati': care, aman }] of Object.entries(labels.confusion))
    row(warn, dilarang, care, aman);
  row('D judged dilarang or hati-hati', percent(labels.recall), `≥90 ${verdictOn(labels.recall >= 0.9)}`);
  row('L judged aman', percent(labels.specificity), `≥97 ${verdictOn(labels.specificity >= 0.97)}`);
  row(
    'judged dilarang and labelled D',
    percent(labels.precision),
    `≥90 ${verdictOn(labels.precision >= 0.9)}`,
  );
  for (const { post, level, why } of labels.misses)
    console.log(`  ${post.warn} → ${level} (${post.set}) ${why}\n    ${short(post.text)}`);
};

/** Labelled posts with context. */
export const printContext = ({ page, pageOthers, account }: Context): void => {
  console.log('\nWith context');
  row('', 'posts', 'seen', 'dilarang', 'goal');
  const seen = page.seen / page.posts;
  row(
    'D, page title names the pairs',
    page.posts,
    percent(seen),
    page.dilarang,
    `≥98 ${verdictOn(seen >= 0.98)}`,
  );
  row('L on the same page', pageOthers.posts, '', pageOthers.dilarang);
  const share = account.dilarang / account.posts;
  row(
    `D, author one of ${account.accounts} accounts`,
    account.posts,
    percent(share),
    account.dilarang,
    `≥98 ${verdictOn(share >= 0.98)}`,
  );
};

/** Time. */
export const printSpeed = (speed: Speed): void => {
  console.log(
    `\nTime of the page's tier, ${speed.posts} posts; building the matcher ${speed.build.toFixed(1)} ms`,
  );
  row('', 'µs a post', 'goal');
  row('median', speed.median.toFixed(1), `≤20 ${verdictOn(speed.median <= 20)}`);
  row('99th percentile', speed.p99.toFixed(1), `≤100 ${verdictOn(speed.p99 <= 100)}`);
  row('µs a kB of', '1 kB', '10 kB', '100 kB', '100 kB/1 kB');
  for (const { text, perKb, ratio } of speed.growth)
    row(text, ...perKb.map((one) => one.toFixed(1)), ratio.toFixed(2));
};

/** The worker's matcher beside its peers. */
export const printPeers = (peers: Peers): void => {
  console.log(
    `\nThe worker's matcher: ${peers.names} names of two and more words, ${peers.lines} lines, ${peers.file} bytes packaged`,
  );
  row('', 'ready in ms', 'MB held', 'µs a line', 'hits');
  for (const { name, ready, bytes, micros, hits } of peers.peers)
    row(name, ready.toFixed(1), (bytes / 1e6).toFixed(2), micros.toFixed(2), hits);
  const [ours] = peers.peers;
  row(
    'ready from the packaged file',
    ours?.ready.toFixed(1) ?? '',
    `≤20 ${verdictOn((ours?.ready ?? 99) <= 20)}`,
  );
  row('faster than modern-ahocorasick', `${peers.faster.toFixed(1)} x`, `≥3 ${verdictOn(peers.faster >= 3)}`);
  row(
    'smaller than modern-ahocorasick',
    `${peers.smaller.toFixed(1)} x`,
    `≥30 ${verdictOn(peers.smaller >= 30)}`,
  );
  row(
    'hits missed, hits invented',
    `${peers.missed}, ${peers.invented}`,
    `0, 0 ${verdictOn(peers.missed + peers.invented === 0)}`,
  );
};

/** What is packaged, and what a page is given. */
export const printSizes = ({ gazetteer, regions, median, largest }: Sizes): void => {
  console.log(`\nSizes; the page's lexicon of all ${regions} regencies and cities`);
  row('packaged gazetteer', gazetteer, `≤1.6 MB ${verdictOn(gazetteer <= 1_600_000)}`);
  row('page lexicon, median', median);
  const { region, lexicon, names } = largest;
  row(`page lexicon, largest (${region})`, lexicon + names, `≤60 kB ${verdictOn(lexicon + names <= 60_000)}`);
  row('  of which lexicon, names', lexicon, names);
};
