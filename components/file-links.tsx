import type { FileLinks as View } from '#lib/view';

/** The same as the page, for a feed reader, a calendar, a table or a program. */
export function FileLinks({ files }: { files: View }) {
  return (
    <div className="files">
      <h3>{files.heading}</h3>
      {files.lead.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <ul>
        {files.links.map(({ label, href, mediaType }) => (
          <li key={href}>
            <a href={href} type={mediaType}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
