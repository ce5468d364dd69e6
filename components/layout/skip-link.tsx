/** First stop of the Tab key: past the header, into the page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only rounded-control bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-30"
    >
      Skip to content
    </a>
  );
}
