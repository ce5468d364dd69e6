-- CreateEnum
CREATE TYPE "ReconciliationStage" AS ENUM ('SUBSCRIPTIONS', 'ORDERS', 'HELD');

-- CreateEnum
CREATE TYPE "DriftOutcome" AS ENUM ('REPAIRED', 'PARKED', 'FAILED');

-- AlterTable
ALTER TABLE "InboxEvent" ADD COLUMN     "caughtUp" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ReconciliationRun" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "progressedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "abandonedAt" TIMESTAMPTZ(3),
    "stage" "ReconciliationStage" NOT NULL DEFAULT 'SUBSCRIPTIONS',
    "cursor" TEXT,
    "ordersSince" TIMESTAMPTZ(3) NOT NULL,
    "starts" INTEGER NOT NULL DEFAULT 1,
    "subjects" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReconciliationRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DriftEntry" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "outcome" "DriftOutcome" NOT NULL,
    "difference" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DriftEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReconciliationRun_provider_startedAt_idx" ON "ReconciliationRun"("provider", "startedAt");

-- CreateIndex
CREATE INDEX "DriftEntry_at_idx" ON "DriftEntry"("at");

-- CreateIndex
CREATE UNIQUE INDEX "DriftEntry_runId_subject_key" ON "DriftEntry"("runId", "subject");

-- AddForeignKey
ALTER TABLE "DriftEntry" ADD CONSTRAINT "DriftEntry_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ReconciliationRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;
