/**
 * What the agency set on this computer: every value, whether it can be changed, and what could not be used. It is there
 * whenever a policy is, and nothing can hide it.
 */
import {
  isHeld,
  isLocked,
  LOCKABLE,
  type Lockable,
  type Policy,
  type PolicyKey,
  type PolicyProblem,
  policyKeys,
} from '../../domain/policy.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { forgetChoice, type Stored } from '../../platform/storage.ts';
import { longDate } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { strictnessKey } from '../shared/keys.ts';
import { regionName } from '../shared/regions.ts';
import { type Context, focusHeading, type Section, sectionElement } from './parts.ts';

const ID = 'policy';

const isLockable = (key: PolicyKey): key is Lockable => (LOCKABLE as readonly string[]).includes(key);

/** Of a value that could not be used so many characters are shown. */
const MAX_FOUND = 200;

export const policySection = ({ rules, language, t, run }: Context): Section => {
  const list = h('div');
  const bad = h('div');
  const titleOf = (key: PolicyKey) => t(`policy_${key}_title`);

  /** A value as people read it. */
  const shown: { readonly [Key in PolicyKey]: (value: NonNullable<Policy[Key]>) => string } = {
    region: (code) => regionName(rules.regions.regions, code),
    moreRegions: (codes) => codes.map((code) => regionName(rules.regions.regions, code)).join('; '),
    strictness: (value) => t(strictnessKey(value)),
    language: (value) => t(`options_language_${value}`),
    mode: (value) => t(`policy_mode_${value}`),
    lockedKeys: (keys) => keys.map(titleOf).join('; '),
    extraAccounts: (accounts) => accounts.join('; '),
    extraGroups: (groups) => groups.join('; '),
    extraTerms: (terms) => terms.join('; '),
    exemptAccounts: (accounts) => accounts.join('; '),
    helpContact: (contact) => contact,
    showWelcome: (value) => t(value ? 'options_policy_yes' : 'options_policy_no'),
    hideParts: (parts) =>
      parts.map((part) => t(`policy_part_${part.replace(/-/g, '_')}` as MessageKey)).join('; '),
    simulatedDate: (date) => longDate(date, language),
    journalDays: (days) =>
      days === 0 ? t('common_journal_keep_none') : t('common_journal_keep_days', { days }),
    packUrl: (address) => address,
    packPublicKey: (key) => key,
  };
  const textOf = <Key extends PolicyKey>(key: Key, policy: Policy): string | null => {
    const value = policy[key];
    return value === undefined ? null : shown[key](value as NonNullable<Policy[Key]>);
  };

  const back = async (key: Lockable) => {
    await run(() => forgetChoice(key), 'options_policy_returned');
    focusHeading(ID);
  };

  const row = (key: PolicyKey, text: string, { policy: { policy }, chosen }: Stored) => {
    const isChosen = isLockable(key) && chosen.has(key) && !isLocked(policy, key);
    const state = !isLockable(key)
      ? null
      : isLocked(policy, key)
        ? isHeld(policy, key)
          ? 'options_policy_locked'
          : 'options_policy_most'
        : isChosen
          ? 'options_policy_chosen'
          : 'options_policy_default';
    return h(
      'li',
      {},
      h(
        'div',
        { class: 'plain' },
        h('span', { class: 'second' }, titleOf(key), state && ` · ${t(state)}`),
        text,
      ),
      isChosen &&
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            id: `policy-return-${key}`,
            'aria-label': t('options_policy_return_label', { what: titleOf(key) }),
            onclick: () => void back(key),
          },
          t('options_policy_return'),
        ),
    );
  };

  const problem = ({ key, found, remedy }: PolicyProblem) =>
    h(
      'li',
      {},
      h(
        'div',
        { class: 'plain' },
        h('span', { class: 'second' }, t(`policy_remedy_${remedy}`)),
        h('code', {}, `${key}: ${JSON.stringify(found)?.slice(0, MAX_FOUND)}`),
      ),
    );

  const element = sectionElement(
    ID,
    t('options_policy'),
    h('p', { class: 'help' }, t('options_policy_help')),
    list,
    bad,
  );
  let seen = '';
  return {
    id: ID,
    heading: 'options_policy',
    element,
    update: (stored) => {
      const { policy, problems } = stored.policy;
      element.hidden = policyKeys.every((key) => policy[key] === undefined) && problems.length === 0;
      const now = JSON.stringify([policy, problems, [...stored.chosen]]);
      if (now === seen) return;
      seen = now;
      const rows = policyKeys.flatMap((key) => {
        const text = textOf(key, policy);
        // An empty list is all that was left of bad entries; those are told below.
        return text ? [row(key, text, stored)] : [];
      });
      keepingFocus(() => {
        fillElement(
          list,
          rows.length > 0 && h('ul', { class: 'rows', 'aria-label': t('options_policy_list') }, rows),
        );
        fillElement(
          bad,
          problems.length > 0 && [
            h('h3', {}, t('options_policy_bad')),
            h('p', { class: 'help' }, t('options_policy_bad_help')),
            h('ul', { class: 'rows', 'aria-label': t('options_policy_bad') }, problems.map(problem)),
          ],
        );
      });
    },
  };
};
