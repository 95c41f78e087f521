/**
 * The real dialog on a page of its own, with an open root, so that axe and pictures can see inside it. Bundled and
 * injected by `surfaces.ts`; the same classes as in the guard, nothing made for show.
 */

import { judge } from '../../src/domain/judge.ts';
import type { Action, Subject, Verdict } from '../../src/domain/vocabulary.ts';
import { WarningDialog } from '../../src/guard/dialog.ts';
import { Hint } from '../../src/guard/hint.ts';
import { Host } from '../../src/guard/host.ts';
import { guardText } from '../../src/guard/texts.ts';
import { composeWarning } from '../../src/guard/warning.ts';
import { buildMatcher } from '../../src/recognition/lexicon.ts';
import type { PagePack } from '../../src/recognition/page-pack.ts';
import { recognise } from '../../src/recognition/recognise.ts';

export interface DialogScene {
  readonly subject: Subject;
  readonly action: Action;
  readonly date: string;
  readonly language: 'id' | 'en';
  /** What an agency wants of the warning; absent: nothing. */
  readonly agency?: { readonly block: boolean; readonly help: string; readonly mayExcept: boolean };
}

const showScene = (
  pack: PagePack,
  { subject, action, date, language, agency = { block: false, help: '', mayExcept: true } }: DialogScene,
): Verdict => {
  const ignored = { authors: new Set<string>(), terms: new Set<string>() };
  const verdict = judge(
    recognise(subject, buildMatcher(pack.lexicon), ignored),
    { action, date, employment: 'pns', photo: subject.draftHasPhoto === true },
    {
      items: pack.items,
      elections: new Map(pack.elections.map((one) => [one.id, one])),
      participants: new Map(pack.participants.map((one) => [one.id, one])),
    },
  );
  const host = new Host(pack.style, 'open');
  const t = guardText(pack, language);
  const participant = pack.participants.find(({ id }) => id === verdict.participant)?.name ?? '';
  const warning = composeWarning({
    subject,
    action,
    verdict,
    participant,
    pack,
    language,
    date,
    simulatedDate: date,
    agency,
    t,
  });
  new WarningDialog(host).show(warning, language, t, (answer) => {
    document.title = `answered: ${answer.kind}`;
    if (answer.kind !== 'continued') return;
    const spoken = t('dialog_hint_announce', { seconds: 30 });
    new Hint(host).show(
      document.querySelector('button'),
      30,
      (seconds) => t('dialog_hint', { seconds }),
      spoken,
    );
  });
  return verdict;
};

Object.assign(globalThis, { showScene });
