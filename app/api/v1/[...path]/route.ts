import { problemAnswer } from '../../../answers';
import { apiRoot } from '#lib/api';
import { env } from '#lib/env';

/** Every address of the public interface that names nothing. */
export const GET = (request: Request): Response =>
  problemAnswer(request, 'no-such-address', { list: `${env().SITE_URL}${apiRoot}/openapi.json` });
