import { LoadingScreen } from "@/components/layout/loading-screen";

export default function PortalLoading() {
  return <LoadingScreen cards={3} />;
}
