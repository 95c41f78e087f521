/** What a pack brings, election by election: for people who look at it, never for judging. */
import { electionOf, listedRows } from './agency-merge.ts';
import type { AgencyPack } from './agency-pack.ts';

/** What a pack brings to one election. */
export interface PackPart {
  readonly election: string;
  /** The whole election comes from the pack. */
  readonly whole: boolean;
  readonly stages: number;
  /** Those on candidate lists included. */
  readonly participants: number;
  readonly accounts: number;
}

/** The parts of a pack by the election's id. */
export const packParts = (pack: AgencyPack): readonly PackPart[] => {
  const parts = new Map<string, { -readonly [Key in keyof PackPart]: PackPart[Key] }>();
  const partOf = (election: string) => {
    const known = parts.get(election);
    if (known) return known;
    const part = { election, whole: false, stages: 0, participants: 0, accounts: 0 };
    parts.set(election, part);
    return part;
  };
  for (const { id, stages } of pack.elections) {
    const part = partOf(id);
    part.whole = true;
    part.stages += stages.length;
  }
  for (const { election } of pack.stages) partOf(election).stages += 1;
  for (const { id, accounts } of [...pack.participants, ...listedRows(pack)]) {
    const part = partOf(electionOf(id));
    part.participants += 1;
    part.accounts += accounts.length;
  }
  for (const { participant } of pack.accounts) partOf(electionOf(participant)).accounts += 1;
  return [...parts.values()].sort((a, b) => (a.election < b.election ? -1 : 1));
};
