/**
 * What would leave the page: each operation is noted in it. Whoever opens a replica may bring a transport that sends
 * it as the site would; there is none here, because nothing of the extension sends anything.
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

/** Takes an operation out of the page. The replicas bring none: what is done on them stays on them. */
export type Transport = (site: ReplicaSite, outgoing: Outgoing) => void;

/** Notes a site's operations, and hands them to the transport, where there is one. */
export const createEndpoint =
  (site: ReplicaSite, transport?: Transport): ((outgoing: Outgoing) => void) =>
  (outgoing) => {
    const { op, postId, text } = outgoing;
    window.__operations ??= [];
    window.__operations.push({ op, postId, at: Date.now(), ...(text === undefined ? {} : { text }) });
    transport?.(site, outgoing);
  };
