/** Our own sign: a table with four sides, people around it. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round">
      <rect x="6.600" y="6.600" width="12.800" height="12.800" rx="3.500" />
      <path d="M10 2.500h6M10 23.500h6M2.500 10v6M23.500 10v6" />
    </svg>
  );
}
