import { NotFoundScreen } from "@/components/layout/not-found-screen";

export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="flex-1">
      <NotFoundScreen home={{ href: "/", label: "Go to the start page" }}>
        <p>The address may be mistyped, or the page belongs to someone else.</p>
      </NotFoundScreen>
    </main>
  );
}
