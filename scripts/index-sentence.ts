import type { Locale } from '#lib/field';
import type { Translate } from '#lib/messages';
import type { IndexReport } from '#lib/search-engine';

/** What became of an index, in a sentence for its operator. */
export function describeReport(report: IndexReport, locale: Locale, t: Translate): string {
  const { kind, ...values } = report;
  const drift = ('drift' in report && report.drift?.join(', ')) || 'none';
  return t(`index.${kind}`, { locale, ...values, drift });
}

/** Whether the index holds what it was offered. */
export const isInStep = ({ kind }: IndexReport): boolean =>
  kind === 'unchanged' || kind === 'updated' || kind === 'rebuilt';
