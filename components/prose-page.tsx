export type ProseView = {
  title: string;
  /** From our Markdown module, sanitised there. */
  html: string;
  lang?: 'tr';
  /** "Son güncelleme: 20 Kasım 2026" */
  updated: string;
};

/** A page of text: about, accessibility. */
export function ProsePage({ view }: { view: ProseView }) {
  return (
    <article className="wrap page">
      <h1>{view.title}</h1>
      <div className="prose" lang={view.lang} dangerouslySetInnerHTML={{ __html: view.html }} />
      {view.updated && <p className="updated">{view.updated}</p>}
    </article>
  );
}
