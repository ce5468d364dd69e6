import { AdapterError } from "@/lib/kernel/errors";

/** 10Duke Scale did not say what became of a request. Later it may answer. */
export class AnswerLost extends AdapterError {
  /** Whether what was asked for can have been done all the same. */
  readonly mayHaveHappened: boolean;

  constructor(message: string, options: { mayHaveHappened: boolean; cause?: unknown }) {
    super("licensing", `10Duke Scale: ${message}`, { retryable: true, cause: options.cause });
    this.name = "AnswerLost";
    this.mayHaveHappened = options.mayHaveHappened;
  }
}
