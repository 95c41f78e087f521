/**
 * A private nginx on this machine's loopback address, with the very rules of deploy/updates.conf: for trying out
 * packages and packs, and for the tests. It reads none of the machine's nginx configuration and leaves nothing behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What a person can mend: no nginx, no such folder, a port in use. */
export class ServeError extends Error {}

export interface Served {
  /** `http://127.0.0.1:PORT`, or with `https`, without a slash at the end. */
  readonly origin: string;
  /** What nginx has written to its error stream so far. */
  said(): string;
  /** Ends the server, waits until it has ended, and takes its private files away. */
  stop(): Promise<void>;
}

/**
 * The nginx that scripts/setup.mjs found.
 * @throws ServeError when it was never asked for one, or the one that it found is gone
 */
const nginxPath = (): string => {
  const file = join(root, 'node_modules/.cache/browsers.json');
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const path = (known as { readonly nginx?: unknown }).nginx;
  if (typeof path !== 'string' || !existsSync(path))
    throw new ServeError('There is no nginx yet. Run: node scripts/setup.mjs --with nginx');
  return path;
};

/**
 * Nothing of the caller's stands in it, so nothing has to be quoted: the folder is reached by a link in the private
 * one, against which nginx reads every path.
 */
const configuration = (port: number, { workers = 1, tls, rules = '' }: ServeOptions): string => `
# Started by root, nginx would read the folder as another user, who may not be allowed to.
${process.getuid?.() === 0 ? 'user root root;' : ''}
worker_processes ${workers};
pid nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    sendfile on;
    tcp_nopush on;
    server {
        listen 127.0.0.1:${port}${tls ? ' ssl' : ''};
        ${tls ? 'ssl_certificate tls.crt; ssl_certificate_key tls.key;' : ''}
        root served;
        include updates.conf;
        ${rules}
    }
}
`;

export interface ServeOptions {
  /** A free one is taken unless it is named. */
  readonly port?: number;
  /** Processes of nginx; one unless said otherwise. */
  readonly workers?: number;
  /** Serves by https: PEM files of the certificate, with those that signed it, and of its key. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** More rules for the server, in nginx's words: a server that is slow, or answers wrongly, for the tests. */
  readonly rules?: string;
}

/** A port of 127.0.0.1 that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

const hasEnded = (server: ChildProcess): boolean => server.exitCode !== null || server.signalCode !== null;

/** Long enough for a busy machine; nginx mostly needs a few milliseconds. */
const START_LIMIT_MS = 10_000;
const LOOK_AGAIN_MS = 20;

/** @throws ServeError with what nginx said, when it ends before it answers or never does */
const untilAnswering = async (server: ChildProcess, port: number, said: () => string): Promise<void> => {
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    // First: on a port in use somebody else would answer.
    if (hasEnded(server)) throw new ServeError(`nginx did not start on port ${port}:\n${said().trim()}`);
    if (await answers(port)) {
      if (!hasEnded(server) && !said().includes('[emerg]')) return;
    } else if (Date.now() > limit)
      throw new ServeError(`nginx does not answer on port ${port}:\n${said().trim()}`);
    await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
  }
};

/**
 * Serves a folder on 127.0.0.1 until it is told to stop.
 * @throws ServeError if there is no nginx, no such folder, or the port is in use
 */
export const serveFolder = async (folder: string, options: ServeOptions = {}): Promise<Served> => {
  const nginx = nginxPath();
  const full = resolve(folder);
  if (!existsSync(full) || !statSync(full).isDirectory())
    throw new ServeError(`${full}: there is no such folder. Make packages first: npm run package -- --help`);
  const port = options.port ?? (await freePort());
  if (options.port !== undefined && (await answers(port)))
    throw new ServeError(`Port ${port} is in use on 127.0.0.1. Choose another one.`);

  const home = mkdtempSync(join(tmpdir(), 'jaga-netral-nginx-'));
  symlinkSync(full, join(home, 'served'));
  cpSync(join(root, 'deploy/updates.conf'), join(home, 'updates.conf'));
  for (const place of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(home, place));
  if (options.tls) {
    symlinkSync(resolve(options.tls.certificate), join(home, 'tls.crt'));
    symlinkSync(resolve(options.tls.key), join(home, 'tls.key'));
  }
  writeFileSync(join(home, 'nginx.conf'), configuration(port, options));
  const server = spawn(
    nginx,
    ['-p', `${home}/`, '-c', join(home, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  server.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = new Promise<void>((done) => {
    server.once('exit', () => done());
    server.once('error', (error) => {
      said += error.message;
      done();
    });
  });
  const stop = async (): Promise<void> => {
    if (!hasEnded(server)) server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await untilAnswering(server, port, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: `http${options.tls ? 's' : ''}://127.0.0.1:${port}`, said: () => said, stop };
};
