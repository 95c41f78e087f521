// @vitest-environment jsdom
/**
 * When the warning is only shown, and when it is modal: a frame later, at the next press, or at once where no frame comes. How it
 * looks and speaks is tested in real browsers; jsdom knows no modal dialogs, so that one stands in for them.
 *
 * To see it fail: call `showModal` at once, leave out `document.hidden`, `aria-hidden` or the look at what is open
 * (src/guard/dialog.ts), or leave `settle` out of `press` (src/guard/desk.ts).
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSurface } from '../../src/guard/desk.ts';
import type { Answer } from '../../src/guard/dialog.ts';
import type { Knowledge } from '../../src/guard/state.ts';
import type { Held, Surface } from '../../src/guard/surface.ts';
import type { Warning } from '../../src/guard/warning.ts';

const WARNING: Warning = {
  level: 'dilarang',
  name: 'Jaga Netral',
  what: 'Menyukai unggahan',
  why: 'Dapat dianggap berpihak',
  reasons: [],
  notes: [],
  more: [],
  photo: null,
  exceptions: [],
  mayContinue: true,
};
vi.mock('../../src/guard/warning.ts', () => ({ composeWarning: () => WARNING }));
vi.mock('../../src/guard/texts.ts', () => ({
  guardText: () => (key: string) => key,
  nameOfParticipant: () => 'Wirasaba Kertapati',
}));
vi.mock('../../src/guard/journal.ts', () => ({ record: () => undefined }));
vi.mock('../../src/guard/host.ts', () => ({
  Host: class {
    readonly element = document.createElement('jaga-netral');
    show(part: Element): void {
      document.documentElement.append(this.element);
      this.element.append(part);
    }
  },
}));

const modal = new Set<Element>();
let frames: (() => void)[] = [];
let surface: Surface;
let answers: string[] = [];

const dialog = () => document.querySelector('dialog') as HTMLDialogElement;
const frame = () => {
  for (const one of frames.splice(0)) one();
};
const state = () => ({
  open: dialog().hasAttribute('open'),
  modal: modal.has(dialog()),
  hidden: dialog().getAttribute('aria-hidden'),
});
const SHOWN = { open: true, modal: false, hidden: 'true' };
const MODAL = { open: true, modal: true, hidden: null };

const warn = () =>
  surface.warn({
    control: document.body.firstElementChild,
    knowledge: { pack: { style: '' }, settings: {}, language: 'id' } as unknown as Knowledge,
    answered: ({ kind }: Answer) => answers.push(kind),
  } as unknown as Held);

beforeEach(() => {
  vi.useFakeTimers();
  modal.clear();
  [frames, answers] = [[], []];
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call));
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      if (modal.has(this) || this.hasAttribute('open') || !this.isConnected) throw new Error('InvalidState');
      modal.add(this);
      this.setAttribute('open', '');
    },
    close(this: HTMLDialogElement) {
      modal.delete(this);
      this.removeAttribute('open');
    },
    matches(this: HTMLDialogElement, selector: string) {
      return selector === ':modal' ? modal.has(this) : Element.prototype.matches.call(this, selector);
    },
  });
  document.body.innerHTML = '<button>Suka</button>';
  surface = createSurface();
  warn();
});
afterEach(() => {
  surface.dismiss();
  document.querySelector('jaga-netral')?.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the warning', () => {
  it('is shown at once and modal after the frame that shows it', () => {
    expect(state()).toEqual(SHOWN);
    frame();
    expect(state()).toEqual(SHOWN);
    vi.advanceTimersByTime(1);
    expect(state()).toEqual(MODAL);
    expect(surface.isOpen).toBe(true);
  });

  it('is modal at once in a page that is hidden and draws no frames', () => {
    surface.dismiss();
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    warn();
    expect(state()).toEqual(MODAL);
    expect(frames).toHaveLength(1);
  });

  it('is modal before a press that comes sooner', () => {
    surface.press(new KeyboardEvent('keydown'));
    expect(state()).toEqual(MODAL);
    frame();
    vi.advanceTimersByTime(200);
    expect(state()).toEqual(MODAL);
  });

  it('does not come back when it was answered before the frame', () => {
    const was = dialog();
    surface.dismiss();
    expect(answers).toEqual(['cancelled']);
    frame();
    vi.advanceTimersByTime(200);
    expect(modal.has(was)).toBe(false);
    expect(dialog()).toBe(null);
  });
});
