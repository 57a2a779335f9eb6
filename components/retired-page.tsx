import { Breadcrumb, Notices } from '#components/badge';
import type { RetiredView } from '#lib/retired-view';

/** The notice at the address of an entry that is no longer published. */
export function RetiredPage({
  view: { section, title, notice, successor },
}: {
  view: RetiredView;
}) {
  return (
    <article className="wrap page">
      <Breadcrumb link={section} />
      <h1 lang={title.lang}>{title.text}</h1>
      <Notices items={[notice]} />
      {successor && (
        <p className="lead">
          {successor.lead}{' '}
          <a href={successor.href} lang={successor.title.lang}>
            {successor.title.text}
          </a>
        </p>
      )}
    </article>
  );
}
