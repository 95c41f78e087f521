/**
 * Checks the help's questions beyond their schema: that everything named in `guidance.json` and `items.json` exists, that
 * no question stands twice, and that texts keep the tone.
 */
import type { Rules } from '../src/pack/bundle.ts';
import type { HelpData } from '../src/pack/help-schema.ts';
import { type RuleProblem, repeated } from './rules.ts';
import { readersTexts, TONE } from './training.ts';

const FILE = 'rules/skb-2-2022/help.json';

type Topic = HelpData['topics'][number];

/** What no schema of one file can see. */
export const checkHelp = ({ topics }: HelpData, { guidance, items }: Rules): RuleProblem[] => {
  const idsOf = (rows: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(rows.map(({ id }) => id));
  const known = [
    ['answers', idsOf(guidance.answers), 'answers of guidance.json'],
    ['persons', idsOf(guidance.persons), 'persons of guidance.json'],
    ['items', idsOf(items.items), 'items.json'],
  ] as const;
  const strangers = (topic: Topic, at: number): RuleProblem[] =>
    known.flatMap(([list, ids, where]) =>
      topic[list].flatMap((id, index) =>
        ids.has(id)
          ? []
          : [
              {
                file: FILE,
                path: `topics[${at}].${list}[${index}]`,
                message: `nothing has the id "${id}"`,
                remedy: `Name one of the ${where}, or add it there first.`,
              },
            ],
      ),
    );
  const tone = (topic: Topic, at: number): RuleProblem[] =>
    readersTexts(topic, `topics[${at}]`).flatMap(([path, language, text]) =>
      TONE.filter((rule) => (rule.language ?? language) === language && rule.bad.test(text)).map(
        ({ message, remedy }) => ({ file: FILE, path, message, remedy }),
      ),
    );
  return [
    ...repeated(FILE, 'topics', topics),
    ...topics.flatMap((topic, at) => [...strangers(topic, at), ...tone(topic, at)]),
  ];
};
