import { Icon } from '#components/icon';
import { Mark } from '#components/mark';
import { HitList } from '#components/result-card';
import { SearchForm, type SearchFormProps } from '#components/search-form';
import type { Hit, Link } from '#lib/view';

export type HomeList = { heading: string; items: Hit[]; empty: string; more: Link };

/** One search, three doors, what is closing, new and ahead, and what is inside. */
export type HomeView = {
  title: string;
  lead: string;
  search: SearchFormProps;
  doors: { title: string; text: string; href: string; icon: 'support' | 'clusters' | 'plan' }[];
  closing: HomeList;
  news: HomeList;
  events: HomeList;
  numbers: {
    heading: string;
    items: { value: string; label: string; href: string }[];
    note: string;
  };
};

function Doors({ doors }: Pick<HomeView, 'doors'>) {
  return (
    <ul className="wrap doors">
      {doors.map(({ title, text, href, icon }) => (
        <li key={href} className="door">
          <span className="door-icon">
            <Icon name={icon} large />
          </span>
          <h2>
            <a href={href}>{title}</a>
          </h2>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}

function List({ list, id }: { list: HomeList; id: string }) {
  return (
    <section className="home-list" aria-labelledby={id}>
      <h2 id={id}>{list.heading}</h2>
      {list.items.length > 0 ? <HitList hits={list.items} brief /> : <p>{list.empty}</p>}
      <a className="more" href={list.more.href}>
        {list.more.label}
        <Icon name="forward" />
      </a>
    </section>
  );
}

function Numbers({ numbers }: Pick<HomeView, 'numbers'>) {
  return (
    <section className="numbers" aria-labelledby="numbers">
      <div className="wrap">
        <h2 id="numbers">{numbers.heading}</h2>
        <ul>
          {numbers.items.map(({ value, label, href }) => (
            <li key={href}>
              <a href={href}>
                <strong>{value}</strong> {label}
              </a>
            </li>
          ))}
        </ul>
        <p>{numbers.note}</p>
      </div>
    </section>
  );
}

/** The home page. */
export function Home({ view }: { view: HomeView }) {
  return (
    <>
      <div className="hero">
        <div className="wrap">
          <div>
            <h1>{view.title}</h1>
            <p>{view.lead}</p>
            <SearchForm {...view.search} />
          </div>
          <Mark size={288} />
        </div>
      </div>
      <Doors doors={view.doors} />
      <div className="wrap home-lists">
        <List list={view.closing} id="closing" />
        <List list={view.news} id="news" />
        <List list={view.events} id="events" />
      </div>
      <Numbers numbers={view.numbers} />
    </>
  );
}
