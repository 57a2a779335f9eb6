import type { Locale } from '#lib/field';
import { isLocale, texts } from '#lib/messages';

/** The language that a request names; without one it is Turkish. */
export function localeOf(parameters: URLSearchParams): { locale: Locale } | { refusal: Response } {
  const asked = parameters.get('locale') ?? 'tr';
  if (isLocale(asked)) return { locale: asked };
  const error = [texts('tr')('api.unknownLocale'), texts('en')('api.unknownLocale')].join(' ');
  return { refusal: Response.json({ error }, { status: 400 }) };
}
