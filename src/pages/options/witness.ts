/** The witness, asked for in plain words, and how well each site is understood, with a report to copy. */
import { checkedOn, sitePaths } from '../../pack/sites.ts';
import { askToWitness, mayWitness, onPermissions, stopWitness } from '../../platform/permissions.ts';
import { h } from '../shared/dom.ts';
import { healthReport } from '../shared/report.ts';
import { type Context, type Section, sectionElement } from './parts.ts';

const ID = 'witness';

export const witnessSection = ({ t, version, run, say }: Context): Section => {
  const state = h('p', {});
  const toggle = h('button', { type: 'button', class: 'button', id: 'witness-toggle' });
  const report = h('pre', {
    tabindex: 0,
    role: 'group',
    id: 'witness-report',
    'aria-label': t('options_report'),
  });
  let allowed = false;
  let facts: Parameters<Section['update']>[0]['health'] = {};

  const show = () => {
    state.textContent = t(allowed ? 'common_witness_on' : 'common_witness_off');
    toggle.textContent = t(allowed ? 'common_witness_withdraw' : 'common_witness_allow');
    const text = healthReport({
      health: facts,
      version,
      checked: checkedOn,
      paths: sitePaths,
      witness: allowed,
    });
    if (report.textContent !== text) report.textContent = text;
  };
  const look = async () => {
    allowed = await mayWitness();
    show();
  };
  toggle.addEventListener('click', () => {
    // The browser must be asked in the press itself.
    const wanted = !allowed;
    const asked = wanted ? askToWitness() : stopWitness();
    asked
      .then(look)
      .then(() => {
        if (wanted) say(allowed ? 'common_witness_allowed' : 'common_witness_refused');
        else say('common_witness_withdrawn');
      })
      .catch((error: unknown) => {
        console.error(error);
        say('common_error');
      });
  });
  onPermissions(() => void look());
  void look();

  return {
    id: ID,
    heading: 'options_witness',
    element: sectionElement(
      ID,
      t('options_witness'),
      h('p', {}, t('common_witness_what')),
      h(
        'ul',
        { class: 'points' },
        h('li', {}, t('options_witness_sees')),
        h('li', {}, t('options_witness_holds')),
      ),
      state,
      h('div', { class: 'actions' }, toggle),
      h('h3', {}, t('options_report')),
      h('p', { class: 'help' }, t('common_report_help')),
      report,
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            id: 'report-copy',
            onclick: () =>
              void run(() => navigator.clipboard.writeText(report.textContent ?? ''), 'common_report_copied'),
          },
          t('common_report_copy'),
        ),
      ),
    ),
    update: ({ health }) => {
      facts = health;
      show();
    },
  };
};
