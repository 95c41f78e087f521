/**
 * An agency's server for the tests: the project's own nginx rules behind a TLS front of the test's, which writes down
 * what was asked and answered, and misbehaves when it is told to. Its certificate is made for one run and thrown away.
 */
import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFolder } from '../../scripts/serve/nginx.ts';

/** A name that exists nowhere else. */
const HOST = 'bkd.contoh.test';

export interface AskedOf {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** 0: it was cut off before there was an answer. */
  status: number;
}

/** Answers instead of nginx. */
export type Misdeed = (incoming: IncomingMessage, answer: ServerResponse) => void;

export interface AgencyServer {
  readonly host: string;
  /** SHA-256 of the certificate's public key, base64: what Chromium is told to trust. */
  readonly fingerprint: string;
  /** Of `pack.json`. */
  readonly address: string;
  /** Everything that was asked, in order. */
  readonly asked: AskedOf[];
  publish(pack: Uint8Array, signature: string): void;
  /** Null: it behaves again. */
  misbehave(misdeed: Misdeed | null): void;
  stop(): Promise<void>;
}

const makeCertificate = (home: string): { readonly key: Buffer; readonly cert: Buffer } => {
  const [key, cert] = [join(home, 'own-key'), join(home, 'own-certificate')];
  const made = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-keyout', key, '-out', cert],
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`);
  return { key: readFileSync(key), cert: readFileSync(cert) };
};

/** Starts it. */
export const startAgencyServer = async (): Promise<AgencyServer> => {
  const home = mkdtempSync(join(tmpdir(), 'jaga-netral-agency-'));
  const folder = join(home, 'served');
  mkdirSync(folder);
  const nginx = await serveFolder(folder);
  const { key, cert } = makeCertificate(home);
  const asked: AskedOf[] = [];
  let misdeed: Misdeed | null = null;
  let second = Math.floor(Date.now() / 1_000) - 86_400;
  const front = createServer({ key, cert }, (incoming, answer) => {
    const { method = '', url: path = '', headers } = incoming;
    const one: AskedOf = { method, path, headers, status: 0 };
    asked.push(one);
    answer.on('finish', () => {
      one.status = answer.statusCode;
    });
    if (misdeed) {
      misdeed(incoming, answer);
      return;
    }
    const passed = request(nginx.origin + path, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  const { port } = front.address() as AddressInfo;
  return {
    host: HOST,
    fingerprint: createHash('sha256')
      .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
    address: `https://${HOST}:${port}/pack.json`,
    asked,
    publish: (pack, signature) => {
      writeFileSync(join(folder, 'pack.json'), pack);
      writeFileSync(join(folder, 'pack.json.sig'), signature);
      // nginx makes its ETag of length and second; no agency publishes twice in one.
      second += 1;
      utimesSync(join(folder, 'pack.json'), second, second);
    },
    misbehave: (next) => {
      misdeed = next;
    },
    stop: async () => {
      front.closeAllConnections();
      await new Promise((done) => front.close(done));
      await nginx.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
