import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What a backup says about itself. Paths are relative to it, with slashes. */
export const manifestSchema = z.object({
  format: z.literal(1),
  made: z.iso.datetime(),
  /** The branch that the content was on; none where its folder is no git work tree. */
  branch: z.string().optional(),
  files: z.array(
    z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string().length(64) }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';

/** Every file below a folder, by its path with slashes, in order; links are left out. */
export function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();
}

/** Copies files to below another folder, for their owner alone or for all to read. */
export function copyFiles(from: string, to: string, isPrivate: boolean): void {
  for (const name of filesBelow(from)) {
    const target = path.join(to, name);
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: isPrivate ? 0o700 : 0o755 });
    fs.copyFileSync(path.join(from, name), target);
    fs.chmodSync(target, isPrivate ? 0o600 : 0o644);
  }
}

function describeFile(folder: string, name: string) {
  const content = fs.readFileSync(path.join(folder, name));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path: name, bytes: content.length, sha256 };
}

/** Ends a backup: from here on it can be told whether anything in it has changed. */
export function writeManifest(folder: string, about: Omit<Manifest, 'files'>): Manifest {
  const files = filesBelow(folder).map((name) => describeFile(folder, name));
  const manifest = { ...about, files };
  const file = path.join(folder, manifestName);
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return manifest;
}

/** The manifest of a backup, and the files that are missing, changed or not named there. */
export function checkBackup(folder: string): { manifest: Manifest; wrong: string[] } | undefined {
  const file = path.join(folder, manifestName);
  if (!fs.existsSync(file)) return undefined;
  let manifest: Manifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
  const named = new Map(manifest.files.map((one) => [one.path, one]));
  const there = filesBelow(folder).filter((name) => name !== manifestName);
  const changed = there.filter(
    (name) => describeFile(folder, name).sha256 !== named.get(name)?.sha256,
  );
  const missing = [...named.keys()].filter((name) => !there.includes(name));
  return { manifest, wrong: [...changed, ...missing].sort() };
}

/** Whether something may be written there: the folder is empty or not there yet. */
export const isFree = (folder: string): boolean =>
  !fs.existsSync(folder) ||
  (fs.statSync(folder).isDirectory() && fs.readdirSync(folder).length === 0);
