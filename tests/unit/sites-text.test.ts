// @vitest-environment jsdom
/** Words out of a page: where lines end, what is left out, and where even a huge page ends. */
import { describe, expect, it } from 'vitest';
import { MAX_TEXT, textOf } from '../../src/sites/text.ts';
import { one, page } from './sites-page.ts';

const read = (markup: string, options?: Parameters<typeof textOf>[1]): string => {
  page('/', `<main>${markup}</main>`);
  return textOf(one('main'), options);
};

describe('lines', () => {
  it.each([
    ['a box begins and ends one', 'a<div>b</div>c', 'a\nb\nc'],
    ['boxes in boxes make no empty ones', '<div><div><p>a</p></div></div><div><p>b</p></div>', 'a\nb'],
    ['a box without words parts what is around it', 'a<div></div>b', 'a\nb'],
    ['so does one that is left out', 'a<div aria-hidden="true">x</div>b', 'a\nb'],
    ['what stands in a line does not', 'a<span>b<b>c</b></span>d', 'abcd'],
    ['a break does', 'a<br>b', 'a\nb'],
  ])('%s', (_, markup, text) => {
    expect(read(markup, { blocks: true })).toBe(text);
  });

  it('are not ended by boxes where these stand in lines', () => {
    expect(read('a<div>b</div>c')).toBe('abc');
    expect(read('a<br>b')).toBe('a\nb');
  });
});

describe('what is read', () => {
  it('is words and the pictures that stand for them, not buttons, times and hidden things', () => {
    expect(
      read(
        'a<img alt="😀">b<button>x</button><i role="button">x</i><time>x</time><i aria-hidden="true">x<b>x</b></i>c<!-- x -->',
      ),
    ).toBe('a😀bc');
  });

  it('leaves out what the caller does not want, with all that is in it', () => {
    const skip = (element: Element): boolean => element.localName === 'a';
    expect(read('x<a>y<b>z</b></a><b>w</b>', { skip })).toBe('xw');
  });

  it('ends at a length, and nothing beyond it is looked at', () => {
    const asked: string[] = [];
    const skip = ({ id }: Element): boolean => asked.push(id) === 0;
    const long = 'a'.repeat(MAX_TEXT - 1);
    expect(read(`<b id="first">${long}</b><b id="second">bcd</b><b id="third">e</b>`, { skip })).toBe(
      `${long}b`,
    );
    expect(asked).toEqual(['first', 'second']);
  });

  it('ends in a huge tree that has few words', () => {
    const text = read('<b>a</b>'.repeat(9_000));
    expect(text.length).toBeGreaterThan(1_000);
    expect(text.length).toBeLessThan(9_000);
  });

  it('does not care how deep a page nests', () => {
    page('/', '<main></main>');
    let inner = one('main');
    for (let depth = 0; depth < 2_000; depth += 1) inner = inner.appendChild(document.createElement('b'));
    inner.append('tepi');
    expect(textOf(one('main'))).toBe('tepi');
  });
});
