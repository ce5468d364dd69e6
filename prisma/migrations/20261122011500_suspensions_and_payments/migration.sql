-- AlterTable
ALTER TABLE "Grant" ADD COLUMN "suspendedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "PurchasePayment" (
    "provider" "Provider" NOT NULL,
    "subject" TEXT NOT NULL,
    "paymentId" TEXT NOT NULL,

    CONSTRAINT "PurchasePayment_pkey" PRIMARY KEY ("provider","subject","paymentId")
);

-- AlterEnum
ALTER TYPE "ReconciliationStage" ADD VALUE 'PARKED';
