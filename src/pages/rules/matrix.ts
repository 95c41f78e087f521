/**
 * The table of action, object and stage that trainers print. Nothing is looked up here: every cell asks `judge`
 * itself, once for each circumstance that could matter, and notes which items it names and on what they depend.
 * So the table cannot say anything else than the warning does.
 */
import { type Decree, judge } from '../../domain/judge.ts';
import {
  ACTIONS,
  type Action,
  type Evidence,
  type Item,
  type ItemId,
  type Participant,
  type ParticipantKind,
  type Recognition,
  type StageKind,
} from '../../domain/vocabulary.ts';

/** Columns of Lampiran II that the table tells apart, each with the kinds of participant it stands for. */
export const OBJECTS = {
  candidate: ['candidate', 'pair'],
  team: ['team', 'volunteer'],
  party: ['party'],
} as const satisfies Record<string, readonly ParticipantKind[]>;
export type ObjectGroup = keyof typeof OBJECTS;
export const OBJECT_GROUPS = Object.keys(OBJECTS) as readonly ObjectGroup[];

/** `outside`: no stage of any election is open. */
export type StageGroup = 'bakal-calon' | 'calon' | 'outside';
export const STAGE_GROUPS: readonly StageGroup[] = ['bakal-calon', 'calon', 'outside'];

/** On what an item in a cell depends; none: it is named in every circumstance. */
export type Condition = 'own' | 'partisan' | 'photo' | 'spouse';

export interface CellItem {
  readonly id: ItemId;
  readonly conditions: readonly Condition[];
  /** The wording does not name the action; the item is only the nearest. */
  readonly nearest: boolean;
}

export interface Cell {
  readonly action: Action;
  readonly object: ObjectGroup;
  readonly stage: StageGroup;
  readonly items: readonly CellItem[];
}

interface Circumstance {
  /** Whose subject it is: the participant's own, somebody's who takes sides, or one that only names them. */
  readonly scene: 'own' | 'partisan' | 'concerns';
  readonly photo: boolean;
  readonly spouse: boolean;
}

/** From the plainest to the most particular, so that an item is noted with the least it needs. */
const CIRCUMSTANCES: readonly Circumstance[] = (['concerns', 'partisan', 'own'] as const).flatMap((scene) =>
  [false, true].flatMap((photo) => [false, true].map((spouse) => ({ scene, photo, spouse }))),
);

const DAY = '2000-01-01';

/** An election of one day, in which one participant stands. */
const decreeWith = (
  items: readonly Item[],
  kind: ParticipantKind,
  stage: StageKind | null,
): { readonly decree: Decree; readonly participant: Participant } => {
  const participant: Participant = {
    id: 'sample',
    kind,
    election: 'sample',
    office: kind === 'party' ? 'partai' : 'presiden',
    region: '*',
    name: 'sample',
  };
  const stages = stage
    ? [{ id: 'sample', kind: stage, start: DAY, end: DAY, region: '*', confidence: 'confirmed' as const }]
    : [];
  return {
    participant,
    decree: {
      items,
      elections: new Map([['sample', { id: 'sample', kind: 'pemilu', stages }]]),
      participants: new Map([[participant.id, participant]]),
    },
  };
};

const recognitionOf = (scene: Circumstance['scene'], participant: Participant): Recognition => {
  const found: Evidence = {
    tier: scene === 'own' ? 'account' : 'name',
    where: scene === 'own' ? 'author' : 'text',
    text: participant.name,
    start: 0,
    end: participant.name.length,
    participant: participant.id,
    weight: 1,
  };
  return {
    evidence: [found],
    stance: scene === 'partisan' ? 'support' : 'none',
    signals: [],
    voice: 'other',
  };
};

const conditionsOf = ({ scene, photo, spouse }: Circumstance): Condition[] => [
  ...(scene === 'concerns' ? [] : [scene]),
  ...(photo ? (['photo'] as const) : []),
  ...(spouse ? (['spouse'] as const) : []),
];

/** True when no rule of the item for the action is more than a fallback. */
const isNearest = (item: Item | undefined, action: Action): boolean =>
  item?.actions.filter((rule) => rule.action === action).every(({ as }) => as === 'fallback') ?? false;

/** The items that the judge names for an action upon an object on a day of a stage, and on what each depends. */
export const cellItems = (
  items: readonly Item[],
  action: Action,
  object: ObjectGroup,
  stage: StageKind | null,
): readonly CellItem[] => {
  const found = new Map<ItemId, readonly Condition[]>();
  for (const kind of OBJECTS[object]) {
    const { decree, participant } = decreeWith(items, kind, stage);
    for (const circumstance of CIRCUMSTANCES) {
      const { items: named } = judge(
        recognitionOf(circumstance.scene, participant),
        {
          action,
          date: DAY,
          employment: circumstance.spouse ? 'spouse' : 'pns',
          photo: circumstance.photo,
        },
        decree,
      );
      for (const id of named) if (!found.has(id)) found.set(id, conditionsOf(circumstance));
    }
  }
  const place = (id: ItemId) => items.findIndex((item) => item.id === id);
  return (
    [...found]
      .map(([id, conditions]) => ({ id, conditions, nearest: isNearest(items[place(id)], action) }))
      // Items that always count keep the judge's order; those that depend follow in the order of Lampiran II.
      .sort((a, b) => {
        const depends = Number(a.conditions.length > 0) - Number(b.conditions.length > 0);
        return depends || (a.conditions.length > 0 ? place(a.id) - place(b.id) : 0);
      })
  );
};

/** The stage that stands for a column. From determination on all stages judge alike, the quiet period included. */
const SAMPLE_STAGE: Readonly<Record<StageGroup, StageKind | null>> = {
  'bakal-calon': 'bakal-calon',
  calon: 'calon',
  outside: null,
};

/** All cells, by object, then action, then stage. */
export const matrixOf = (items: readonly Item[]): readonly Cell[] =>
  OBJECT_GROUPS.flatMap((object) =>
    ACTIONS.flatMap((action) =>
      STAGE_GROUPS.map((stage) => ({
        action,
        object,
        stage,
        items: cellItems(items, action, object, SAMPLE_STAGE[stage]),
      })),
    ),
  );

/** Items that no cell names: they concern deeds outside social media. */
export const unnamedItems = (items: readonly Item[], cells: readonly Cell[]): readonly ItemId[] => {
  const named = new Set(cells.flatMap((cell) => cell.items.map(({ id }) => id)));
  return items.map(({ id }) => id).filter((id) => !named.has(id));
};
