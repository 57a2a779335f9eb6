import os from 'node:os';
import path from 'node:path';

// The second portal under test: the same build over a throw-away copy of the content, with editors.
// scripts/editor-site-for-tests.ts makes it.

const port = Number(process.env.PORT ?? '3000') + 1;
const folder = path.join(os.tmpdir(), `bys-editor-site-${port}`);

export const editorSite = {
  port,
  url: `http://localhost:${port}`,
  folder,
  /** The git work tree with `content/`. */
  root: path.join(folder, 'tree'),
  data: path.join(folder, 'data'),
} as const;

/** One account of each role, all with the same password. */
export const people = {
  author: { name: 'Ayşe Yazar', email: 'yazar@example.org' },
  reviewer: { name: 'Ömer Denetçi', email: 'denetci@example.org' },
  publisher: { name: 'Işıl Yayıncı', email: 'yayinci@example.org' },
  manager: { name: 'Çiğdem Hesap', email: 'hesap@example.org' },
} as const;

export const password = 'mor-zürafa-42-kiremit';
