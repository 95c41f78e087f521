/**
 * Chromium asks for the witness's permission in a window of its own that no driver can press. For the tests the built
 * extension is copied and its manifest says that the permission was given; every other byte is the build's.
 */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFor } from './engine.ts';

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
}

/** A folder with the copy; the caller removes it. @param dist the build that is copied */
export const witnessAllowed = (dist = builtFor('chromium')): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jaga-netral-allowed-'));
  cpSync(dist, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const { permissions, optional_permissions, optional_host_permissions, ...others } = JSON.parse(
    readFileSync(path, 'utf8'),
  ) as Manifest;
  const given = {
    ...others,
    permissions: [...permissions, ...optional_permissions],
    host_permissions: optional_host_permissions,
    // What is required cannot be asked for; the pages read here what belongs to the witness.
    optional_host_permissions,
  };
  writeFileSync(path, JSON.stringify(given));
  return folder;
};
