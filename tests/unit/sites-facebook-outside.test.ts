// @vitest-environment jsdom
/** Facebook's buttons on other sites: what they are about stands in their address. */
import { describe, expect, it } from 'vitest';
import rules from '../../rules/sites/facebook.json' with { type: 'json' };
import { facebookOutsideSite as site } from '../../src/sites/facebook-outside.ts';
import { aim, click, one, page, press, said } from './sites-page.ts';

site.use(rules);

const FORM = (kind: string, does: 'connect' | 'disconnect', label: string) =>
  `<form method="post" action="/plugins/${kind}/${does}"><div title="${label}"><button type="submit" id="b"><i></i></button>
   <span id="label">${label}</span></div></form>`;
const open = (plugin: string, href: string, markup: string) =>
  page(`/plugins/${plugin}.php?href=${encodeURIComponent(href)}`, markup);

describe('a frame on another site', () => {
  it.each(['何か', 'Suka', 'Like'])('sends by a click anywhere in its form, labelled "%s"', (label) => {
    open('like', 'https://www.facebook.com/calon.satu', FORM('like', 'connect', label));
    for (const part of ['#label', '#b i', 'form']) {
      expect(said(click(site, one(part)))).toBe('follow commit');
      expect(aim(site, one(part))).toEqual({
        kind: 'account',
        site: 'facebook',
        text: '',
        author: { handle: 'calon.satu' },
      });
    }
  });

  it.each(['Disukai', 'Suka', 'Liked'])('takes back by the form that undoes, labelled "%s"', (label) => {
    open('like', 'https://www.facebook.com/calon.satu', FORM('like', 'disconnect', label));
    expect(click(site, one('#label'))).toBeNull();
    expect(click(site, one('#b'))).toBeNull();
  });

  it.each([
    ['https://www.facebook.com/calon.satu/', { handle: 'calon.satu' }],
    ['https://web.facebook.com/profile.php?id=100099', { handle: '100099' }],
    ['//fb.com/calon.satu', { handle: 'calon.satu' }],
    ['facebook.com/calon.satu', { handle: 'calon.satu' }],
    ['https://www.facebook.com/people/Nama-Calon/1000/', { handle: '1000', name: 'Nama Calon' }],
    ['https://www.facebook.com/pages/Nama-Calon/1000', { name: 'Nama Calon' }],
  ])('reads the account in %s', (href, author) => {
    open('follow', href, FORM('follow', 'connect', 'Ikuti Halaman'));
    expect(aim(site, one('#label'))).toMatchObject({ kind: 'account', author });
  });

  it('takes the account’s name from the frame where it stands there', () => {
    const link = '<a href="https://www.facebook.com/calon.satu?ref=x">Pak Calon</a>';
    open('page', 'https://www.facebook.com/calon.satu', link + FORM('like', 'connect', 'Suka'));
    expect(aim(site, one('#label'))?.author).toEqual({ handle: 'calon.satu', name: 'Pak Calon' });
  });

  it('likes a page elsewhere, which its address tells in words', () => {
    open('like', 'https://berita.contoh/visi-misi-pak-calon.html', FORM('like', 'connect', 'Suka'));
    expect(said(click(site, one('#b')))).toBe('like commit');
    expect(aim(site, one('#b'))).toEqual({
      kind: 'post',
      site: 'facebook',
      text: 'berita contoh visi misi pak calon html',
    });
  });

  it('likes what somebody published, and says who', () => {
    open('like', 'https://www.facebook.com/calon.satu/posts/12', FORM('like', 'connect', 'Suka'));
    expect(aim(site, one('#b'))).toMatchObject({ kind: 'post', author: { handle: 'calon.satu' } });
  });

  it('sends comments with words in the field, by its button', () => {
    open(
      'comments',
      'https://berita.contoh/pak-calon',
      '<textarea></textarea><button id="s">Posting</button>',
    );
    expect(click(site, one('#s'))).toBeNull();
    (one('textarea') as HTMLTextAreaElement).value = 'Siap';
    expect(said(click(site, one('#s')))).toBe('comment commit');
    expect(aim(site, one('#s'))).toMatchObject({ text: 'berita contoh pak calon', draft: 'Siap' });
  });

  it('leaves the click that a key makes to the click, and a share button to the page that it opens', () => {
    open(
      'like',
      'https://www.facebook.com/calon.satu',
      '<button id="b">Suka</button><button id="s">Bagikan</button>',
    );
    expect(press(site, one('#b'), 'Enter')).toBeNull();
    expect(said(click(site, one('#b')))).toBe('follow commit');
    expect(said(click(site, one('#s')))).toBe('share open');
  });

  it.each(['', 'http://', 'javascript:void 0', 'https://%%%', '/'])(
    'knows nothing of the address "%s"',
    (href) => {
      open('like', href, FORM('like', 'connect', 'Suka'));
      expect(() => aim(site, one('#b'))).not.toThrow();
      expect(aim(site, one('#b'))?.author).toBeUndefined();
    },
  );
});

describe('a share page', () => {
  const BUTTON = '<form><textarea></textarea><button name="__CONFIRM__" id="ok">何か</button></form>';

  it.each([
    ['/sharer/sharer.php?u=', 'https://www.facebook.com/calon.satu/posts/1'],
    ['/sharer.php?u=', 'https://www.facebook.com/calon.satu'],
    ['/v19.0/dialog/share?app_id=1&href=', 'https://www.facebook.com/calon.satu'],
    ['/dialog/feed?link=', 'https://www.facebook.com/calon.satu'],
  ])('%s%s: is about the account in the address', (path, address) => {
    page(path + encodeURIComponent(address), BUTTON);
    expect(said(click(site, one('#ok')))).toBe('share commit');
    (one('textarea') as HTMLTextAreaElement).value = 'Mantap';
    expect(aim(site, one('#ok'))).toMatchObject({ author: { handle: 'calon.satu' }, draft: 'Mantap' });
  });

  it('reads the words that come along, and the preview that it shows', () => {
    const card = '<div data-ad-rendering-role="title">Kampanye Pak Calon</div>';
    page('/sharer.php?u=https%3A%2F%2Fberita.contoh%2F1&quote=Ayo%20dukung&hashtag=%23Calon1', card + BUTTON);
    expect(aim(site, one('#ok'))?.text).toBe('Kampanye Pak Calon\nberita contoh 1\nAyo dukung\n#Calon1');
  });

  it('posts by the labels that are known, and by nothing else', () => {
    page(
      '/sharer.php?u=https%3A%2F%2Fwww.facebook.com%2Fcalon.satu',
      '<div role="button" id="a">Posting ke Facebook</div><div role="button" id="b">Batal</div><div role="button" id="c">Suka</div>',
    );
    expect(said(click(site, one('#a')))).toBe('share commit');
    expect(said(press(site, one('#a'), 'Enter'))).toBe('share commit');
    expect(click(site, one('#b'))).toBeNull();
    expect(click(site, one('#c'))).toBeNull();
  });
});
