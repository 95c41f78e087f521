/**
 * What a site's request says it does, told by the names that the site gives its operations. Names live for years
 * where hashes live for weeks, and still they are renamed: so a name is matched by its literal parts, and what takes
 * something back is told apart before anything else.
 */
import type { Action } from './vocabulary.ts';

/** Where a site's operations go and how their names are read; `requests` in `rules/sites/<site>.json`. */
export interface RequestRules {
  readonly hosts: readonly string[];
  /** Beginnings of addresses whose rest holds the name: `/i/api/graphql/` before `<hash>/FavoriteTweet`. */
  readonly inPath: readonly string[];
  /** Beginnings of addresses to which a form goes that holds the name. */
  readonly inForm: readonly string[];
  /** Parts of names that take something back. */
  readonly undo: readonly string[];
  /** Pieces of a request's variables that say that it takes something back. */
  readonly undone: readonly string[];
  /** Variables that name the post, in the same number as in its address. */
  readonly ids: readonly string[];
}

/** What the witness knows of a site. */
export interface WitnessRules {
  /** By action the names that do it: literal parts in order, separated by spaces. */
  readonly operations: Readonly<Partial<Record<Action, readonly string[]>>>;
  readonly requests: RequestRules;
}

/** A request as far as the witness looks at it; nothing of it is kept. */
export interface SeenRequest {
  /** Path of its address, from the first slash. */
  readonly path: string;
  /** The name in its form, where there is one. */
  readonly formName: string | null;
  /** The operation's variables as the site wrote them (JSON), or ''. */
  readonly variables: string;
}

const partsOf = (name: string): string[] => name.split(' ');

/** The action's names, each with its action. */
const namesOf = ({ operations }: WitnessRules): (readonly [Action, string])[] =>
  Object.entries(operations).flatMap(([action, names]) =>
    names.map((name) => [action as Action, name] as const),
  );

/**
 * Match patterns of all addresses that can carry one of the site's operations. Where the name stands in the
 * address, the patterns ask for it: a worker must not be woken by every request of a feed.
 */
export const requestPatterns = (rules: WitnessRules): string[] => {
  const { hosts, inPath, inForm } = rules.requests;
  const firsts = new Set(namesOf(rules).map(([, name]) => partsOf(name)[0] ?? ''));
  const paths = [
    ...inForm.map((path) => `${path}*`),
    ...inPath.flatMap((path) => [...firsts].map((first) => `${path}*${first}*`)),
  ];
  return hosts.flatMap((host) => paths.map((path) => `https://${host}${path}`));
};

const fits = (name: string, pattern: string): boolean => {
  let from = 0;
  for (const part of partsOf(pattern)) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
};

const nameOf = ({ inPath, inForm }: RequestRules, { path, formName }: SeenRequest): string | null => {
  if (inForm.some((start) => path.startsWith(start))) return formName;
  const start = inPath.find((one) => path.startsWith(one));
  return start === undefined ? null : path.slice(start.length);
};

/** The actions that a request may be; empty for everything else and for what takes an act back. */
export const actionsOf = (rules: WitnessRules, request: SeenRequest): Action[] => {
  const name = nameOf(rules.requests, request);
  if (name === null || rules.requests.undo.some((part) => name.includes(part))) return [];
  const found = namesOf(rules).filter(([, pattern]) => fits(name, pattern));
  if (found.length === 0 || rules.requests.undone.some((piece) => request.variables.includes(piece)))
    return [];
  return [...new Set(found.map(([action]) => action))];
};

/** The posts that a request names, by number. */
export const idsOf = ({ requests }: WitnessRules, { variables }: SeenRequest): string[] =>
  requests.ids.flatMap((key) => {
    const after = variables.split(`"${key}":`)[1] ?? '';
    return /^"?(\d{1,30})/.exec(after)?.[1] ?? [];
  });
