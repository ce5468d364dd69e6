import Link from "next/link";

/** The name, and the way home. */
export function Brand() {
  return (
    <Link href="/" className="flex min-h-11 items-center gap-2.5 rounded-control text-lg font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path d="M10 8v9a6 6 0 0 0 12 0V8" fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
        <path
          d="M8 26.5h16"
          stroke="#fff"
          strokeOpacity=".65"
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeDasharray="2.4 4.4"
        />
      </svg>
      Usher
    </Link>
  );
}
