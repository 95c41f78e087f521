/** A link that saves what is made in the page: a file in memory, a link to it, no permission and no request. */
import { h } from './dom.ts';

export interface SavedFile {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly text: string;
}

/**
 * The link. The file is made when it is asked for, from what holds then: most looks at a page never ask.
 * @param make makes the file
 */
export const fileLink = (id: string, text: string, make: () => SavedFile): HTMLAnchorElement => {
  const link = h('a', { class: 'button save', id }, text);
  let address: string | null = null;
  const prepare = () => {
    const file = make();
    if (address !== null) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([file.text], { type: file.type }));
    link.download = file.name;
    link.href = address;
  };
  // An address must be there for the link to take the focus; the real one replaces it before it is followed.
  link.href = '#';
  // The press comes before the click, and alone where a menu or another tab is asked for.
  link.addEventListener('pointerdown', prepare);
  link.addEventListener('click', prepare);
  return link;
};
