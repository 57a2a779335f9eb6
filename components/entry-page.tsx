import type { ReactNode } from 'react';
import { BadgeLabel, Breadcrumb, Notices } from '#components/badge';
import { FactRows } from '#components/fact-rows';
import { Icon } from '#components/icon';
import {
  BeforeAfterSection,
  Relations,
  SectionView,
  SimilarEntries,
  Sources,
} from '#components/entry-parts';
import { GuideDownloads } from '#components/guide-downloads';
import { Neighbourhood } from '#components/neighbourhood';
import { ClusterAround, ClusterParts } from '#components/cluster-profile';
import { ProgrammeAnswers } from '#components/programme-answers';
import { Keep, ListBar } from '#components/keep-link';
import { ArticlePlace, Citation } from '#components/plan';
import type { ClusterProfile } from '#lib/cluster-profile';
import type { GuideExtras } from '#lib/guide-view';
import type { NeighbourhoodView } from '#lib/neighbourhood-view';
import type { ArticleView } from '#lib/plan-view';
import type { KeepLink } from '#lib/short-list-view';
import type { BeforeAfter, EntryView, Link, Similar } from '#lib/view';

type Props = {
  view: EntryView;
  /** The reader's short list, and the way onto it; of programmes only. */
  list?: { label: string; links: Link[] };
  keep?: KeepLink | undefined;
  similar?: Similar | undefined;
  beforeAfter?: BeforeAfter | undefined;
  /** Of plan articles only. */
  article?: ArticleView | undefined;
  /** Of clusters only. */
  cluster?: ClusterProfile | undefined;
  around?: NeighbourhoodView | undefined;
  /** Of guides only. */
  guide?: GuideExtras | undefined;
  /** Where a reader can say that something is wrong. */
  correction?: Link | undefined;
  /** The entry's last changes. */
  changes?: ReactNode;
  tools?: ReactNode;
};

function Head({ view, keep }: Pick<Props, 'view' | 'keep'>) {
  const { kicker, title, subtitle, badges, freshness, key, action } = view;
  return (
    <header className="entry-head">
      <Breadcrumb link={view.section} />
      {kicker && <p className="kicker">{kicker}</p>}
      <h1 lang={title.lang}>{title.text}</h1>
      {subtitle && (
        <p className="subtitle" lang={subtitle.lang}>
          {subtitle.text}
        </p>
      )}
      <ul className="badges">
        {[...badges, freshness].map((badge) => (
          <li key={badge.label}>
            <BadgeLabel badge={badge} />
          </li>
        ))}
      </ul>
      <Notices items={view.notices} />
      {key.length > 0 && <FactRows rows={key} large />}
      {(action ?? keep) && (
        <p className="entry-actions">
          {action && (
            <a className="button entry-action" href={action.href}>
              {action.label}
              <Icon name={action.href.startsWith('/') ? 'forward' : 'leave'} />
            </a>
          )}
          {keep && <Keep keep={keep} />}
        </p>
      )}
    </header>
  );
}

function Quotation({ quotation }: { quotation: NonNullable<EntryView['quotation']> }) {
  return (
    <figure className="quotation">
      <blockquote lang={quotation.lang}>{quotation.text}</blockquote>
      <figcaption>{quotation.cite}</figcaption>
      {quotation.note && <p lang={quotation.note.lang}>{quotation.note.text}</p>}
    </figure>
  );
}

/** From four sections on, a list of them comes first. */
function Contents({ view, beforeAfter, guide }: Pick<Props, 'view' | 'beforeAfter' | 'guide'>) {
  const sections = [
    ...(view.answers ?? []),
    ...view.sections,
    ...(beforeAfter ? [beforeAfter] : []),
    ...(guide ? [...(guide.calculators ? [guide.calculators] : []), guide.templates] : []),
  ];
  if (sections.length < 4) return null;
  return (
    <nav className="contents" aria-label={view.labels.contents}>
      <p>{view.labels.contents}</p>
      <ul>
        {sections.map(({ id, heading }) => (
          <li key={id}>
            <a href={`#${id}`}>{heading}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The side: all facts, and how far to trust them; `tools` is the island that prints and shares. */
function Side({ view, correction, tools }: Pick<Props, 'view' | 'correction' | 'tools'>) {
  return (
    <aside className="entry-side" aria-label={view.sheet.heading}>
      {view.sheet.rows.length > 0 && (
        <>
          <h2>{view.sheet.heading}</h2>
          <FactRows rows={view.sheet.rows} />
        </>
      )}
      {!view.answers && (
        <div className="freshness">
          <BadgeLabel badge={view.freshness} />
          <p>{view.freshness.detail}</p>
        </div>
      )}
      {correction && (
        <p className="correction-link">
          <a href={correction.href} rel="nofollow">
            {correction.label}
          </a>
        </p>
      )}
      {tools}
    </aside>
  );
}

/** The page of one entry, whatever its type: the answer first, then the text, then where it all comes from. */
export function EntryPage({
  view,
  list,
  keep,
  similar,
  beforeAfter,
  article,
  cluster,
  around,
  guide,
  correction,
  changes,
  tools,
}: Props) {
  return (
    <article className="wrap page entry">
      {list && <ListBar {...list} />}
      <Head view={view} keep={keep} />
      <div className="entry-columns">
        <div className="entry-main">
          {view.quotation && <Quotation quotation={view.quotation} />}
          {view.missing?.map(({ text, lang }) => (
            <p key={text} className="missing" lang={lang}>
              {text}
            </p>
          ))}
          {!view.answers && <Contents view={view} guide={guide} />}
          {view.body.html && (
            <div
              className="prose"
              lang={view.body.lang}
              dangerouslySetInnerHTML={{ __html: view.body.html }}
            />
          )}
          {view.answers && (
            <>
              <Contents view={view} beforeAfter={beforeAfter} />
              <div className="answers">
                <ProgrammeAnswers answers={view.answers} level={2} />
              </div>
              <Sources sources={view.sources} />
            </>
          )}
          {view.details && (
            <section className="entry-section">
              <h2 id={view.details.id}>{view.details.heading}</h2>
              <div
                className="prose"
                lang={view.details.lang}
                dangerouslySetInnerHTML={{ __html: view.details.html }}
              />
            </section>
          )}
          {cluster && <ClusterParts profile={cluster} />}
          {view.sections.map((section) => (
            <SectionView key={section.id} section={section} />
          ))}
          {guide && <GuideDownloads view={guide} />}
          {article && <ArticlePlace view={article} />}
        </div>
        <Side view={view} correction={correction} tools={tools} />
        <div className="entry-more">
          {beforeAfter && <BeforeAfterSection beforeAfter={beforeAfter} />}
          {similar && <SimilarEntries similar={similar} />}
          {cluster && <ClusterAround profile={cluster} />}
          <Relations relations={view.relations} />
          {article?.gaps && <p className="missing-note">{article.gaps}</p>}
          {around && <Neighbourhood view={around} />}
          {article && <Citation citation={article.citation} />}
          {!view.answers && <Sources sources={view.sources} />}
          {changes}
        </div>
      </div>
    </article>
  );
}
