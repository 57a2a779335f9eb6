export const dynamic = 'force-dynamic';

/** The portal serves; whether the search engine does is another question. */
export const GET = (): Response =>
  Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
