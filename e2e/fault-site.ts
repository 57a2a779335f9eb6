// The third portal under test: the same build over an engine that can be made to fail.
// scripts/fault-site-for-tests.ts makes it.

const port = Number(process.env.PORT ?? '3000') + 2;

export const faultSite = {
  port,
  url: `http://localhost:${port}`,
  /** Loopback only: `POST /<mode>` sets what the engine does, `GET /` gives what the tests may know. */
  control: `http://127.0.0.1:${port + 1}`,
  /** Shorter than the 2.5 s of everyday, so that 13 outages fit a test. */
  timeoutMs: 500,
} as const;

/** What the control tells. */
export type Told = {
  /** Questions that reached the engine's door since the mode was set. */
  readonly asked: number;
  /** All that the portal has written so far. */
  readonly log: string;
  /** What no answer and no log may hold. */
  readonly secrets: readonly string[];
};
