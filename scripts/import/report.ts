/** What an import did, in words for the person who ran it. */
import type { Imported } from './rows.ts';

/** So many bad rows are printed; a wrong column makes thousands. */
const SHOWN = 200;

/** The report for standard output: what was read, written, dropped and changed. */
export const importReport = (
  { rows, people, nicknames, dropped, groups }: Imported,
  written: readonly string[],
): string => {
  const total = [...people.values()].reduce((sum, count) => sum + count, 0);
  return [
    `rows read       ${rows}`,
    `people written  ${total}${total > 0 ? `: ${[...people].map(([office, count]) => `${count} ${office}`).join(', ')}` : ''}`,
    `with nicknames  ${nicknames}`,
    `files written   ${written.length}`,
    ...(dropped.size > 0 ? ['columns dropped'] : []),
    ...[...dropped].map(([reason, columns]) => `  ${columns.join(', ')} (${reason})`),
    ...(groups.size > 0 ? ['rows changed or left out'] : []),
    ...[...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([reason, { count, examples }]) => [
        `  ${count}: ${reason}`,
        ...examples.map((example) => `    ${example}`),
      ]),
  ].join('\n');
};

/** The rows that could not be used, for standard error; empty when there are none. */
export const faultReport = ({ faults }: Imported): string => {
  const lines = faults
    .slice(0, SHOWN)
    .map(({ file, line, reason, remedy }) => `${file}:${line}: ${reason}; ${remedy}`);
  if (faults.length > SHOWN) lines.push(`… and ${faults.length - SHOWN} more rows`);
  return lines.join('\n');
};
