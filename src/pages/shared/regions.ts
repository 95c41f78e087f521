/** Names of regions by Kemendagri code, as the pages show them. */
import type { RegionCode } from '../../domain/vocabulary.ts';
import type { RegionsData } from '../../pack/schema.ts';

type Region = RegionsData['regions'][number];

const byName = (a: Region, b: Region) => a.name.localeCompare(b.name, 'id');

/** All provinces by name. */
export const provinces = (regions: readonly Region[]): readonly Region[] =>
  regions.filter(({ code }) => code.length === 2).sort(byName);

/** The regencies and cities of a province by name. */
export const regencies = (regions: readonly Region[], province: RegionCode): readonly Region[] =>
  regions.filter(({ code }) => code.startsWith(`${province}.`)).sort(byName);

/** "Kabupaten Tangerang, Banten"; a code that the data does not know stands for itself. */
export const regionName = (regions: readonly Region[], code: RegionCode): string => {
  const name = (wanted: RegionCode) => regions.find((region) => region.code === wanted)?.name;
  const own = name(code) ?? code;
  const province = code.length > 2 ? name(code.slice(0, 2)) : undefined;
  return province ? `${own}, ${province}` : own;
};
