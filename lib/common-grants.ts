import { z } from 'zod';
import { applicationStatus } from '#lib/application-status';
import { coverage, audiences, purposes, sectors, supportTypes } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { EntryWorld } from '#lib/entry-record';
import type { List } from '#lib/field';
import { entryHref } from '#lib/addresses';
import { labelOf } from '#lib/labels';
import { render } from '#lib/markdown';
import { texts } from '#lib/messages';

const money = z.object({
  amount: z.string().regex(/^\d+(\.\d+)?$/),
  currency: z.string().length(3),
});
const day = z.object({
  name: z.string(),
  eventType: z.literal('singleDate'),
  date: z.iso.date(),
});
const customField = z.object({
  name: z.string(),
  fieldType: z.enum(['string', 'array']),
  value: z.union([z.string(), z.array(z.string())]),
});

/**
 * A programme in the shape of the CommonGrants protocol, version 0.2 (`OpportunityBase`,
 * https://commongrants.org): for programs that read programmes of many countries.
 */
export const opportunity = z.object({
  id: z.uuid(),
  title: z.string(),
  status: z.object({
    value: z.enum(['forecasted', 'open', 'closed', 'custom']),
    customValue: z.string().optional(),
    description: z.string(),
  }),
  description: z.string(),
  funding: z
    .object({ details: z.string().optional(), maxAwardAmount: money.optional() })
    .optional(),
  keyDates: z.object({
    closeDate: day.optional(),
    otherDates: z.record(z.string(), day).optional(),
  }),
  acceptedApplicantTypes: z.array(
    z.object({
      value: z.enum([
        'for_profit_small_business',
        'for_profit_not_small_business',
        'individual',
        'custom',
      ]),
      customValue: z.string().optional(),
      description: z.string(),
    }),
  ),
  source: z.url().optional(),
  customFields: z.record(z.string(), customField),
  createdAt: z.iso.datetime(),
  lastModifiedAt: z.iso.datetime(),
});

export type Opportunity = z.infer<typeof opportunity>;

const statuses = {
  open: 'open',
  continuous: 'open',
  upcoming: 'forecasted',
  closed: 'closed',
  unknown: 'custom',
} as const;

// The protocol knows one size of small business and no groups; what it has no word for stays ours.
const applicants: Readonly<Record<string, Opportunity['acceptedApplicantTypes'][number]['value']>> =
  {
    mikro: 'for_profit_small_business',
    kucuk: 'for_profit_small_business',
    orta: 'for_profit_small_business',
    buyuk: 'for_profit_not_small_business',
    girisimci: 'individual',
  };

/**
 * A programme as an opportunity, on that day. `id` must be the programme's own for ever. When a record was
 * made is not known here, so both times are that of the last change.
 */
export function opportunityOf(
  entry: Entry<'programme'>,
  id: string,
  { site, locale, today, changedAt, titleOf }: EntryWorld,
): Opportunity {
  const t = texts(locale);
  const { data } = entry;
  const status = applicationStatus(data, today);
  const value = statuses[status];
  const changed = changedAt(entry).toISOString();
  const dated = (name: string, date: string) =>
    ({ name: t(`fields.${name}`), eventType: 'singleDate', date }) as const;
  const words = (name: string, list: List, codes: readonly string[]) => ({
    name: t(`fields.${name}`),
    fieldType: 'array' as const,
    value: codes.map((code) => labelOf(list, code, t)),
  });
  const said = (label: string, text: string) => ({
    name: label,
    fieldType: 'string' as const,
    value: text,
  });
  const source = data.applyUrl ?? data.sources.find(({ url }) => url)?.url;
  const details = data.limitNote;
  const limit = data.upperLimit;
  return {
    id,
    title: data.title,
    status: {
      value,
      ...(value === 'custom' && { customValue: status }),
      description: t(`lists.applicationStatuses.${status}`),
    },
    description: render(entry.body).text,
    ...((details !== undefined || limit) && {
      funding: {
        ...(details !== undefined && { details }),
        ...(limit && {
          maxAwardAmount: { amount: limit.value.toFixed(2), currency: limit.currency },
        }),
      },
    }),
    keyDates: {
      ...(data.closes && { closeDate: dated('closes', data.closes) }),
      ...(data.opens && { otherDates: { applicationsOpen: dated('opens', data.opens) } }),
    },
    acceptedApplicantTypes: data.audiences.map((code) => {
      const kind = applicants[code] ?? 'custom';
      return {
        value: kind,
        ...(kind === 'custom' && { customValue: code }),
        description: labelOf(audiences, code, t),
      };
    }),
    ...(source !== undefined && { source }),
    customFields: {
      institution: said(
        t('fields.institution'),
        titleOf('institution', data.institution)?.text ?? data.institution,
      ),
      supportTypes: words('supportTypes', supportTypes, data.supportTypes),
      purposes: words('purposes', purposes, data.purposes),
      sectors: words('sectors', sectors, data.sectors),
      coverage: words('coverage', coverage, data.coverage),
      page: said(t('site.name'), site + entryHref('programme', entry.slug, locale)),
      ...(limit && { upperLimitAsOf: said(t('fields.asOf'), limit.asOf) }),
      sources: {
        name: t('fields.sources'),
        fieldType: 'array',
        value: data.sources.map(({ title, url, date }) =>
          [title, date, url].filter(Boolean).join(', '),
        ),
      },
    },
    createdAt: changed,
    lastModifiedAt: changed,
  };
}
