/** What an address asks, as Next hands it to a page. */
export const queryOf = async (
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<URLSearchParams> =>
  new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, values]) =>
      [values ?? []].flat().map((value): [string, string] => [key, value]),
    ),
  );
