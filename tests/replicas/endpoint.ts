/**
 * What leaves the page: each operation goes out as the site itself would send it (address, method, body), and is
 * noted in the page before it goes. In memory mode it is only noted.
 */
import { numberOf, type ReplicaAuthor, type ReplicaSite } from './feed.ts';

/** One operation, as noted in `window.__operations`. */
export interface OperationRecord {
  readonly op: string;
  readonly postId: string;
  readonly at: number;
  /** The person's words, where the operation carries some. */
  readonly text?: string;
}

/** One handler run, as noted in `window.__handled`. */
export interface HandledRecord {
  readonly name: string;
  readonly postId: string;
}

declare global {
  interface Window {
    __operations?: OperationRecord[];
    __handled?: HandledRecord[];
  }
}

export const REACTIONS = ['LIKE', 'LOVE', 'CARE', 'HAHA', 'WOW', 'SAD', 'ANGRY'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** The ids that Facebook's mutation carries, equal in all languages. */
export const REACTION_IDS: Readonly<Record<Reaction, string>> = {
  LIKE: '1635855486666999',
  LOVE: '1678524932434102',
  CARE: '613557422527858',
  HAHA: '115940658764963',
  WOW: '478547315650144',
  SAD: '908563459236466',
  ANGRY: '444813342392137',
};

/** The number that a site gives to an account. */
export const accountId = (author: ReplicaAuthor): string =>
  String(100000 + (numberOf(author.handle) % 900000000));

export interface Outgoing {
  readonly op: string;
  readonly postId: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();
const FORM = 'application/x-www-form-urlencoded';

/** Query ids rotate on the real site; here each operation has an invented one of the same shape. */
const queryId = (op: string): string => `${numberOf(op).toString(36)}${numberOf(`${op}~`).toString(36)}Rx`;

const requestOf = (site: ReplicaSite, { op, variables }: Outgoing): Request => {
  if (site === 'x') {
    if (op.startsWith('friendships/'))
      return {
        path: `/i/api/1.1/${op}.json`,
        headers: { 'content-type': FORM },
        body: form({ user_id: String(variables.user_id ?? ''), skip_status: '1' }),
      };
    const id = queryId(op);
    return {
      path: `/i/api/graphql/${id}/${op}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ variables, features: {}, queryId: id }),
    };
  }
  // Posts, replies and quotes of Threads go to an address of their own, all else by name.
  if (site === 'threads' && op.startsWith('configure_'))
    return {
      path: `/api/v1/media/${op}/`,
      headers: { 'content-type': FORM },
      body: form(Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)]))),
    };
  return {
    path: site === 'facebook' ? '/api/graphql/' : '/api/graphql',
    headers: { 'content-type': FORM, 'x-fb-friendly-name': op },
    body: form({
      av: '100000000000001',
      __a: '1',
      fb_api_caller_class: 'RelayModern',
      fb_api_req_friendly_name: op,
      variables: JSON.stringify(variables),
      server_timestamps: 'true',
      doc_id: String(7000000000000000 + numberOf(op)),
    }),
  };
};

/** Sends a site's operations. X and Facebook use XMLHttpRequest, Instagram fetch, Threads both. */
export const createEndpoint = (
  site: ReplicaSite,
  mode: 'network' | 'memory',
): ((outgoing: Outgoing) => void) => {
  return (outgoing) => {
    const { op, postId, text } = outgoing;
    window.__operations ??= [];
    window.__operations.push({ op, postId, at: Date.now(), ...(text === undefined ? {} : { text }) });
    if (mode === 'memory') return;
    const { path, headers, body } = requestOf(site, outgoing);
    if (site === 'instagram' || (site === 'threads' && op.startsWith('configure_'))) {
      // The screen has already changed and stays as it is: a refused request is not the person's concern here.
      fetch(path, { method: 'POST', headers, body, credentials: 'include' }).catch(() => undefined);
      return;
    }
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  };
};
