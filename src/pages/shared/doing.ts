/** What a press does to what is stored: it is done, the page shows the new state, and it is said how that went. */
import type { MessageKey, Translate } from '../../platform/i18n.ts';

interface Page {
  /** Reads and shows what is stored. */
  again(): Promise<void>;
  say(text: string): void;
  /** In the language that is shown now: a press may have changed it. */
  t(): Translate;
}

/** Does some work and says, by its key, what was done; or that it could not be saved. */
export type Doing = (work: () => Promise<unknown>, said: MessageKey) => Promise<void>;

export const doing =
  ({ again, say, t }: Page): Doing =>
  async (work, said) => {
    try {
      await work();
      await again();
      say(t()(said));
    } catch (error) {
      console.error(error);
      say(t()('common_error'));
      // The controls go back to what is really stored.
      await again().catch(console.error);
    }
  };
