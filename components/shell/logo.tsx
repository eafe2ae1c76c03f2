/** A key whose bow is an arrow coming back. */
export function Logo() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="size-[22px] shrink-0">
      <rect width="24" height="24" rx="5" fill="#2f7de1" />
      <path
        d="M10.2 15.6A4.6 4.6 0 1 1 16.6 11.4a4.6 4.6 0 0 1-4.6 4.6"
        fill="none"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M12 11.4v8M12 16.2h2.6" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
