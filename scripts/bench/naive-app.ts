import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { answers, dyingWithParent, freePort, root } from '../bootstrap.mjs';

/**
 * What the portal's pages are measured against, built in the same run: an empty page, a page that asks the
 * engine on each request as the documentation shows it and lists what comes, and the same list as plain HTML
 * without any script.
 */
export async function naiveApp(engine: { url: string; key: string }): Promise<{
  site: string;
  stop: () => void;
}> {
  // Below the root, so that it finds our packages.
  const folder = path.join(root, '.data/bench-app');
  fs.rmSync(folder, { recursive: true, force: true });
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  write('package.json', '{ "name": "bench-app", "private": true }');
  write(
    'next.config.mjs',
    `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} };`,
  );
  write(
    'app/layout.jsx',
    'export default function Layout({ children }) { return <html lang="tr"><head><title>Arama</title></head><body>{children}</body></html>; }',
  );
  write('app/page.jsx', 'export default function Page() { return <p>Boş</p>; }');
  const ask = `
    const answer = await fetch(${JSON.stringify(engine.url)} + '/indexes/plain/search', {
      method: 'POST', cache: 'no-store',
      headers: { Authorization: 'Bearer ${engine.key}', 'Content-Type': 'application/json' },
      body: JSON.stringify({ q, limit: 20, attributesToCrop: ['text'], cropLength: 40, attributesToRetrieve: ['place', 'title', 'type'] }),
    });
    const { hits, estimatedTotalHits } = await answer.json();`;
  write(
    'app/ara/page.jsx',
    `import Link from 'next/link';
    export default async function Page({ searchParams }) {
      const { q = '' } = await searchParams;
      ${ask}
      return <main><form><input name="q" defaultValue={q} /><button>Ara</button></form><p>{estimatedTotalHits}</p>
        <ol>{hits.map((hit) => <li key={hit.place}><h2><Link href={'/' + hit.type + '/' + hit.place}>{hit.title}</Link></h2><p>{hit._formatted.text}</p></li>)}</ol></main>;
    }`,
  );
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const built = spawnSync(process.execPath, [next, 'build', folder], { env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the naive app: ${built.stderr}${built.stdout}`);
  const child = spawn(
    ...dyingWithParent(process.execPath, [
      next,
      'start',
      folder,
      '-H',
      'localhost',
      '-p',
      `${port}`,
    ]),
    { env, stdio: 'ignore' },
  );
  const stop = () => {
    child.kill('SIGTERM');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const site = `http://localhost:${port}`;
  if (!(await answers(site, { seconds: 60 }))) {
    stop();
    throw new Error('the naive app does not answer');
  }
  return { site, stop };
}
