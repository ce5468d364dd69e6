import { LoadingScreen } from "@/components/layout/loading-screen";

export default function StartLoading() {
  return <LoadingScreen cards={2} />;
}
