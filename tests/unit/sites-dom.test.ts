// @vitest-environment jsdom
/** The small readings that all adapters share: where an event came from, where a link leads, where a climb ends. */
import { describe, expect, it } from 'vitest';
import { climb, pathOf, targetOf } from '../../src/sites/dom.ts';
import { one, page } from './sites-page.ts';

/** What the window, in the capture phase, takes for the place of a click. */
const placeOf = (target: EventTarget, mode: Partial<Event> = {}): Element | null => {
  let place: Element | null = null;
  const listen = (event: Event): void => {
    place = targetOf(event);
  };
  addEventListener('click', listen, true);
  target.dispatchEvent(Object.assign(new MouseEvent('click', { bubbles: true, composed: true }), mode));
  removeEventListener('click', listen, true);
  return place;
};

describe('where an event came from', () => {
  it('is the innermost element, of a text the one around it, of the page itself none', () => {
    page('/', '<p id="outer">x<b id="inner">y</b></p>');
    expect(placeOf(one('#inner'))?.id).toBe('inner');
    expect(placeOf(one('#inner').firstChild as Text)?.id).toBe('inner');
    expect(placeOf(document)).toBeNull();
  });

  it('is found in an open shadow tree, however many stand in each other', () => {
    page('/', '<div id="host"></div>');
    const outer = one('#host').attachShadow({ mode: 'open' });
    outer.innerHTML = '<span id="second"></span>';
    const inner = one('#second', outer).attachShadow({ mode: 'open' });
    inner.innerHTML = '<b id="deep"></b>';
    expect(placeOf(one('#deep', inner))?.id).toBe('deep');
  });

  it('stays at the host of a closed one', () => {
    page('/', '<div id="host"></div>');
    const shadow = one('#host').attachShadow({ mode: 'closed' });
    shadow.innerHTML = '<b id="deep"></b>';
    expect(placeOf(one('#deep', shadow))?.id).toBe('host');
  });

  it('does not ask for the whole path where there is no shadow tree', () => {
    page('/', '<b id="inner"></b>');
    const composedPath = () => {
      throw new Error('asked');
    };
    expect(placeOf(one('#inner'), { composedPath })?.id).toBe('inner');
  });
});

describe('where a link leads', () => {
  it.each([
    ['/budi', '/budi'],
    ['https://x.com/budi?lang=id#top', '/budi?lang=id'],
    ['http://x.com', ''],
    ['//x.com/budi', '/budi'],
    ['//x.com?id=1', '?id=1'],
    ['#top', ''],
    ['budi/1', 'budi/1'],
    ['/a//b', '/a//b'],
    ['/masuk?ke=https://x.com/budi', '/masuk?ke=https://x.com/budi'],
    ['javascript:void 0', 'javascript:void 0'],
    ['', ''],
  ])('%j leads to %j', (href, path) => {
    page('/', '<a>x</a>');
    one('a').setAttribute('href', href);
    expect(pathOf(one('a'))).toBe(path);
  });

  it('leads nowhere without an address', () => {
    page('/', '<a>x</a>');
    expect(pathOf(one('a'))).toBe('');
  });
});

describe('a climb', () => {
  const MARKUP =
    '<section id="a"><div id="b" class="edge"><div id="c" class="edge"><div id="d"></div></div></div></section>';
  const seenFrom = (from: Element | null, limit: string, steps?: number): string[] => {
    const seen: string[] = [];
    climb(from, ({ id }) => void seen.push(id), limit, steps);
    return seen;
  };

  it('looks at the nearest limit too, and goes no further', () => {
    page('/', MARKUP);
    expect(seenFrom(one('#d'), '.edge')).toEqual(['d', 'c']);
    expect(seenFrom(one('#c'), '.edge')).toEqual(['c']);
    expect(seenFrom(one('#d'), 'section')).toEqual(['d', 'c', 'b', 'a']);
  });

  it('ends at the answer, after its steps, and where the page ends', () => {
    page('/', MARKUP);
    expect(climb(one('#d'), (node) => node.matches('.edge') && node.id, 'body')).toBe('c');
    expect(seenFrom(one('#d'), 'body', 2)).toEqual(['d', 'c']);
    expect(seenFrom(one('#d'), '.none').slice(-2)).toEqual(['', '']);
    expect(seenFrom(null, 'body')).toEqual([]);
  });
});
