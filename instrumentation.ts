/** Reads the content before the first reader comes, and goes on reading for searches, so that nobody waits. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { library } = await import('#lib/library');
  const { engineAnswers, readAhead } = await import('#lib/portal');
  const { vitals } = await import('#lib/vitals');
  library();
  vitals().content = () => ({ files: library().fileCount, problems: library().problems.length });
  vitals().revision = library;
  vitals().engine = engineAnswers;
  readAhead().catch((error: unknown) => console.error(error));
}
