import { NotFoundScreen } from "@/components/layout/not-found-screen";

export default function StartNotFound() {
  return (
    <NotFoundScreen home={{ href: "/portal", label: "Go to your licenses" }}>
      <p>It may belong to another account than the one you are signed in with.</p>
    </NotFoundScreen>
  );
}
