// @vitest-environment jsdom
/** The tool that takes a page's structure keeps nothing that somebody wrote, and what an adapter needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { threadsSite } from '../../src/sites/threads.ts';
import { one, page } from './sites-page.ts';

interface Tool {
  skeletonOf(root: Element, own?: readonly string[]): string;
  labelsIn(root: ParentNode): [label: string, times: number][];
}
// As in a console: a plain script, without a module around it.
const source = readFileSync(join(import.meta.dirname, '../../scripts/skeleton.mjs'), 'utf8');
const { skeletonOf, labelsIn } = new Function(`${source};return { skeletonOf, labelsIn };`)() as Tool;

const POST = `<div data-pressable-container="true" class="x1 budi" id="budi77" data-owner="Budi Santoso">
  <a href="https://www.threads.com/@budi.santoso?hl=id"><img src="https://cdn.example/budi.jpg" alt="Foto profil Budi"></a>
  <a href="/@budi.santoso/post/Cxyz123#budi"><time datetime="2026-01-02">2j</time></a>
  <span dir="auto">Rahasia Budi <a href="/search?q=Rahasia&serp_type=tags">Rahasia</a></span>
  <script>const rahasia = 'Budi';</script>
  <div role="button" aria-label="Tindakan untuk Budi"><svg aria-label="Suka" style="--fill: transparent"><title>Suka</title><path d="M1.34375 7.53125L1.34375 7.54043C1.34374"></path></svg>987</div>
  <div data-testid="UserAvatar-Container-budi"></div><div role="button" data-testid="1746000000000000077-follow">Ikuti</div><div role="button">Ikuti</div></div>`;

describe('the skeleton of a page', () => {
  it('holds no name, word, address or number of anybody', () => {
    page('/', POST);
    const skeleton = skeletonOf(one('div'), ['Suka', 'Ikuti']);
    expect(skeleton).not.toMatch(/budi|santoso|rahasia|cxyz|cdn|1746|2026|hl=id|987|<script/i);
  });

  it('holds what tells controls and posts apart', () => {
    page('/', POST);
    const skeleton = skeletonOf(one('div'), ['Suka', 'Ikuti']);
    expect(skeleton).toContain('<a href="/@x?hl=">');
    expect(skeleton).toContain('<a href="/@x/post/x">');
    expect(skeleton).toContain('<a href="/search?q=&amp;serp_type=">');
    expect(skeleton).toContain('<svg aria-label="Suka" style="--fill: transparent">');
    expect(skeleton).toContain('<path d="M1.34375 7.53125L1.34375">');
    expect(skeleton).toContain('data-testid="0-follow"');
    page('/', skeleton);
    expect(threadsSite.health(document)).toEqual({ posts: 1, controls: 3, blind: 0 });
  });

  it('keeps no label that it was not told, and helps to find those that repeat', () => {
    page('/', POST);
    expect(skeletonOf(one('div'))).not.toMatch(/Suka|Ikuti/);
    expect(labelsIn(document)[0]).toEqual(['Ikuti', 2]);
  });
});
