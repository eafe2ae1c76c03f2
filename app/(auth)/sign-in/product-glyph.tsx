/** The product's mark: a key's bow with the way back. */
export function ProductGlyph({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 22 22" className={className}>
      <rect width="22" height="22" rx="5" className="fill-accent" />
      <path
        d="M6.6 12.9a5 5 0 1 1 3.4 3M10 16.4v-5.2m0 2.4h2.2"
        fill="none"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}
