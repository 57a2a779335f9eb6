import { correctionGuard, triedForms } from '../../tried-forms';
import { accounts, refusal, seeOther } from '../../editor-session';
import { bodyOf, sentence } from '../../posted';
import { correctionHref, reportHref } from '#lib/addresses';
import { entryNamed, readCorrection } from '#lib/correction';
import {
  namedFacts,
  shownValue,
  trapName,
  typedFrom,
  type TriedCorrection,
} from '#lib/correction-view';
import { corrections } from '#lib/corrections';
import { isLocale, texts } from '#lib/messages';
import { factsWorld } from '#lib/portal';

/** Some 20,000 characters in each field, as browsers write them. */
const mostKilobytes = 256;

/** Takes a reader's report, or shows the form again with all that was typed. */
export async function POST(request: Request): Promise<Response> {
  const asked = /^\/en\b/.test(pathBefore(request)) ? 'en' : 'tr';
  if (!accounts().isOn()) return refusal(asked, 404, 'correction.closed');
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded'))
    return refusal(asked, 415, 'correction.notAForm');
  const body = await bodyOf(request, mostKilobytes * 1024);
  if (body === undefined)
    return sentence(asked, 413, texts(asked)('correction.tooLarge', { kilobytes: mostKilobytes }));
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const said = form.get('locale') ?? '';
  const locale = isLocale(said) ? said : asked;
  const named = entryNamed(form.get('kayit'));
  const world = named && factsWorld(named.type, named.slug, locale);
  if (!world) return refusal(locale, 400, 'correction.entryGone');

  const { entry } = world;
  const now = new Date();
  const typed = typedFrom(form);
  const token = form.get('token') ?? '';
  const facts = namedFacts(world);
  const again = (faults: TriedCorrection['faults'], isOurs = true) => {
    const id = triedForms().keep({ typed, faults, ...(isOurs && { token }) }, now);
    const page = correctionHref(entry, locale, form.get('alan') || undefined);
    return seeOther(`${page}&taslak=${id}`);
  };
  const address = addressOf(request);
  const fault = correctionGuard().judge({ token, trap: form.get(trapName) ?? '', address }, now);
  if (fault !== undefined) return again([{ code: fault }], fault !== 'too-old');
  const read = readCorrection(
    typed,
    facts.map(({ name }) => name),
  );
  if (!read.ok) return again(read.faults);
  const fact = facts.find(({ name }) => name === typed.fact);
  const received = await corrections().receive(
    {
      ...read.said,
      locale,
      type: entry.type,
      slug: entry.slug,
      shown: fact ? shownValue(fact) : '',
    },
    now,
  );
  if (received.kind === 'full') return again([{ code: 'full' }]);
  if (received.kind === 'unavailable') return again([{ code: 'store' }]);
  correctionGuard().count(address, now);
  return seeOther(`${reportHref(received.code, locale)}?yeni=1`);
}

function pathBefore(request: Request): string {
  const referer = request.headers.get('referer') ?? '';
  return URL.canParse(referer) ? new URL(referer).pathname : '';
}

/**
 * Who asks, as the nearest web server says: the last of the list, since a client may write what it likes
 * before it. Without a web server in front Next itself puts the address of the connection there.
 */
const addressOf = (request: Request): string =>
  (request.headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
