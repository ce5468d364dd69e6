-- The terms a line was sold under. No grant exists yet.
ALTER TABLE "Grant"
    ADD COLUMN "providerPriceId" TEXT NOT NULL,
    ADD COLUMN "seatsPerUnit" INTEGER NOT NULL,
    ADD CONSTRAINT "Grant_seatsPerUnit_check" CHECK ("seatsPerUnit" > 0);
