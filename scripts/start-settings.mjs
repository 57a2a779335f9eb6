// @ts-check
// What the launcher was asked for. Faults in the environment are named by check-env, later.
import path from 'node:path';
import { root } from './bootstrap.mjs';

export const DEV = process.argv[2] === '--dev';
export const REINDEX = process.argv[2] === '--reindex';
export const BUILD = process.argv[2] === '--build';
export const DATA = path.resolve(root, process.env.DATA_DIR || '.data');
export const PORT = Number(process.env.PORT || 3000);
export const PREFIX = process.env.INDEX_PREFIX || 'bys';
export const SITE_URL = process.env.SITE_URL || `http://localhost:${PORT}`;
export const ENGINE_LOG = path.join(DATA, 'meilisearch.log');
/**
 * Whether systemd holds the socket for us (deploy/bys.socket), as descriptor 3: then connections wait while
 * the portal is started anew, and none is refused (sd_listen_fds(3)).
 */
export const HELD =
  !DEV && process.env.LISTEN_FDS === '1' && process.env.LISTEN_PID === String(process.pid);
