/** How much each site's content script weighs: a printed table, and a failure above the limit. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LIMIT = 40_000;

interface Manifest {
  readonly content_scripts: readonly {
    readonly matches: readonly string[];
    readonly js: readonly string[];
  }[];
  readonly web_accessible_resources?: unknown;
}

const dist = join(root, 'dist/chromium');
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest;
let failed = false;
console.log('content script                        bytes    gzip   limit');
for (const { matches, js } of manifest.content_scripts) {
  const files = js.map((file) => readFileSync(join(dist, file)));
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const gzip = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  const over = bytes > LIMIT;
  failed ||= over;
  console.log(
    `${(matches[0] ?? '').padEnd(34)} ${String(bytes).padStart(8)} ${String(gzip).padStart(7)} ${String(LIMIT).padStart(7)}  ${over ? 'TOO LARGE' : 'ok'}`,
  );
  for (const file of files)
    if (/\bimport\s*\(|^\s*import\s/m.test(file.toString())) {
      failed = true;
      console.log('  loads another file: it would run late, after the page’s own scripts');
    }
}
if (manifest.web_accessible_resources) {
  failed = true;
  console.log('web_accessible_resources: there must be none; a page could tell that the extension is there');
}
if (failed) process.exit(1);
