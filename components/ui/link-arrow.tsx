"use client";

import { ArrowRight } from "lucide-react";
import { useLinkStatus } from "next/link";
import { Spinner } from "./spinner";

/** Inside a link: an arrow, and a spinner while the next page is on its way. */
export function LinkArrow() {
  return useLinkStatus().pending ? <Spinner /> : <ArrowRight className="size-4" />;
}
