import { BadgeLabel, Notices } from '#components/badge';
import { FileLinks } from '#components/file-links';
import { Icon } from '#components/icon';
import type { CalendarGroup, CalendarItem, CalendarView } from '#lib/view';

function Items({ items }: { items: CalendarItem[] }) {
  return (
    <ul className="dates">
      {items.map(({ when, title, href, kind, place, over }) => (
        <li key={`${href} ${kind.label}`} className={over ? 'date over' : 'date'}>
          <p className="date-when">{when}</p>
          <p>
            <a href={href} lang={title.lang}>
              {title.text}
            </a>
          </p>
          <p className="date-kind">
            <BadgeLabel badge={over ? { ...kind, tone: 'muted' } : kind} />
            {over && <span>{over}</span>}
            {place && <span>{place}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Groups({ groups }: { groups: CalendarGroup[] }) {
  return groups.map(({ heading, items }) => (
    <section key={heading} className="date-group">
      <h3>{heading}</h3>
      <Items items={items} />
    </section>
  ));
}

/** A table of the month where there is room; the list under it says the same and more. */
function Month({ month }: Pick<CalendarView, 'month'>) {
  return (
    <section aria-labelledby="month">
      <div className="results-bar">
        <h2 id="month">{month.heading}</h2>
        <nav className="month-steps" aria-label={month.label}>
          {month.previous && (
            <a rel="prev" href={month.previous.href}>
              <Icon name="back" />
              {month.previous.label}
            </a>
          )}
          {month.now && <a href={month.now.href}>{month.now.label}</a>}
          {month.next && (
            <a rel="next" href={month.next.href}>
              {month.next.label}
              <Icon name="forward" />
            </a>
          )}
        </nav>
      </div>
      <table className="month" aria-labelledby="month">
        <thead>
          <tr>
            {month.weekdays.map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.weeks.map((days, week) => (
            <tr key={week}>
              {days.map(({ day, isToday, items }, index) => (
                <td key={index} aria-current={isToday ? 'date' : undefined}>
                  {day}
                  {items.map(({ title, href, kind }) => (
                    <a key={`${href} ${kind.label}`} href={href} lang={title.lang}>
                      {title.text}
                    </a>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {month.items.length > 0 ? <Items items={month.items} /> : <p>{month.empty}</p>}
    </section>
  );
}

/** Openings, deadlines and events by month and as a list; those that are over stand apart. */
export function CalendarPage({ view }: { view: CalendarView }) {
  return (
    <div className="wrap page calendar">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={view.notices} />
      <div className="search-columns calendar-columns">
        <div>
          <Month month={view.month} />
          <section className="date-list" aria-labelledby="ahead">
            <div className="results-bar">
              <h2 id="ahead">{view.ahead.heading}</h2>
            </div>
            {view.ahead.groups.length > 0 ? (
              <Groups groups={view.ahead.groups} />
            ) : (
              <p>{view.ahead.empty}</p>
            )}
          </section>
          {view.past.groups.length > 0 && (
            <details className="date-list past">
              <summary>
                <Icon name="open" />
                {view.past.heading}
              </summary>
              <Groups groups={view.past.groups} />
            </details>
          )}
        </div>
        <FileLinks files={view.files} />
      </div>
    </div>
  );
}
