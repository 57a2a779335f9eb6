/** Reads the content before the first reader comes, and goes on reading for searches, so that nobody waits. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { library } = await import('#lib/library');
  library();
  const { readAhead } = await import('#lib/portal');
  readAhead().catch((error: unknown) => console.error(error));
}
