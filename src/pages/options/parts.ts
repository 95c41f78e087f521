/** What all sections of the options page share: their contract, and the few controls they are built from. */
import { isHeld, type Lockable } from '../../domain/policy.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { Rules } from '../../pack/bundle.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import type { Stored } from '../../platform/storage.ts';
import { h } from '../shared/dom.ts';
import type { RulesInForce } from '../shared/rules-in-force.ts';

/** What a section may use. Built anew when the language changes, and with it all sections. */
export interface Context {
  /** What no pack can change. */
  readonly rules: Pick<Rules, 'items' | 'regions'>;
  /** What is judged by, the agency's pack included; another answer at every update. */
  inForce(): RulesInForce;
  readonly language: Language;
  readonly t: Translate;
  readonly version: string;
  /** Saves at once and says so politely; says otherwise if it could not. */
  save(
    change: Partial<Settings> | ((settings: Settings) => Partial<Settings>),
    said?: MessageKey,
  ): Promise<void>;
  /** Does something to what is stored, then shows the new state, then says so. */
  run(work: () => Promise<void>, said: MessageKey): Promise<void>;
  /** Says something politely. */
  say(said: MessageKey): void;
  /** Asks before something that cannot be undone. */
  confirm(question: MessageKey): Promise<boolean>;
}

/**
 * One section of the page. It is built once and then brought up to date in place, so that a change made
 * elsewhere never takes a control away from under the person's hands.
 */
export interface Section {
  readonly id: string;
  readonly heading: MessageKey;
  readonly element: HTMLElement;
  /** Shows what is stored now. */
  update(stored: Stored): void;
}

/** Id of a section's heading, which takes the focus when the row that had it is gone. */
export const headingId = (section: string): string => `${section}-heading`;

/** The frame of a section: a labelled region with its heading. */
export const sectionElement = (
  id: string,
  heading: string,
  ...content: readonly (Node | null)[]
): HTMLElement =>
  h(
    'section',
    { id, 'aria-labelledby': headingId(id) },
    h('h2', { id: headingId(id), tabindex: -1 }, heading),
    content,
  );

/**
 * The line that says why a control cannot be used: the agency holds its setting.
 * @param controls they point at the line while it is shown, so that its reason is heard with them
 */
export const heldNote = (
  key: Lockable,
  t: Translate,
  ...controls: readonly HTMLElement[]
): { readonly element: HTMLElement; show(stored: Stored): boolean } => {
  const id = `held-${key}`;
  const element = h(
    'p',
    { id, class: 'held' },
    t('options_policy_held'),
    ' ',
    // By its page too: the welcome page shows these controls, and has no such section.
    h('a', { href: '../options/index.html#policy' }, t('options_policy_held_more')),
  );
  element.hidden = true;
  return {
    element,
    show: ({ policy }) => {
      const held = isHeld(policy.policy, key);
      element.hidden = !held;
      for (const control of controls) {
        const others = (control.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .filter((one) => one && one !== id);
        const all = held ? [...others, id] : others;
        if (all.length > 0) control.setAttribute('aria-describedby', all.join(' '));
        else control.removeAttribute('aria-describedby');
      }
      return held;
    },
  };
};

/** Gives the focus to a section's heading. */
export const focusHeading = (section: string): void => {
  document.getElementById(headingId(section))?.focus();
};

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly help?: string;
  /** Language of the label where it differs from the page's. */
  readonly lang?: Language;
}

/** A group of radio buttons, each with its plain explanation. */
export const choiceGroup = <Value extends string>(
  name: string,
  legend: string,
  choices: readonly Choice<Value>[],
  chosen: (value: Value) => void,
  className = '',
): { readonly element: HTMLFieldSetElement; select(value: Value): void } => {
  const inputs = new Map<Value, HTMLInputElement>();
  const rows = choices.map(({ value, label, help, lang }) => {
    const id = `${name}-${value}`;
    const input = h('input', {
      type: 'radio',
      id,
      name,
      value,
      'aria-labelledby': `${id}-label`,
      'aria-describedby': help ? `${id}-help` : null,
      onchange: () => chosen(value),
    });
    inputs.set(value, input);
    return h(
      'label',
      { class: 'choice' },
      input,
      h('span', { id: `${id}-label`, lang: lang ?? null }, label),
      help ? h('span', { id: `${id}-help`, class: 'help' }, help) : null,
    );
  });
  return {
    element: h('fieldset', {}, h('legend', {}, legend), h('div', { class: `choices ${className}` }, rows)),
    select: (value) => {
      for (const [own, input] of inputs) input.checked = own === value;
    },
  };
};

/** A labelled control. */
export const field = (label: string, control: HTMLElement): HTMLElement =>
  h('div', { class: 'field' }, h('label', { for: control.id }, label), control);
