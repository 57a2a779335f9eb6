import type { ReactNode } from 'react';

/** A form of the editors' side: `csrf` is its token, `page` the address to lead back to. */
export function EditorForm({
  action,
  csrf,
  page,
  className,
  id,
  files = false,
  children,
}: {
  action: string;
  csrf: string;
  page: string;
  className?: string;
  id?: string;
  files?: boolean;
  children: ReactNode;
}) {
  return (
    <form
      id={id}
      className={className}
      method="post"
      action={action}
      encType={files ? 'multipart/form-data' : undefined}
    >
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="page" value={page} />
      {children}
    </form>
  );
}
