/**
 * Whether and when the welcome page opens: once, after the installation. Where an agency installed the extension, its
 * policy decides, and that may come seconds later than the extension itself.
 */
import { installedBy, isWelcomeDue, noteWelcomeDue, openPage } from '../platform/welcome.ts';

const WELCOME = 'src/pages/welcome/index.html';

/** The extension has just been installed, for the first time in this browser. */
export const welcomeNewcomer = async (): Promise<void> => {
  // Whoever works on the extension loads it again and again.
  const by = await installedBy();
  if (by === 'development') return;
  await noteWelcomeDue(true);
  if (by !== 'admin') await settleWelcome(undefined);
};

/** One after another: two events may bring the same news, and one page is enough. */
let last: Promise<void> = Promise.resolve();

/**
 * Opens the page if it is still due and wanted.
 * @param wanted what the policy says; undefined: nothing
 */
export const settleWelcome = (wanted: boolean | undefined): Promise<void> => {
  const turn = last.then(async () => {
    if (!(await isWelcomeDue())) return;
    await noteWelcomeDue(false);
    if (wanted !== false) await openPage(WELCOME);
  });
  last = turn.catch(() => undefined);
  return turn;
};
