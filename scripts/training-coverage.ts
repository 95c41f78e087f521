/** `npm run training:coverage`: which items, actions, sites and kinds of stage the training scenarios reach. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTIONS, SITE_IDS } from '../src/domain/vocabulary.ts';
import { loadRules, RulesError } from './rules.ts';
import { actionsOn, coverageOf, coverageTables, PER_ITEM } from './training.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../rules');

/** Columns as wide as their widest cell; numbers to the right. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

try {
  const { rules, training } = loadRules(root);
  const { items, sites, stages } = coverageTables(training, rules);
  const { cases } = coverageOf(training, rules);
  const show = (count: number) => (count === 0 ? '·' : String(count));
  console.log(`Scenarios: ${training.scenarios.length}. A cell counts scenarios; a dot is none.\n`);
  console.log(
    table([
      ['item', ...ACTIONS, 'all', 'needed'],
      ...items.map(({ id, socialMedia, byAction, all }) => [
        id,
        ...ACTIONS.map((action) => show(byAction.get(action) ?? 0)),
        show(all),
        socialMedia ? String(PER_ITEM) : '',
      ]),
    ]),
  );
  console.log(
    `\n${table([
      ['site', ...ACTIONS],
      ...SITE_IDS.map((site) => [
        site,
        ...ACTIONS.map((action) =>
          actionsOn(site).includes(action) ? show(sites.get(`${site} ${action}`) ?? 0) : '',
        ),
      ]),
    ])}`,
  );
  console.log(
    `\n${table([
      ['stage', ...ACTIONS],
      ...[...stages].map(([kind, byAction]) => [
        kind,
        ...ACTIONS.map((action) => show(byAction.get(action) ?? 0)),
      ]),
    ])}`,
  );
  console.log(`\n${table([...cases].map(([name, list]) => [name, String(list.length)]))}`);
} catch (error) {
  if (!(error instanceof RulesError)) throw error;
  console.error(error.message);
  process.exit(1);
}
