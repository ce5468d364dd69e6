import { notFound } from "next/navigation";
import { NotFoundError } from "@/lib/kernel/errors";

/** What does not exist, or not for this person, is a 404 page. */
export async function orNotFound<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}
