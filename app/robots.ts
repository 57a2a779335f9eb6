import type { MetadataRoute } from 'next';
import { apiRoot } from '#lib/api';
import { env } from '#lib/env';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', allow: ['/', `${apiRoot}/`], disallow: ['/api/', '/*?*q='] },
    sitemap: `${env().SITE_URL}/sitemap.xml`,
  };
}
