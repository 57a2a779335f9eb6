import http from 'node:http';
import next from 'next';
import { env } from '#lib/env';
import { root } from './bootstrap.mjs';
import { doorOf } from './door';

// The portal's own server: Next behind a door of ours. Started by scripts/start.mjs, after a build.

process.title = 'bys-portal';
const hostname = 'localhost';
const { PORT: port } = env();

// Next would end every connection that asks for an upgrade without an answer: it gets a server of its
// own to listen to, and ours answers such a request like any other.
const app = next({ dev: false, dir: root, hostname, port, httpServer: http.createServer() });
await app.prepare();
const answer = app.getRequestHandler();

const door = doorOf([], (request, response) => answer(request, response));

const server = http.createServer((request, response) => {
  void door(request, response).catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(port, hostname);
