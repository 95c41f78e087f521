/** `npm run serve:updates`: a folder of packages and packs on this machine, served as deploy/updates.conf says. */
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ServeError, serveFolder } from './serve/nginx.ts';

const DEFAULT_PORT = 8080;

const HELP = `npm run serve:updates -- [--port NUMBER] [FOLDER]

Serves FOLDER (packages/ unless named) on 127.0.0.1 with nginx, by the same rules as on a real server
(deploy/updates.conf). For trying out: nobody but this machine can reach it. Ctrl-C ends it.

  --port NUMBER  instead of ${DEFAULT_PORT}
  --help         this text

Exit status: 0 ended when asked to; 1 not started, and why is said.`;

const parse = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new ServeError(`${error instanceof Error ? error.message : String(error)}\nSee --help.`);
  }
};

const readPort = (text: string | undefined): number => {
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ServeError(`--port ${text}: this is no port; write a number from 1 to 65535.`);
  return port;
};

const main = async (): Promise<void> => {
  const { values, positionals } = parse();
  if (values.help) return console.log(HELP);
  if (positionals.length > 1) throw new ServeError('Name one folder. See --help.');
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const folder = resolve(positionals[0] ?? join(root, 'packages'));
  const served = await serveFolder(folder, { port: readPort(values.port) });
  const end = async () => {
    await served.stop();
    if (served.said() !== '') console.error(served.said().trim());
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
  console.log(`${folder} is served at`);
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
    console.log(`  ${served.origin}/${encodeURIComponent(name)}`);
  console.log('Ctrl-C ends it.');
};

try {
  await main();
} catch (error) {
  console.error(error instanceof ServeError ? error.message : error);
  process.exit(1);
}
