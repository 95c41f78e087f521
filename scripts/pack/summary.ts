/** What a pack holds, in a few lines, for the person who builds or checks it. */
import type { AgencyPack } from '../../src/pack/agency-pack.ts';

/** One line a fact, without names of people. */
export const packSummary = (pack: AgencyPack): string => {
  const listed = pack.candidates
    .flatMap(({ districts }) => districts)
    .flatMap(({ lists, pairs }): unknown[] => pairs ?? Object.values(lists ?? {}).flat())
    .filter((one) => one !== null).length;
  const own = pack.participants.reduce((sum, { accounts }) => sum + accounts.length, 0);
  const words = Object.values(pack.lexicon).reduce((sum, list) => sum + (list?.length ?? 0), 0);
  return [
    `pack          ${pack.id}, serial ${pack.serial}`,
    `publisher     ${pack.publisher}`,
    `issued        ${pack.issued}${pack.expires ? `, good until ${pack.expires}` : ''}`,
    `participants  ${pack.participants.length}`,
    `accounts      ${own + pack.accounts.length}`,
    `on lists      ${listed}`,
    `elections     ${pack.elections.length}`,
    `stages        ${pack.stages.length + pack.elections.reduce((sum, { stages }) => sum + stages.length, 0)}`,
    `words         ${words}`,
    `replaces      ${pack.replaces.length}`,
  ].join('\n');
};
