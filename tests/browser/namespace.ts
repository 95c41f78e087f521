/**
 * A program that sees one folder of the machine as another, in a mount namespace of its own: a browser with a policy
 * while the machine's policies stay untouched. Nothing is left when the program ends.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BrowserName, browserPath } from './engine.ts';

const UNSHARE = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm'];

/**
 * Writes a program that starts `program` with `folder` in the place of `place`.
 * @param file where it is written
 * @returns `file`
 */
export const programSeeing = (program: string, folder: string, place: string, file: string): string => {
  // The mount belongs to the namespace and goes with it.
  writeFileSync(
    file,
    `#!/bin/sh
exec ${UNSHARE.join(' ')} sh -c 'mount --bind "${folder}" "${place}" && exec "${program}" "$@"' browser "$@"
`,
  );
  chmodSync(file, 0o755);
  return file;
};

/** The folder in which a browser looks for its policies, on Debian and its kin. */
export const policyPlace = (name: BrowserName): string =>
  name === 'chromium' ? '/etc/chromium' : join(dirname(realpathSync(browserPath('firefox'))), 'distribution');

/** Why this machine cannot show a browser a policy of its own; null: it can. */
export const whyNoPolicy = (): string | null => {
  if (process.platform !== 'linux') return 'mount namespaces are there on Linux only';
  for (const name of ['chromium', 'firefox'] as const)
    if (!existsSync(policyPlace(name)))
      return `${policyPlace(name)} is missing, where ${name} as Debian packages it has its policies`;
  const place = policyPlace('chromium');
  const [command = '', ...args] = [...UNSHARE, 'mount', '--bind', place, place];
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0
    ? null
    : `root, or the right to make mount namespaces, is missing (${error?.message ?? stderr.trim()})`;
};
