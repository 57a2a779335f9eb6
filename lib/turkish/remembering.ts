const most = 60_000;

/**
 * A function that keeps its answers: words repeat. When too many are kept all are dropped, so that
 * nonsense cannot fill the memory.
 */
export function remembering<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const made = make(key);
    if (known.size >= most) known.clear();
    known.set(key, made);
    return made;
  };
}
