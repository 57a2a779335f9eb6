/** Our mark: three tile petals and a dot, the collection and the one answer in it (and the dot of İ). */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg className="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d="M1 1h5a9 9 0 0 1 9 9v5h-5a9 9 0 0 1-9-9zM1 31h5a9 9 0 0 0 9-9v-5h-5a9 9 0 0 0-9 9zM31 31h-5a9 9 0 0 1-9-9v-5h5a9 9 0 0 1 9 9z" />
      <circle cx="24" cy="8" r="6" />
    </svg>
  );
}
