type Common = {
  /** The name under which it is posted; also what its id is made of. */
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  /** Sentences about this very control. */
  readonly problems: readonly string[];
};

/** One thing to fill in, as a page shows it. */
export type Control = Common &
  (
    | { readonly kind: 'line' | 'date' | 'moment' | 'number' | 'address'; readonly value: string }
    | { readonly kind: 'text'; readonly value: string; readonly rows: number; readonly code?: true }
    | {
        readonly kind: 'one';
        readonly value: string;
        readonly options: readonly { value: string; label: string }[];
      }
    | {
        readonly kind: 'many';
        readonly options: readonly { value: string; label: string; chosen: boolean }[];
      }
    | {
        readonly kind: 'entry';
        readonly target: string;
        readonly slug: string;
        readonly words: string;
        readonly candidates: readonly { slug: string; title: string }[];
      }
    | { readonly kind: 'group'; readonly controls: readonly Control[] }
    | { readonly kind: 'rows'; readonly rows: readonly ControlRow[]; readonly next: ControlRow }
  );

/** One item of a list; `next` is an empty one, to be filled in or left. */
export type ControlRow = {
  readonly name: string;
  readonly removeName: string;
  readonly problems: readonly string[];
  readonly controls: readonly Control[];
};
