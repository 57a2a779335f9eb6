import type { IncomingMessage, ServerResponse } from 'node:http';

/** What answers a request; the promise ends when it has no more to do with it. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What stands before an answer: it answers itself, or lets `next` do so and may look at what comes out. */
export type Step = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => Promise<void>,
) => Promise<void>;

/** Lets a request pass the steps in their order; `last` answers what none of them has answered. */
export const doorOf = (steps: readonly Step[], last: Handler): Handler =>
  steps.reduceRight<Handler>(
    (inner, step) => (request, response) => step(request, response, () => inner(request, response)),
    last,
  );

/**
 * Calls once before the head of an answer goes out, however it is written, with its status; headers can
 * still be set then, `written` are those that come with the head itself.
 */
export function beforeHead(
  response: ServerResponse,
  act: (status: number, written: ReadonlySet<string>) => void,
): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, ...rest: unknown[]) => {
    response.writeHead = writeHead;
    const given = rest.at(-1);
    const names =
      typeof given !== 'object' || given === null
        ? []
        : Array.isArray(given)
          ? given.filter((_, index) => index % 2 === 0).map(String)
          : Object.keys(given);
    act(status, new Set(names.map((name) => name.toLowerCase())));
    return Reflect.apply(writeHead, response, [status, ...rest]) as ServerResponse; // as it was called
  };
}
