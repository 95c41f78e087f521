/**
 * The node side: bundles the replicas in memory and answers, for the sites' real addresses, what a page
 * there would get. Whoever drives a browser hands each intercepted request to `handleRequest`.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { ReplicaConfig, ReplicaLanguage, ReplicaOptions, ReplicaSite } from '../../src/replicas/feed.ts';
import { siteOfHost, viewOfPath } from '../../src/replicas/routes.ts';
import { sampleConfig } from './sample-feed.ts';

/** Path of the bundle on every site. */
export const SCRIPT_PATH = '/__replica.js';

/** One operation that left the page. */
export interface SentOperation {
  readonly site: ReplicaSite;
  readonly op: string;
  readonly url: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ReplicaServer {
  /** Operations that left, in order. */
  readonly operations: SentOperation[];
  handleRequest(url: string, method: string, body?: string): Answer;
}

export interface ServerOptions {
  /** The bundle, from `buildReplicas`. */
  readonly script: string;
  /** Own configurations by the value of `?replica=`; without one, the sample feed. */
  readonly configs?: Readonly<Record<string, ReplicaConfig>>;
  /** Language where the address does not say (`?lang=`). */
  readonly language?: ReplicaLanguage;
  readonly options?: ReplicaOptions;
}

/** The replicas as one classic script. */
export const buildReplicas = async (): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./mount.ts', import.meta.url)),
        formats: ['iife'],
        name: 'Replica',
      },
    },
  });
  for (const output of Array.isArray(result) ? result : [result])
    if ('output' in output) for (const chunk of output.output) if (chunk.type === 'chunk') return chunk.code;
  throw new Error('Bundling the replicas gave no script.');
};

/** The page of a configuration: data and a script by address, nothing inline that runs. */
export const replicaPage = (config: ReplicaConfig): string => {
  // `<` is the one character that could end the data early.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="${config.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Replika (${config.site})</title>
<link rel="icon" href="data:,">
<script type="application/json" id="replica-config">${json}</script>
<script src="${SCRIPT_PATH}" defer></script>
</head>
<body id="replica"></body>
</html>
`;
};

const POLICY =
  "default-src 'self'; script-src 'self'; img-src data: blob:; object-src 'none'; base-uri 'none'";

const answer = (status: number, contentType: string, body: string): Answer => ({
  status,
  contentType,
  body,
  headers: contentType.startsWith('text/html') ? { 'content-security-policy': POLICY } : {},
});

const NOTHING = answer(204, 'text/plain', '');

/** The operation's name, from the path (X, posts of Threads) or the form body (Facebook, Instagram, Threads). */
export const operationOf = (site: ReplicaSite, path: string, body: string): string | null => {
  if (site === 'x') {
    const graph = path.match(/^\/i\/api\/graphql\/[^/]+\/(\w+)$/);
    const rest = path.match(/^\/i\/api\/1\.1\/(friendships\/\w+)\.json$/);
    return graph?.[1] ?? rest?.[1] ?? null;
  }
  if (site === 'threads' && path.startsWith('/api/v1/media/'))
    return path.match(/^\/api\/v1\/media\/(\w+)\/$/)?.[1] ?? null;
  if (!path.startsWith('/api/graphql')) return null;
  return new URLSearchParams(body).get('fb_api_req_friendly_name');
};

const isOneOf = <T extends string>(value: string | null, ...values: readonly T[]): value is T =>
  value !== null && (values as readonly string[]).includes(value);

/** What an address's query asks for: `?modal=native&removeHost=1&commentsIn=dialog` ... */
const optionsOf = (query: URLSearchParams): ReplicaOptions => {
  const modal = query.get('modal');
  const commentsIn = query.get('commentsIn');
  const reactionBar = query.get('reactionBar');
  const confirmSpelling = query.get('confirm');
  const likeMutation = query.get('like');
  return {
    ...(isOneOf(modal, 'plain', 'trap', 'native') ? { modal } : {}),
    ...(isOneOf(commentsIn, 'unit', 'dialog') ? { commentsIn } : {}),
    ...(isOneOf(reactionBar, 'portal', 'inline') ? { reactionBar } : {}),
    ...(isOneOf(confirmSpelling, 'retweet', 'repost') ? { confirmSpelling } : {}),
    ...(isOneOf(likeMutation, 'media', 'api') ? { likeMutation } : {}),
    ...(query.has('removeHost') ? { removeHost: true } : {}),
    ...(query.has('shortcuts') ? { shortcuts: query.get('shortcuts') !== '0' } : {}),
    ...(query.has('disguised') ? { disguised: true } : {}),
    ...(query.has('whole') ? { virtualised: false } : {}),
  };
};

/**
 * A server without a socket. Pages: any address of the sites (feed, post, profile, group, event), with
 * `?lang=`, `?replica=<name>`, `?dialog=<post id>` and the options of `optionsOf`. Operations are noted and
 * answered 200; all else gets 204.
 */
export const createReplicaServer = (server: ServerOptions): ReplicaServer => {
  const operations: SentOperation[] = [];
  const page = (site: ReplicaSite, url: URL): string => {
    const asked = url.searchParams.get('lang');
    const language = isOneOf(asked, 'id', 'en') ? asked : (server.language ?? 'id');
    const name = url.searchParams.get('replica');
    const base = (name === null ? undefined : server.configs?.[name]) ?? server.configs?.[site];
    const config = base ?? sampleConfig(site, language);
    const dialog = url.searchParams.get('dialog');
    return replicaPage({
      ...config,
      site,
      language: asked === null && base ? base.language : language,
      view: dialog === null ? viewOfPath(site, url.pathname + url.search) : { kind: 'dialog', id: dialog },
      options: {
        navigates: true,
        ...server.options,
        ...config.options,
        ...optionsOf(url.searchParams),
      },
    });
  };
  return {
    operations,
    handleRequest: (address, method, body = '') => {
      if (!URL.canParse(address)) return NOTHING;
      const url = new URL(address);
      const site = siteOfHost(url.hostname);
      if (site === null) return NOTHING;
      if (method === 'POST') {
        const op = operationOf(site, url.pathname, body);
        if (op === null) return NOTHING;
        operations.push({ site, op, url: address, body });
        return answer(200, 'application/json', '{"data":{}}');
      }
      if (method !== 'GET') return NOTHING;
      if (url.pathname === SCRIPT_PATH) return answer(200, 'text/javascript', server.script);
      if (/\.(ico|png|jpe?g|js|css|json|svg|map|txt)$/.test(url.pathname)) return NOTHING;
      return answer(200, 'text/html; charset=utf-8', page(site, url));
    },
  };
};
