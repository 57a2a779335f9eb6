import { xmlText } from '#lib/xml';

export type AtomEntry = {
  /** Stays the same for ever, whatever becomes of the entry. */
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  /** When its words or facts last changed. */
  readonly updated: Date;
  readonly href: string;
  readonly category: { readonly term: string; readonly label: string };
  readonly summary: string;
  /** The whole text as HTML that is safe to show. */
  readonly html: string;
};

export type AtomFeed = {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly lang: string;
  readonly author: string;
  readonly updated: Date;
  /** The page that shows the same, and the feed's own address. */
  readonly href: string;
  readonly self: string;
  readonly entries: readonly AtomEntry[];
};

type Attributes = Readonly<Record<string, string>>;

const element = (name: string, attributes: Attributes, content = ''): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>\n`;
};

const text = (name: string, value: string, attributes: Attributes = {}): string =>
  element(name, attributes, xmlText(value));

/** An Atom feed (RFC 4287); its entries stand in the order given. */
export function atom(feed: AtomFeed): string {
  const entries = feed.entries.map(({ lang, category, ...entry }) =>
    element(
      'entry',
      { 'xml:lang': lang },
      text('id', entry.id) +
        text('title', entry.title) +
        text('updated', entry.updated.toISOString()) +
        element('link', { rel: 'alternate', type: 'text/html', href: entry.href }) +
        element('category', category) +
        text('summary', entry.summary) +
        text('content', entry.html, { type: 'html' }),
    ),
  );
  const { lang, author } = feed;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang },
    text('id', feed.id) +
      text('title', feed.title) +
      text('subtitle', feed.subtitle) +
      text('updated', feed.updated.toISOString()) +
      element('author', {}, text('name', author)) +
      element('link', { rel: 'alternate', type: 'text/html', href: feed.href }) +
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }) +
      entries.join(''),
  )}`;
}
