import http from 'node:http';
import next from 'next';
import { root } from './bootstrap.mjs';
import type { Handler } from './door';
import { doorServer } from './door-server';
import { pageCache } from './page-cache';
import { env } from '#lib/env';
import { vitals } from '#lib/vitals';

// The portal's own server: Next behind our door. Started by scripts/start.mjs, after a build.

// tsx switches them on, and Next's own maps would then be held too: 80 MB (measured).
process.setSourceMapsEnabled(false);
process.title = 'bys-portal';
const hostname = 'localhost';
const port = env().PORT;

// Next would end every connection that asks for an upgrade without an answer: it gets a server of its
// own to listen to, and ours answers such a request like any other.
const app = next({ dev: false, dir: root, hostname, port, httpServer: http.createServer() });
await app.prepare();
const answer = app.getRequestHandler();

const handler: Handler = (request, response) => answer(request, response);
const { server, stop } = doorServer(handler, env(), [pageCache(handler)]);

async function end(): Promise<void> {
  if (vitals().stopping) return;
  vitals().stopping = true;
  await stop();
  await app.close();
  process.exit(0);
}
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());

// A socket that the system holds for us takes connections while we are away (docs/operation/running.md).
const { BYS_LISTEN_FD } = process.env;
if (BYS_LISTEN_FD) server.listen({ fd: Number(BYS_LISTEN_FD) });
else server.listen(port, hostname);
