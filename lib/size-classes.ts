import { sizes, type EntryData } from '#lib/content-types';

/** What a reader tells in figures; amounts in lira a year. */
export type SizeFigures = {
  readonly staff: number | undefined;
  readonly turnover: number | undefined;
  readonly balance: number | undefined;
};

/** A class of the official SME definition: for firms with fewer employees and not more money than this. */
export type SizeClass = Required<Pick<EntryData<'term'>, 'size' | 'employeesBelow' | 'moneyLimit'>>;

/** The classes that the glossary's terms define, smallest first. */
export const sizeClassesOf = (terms: readonly EntryData<'term'>[]): SizeClass[] =>
  terms
    .flatMap(({ size, employeesBelow, moneyLimit }) =>
      size && employeesBelow && moneyLimit ? [{ size, employeesBelow, moneyLimit }] : [],
    )
    .sort((a, b) => a.employeesBelow.value - b.employeesBelow.value);

/**
 * The sizes that a business with these figures can have. Both bounds must hold, and for money either net
 * sales or the balance sheet may keep below it (KOBİ Yönetmeliği, the definition of an SME): one of the two
 * alone therefore says what the size is at most.
 */
export function sizesFrom(
  { staff, turnover, balance }: SizeFigures,
  classes: readonly SizeClass[],
): readonly string[] {
  if (staff === undefined && turnover === undefined && balance === undefined) return [];
  const names = [...classes.map(({ size }) => size), ...sizes.codes.slice(-1)];
  const everyOne = names.map((_, index) => index);
  const rank = (holds: (own: SizeClass) => boolean) => {
    const first = classes.findIndex(holds);
    return first < 0 ? classes.length : first;
  };
  const byStaff =
    staff === undefined ? everyOne : [rank((own) => staff < own.employeesBelow.value)];
  const amounts = [turnover, balance].filter((amount) => amount !== undefined);
  const least = rank((own) => Math.min(...amounts) <= own.moneyLimit.value);
  const byMoney = amounts.length === 2 ? [least] : everyOne.filter((index) => index <= least);
  const possible = new Set(byStaff.flatMap((a) => byMoney.map((b) => Math.max(a, b))));
  return names.filter((_, index) => possible.has(index));
}
