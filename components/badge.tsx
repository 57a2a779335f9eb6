import { Icon } from '#components/icon';
import type { Badge, Link } from '#lib/view';

/** A state in words; the colour only repeats them. */
export function BadgeLabel({ badge }: { badge: Badge }) {
  return <span className={`badge badge-${badge.tone}`}>{badge.label}</span>;
}

/** The way up: one link to the section, above the title. */
export function Breadcrumb({ link }: { link: Link }) {
  return (
    <a className="up" href={link.href}>
      <Icon name="back" />
      {link.label}
    </a>
  );
}

/** What the reader must know before reading on; several sentences share one box. */
export function Notices({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div className="notice">
      <Icon name="info" large />
      <div>
        {items.map((item) => (
          <p key={item}>{item}</p>
        ))}
      </div>
    </div>
  );
}
