/**
 * The replicas' way out, for tests alone: each operation leaves as the site itself would send it (address, method,
 * body). The extension's own copy of the replicas has none.
 */
import type { Outgoing, Transport } from '../../src/replicas/endpoint.ts';
import { numberOf, type ReplicaSite } from '../../src/replicas/feed.ts';

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

/** X and Facebook use XMLHttpRequest, Instagram fetch, Threads both. */
export const overTheNetwork: Transport = (site, outgoing) => {
  const { path, headers, body } = requestOf(site, outgoing);
  if (site === 'instagram' || (site === 'threads' && outgoing.op.startsWith('configure_'))) {
    // The screen has already changed and stays as it is: a refused request is not the person's concern here.
    fetch(path, { method: 'POST', headers, body, credentials: 'include' }).catch(() => undefined);
    return;
  }
  const request = new XMLHttpRequest();
  request.open('POST', path);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.send(body);
};
