/**
 * The structure of a page without what people wrote: paste this file into the browser's console, choose an element in
 * the inspector, and copy `skeletonOf($0, [...labels of the site])`. Nothing is kept that is not known to be the
 * site's own: every other word, name, address and id is replaced. It sends nothing and leaves the page as it is.
 */

const DROPPED = 'script,style,noscript,template,iframe,link,meta,object,embed';
const KEPT =
  /^(?:role|dir|tabindex|type|contenteditable|height|width|viewBox|data-testid|data-lexical-editor|data-pressable-container|data-pagelet|data-ad-[\w-]+|aria-(?:haspopup|expanded|pressed|disabled|hidden|modal|posinset|checked|selected))$/;
/** Words in addresses that are the sites' own. */
const OWN_WORDS =
  /^(?:status|post|posts|p|reel|reels|c|photo|photos|media|video|videos|watch|permalink|groups|user|events|hashtag|explore|tags|search|i|communities|intent|messages|direct|activity|home|notifications)$/;

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const quote = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
/** Numbers in a name are ids; a value that is long or has spaces is somebody's. */
const shortValue = (value) =>
  /^[\w.:-]{0,40}$/.test(value) ? value.replace(/\d{3,}/g, '0').replace(/(Container-).+/, '$1x') : '';

/** The form of an address: `/@x/post/x?q=`. */
const formOf = (href) => {
  const [path = '', query = ''] = href
    .replace(/^(?:https?:)?\/\/[^/?#]*/, '')
    .split('#')[0]
    .split('?');
  const parts = path.split('/').map((part) => {
    if (part === '' || OWN_WORDS.test(part)) return part;
    return part.startsWith('@') ? '@x' : 'x';
  });
  const names = [...new URLSearchParams(query).keys()].filter((name) => /^[a-z_]{1,20}$/.test(name));
  return parts.join('/') + (names.length > 0 ? `?${names.map((name) => `${name}=`).join('&')}` : '');
};

/** How often each label and each few words on a control occur: what repeats under strangers' posts is the site's. */
const labelsIn = (root) => {
  const counts = new Map();
  const add = (text) => {
    const label = plain(text ?? '');
    if (label !== '' && label.length <= 60) counts.set(label, (counts.get(label) ?? 0) + 1);
  };
  for (const element of root.querySelectorAll('[aria-label]')) add(element.getAttribute('aria-label'));
  for (const control of root.querySelectorAll('button,[role="button"],[role="menuitem"]'))
    add(control.textContent);
  return [...counts].sort(([, a], [, b]) => b - a);
};

const attributesOf = (element, labels) =>
  [...element.attributes].flatMap(({ name, value }) => {
    if (name === 'href') return [`href="${quote(formOf(value))}"`];
    if (name === 'd' || name === 'points') return [`${name}="${quote(value.slice(0, 24))}"`];
    if (name === 'aria-label' || name === 'alt' || name === 'placeholder')
      return [`${name}="${labels.has(plain(value)) ? quote(plain(value)) : '…'}"`];
    // Whether a heart is filled may stand in its style alone.
    if (name === 'style' && element.localName === 'svg' && !value.includes('url('))
      return [`style="${quote(value.slice(0, 80))}"`];
    return KEPT.test(name) ? [`${name}="${quote(shortValue(value))}"`] : [];
  });

/**
 * @param {Element} root what to take, the element itself included
 * @param {readonly string[]} own labels and words on controls that are the site's own, after a look at `labelsIn`
 * @returns {string} HTML, one element a line
 */
const skeletonOf = (root, own = []) => {
  const labels = new Set(own.map(plain));
  const lines = [];
  const walk = (node, depth) => {
    const indent = '  '.repeat(depth);
    if (node.nodeType === 3) {
      const text = plain(node.data);
      if (text !== '') lines.push(indent + (labels.has(text) ? quote(text) : '…'));
    } else if (node.nodeType === 1 && !node.matches(DROPPED)) {
      lines.push(`${indent}<${[node.localName, ...attributesOf(node, labels)].join(' ')}>`);
      for (const child of node.childNodes) walk(child, depth + 1);
      lines.push(`${indent}</${node.localName}>`);
    }
  };
  walk(root, 0);
  return lines.join('\n');
};

Object.assign(globalThis, { skeletonOf, labelsIn });
