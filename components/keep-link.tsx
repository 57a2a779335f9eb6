import { Icon } from '#components/icon';
import type { Link } from '#lib/view';
import type { KeepLink } from '#lib/short-list-view';

/** Keeps a programme or lets it go: a link, since the list is the address. */
export function Keep({ keep }: { keep: KeepLink }) {
  return (
    <a className={keep.isKept ? 'keep keep-on' : 'keep'} href={keep.href} aria-label={keep.spoken}>
      <Icon name={keep.isKept ? 'check' : 'add'} />
      {keep.label}
    </a>
  );
}

/** The way to the reader's list; stays in sight while programmes are chosen. */
export function ListBar({ label, links }: { label: string; links: readonly Link[] }) {
  if (links.length === 0) return null;
  return (
    <nav className="list-bar" aria-label={label}>
      <Icon name="kept" />
      {links.map(({ label: words, href }) => (
        <a key={href} href={href}>
          {words}
        </a>
      ))}
    </nav>
  );
}
