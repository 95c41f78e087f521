/**
 * The witness: a second line behind the guard. It sees the names of the operations that the sites send, and asks the
 * page's guard whether it had seen the act coming. It holds nothing up, changes nothing, and keeps only counts.
 * It works where the person has allowed it; nothing else depends on it.
 */
import {
  actionsOf,
  idsOf,
  requestPatterns,
  type SeenRequest,
  type WitnessRules,
} from '../domain/operations.ts';
import { SITE_IDS, type SiteId } from '../domain/vocabulary.ts';
import { witnessRules } from '../pack/sites.ts';
import { isTestimony, type Witnessed } from '../platform/messages.ts';
import { type PageRequest, tellFrame, watchRequests } from '../platform/worker.ts';
import { recordTestimony } from './records.ts';

/** The form's field that holds an operation's name on Facebook and Instagram. */
const NAME_FIELD = 'fb_api_req_friendly_name';
const VARIABLES_FIELD = 'variables';
/** More of a body than this, in bytes, is not looked at: names and numbers stand at its beginning. */
const MAX_BODY = 65_536;

/** The parts of a request that say what it does. A form that was sent as plain text is read as a form. */
export const seenIn = ({ path, form, body }: Pick<PageRequest, 'path' | 'form' | 'body'>): SeenRequest => {
  if (form) {
    return {
      path,
      formName: form[NAME_FIELD]?.[0] ?? null,
      variables: form[VARIABLES_FIELD]?.[0] ?? '',
    };
  }
  const text = body ? new TextDecoder().decode(body.subarray(0, MAX_BODY)) : '';
  if (!text.includes(`${NAME_FIELD}=`)) return { path, formName: null, variables: text };
  const fields = new URLSearchParams(text);
  return { path, formName: fields.get(NAME_FIELD), variables: fields.get(VARIABLES_FIELD) ?? '' };
};

const testify = async (site: SiteId, rules: WitnessRules, request: PageRequest): Promise<void> => {
  const seen = seenIn(request);
  const actions = actionsOf(rules, seen);
  if (actions.length === 0) return;
  const message: Witnessed = { type: 'worker:witnessed', site, actions, ids: idsOf(rules, seen) };
  // A page from before the installation has no guard that could answer.
  const answer = await tellFrame(request.tab, request.frame, message).catch(() => null);
  await recordTestimony(site, isTestimony(answer) ? answer : 'unforeseen');
};

/** Starts the witness on every site. Call it synchronously when the worker starts. */
export const startWitness = (): void => {
  for (const site of SITE_IDS) {
    const rules = witnessRules[site];
    watchRequests(requestPatterns(rules), (request) => {
      testify(site, rules, request).catch(console.error);
    });
  }
};
