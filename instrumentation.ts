/** Reads the content before the first reader comes, so that nobody waits for it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { library } = await import('#lib/library');
  const { vitals } = await import('#lib/vitals');
  library();
  vitals().content = () => ({ files: library().fileCount, problems: library().problems.length });
}
