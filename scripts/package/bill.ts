/**
 * The bill of materials (CycloneDX 1.6): which packages end up in the extension, and which only build and check it,
 * each with version, licence and hash from the lock file. It has neither date nor serial number: the same lock file
 * gives the same bytes.
 */
import { PackageError } from './error.ts';

type Names = Readonly<Record<string, string>>;

/** What package-lock.json says of one package. */
interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  /** Algorithm, hyphen, base64. */
  readonly integrity?: string;
  /** Needed to build or check only. */
  readonly dev?: boolean;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
}

/** package-lock.json, as far as it is read. */
export interface LockFile {
  /** Place ('' is the project) -> package. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const FOLDER = 'node_modules/';
/** Licences that packages name in words of their own, which stand in no list of SPDX. */
const OWN_WORDS: ReadonlySet<string> = new Set(['BSD', 'UNLICENSED']);

const nameAt = (place: string): string => place.slice(place.lastIndexOf(FOLDER) + FOLDER.length);
/** https://github.com/package-url/purl-spec: the @ of a scope is written out. */
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

const licensesOf = (license: string | undefined): readonly object[] => {
  if (license === undefined) return [];
  if (/\s/.test(license)) return [{ expression: license.replace(/^\((.*)\)$/, '$1') }];
  return [{ license: OWN_WORDS.has(license) ? { name: license } : { id: license } }];
};

const ALGORITHMS: Names = { sha512: 'SHA-512', sha256: 'SHA-256', sha1: 'SHA-1' };
const hashesOf = (integrity: string | undefined): readonly object[] => {
  const [, algorithm = '', base64 = ''] = /^(\w+)-([\w+/=]+)$/.exec(integrity ?? '') ?? [];
  const alg = ALGORITHMS[algorithm];
  return alg ? [{ alg, content: Buffer.from(base64, 'base64').toString('hex') }] : [];
};

/** Where a package standing at `from` finds another: in its own folder, or in the nearest one above. */
const placeOf = (lock: LockFile, from: string, name: string): string | null => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf(`/${FOLDER}`)))) {
    const place = `${at === '' ? '' : `${at}/`}${FOLDER}${name}`;
    if (place in lock.packages) return place;
    if (at === '') return null;
  }
};

/** A package of the bill; `scope` as CycloneDX calls it. */
interface Part {
  readonly purl: string;
  readonly name: string;
  readonly version: string;
  readonly scope: 'required' | 'excluded';
  readonly needs: readonly string[];
  readonly locked: LockedPackage;
}

const versionOf = (place: string, { version }: LockedPackage): string => {
  if (version === undefined)
    throw new PackageError(
      `package-lock.json: "${place}" has no version. Make the file again with: npm install --package-lock-only`,
    );
  return version;
};

/** What a package asks for and the lock file has; peers and optional ones may be absent. */
const needsOf = (lock: LockFile, place: string, locked: LockedPackage): string[] => {
  const names = Object.keys({
    ...locked.dependencies,
    ...locked.devDependencies,
    ...locked.optionalDependencies,
    ...locked.peerDependencies,
  });
  const found = names.flatMap((name) => {
    const at = placeOf(lock, place, name);
    const other = at === null ? undefined : lock.packages[at];
    return at === null || other === undefined ? [] : [purlOf(other.name ?? nameAt(at), versionOf(at, other))];
  });
  return [...new Set(found)].sort();
};

/** One part a purl, though a package may stand in several places. */
const partsOf = (lock: LockFile): Part[] => {
  const parts = new Map<string, Part>();
  for (const [place, locked] of Object.entries(lock.packages)) {
    if (place === '') continue;
    const name = locked.name ?? nameAt(place);
    const version = versionOf(place, locked);
    const purl = purlOf(name, version);
    const known = parts.get(purl);
    const needs = [...new Set([...(known?.needs ?? []), ...needsOf(lock, place, locked)])].sort();
    const isIn = locked.dev !== true || known?.scope === 'required';
    parts.set(purl, { purl, name, version, scope: isIn ? 'required' : 'excluded', needs, locked });
  }
  // What is in the extension comes first.
  return [...parts.values()].sort((a, b) =>
    a.scope !== b.scope ? (a.scope === 'required' ? -1 : 1) : a.purl < b.purl ? -1 : 1,
  );
};

/**
 * The bill as text.
 * @param project name, version, description and licence of package.json
 * @throws PackageError if the lock file names a package without a version
 */
export const billOfMaterials = (
  project: {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    readonly license: string;
  },
  lock: LockFile,
): string => {
  const parts = partsOf(lock);
  const self = purlOf(project.name, project.version);
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': self,
        name: project.name,
        version: project.version,
        description: project.description,
        licenses: licensesOf(project.license),
      },
    },
    components: parts.map(({ purl, name, version, scope, locked }) => ({
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      scope,
      hashes: hashesOf(locked.integrity),
      licenses: licensesOf(locked.license),
      purl,
    })),
    dependencies: [
      { ref: self, dependsOn: needsOf(lock, '', lock.packages[''] ?? {}) },
      ...parts.map(({ purl, needs }) => ({ ref: purl, dependsOn: needs })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
};
